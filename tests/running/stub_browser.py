"""A script of a shell in the place of a browser, which prints as it is told to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

posix_only = pytest.mark.skipif(
    os.name == "nt", reason="not run: stands in for a browser by a script of a POSIX shell"
)

OUT = 'for word; do case "$word" in --print-to-pdf=*) out=${word#*=} ;; esac; last=$word; done'
PRINTS = f'{OUT}; printf "%s\\n" "$@" > "$0.words"; pwd > "$0.folder"; printf "%%PDF-1.4 of %s\\n%%%%EOF\\n" "${{last##*/}}" > "$out"; exec env > "$0.env"'
FAILS = "echo one; echo 'No usable sandbox!' >&2; echo >&2; exit 7"
PRINTS_HALF = f'{OUT}; printf "%%PDF-1.4 half" > "$out"'
PRINTS_AND_FAILS = f"{PRINTS.replace('exec env', 'env')}; exit 3"


def install(folder: Path, body: str, name: str = "chromium-stub") -> Path:
    browser = folder / "bin" / name
    browser.parent.mkdir(exist_ok=True)
    browser.unlink(missing_ok=True)  # what is running cannot be written to
    browser.write_text(f"#!/bin/sh\n{body}\n")
    browser.chmod(0o755)
    return browser

"""Sentences stored as plain text, one file a case and language, so that a reader of a change sees what readers of reports will see.

`SSI_SNAPSHOTS=write` stores what is said now; without it, a sentence that differs from its file fails.
"""

from __future__ import annotations

import html
import os
import re
from pathlib import Path

FOLDER = Path(__file__).with_name("snapshots")
WRITE = "SSI_SNAPSHOTS"


def plain(text: str) -> str:
    """Return HTML as the text that is read, on one line; no-break spaces stay."""
    return re.sub(r"[ \t\n]+", " ", html.unescape(re.sub(r"<[^>]+>", "", text))).strip(" ")


def compare(name: str, parts: dict[str, str]) -> None:
    """Hold the `parts` (title -> HTML) against the stored text of `name`, or store them."""
    path, said = (
        FOLDER / f"{name}.txt",
        "\n\n".join(f"[{title}]\n{plain(text)}" for title, text in parts.items()) + "\n",
    )
    if os.environ.get(WRITE) == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(said, "utf-8", newline="\n")
    assert path.is_file(), f"no snapshot {path.name}: {WRITE}=write stores it"
    assert said == path.read_text("utf-8")


def stored() -> set[str]:
    """Return the names that are stored."""
    return {path.stem for path in FOLDER.glob("*.txt")}

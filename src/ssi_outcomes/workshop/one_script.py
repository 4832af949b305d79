"""The JavaScript modules of this room as one script for a page, and the policy that allows it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

# Each after those it imports from.
MODULES = (
    *("student", "algebra", "newton", "jackknife", "engine", "rule"),
    *("once", "cells", "days", "spans", "text_table", "records", "row_rules", "weeks", "alike", "intake"),
    *("wording", "invented", "example", "show_read", "show_answer", "traps", "guess", "measure", "workbook"),
    *("warm_up", "start"),
)
# What the script is called on its page: its exports are its properties.
NAME = "tryIt"

_IMPORT = re.compile(r"^import \{[^}]*\} from \"\./(\w+)\.js\";\n", re.M)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (\w+))", re.M)
_TOP = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.M)


def make_script(modules: Sequence[str] = MODULES) -> str:
    """Return the modules as one classic script, which works from `file://` where modules do not.

    Raises ValueError where two modules call something by the same name, or one imports from a later one.
    """
    texts, seen, exported = [], {}, []
    for place, module in enumerate(modules):
        text = Path(__file__).with_name(f"{module}.js").read_text("utf-8")
        if later := set(_IMPORT.findall(text)) - set(modules[:place]):
            raise ValueError(f"{module}.js imports from what comes after it: {sorted(later)}")
        for name in _TOP.findall(text):
            if name in seen:
                raise ValueError(f"{module}.js and {seen[name]}.js both have {name}")
            seen[name] = module
        exported += _EXPORT.findall(text)
        texts.append(_EXPORT.sub("", _IMPORT.sub("", text)).strip())
    body = "\n\n".join(texts)
    return (
        f'const {NAME} = (() => {{\n"use strict";\n\n{body}\n\nreturn {{ {", ".join(exported)} }};\n}})();\n'
    )


def allow(script: str, style: str) -> str:
    """Return the policy of a page that may run this script and use this style sheet, and ask for nothing."""
    return (
        f"default-src 'none'; script-src 'sha256-{hash_of(script)}'; style-src 'sha256-{hash_of(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def hash_of(text: str) -> str:
    """Return the hash by which a policy knows a script or style sheet."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

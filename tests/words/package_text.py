"""The package as text, for the tests that look for what cites what."""

from __future__ import annotations

from functools import cache

from ssi_outcomes.base.catalogues import FOLDER

PACKAGE = FOLDER.parent


@cache
def python() -> str:
    """Return the package's Python."""
    return "\n".join(file.read_text("utf-8") for file in PACKAGE.rglob("*.py"))

"""What the tags of a notebook's cells say: whom they are for, and in which language they are words."""

from __future__ import annotations

from collections.abc import Collection

from ssi_outcomes.base.errors import LANGUAGES

REPORT = "report"  # cells whose outputs are the report
NOTEBOOK_ONLY = "notebook"  # cells that are left out of pages
PARAMETERS = "parameters"


def words_in(language: str) -> str:
    """Return the tag of cells that are words in `language`."""
    return f"lang-{language}"


def speaks(tags: Collection[str], language: str) -> bool:
    """Tell whether a cell belongs to a reader of `language`: a call, or words in it."""
    return not any(words_in(other) in tags for other in LANGUAGES if other != language)

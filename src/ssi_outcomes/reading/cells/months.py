"""The names of months and weekdays as files write them, in each of our languages (Babel), folded."""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.base.spelling import fold

# Abbreviations that files use, and Babel lacks.
_OTHER_MONTHS = {"fev": 2}
_OTHER_WEEKDAYS = ("tues", "thur", "thurs")


def _read_names(kind: str) -> Iterator[tuple[str, int]]:
    for language in LANGUAGES:
        for form in ("wide", "abbreviated"):
            for number, name in getattr(Locale.parse(language), kind)["format"][form].items():
                yield fold(name), number


MONTHS = {**dict(_read_names("months")), **_OTHER_MONTHS}  # by name: 1 to 12
WEEKDAYS = (*(name for name, _ in _read_names("days")), *_OTHER_WEEKDAYS)

"""The names of months and weekdays as files write them (Babel), folded: a team's files may be in a language
that we tell nothing in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from babel import Locale

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.base.spelling import fold

READ = tuple(dict.fromkeys((*LANGUAGES, "de", "es", "pt", "it", "nl")))
# Abbreviations that files use, and Babel lacks.
_OTHER_MONTHS = {"fev": 2, "marz": 3, "mrz": 3, "sept": 9, "mrt": 3, "maa": 3}
_OTHER_WEEKDAYS = ("tues", "thur", "thurs", "segunda", "terca", "quarta", "quinta", "sexta")


def _read_names(kind: str, languages: Iterable[str] = READ) -> Iterator[tuple[str, int]]:
    for language in languages:
        for form in ("wide", "abbreviated"):
            for number, name in getattr(Locale.parse(language), kind)["format"][form].items():
                yield fold(name), number


MONTHS = {**dict(_read_names("months")), **_OTHER_MONTHS}  # by name: 1 to 12
WEEKDAYS = tuple(dict.fromkeys((*(name for name, _ in _read_names("days")), *_OTHER_WEEKDAYS)))
# Of these a file's name may hold one and be shown: elsewhere July is somebody's first name.
NAMELESS_MONTHS = (*dict(_read_names("months", LANGUAGES)), "fev")

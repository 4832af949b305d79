"""Files that LinkedIn names after their member: what their names tell, and the name without the member's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

_NAME = re.compile(
    r"(?P<word>content|contenu|conteudo|contenido|inhalt|contenuti|aggregateanalytics|postanalytics)"
    r"(?P<rest>[_ -].*)\.xlsx",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_COPY = re.compile(r" ?\(\d{1,3}\)$")


def without_member_name(shown: str) -> str:
    """Return the name of a file of creator analytics without its member's: `Content_<from>_<to>.xlsx`.

    Other names stay.
    """
    folder, slash, base = shown.replace("\\", "/").rpartition("/")
    found = _NAME.fullmatch(base)
    if not found:
        return shown
    copy = _COPY.search(found["rest"])
    return (
        folder + slash + "_".join([found["word"], *_DAY.findall(base)]) + (copy[0] if copy else "") + ".xlsx"
    )


def is_named_export(shown: str) -> bool:
    """Tell whether a file has the name of an export of creator analytics."""
    return _NAME.fullmatch(_base(shown)) is not None


def days_in_name(shown: str) -> list[date]:
    """Return the days in a file's name, those that exist."""
    days = []
    for text in _DAY.findall(_base(shown)):
        with suppress(ValueError):
            days.append(date.fromisoformat(text))
    return days


def series_of(shown: str, days: Sequence[date]) -> tuple[str, date] | None:
    """Return whose exports a file is one of, and the last day that it knows, by its name or of its `days`."""
    known = [*days_in_name(shown), *days]
    return (_member(shown), max(known)) if known else None


def _member(shown: str) -> str:
    """Return the member's name as a file's name has it: "NoaBerg" and "Noa_Berg" are Noa Berg; "" without
    one.
    """
    found = _NAME.fullmatch(_base(shown))
    rest = found["rest"] if found else _base(shown).rpartition(".")[0]
    text = re.sub(r"[\W\d_]+", " ", _COPY.sub("", _DAY.sub(" ", rest)))
    return " ".join(re.sub(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])", " ", text).split())


def _base(shown: str) -> str:
    return shown.replace("\\", "/").rpartition("/")[2]

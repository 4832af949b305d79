"""The forms in which dates, weeks and months are written: what their parts mean, `dates` decides."""

from __future__ import annotations

import re

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.months import MONTHS, WEEKDAYS

# What stands before the number of a week, folded.
WEEK_WORDS = "semaine|week|woche|semana|settimana|sett|sem|wk|kw|cw|s|w"

# "segunda-feira" is one word of two; "2 de março de 2026", "5. Januar 2026", "1er mars 2026".
_DAY = rf"(?:{'|'.join(name.replace(' ', '[ -]') for name in WEEKDAYS)})\s+(?:den\s+)?"
_OF = r"(?:(?:de|di|del)\s+)?"
_NTH = r"(?:er|st|nd|rd|th|o|a|\.)?"
_ZONE = r"(?P<zone>z|utc|gmt|[+-][0-9]{2}:?[0-9]{2})"
_CLOCK = r"(?P<hour>[0-9]{1,2})(?::|h)(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
_TIME = rf"(?:(?:\s*t\s*|\s+(?:a\s+|at\s+)?){_CLOCK}\s*(?P<half>am|pm)?\s*{_ZONE}?)?"
_FORMS = (
    (
        "ymd",
        re.compile(
            rf"(?P<a>[0-9]{{4}})(?P<mark>[-/.])(?P<b>[0-9]{{1,2}})(?P=mark)(?P<c>[0-9]{{1,2}}){_TIME}"
        ),
    ),
    (
        "numeric",
        re.compile(
            r"(?P<a>[0-9]{1,2})(?P<mark>[-/.])(?P<b>[0-9]{1,2})(?P=mark)(?P<c>[0-9]{4}|[0-9]{2})" + _TIME
        ),
    ),
    (
        "named",
        re.compile(
            rf"(?:{_DAY})?(?P<a>[0-9]{{1,2}}){_NTH}[\s-]+{_OF}(?P<name>[a-z]+)[\s-]+{_OF}"
            rf"(?P<c>[0-9]{{4}}|[0-9]{{2}}){_TIME}"
        ),
    ),
    (
        "named",
        re.compile(
            rf"(?:{_DAY})?(?P<name>[a-z]+)\s+(?P<a>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?P<c>[0-9]{{4}}){_TIME}"
        ),
    ),
    ("named", re.compile(rf"(?:{_DAY})(?P<name>[a-z]+)\s+(?P<a>[0-9]{{1,2}}){_TIME}\s+(?P<c>[0-9]{{4}})")),
)
WEEK_FORM = re.compile(
    rf"(?P<year>[0-9]{{4}})[\s/,.-]*(?:{WEEK_WORDS})[\s.-]*(?P<week>[0-9]{{1,2}})(?:-(?P<day>[1-7]))?"
    rf"|(?:{WEEK_WORDS})[\s.-]*(?P<week2>[0-9]{{1,2}})(?:[\s/,.-]+|\s*\(|\s+(?:of|de|del|di|da|van|von)\s+)"
    r"(?P<year2>[0-9]{4})\)?"
)
# « W12/26 » is the twelfth week of a year, or fifteen weeks; « mars-26 » a month of a year, or a day of it;
# « 2 mars » and « 12/03 » are of any year.
SHORT_WEEK = re.compile(rf"(?:{WEEK_WORDS})[\s.-]*[0-9]{{1,2}}[\s/,.'-]+[0-9]{{2}}")
SHORT_MONTH = re.compile(r"(?P<name>[a-z]+)\s?['./-]+[0-9]{2}")
OF_ANY_YEAR = re.compile(
    rf"(?:{_DAY})?(?:[0-9]{{1,2}}{_NTH}[\s-]+{_OF}(?P<after>[a-z]+)"
    r"|(?P<before>[a-z]+)\s+[0-9]{1,2}(?:st|nd|rd|th)?)"
    r"|[0-9]{1,2}[-/.][0-9]{1,2}[-/.]?"
)
MONTH_FORM = re.compile(
    r"(?P<year>[0-9]{4})[-/](?P<month>[0-9]{1,2})"
    r"|(?P<name>[a-z]+)\s+(?:de\s+)?(?P<year2>[0-9]{4})"
    r"|(?P<month3>[0-9]{1,2})/(?P<year3>[0-9]{4})"
)


def fold_date(text: str) -> str:
    """Return text folded, with the marks of dates kept and those of abbreviations dropped."""
    if len(text) > 60:
        return ""
    words = fold(re.sub(r"(?<=[A-Za-zéûÉÛ])[.,]|,(?=\s)", " ", text).translate(_KEEP))
    return re.sub(r"\s+", " ", words.translate(_RESTORE)).strip()


# `fold` takes these for separators; they are carried over it as signs that it leaves alone.
_KEEP = {ord(mark): chr(0xE000 + number) for number, mark in enumerate("-/.:,")}
_RESTORE = {0xE000 + number: mark for number, mark in enumerate("-/.:,")}


def is_short_month(normal: str) -> bool:
    """Tell whether a folded text is a month beside two digits, as spreadsheets show one: « mars-26 »."""
    found = SHORT_MONTH.fullmatch(normal)
    return found is not None and found["name"] in MONTHS


def is_of_any_year(normal: str) -> bool:
    """Tell whether a folded text is a day and a month, and no year: « lun. 2 mars », 12/03."""
    found = OF_ANY_YEAR.fullmatch(normal)
    return found is not None and (found["after"] or found["before"] or "mars") in MONTHS


def cut_date(normal: str) -> tuple[str | None, dict[str, str | None]]:
    """Return the form in which a folded date is written ("ymd", "numeric", "named" or None) and its parts."""
    for kind, form in _FORMS:
        if (found := form.fullmatch(normal)) and (kind != "named" or found["name"] in MONTHS):
            return kind, found.groupdict()
    return None, {}

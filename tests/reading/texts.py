"""Small files as text, and what the readers make of them."""

from datetime import date

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.kinds.recognition import read_sheet
from ssi_outcomes.reading.opening.sheets import cut_text
from ssi_outcomes.reading.parsed import Context, Parsed, Sheet

TODAY = date(2026, 3, 1)
CONTEXT = Context(today=TODAY)
MONDAY, SUNDAY = date(2026, 1, 26), date(2026, 2, 1)  # of 2026-W05


def sheet(text: str, shown: str = "data/raw/acme/file.csv") -> Sheet:
    """Return the one sheet of a CSV."""
    return cut_text(text.encode("utf-8"), shown)


def read(text: str, **mapping: object) -> Parsed:
    """Return what the readers make of a CSV, with a mapping."""
    return read_sheet(sheet(text), Context(today=TODAY, mapping=mapping))


def refusal(text: str, **mapping: object) -> FileRefused:
    """Return why a CSV is refused; fails if it is read."""
    try:
        parsed = read(text, **mapping)
    except FileRefused as refused:
        return refused
    raise AssertionError(f"read as {parsed.kind}")


def faults(parsed: Parsed) -> list[tuple[int | None, str]]:
    """Return line and rule of each row that was rejected."""
    return [(each.line, each.key) for each in parsed.rejected]


def outcomes(parsed: Parsed) -> list[tuple]:
    """Return person, outcome, first day, last day and count of each record of outcomes."""
    return [
        (each["person"], each["outcome"], each["start"], each["end"], each["count"])
        for each in parsed.tables.get("outcomes", [])
    ]

"""What stands in a template from the start: nothing, an example, or a row for each person and week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.base.lengths import WEEK

MOST_PEOPLE = 2_000
MOST_ROWS = 20_000  # of one sheet: a week of 2,000 people ten times, or 38 people for ten years
FIRST_YEAR, LAST_YEAR = 2003, 2100  # of LinkedIn, and of the days that the sheets take


@dataclass(frozen=True)
class Content:
    """What is filled in already: rows by sheet (cells in the order of its
    columns), and what the sheet About says.

    `laid`: how many people and weeks have their rows, and the first Monday; None where nothing was laid out.
    `drawn`: whether the rows of activities say, after the Monday, what was drawn by lot for the week.
    """

    rows: Mapping[str, Sequence[Sequence[object]]] = field(default_factory=dict)
    about: Mapping[str, object] = field(default_factory=dict)
    sections: Mapping[str, Sequence[Sequence[object]]] = field(default_factory=dict)
    laid: tuple[int, int, date] | None = None
    drawn: bool = False


def lay_out(people: Sequence[str], first: date | None, weeks: int) -> Content:
    """Return a row for each of `people`, and one for each of them and each of `weeks` Mondays from
    `first` on, Monday after Monday; only the people where `first` is None.

    Raises UsageError where that is more than one workbook is for.
    """
    if len(people) > MOST_PEOPLE:
        raise UsageError("layout_people", people=len(people), limit=MOST_PEOPLE)
    rows: dict[str, Sequence[Sequence[object]]] = {"people": [(person,) for person in people]}
    if first is None:
        return Content(rows)
    if len(people) * weeks > MOST_ROWS:
        counts = {"people": len(people), "weeks": weeks, "rows": len(people) * weeks}
        raise UsageError("layout_rows", **counts, limit=MOST_ROWS, fits=MOST_ROWS // len(people))
    mondays = [first + timedelta(days=WEEK * number) for number in range(weeks)]
    laid = [(person, monday) for monday in mondays for person in people]
    return Content(
        rows | dict.fromkeys(("ssi", "outcomes", "activity"), laid), laid=(len(people), weeks, first)
    )


def mark_drawn(content: Content, said: Mapping[tuple[str, date], str]) -> Content:
    """Return a content whose rows of activities say what each person drew for each week: beside what was
    done, not beside the results, which are counted without a look at it.
    """
    rows = [(person, monday, said[person, monday]) for person, monday in content.rows["activity"]]
    return replace(content, rows={**content.rows, "activity": rows}, drawn=True)


def read_monday(text: str) -> date:
    """Return the Monday that `--from` names; raises UsageError, with the Mondays around another day."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        day = None
    if day is None or len(text.strip()) != len("2026-03-02"):
        raise UsageError("from_not_date", value=text[:40])
    if not FIRST_YEAR <= day.year < LAST_YEAR:
        raise UsageError("from_too_far", value=day.isoformat(), first=FIRST_YEAR, last=LAST_YEAR - 1)
    if day.weekday():
        before = day - timedelta(days=day.weekday())
        after = before + timedelta(days=WEEK)
        raise UsageError(
            "from_not_monday",
            value=day.isoformat(),
            weekday=day.isoweekday(),
            before=before.isoformat(),
            after=after.isoformat(),
        )
    return day


def read_weeks(text: str) -> int:
    """Return how many weeks `--weeks` names, one at least; raises UsageError."""
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 6 and 1 <= int(plain) <= MOST_ROWS):
        raise UsageError("weeks_not_number", value=text[:40])
    return int(plain)

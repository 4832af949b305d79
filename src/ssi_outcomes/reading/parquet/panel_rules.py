"""What must hold of the rows of a panel: each rule an expression, asked of all rows at once, whatever engine
holds them. A row that breaks one is not taken, and what it would have said is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import narwhals as nw

from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.base.ssi import MEANS, PILLARS, SCORE
from ssi_outcomes.panel.column_names import activity_columns, outcome_columns
from ssi_outcomes.reading.joining.row_rules.single_rows import FIRST_DAY
from ssi_outcomes.reading.parquet.panel_schema import DAYS, MONDAY, MOST, PERSON

_MONDAY = 1  # of a week's days, as ISO 8601 numbers them
_ENDLESS = 1e300  # infinity is above it, and no count is
_RANGES = {
    **dict.fromkeys((SCORE, *MEANS), "rule_score_range"),
    **dict.fromkeys(PILLARS, "rule_pillar_range"),
    DAYS: "panel_days_range",
}


@dataclass(frozen=True)
class Rule:
    """A rule: its key in `messages.toml`, the column that it is about, and what tells that a row `breaks` it;
    `values` fill in the sentence.
    """

    key: str
    column: str
    breaks: nw.Expr
    values: Mapping[str, object] = field(default_factory=dict)


def list_rules(columns: Sequence[str], today: date) -> list[Rule]:
    """Return the rules for rows in these columns, in which an unknown cell is null, read on `today`."""
    filled = [*_rules_of_weeks(today), *_rules_of_ranges(columns), *_rules_of_counts(columns)]
    # An empty cell breaks none of these: it is not known. Engines do not agree on what a null compares to.
    filled = [replace(rule, breaks=~nw.col(rule.column).is_null() & rule.breaks) for rule in filled]
    needed = {PERSON: "person_missing", MONDAY: "panel_no_week", DAYS: "panel_days_missing"}
    empty = [Rule(key, name, nw.col(name).is_null()) for name, key in needed.items() if name in columns]
    return [*empty, *filled]


def _rules_of_weeks(today: date) -> Iterator[Rule]:
    week = nw.col(MONDAY)
    # The last Monday whose week is over: a week enters once it is.
    last = today - timedelta(days=today.weekday() + WEEK)
    off = (week.dt.weekday() != _MONDAY) | (week != week.dt.truncate("1d"))
    # As a number: a moment that is compared with has a time zone in some engines.
    day = week.dt.year() * 10_000 + week.dt.month() * 100 + week.dt.day()
    yield Rule("panel_not_monday", MONDAY, off)
    yield Rule("panel_week_open", MONDAY, ~off & (day > _write_day(last)))
    yield Rule("rule_too_old", MONDAY, ~off & (day < _write_day(FIRST_DAY)), {"first": FIRST_DAY.isoformat()})


def _write_day(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _rules_of_ranges(columns: Sequence[str]) -> Iterator[Rule]:
    for name, key in _RANGES.items():
        if name in columns:
            cell = nw.col(name)
            yield Rule(key, name, (cell < 0) | (cell > MOST[name]))
    # .53 is 53 % without its sign; with four pillars, their sum would tell.
    lone = (nw.col(SCORE) > 0) & (nw.col(SCORE) < 1)
    for name in PILLARS if set(PILLARS) <= set(columns) else ():
        lone = lone & nw.col(name).is_null()
    yield Rule("rule_fraction_range", SCORE, lone)


def _rules_of_counts(columns: Sequence[str]) -> Iterator[Rule]:
    for name in (*outcome_columns(columns), *activity_columns(columns)):
        cell = nw.col(name)
        yield Rule("rule_negative", name, (cell < 0) | (cell > _ENDLESS))
        yield Rule("count_not_whole", name, (cell >= 0) & (cell <= _ENDLESS) & (cell != cell.floor()))

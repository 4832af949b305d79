"""What the columns of a panel in Parquet are called and what each may hold; the READMEs and `docs/scale.md`
say the same.

One row is one person in one week. An empty cell (null, or NaN) is not known, never zero.

| column | holds |
|---|---|
| person | a name or a code: a text or a whole number |
| week | the Monday of the week: a date, a moment at midnight, or a text such as 2026-01-05 |
| ssi | the score in force on that Monday, 0 to 100 |
| brand, find, engage, build | its pillars, 0 to 25 each; may be missing |
| industry_mean, network_mean | others' averages, 0 to 100; may be missing |
| exposure_days | days of the week on which the person was there, 0 to 7; missing: each week is a whole one |
| outcome_<id> | how often an outcome of the registry was counted in that week |
| activity_<id> | the same of an activity |
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.base.ssi import MEANS, PILLAR_POINTS, PILLARS, SCORE, SCORE_POINTS
from ssi_outcomes.panel.column_names import activity_column, outcome_column
from ssi_outcomes.reading.names.registry import activities, find_activity, find_outcome, outcomes
from ssi_outcomes.reading.tables.mapping import Entry

PERSON, MONDAY, DAYS = "person", "week", "exposure_days"
KEYS = (PERSON, MONDAY, SCORE)
# The most that each measure can be; the least is zero.
MOST = {
    **dict.fromkeys((SCORE, *MEANS), SCORE_POINTS),
    **dict.fromkeys(PILLARS, PILLAR_POINTS),
    DAYS: WEEK,
}

_UNREAD = ("columns", "amounts", "meant")  # what a message says of columns that are not read


@dataclass(frozen=True)
class Columns:
    """The columns of one file that are read (ours -> the file's own), and those that are not."""

    taken: Mapping[str, str]
    unread: tuple[str, ...]


def count_columns() -> frozenset[str]:
    """Return what the columns of counts may be called: one for each outcome and activity of the registry."""
    return frozenset([*map(outcome_column, _counted()), *map(activity_column, activities())])


def say_unread(columns: Iterable[str]) -> dict[str, str]:
    """Return what is said of columns that are not read: all of them, those that by their names are amounts of
    money, and what others are perhaps to be called ("" where nothing is known of any).
    """
    amounts, meant = [], []
    for name in (columns := tuple(columns)):
        text = name.removeprefix(outcome_column("")).removeprefix(activity_column("")).replace("_", " ")
        outcome, activity = find_outcome(text), find_activity(text)
        if outcome and outcomes()[outcome].measure == "amount":
            amounts.append(name)
        elif outcome or activity:
            ours = outcome_column(outcome) if outcome else activity_column(activity)
            meant.append(f"{name} → {ours}")
    return {name: ", ".join(said) for name, said in zip(_UNREAD, (columns, amounts, meant), strict=True)}


def match_columns(schema: pa.Schema, entry: Entry, shown: str) -> Columns:
    """Return which columns of a file are read, by their names or by those that its `entry` in `mapping.toml`
    gives them; raises FileRefused where one is missing, there twice, or holds what it cannot hold.
    """
    own = {str(theirs): str(ours) for ours, theirs in dict(entry.get("columns", {})).items()}
    known = {*KEYS, *MOST, *count_columns()}
    named = [(own.get(name, name), name) for name in schema.names if name not in entry.get("ignore", ())]
    # A column whose place another one was given means nothing by its name alone.
    named = [(ours, name) for ours, name in named if name in own or ours not in own.values()]
    read = [(ours, name) for ours, name in named if ours in known]
    missing = [name for name in KEYS if name not in dict(read)] + [
        name for name in own if name not in schema.names
    ]
    if missing:
        raise FileRefused(
            "file_panel_columns", file=shown, columns=", ".join(missing), there=", ".join(schema.names)[:400]
        )
    if len(dict(read)) < len(read) or len(set(schema.names)) < len(schema.names):
        raise FileRefused("file_panel_column_twice", file=shown)
    for ours, name in read:
        if not _may_hold(ours, schema.field(name).type):
            raise FileRefused(
                "file_panel_type", file=shown, column=name, found=str(schema.field(name).type)[:40]
            )
    told = {name for _, name in read} | set(entry.get("ignore", ()))
    return Columns(dict(read), tuple(name for name in schema.names if name not in told))


def _counted() -> list[str]:
    # An amount of money has no number of events: without its currency it adds up to nothing.
    return [name for name, outcome in outcomes().items() if outcome.measure != "amount"]


def _may_hold(column: str, kind: pa.DataType) -> bool:
    """Tell whether a column of ours can be of a type of Arrow's."""
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    text = pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    if column == PERSON:
        return text or pa.types.is_integer(kind)
    if column == MONDAY:
        return text or pa.types.is_date(kind) or pa.types.is_timestamp(kind)
    number = (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal, pa.types.is_null)
    return any(is_kind(kind) for is_kind in number)

"""What is not known once all rows are checked: of what a refused row or file said, nothing can be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache

import numpy as np
import pandas as pd

from ssi_outcomes.reading.joining.tidy import COLUMNS, COUNTED
from ssi_outcomes.reading.parsed import Rejected

_GAP = [*COLUMNS["gaps"], "source_file", "source_line"]
# A repeated row says what another one says.
_AGAIN = frozenset({"rule_repeated", "rule_event_twice"})
# What breaks one of these happened on another day than it says, and nothing tells on which.
_OTHER_DAY = frozenset({"rule_future", "rule_too_old", "rule_no_date", "rule_end_before_start"})
_OVERLAP = "rule_overlap"


def find_unknown(
    tables: Mapping[str, pd.DataFrame], kept: Mapping[str, pd.DataFrame], rejected: Iterable[Rejected]
) -> pd.DataFrame:
    """Return the gaps: those that the files left themselves, and what the rows were about that broke a rule.

    Of a row that overlaps others, these are the weeks of which none of the others was kept; of one whose day
    cannot be, all days, unless it counts zero; of a file that was not read, a gap that names its file alone.
    """
    rejected = list(rejected)
    keys: dict[tuple[str, int | None], set[str]] = defaultdict(set)
    for each in rejected:
        keys[each.file, each.line].add(each.key)
    unread = {each.file for each in rejected if each.line is None}
    parts = [kept["gaps"], pd.DataFrame({"source_file": sorted(unread)})]
    for table in ("outcomes", "activity", "ssi", "people") if keys else ():
        broken = _find_broken(tables[table], keys)
        broken = broken[broken.map(bool).astype(bool)]
        if not len(broken):
            continue
        again = broken.map(lambda keys: keys <= _AGAIN).astype(bool)
        rows = tables[table].loc[broken.index]
        parts += _lost(table, rows[~again], broken[~again], kept)
        if table in COUNTED:
            parts.append(_said_once(rows[again], kept[table], table))
    parts = [part.reindex(columns=_GAP) for part in parts if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else _none().copy()


@cache
def _none() -> pd.DataFrame:
    """Return a table of gaps without a row: most folders leave nothing open."""
    return pd.DataFrame(columns=_GAP, dtype=object).astype({"source_line": float})


def leave_unfilled(
    gaps: pd.DataFrame, tables: Mapping[str, pd.DataFrame], unfilled: Collection[str]
) -> pd.DataFrame:
    """Return the gaps but those of forms in which nothing was filled in, of what another file holds: it is
    kept there, and the form was laid out for nothing.
    """
    held = {("ssi", None)} if len(tables["ssi"]) else set()
    held |= {(table, name) for table, column in COUNTED.items() for name in tables[table][column].unique()}
    own = gaps["source_file"].isin(list(unfilled)).to_numpy(bool)
    named = zip(gaps["table"], gaps["name"].where(gaps["name"].notna(), None), strict=True)
    return gaps[~(own & np.array([each in held for each in named], bool))]


def _find_broken(rows: pd.DataFrame, keys: Mapping[tuple[str, int | None], set[str]]) -> pd.Series:
    """Return for each row the rules that its line breaks."""
    lines = zip(rows["source_file"], rows["source_line"], strict=True)
    return pd.Series([keys.get(line, frozenset()) for line in lines], rows.index, dtype=object)


def _said_once(again: pd.DataFrame, kept: pd.DataFrame, table: str) -> pd.DataFrame:
    """Return what a line that repeats another one says alone: it went with the rest of its line."""
    matter = ["person", COUNTED[table], "start", "end"]
    alone = ~pd.MultiIndex.from_frame(again[matter]).isin(pd.MultiIndex.from_frame(kept[matter]))
    return again[alone].rename(columns={COUNTED[table]: "name"}).assign(table=table)


def _lost(
    table: str, rows: pd.DataFrame, broken: pd.Series, kept: Mapping[str, pd.DataFrame]
) -> Iterable[pd.DataFrame]:
    elsewhere = broken.map(lambda keys: bool(keys & _OTHER_DAY)).astype(bool)
    if table == "people":  # their weeks, whatever is counted in them
        yield from (_name(rows.assign(start=None, end=None), each) for each in COUNTED)
    elif table == "ssi":
        days = rows["read_at"].where(~elsewhere)
        yield _name(rows.assign(start=days, end=days), "ssi")
    else:
        named = rows.rename(columns={COUNTED[table]: "name"}).assign(table=table)
        overlaps = broken.map(lambda keys: keys == {_OVERLAP}).astype(bool)
        moved = named[elsewhere & (named["count"] != 0)]
        yield named[~overlaps & ~elsewhere]
        yield moved.assign(start=None, end=None)
        left = kept[table].rename(columns={COUNTED[table]: "name"})
        for file, its in named[overlaps].groupby("source_file"):
            yield _weeks_without(its, left).assign(table=table, source_file=file)


def _name(rows: pd.DataFrame, table: str) -> pd.DataFrame:
    return rows.assign(table=table, name=None)


def _weeks_without(lost: pd.DataFrame, kept: pd.DataFrame) -> pd.DataFrame:
    """Return person, name, Monday and Sunday of each week of a lost row in
    which no row of the same matter was kept.
    """
    lost = lost.dropna(subset=["person", "start", "end"])
    matters = dict(iter(kept.groupby(["person", "name"]))) if len(lost) else {}
    parts = [pd.DataFrame(columns=["person", "name", "start", "end"])]
    for matter, rows in lost.groupby(["person", "name"], sort=False):
        first = rows["start"] - pd.to_timedelta(rows["start"].dt.day_of_week, "D")
        weeks = ((rows["end"] - first) // pd.Timedelta(7, "D") + 1).to_numpy()
        nth = np.arange(weeks.sum()) - np.repeat(np.cumsum(weeks) - weeks, weeks)
        mondays = pd.Series(np.repeat(first.to_numpy(), weeks) + nth * np.timedelta64(7, "D"))
        sundays = mondays + pd.Timedelta(6, "D")
        if (others := matters.get(matter)) is not None:
            # Of the kept rows, those that begin by Sunday and have not ended before Monday.
            begun = np.searchsorted(np.sort(others["start"].to_numpy()), sundays.to_numpy(), side="right")
            free = begun <= np.searchsorted(np.sort(others["end"].to_numpy()), mondays.to_numpy())
            mondays, sundays = mondays[free], sundays[free]
        parts.append(
            pd.DataFrame(
                {"person": matter[0], "name": matter[1], "start": mondays, "end": sundays}
            ).drop_duplicates()
        )
    return pd.concat(parts[1:] or parts, ignore_index=True)

"""Put the rules of a panel to rows that do not fit into memory: how many of each file break one, the first of
them by name, and all others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import narwhals as nw
import numpy as np
import pandas as pd

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.reading.joining.row_rules.single_rows import show_value
from ssi_outcomes.reading.opening.limits import check_count
from ssi_outcomes.reading.parquet.large_rows import Source, our_columns, query_rows
from ssi_outcomes.reading.parquet.panel_rows import FILE, ROW
from ssi_outcomes.reading.parquet.panel_rules import Rule, list_rules
from ssi_outcomes.reading.parquet.panel_schema import MONDAY, PERSON
from ssi_outcomes.reading.parsed import Rejected

NAMED = 20  # rows for one rule: those of a large table can be millions
DAY = np.timedelta64(1, "D")
_RULE, _ANY = "rule_{}", "any_rule"


@dataclass(frozen=True, eq=False)
class Checked:
    """The `rows` that break no rule, with person, week, file, row and `columns`; the first Monday (None
    without a row) and how many `weeks` there are to the last; rows (the first ones of each rule) and files
    that are refused, and how many rows of each file are `broken`, by its name.
    """

    rows: nw.LazyFrame
    columns: tuple[str, ...]
    first: np.datetime64 | None
    weeks: int
    refused: tuple[Rejected, ...]
    broken: dict[str, int]


def check_rows(engine, sources: Sequence[Source], today: date) -> Checked:
    """Return the rows of the files that are taken; a file with too many others is refused as a whole."""
    columns = our_columns(sources)
    rules = list_rules(columns, today)
    breaks = {_RULE.format(at): rule.breaks.fill_null(False) for at, rule in enumerate(rules)}
    marked = nw.from_native(engine.sql(query_rows(sources))).with_columns(**breaks)
    marked = marked.with_columns(**{_ANY: nw.any_horizontal(*map(nw.col, breaks), ignore_nulls=True)})
    found = _sum_by_file(marked)
    broken = {source.name: int(found["broken"].get(at, 0)) for at, source in enumerate(sources)}
    refused, gone = [], []
    for place, source in enumerate(sources):
        try:
            check_count("refused", broken[source.name], source.name)
        except FileRefused as refusal:
            values = {name: value for name, value in refusal.values.items() if name != "file"}
            refused.append(Rejected(source.name, refusal.key, values=values))
            gone.append(place)
    told = marked.filter(~nw.col(FILE).is_in(gone)) if gone else marked
    refused += _name_broken(told, rules, sources) if any(broken.values()) else ()
    kept = tuple(name for name in columns if name not in (PERSON, MONDAY))
    rows = told.filter(~nw.col(_ANY)).select(PERSON, MONDAY, FILE, ROW, *kept)
    first, weeks = _span(found.drop(index=gone, errors="ignore"))
    return Checked(rows, kept, first, weeks, tuple(refused), broken)


def _sum_by_file(marked: nw.LazyFrame) -> pd.DataFrame:
    """Return of each file how many rows break a rule, and the first and last week of the others."""
    broken = nw.col(_ANY)
    found = (
        marked.with_columns(good=nw.when(~broken).then(nw.col(MONDAY)), bad=broken.cast(nw.Int64))
        .group_by(FILE)
        .agg(broken=nw.col("bad").sum(), low=nw.col("good").min(), high=nw.col("good").max())
    )
    return found.collect("pandas").to_native().astype({FILE: int}).set_index(FILE)


def _span(found: pd.DataFrame) -> tuple[np.datetime64 | None, int]:
    low, high = found["low"].min(), found["high"].max()
    if pd.isna(low):
        return None, 0
    first = np.datetime64(pd.Timestamp(low), "us")
    return first, int((np.datetime64(pd.Timestamp(high), "us") - first) // (WEEK * DAY)) + 1


def _name_broken(
    marked: nw.LazyFrame, rules: Sequence[Rule], sources: Sequence[Source]
) -> Iterator[Rejected]:
    """Yield the first rows that break each rule."""
    for at, rule in enumerate(rules):
        broken = marked.filter(nw.col(_RULE.format(at))).select(FILE, ROW, value=nw.col(rule.column))
        rows = broken.sort(FILE, ROW).head(NAMED).collect("pandas").to_native()
        for file, row, cell in rows.itertuples(index=False):
            # Whose week it is says nobody but the file itself.
            value = "" if rule.column == PERSON else show_value(cell)
            yield Rejected(sources[int(file)].name, rule.key, int(row), rule.column, value, dict(rule.values))

"""Put the rules of a panel to rows that do not fit into memory: how many of each file break one, the first of
them by name, and all others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import narwhals as nw
import numpy as np
import pandas as pd

from ssi_outcomes.base.errors import FileRefused, UsageError
from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.reading.joining.row_rules.single_rows import show_value
from ssi_outcomes.reading.opening.limits import check_count
from ssi_outcomes.reading.parquet.engines.row_engine import Engine
from ssi_outcomes.reading.parquet.large_rows import Source, lay_rows, our_columns
from ssi_outcomes.reading.parquet.panel_rows import FILE, ROW
from ssi_outcomes.reading.parquet.panel_rules import Rule, list_rules
from ssi_outcomes.reading.parquet.panel_schema import MONDAY, PERSON
from ssi_outcomes.reading.parsed import Rejected

NAMED = 20  # rows for one rule, and one of each file: those of a large table can be millions
DAY = np.timedelta64(1, "D")
WHOLE = "breaks_no_rule"
_INT32 = 2**31 - 1
_RULE, _FIRST, _NONE = "rule_{}", "first_rule", -1
_PLACE = "place"  # of a row among those of its file that break the same rule first


@dataclass(frozen=True, eq=False)
class Checked:
    """The `rows` with a person and a week (so many: `handed`), with file, row and `columns`, `WHOLE` where
    they break no rule: of a person's week that is there twice none is taken, whatever else one of them
    breaks. The first Monday of those that break none (None without a row) and how many `weeks` there are to
    the last; rows (the first ones of each rule, with how many more there are) and files that are refused, and
    how many rows of each file are `broken`, by its name.
    """

    rows: nw.LazyFrame
    handed: int
    columns: tuple[str, ...]
    first: np.datetime64 | None
    weeks: int
    refused: tuple[Rejected, ...]
    broken: dict[str, int]


def check_rows(engine: Engine, sources: Sequence[Source], today: date) -> Checked:
    """Return the rows of the files that are taken; a file with too many others is refused as a whole.

    Raises UsageError where the engine does not see the files as they are.
    """
    columns = our_columns(sources)
    rules = list_rules(columns, today)
    marked = _mark(lay_rows(engine, sources), rules)
    found = _sum_up(marked)
    _check_seen(found, sources)
    counts = found[found[_FIRST] != _NONE].set_index([FILE, _FIRST])["rows"].to_dict()
    broken = Counter()
    for (place, _), count in counts.items():
        broken[sources[place].name] += int(count)
    refused, gone = [], []
    for place, source in enumerate(sources):
        try:
            check_count("refused", broken[source.name], source.name)
        except FileRefused as refusal:
            values = {name: value for name, value in refusal.values.items() if name != "file"}
            refused.append(Rejected(source.name, refusal.key, values=values))
            gone.append(place)
    told = marked.filter(~nw.col(FILE).is_in(gone)) if gone else marked
    counts = {key: int(count) for key, count in counts.items() if key[0] not in gone}
    refused += _name_broken(told, rules, sources, counts)
    kept = tuple(name for name in columns if name not in (PERSON, MONDAY))
    rows = _hand_on(marked, sources, kept, gone, clean=not broken)
    first, weeks = _span(found[(found[_FIRST] == _NONE) & ~found[FILE].isin(gone)])
    return Checked(rows, int(found["keyed"].sum()), kept, first, weeks, tuple(refused), dict(broken))


def _hand_on(
    marked: nw.LazyFrame, sources: Sequence[Source], kept: Sequence[str], gone: Sequence[int], clean: bool
) -> nw.LazyFrame:
    """Return the rows as they are sorted next: narrow numbers sort faster, and where all rows are clean, no
    rule is asked again.
    """
    whole = nw.lit(True) if clean else (nw.col(_FIRST) == _NONE) & ~nw.col(FILE).is_in(list(gone))
    row = nw.col(ROW).cast(nw.Int32 if max(source.rows for source in sources) <= _INT32 else nw.Int64)
    places = {FILE: nw.col(FILE).cast(nw.Int32), ROW: row}
    return marked.filter(_has_key()).select(PERSON, MONDAY, *kept, **places, **{WHOLE: whole})


def _has_key() -> nw.Expr:
    return ~nw.col(PERSON).is_null() & ~nw.col(MONDAY).is_null()


def _mark(rows: nw.LazyFrame, rules: Sequence[Rule]) -> nw.LazyFrame:
    """Return the rows with which rules each breaks, and which is the first of them."""
    marked = rows.with_columns(
        **{_RULE.format(at): rule.breaks.fill_null(False) for at, rule in enumerate(rules)}
    )
    first = nw.lit(_NONE)
    for at in reversed(range(len(rules))):
        first = nw.when(nw.col(_RULE.format(at))).then(nw.lit(at)).otherwise(first)
    return marked.with_columns(**{_FIRST: first})


def _sum_up(marked: nw.LazyFrame) -> pd.DataFrame:
    """Return of each file and first broken rule (none among them) the rows, how many of them have a person
    and a week (`keyed`), their first and last week.
    """
    week = nw.col(MONDAY)
    keyed = marked.with_columns(keyed=nw.when(_has_key()).then(nw.lit(1)).otherwise(nw.lit(0)))
    sums = {
        "rows": nw.col(ROW).count(),
        "keyed": nw.col("keyed").sum(),
        "low": week.min(),
        "high": week.max(),
    }
    return _collect(keyed.group_by(FILE, _FIRST).agg(**sums)).astype({FILE: int, _FIRST: int})


def _check_seen(found: pd.DataFrame, sources: Sequence[Source]) -> None:
    seen = found.groupby(FILE)["rows"].sum()
    for place, source in enumerate(sources):
        if seen.get(place, 0) != source.rows:
            raise UsageError(
                "engine_rows_unseen", file=source.name, rows=source.rows, seen=int(seen.get(place, 0))
            )


def _span(found: pd.DataFrame) -> tuple[np.datetime64 | None, int]:
    low, high = found["low"].min(), found["high"].max()
    if pd.isna(low):
        return None, 0
    first = np.datetime64(pd.Timestamp(low), "us")
    return first, int((np.datetime64(pd.Timestamp(high), "us") - first) // (WEEK * DAY)) + 1


def _name_broken(
    marked: nw.LazyFrame,
    rules: Sequence[Rule],
    sources: Sequence[Source],
    counts: Mapping[tuple[int, int], int],
) -> Iterator[Rejected]:
    """Yield the first rows of each rule that they break first, and one at least of each file, with the other
    rules that they break. `counts` says how many there are, by file and first rule.
    """
    if not counts:
        return
    flags = [_RULE.format(at) for at in range(len(rules))]
    columns = dict.fromkeys((FILE, ROW, _FIRST, *(rule.column for rule in rules), *flags))
    broken = marked.filter(nw.col(_FIRST) != _NONE).select(*columns)
    broken = broken.with_columns(**{_PLACE: nw.col(ROW).rank("min").over(FILE, _FIRST)})
    found = _collect(broken.filter(nw.col(_PLACE) <= NAMED)).astype({FILE: int, ROW: int, _FIRST: int})
    for first, rows in found.sort_values([_FIRST, FILE, ROW]).groupby(_FIRST):
        rows = rows[(rows.groupby(FILE).cumcount() == 0) | (np.arange(len(rows)) < NAMED)]
        left = Counter({place: count for (place, rule), count in counts.items() if rule == first})
        left.subtract(rows[FILE])
        for row in rows.to_dict("records"):
            for at, rule in enumerate(rules):
                if not row[flags[at]]:
                    continue
                place = row[FILE]
                # Whose week it is says nobody but the file itself.
                value = "" if rule.column == PERSON else show_value(row[rule.column])
                more = left.pop(place, 0) if at == first else 0
                name, values = sources[place].name, dict(rule.values)
                yield Rejected(name, rule.key, row[ROW], rule.column, value, values, more=more)


def _collect(rows: nw.LazyFrame) -> pd.DataFrame:
    return rows.collect("pyarrow").to_native().to_pandas()

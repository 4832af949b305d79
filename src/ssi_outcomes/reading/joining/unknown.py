"""The weeks that are not known, for what a refused row said of them cannot be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from ssi_outcomes.reading.parsed import Rejected

# After these nothing tells how many events there were; of a repeated row the first one stays.
_UNKNOWN_CONTENT = ("rule_contradicted", "rule_negative")
_OVERLAP = "rule_overlap"


def find_unknown(
    tables: Mapping[str, pd.DataFrame], kept: Mapping[str, pd.DataFrame], rejected: Iterable[Rejected]
) -> pd.DataFrame:
    """Return what rows of unknown content were about: their weeks are not known, and
    must not pass for weeks without an event.

    Of a row that overlaps others, these are the weeks of which none of the others was kept.
    """
    keys = {
        (each.file, each.line): each.key for each in rejected if each.key in (*_UNKNOWN_CONTENT, _OVERLAP)
    }
    parts = [kept["gaps"][["person", "name", "start", "end", "table"]]]
    for table, name in (("outcomes", "outcome"), ("activity", "activity")):
        broken = [
            keys.get(line)
            for line in zip(tables[table]["source_file"], tables[table]["source_line"], strict=True)
        ]
        lost, left = (rows.rename(columns={name: "name"}) for rows in (tables[table], kept[table]))
        overlaps = pd.Series([key == _OVERLAP for key in broken], dtype=bool)
        whole = lost[pd.Series([key in _UNKNOWN_CONTENT for key in broken], dtype=bool)]
        weeks = _weeks_without(lost[overlaps], left)
        parts += [
            rows[["person", "name", "start", "end"]].assign(table=table)
            for rows in (whole, weeks)
            if len(rows)
        ]
    return pd.concat(parts, ignore_index=True)


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

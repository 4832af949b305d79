"""Who belongs to which team in each week, and who has just joined."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.panel.grid import Grid
from ssi_outcomes.panel.spans import read_table


def read_stays(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return person, team, start and end of each stay that a list of people names."""
    rows = read_table(tables, "people", ["person", "team", "start", "end"])
    for each in ("start", "end"):
        rows[each] = pd.to_datetime(rows[each]).astype("datetime64[us]")
    return rows[rows["person"].notna()]


def place_teams(stays: pd.DataFrame, grid: Grid) -> dict[str, np.ndarray]:
    """Return the team of each person in each week as `team`, missing where none is named, or two are: whose
    week it is then is not guessed. Where no list names a team there is no column.
    """
    named = stays[stays["team"].notna()]
    if not len(named) or not grid.present.size:
        return {}
    teams, several = np.full(grid.present.shape, None, object), np.zeros(grid.present.shape, bool)
    edges = pd.Timestamp(grid.first), pd.Timestamp(grid.first) + pd.Timedelta(WEEK * len(grid.mondays), "D")
    for team, own in named.groupby("team"):
        rows = grid.find_people(own["person"])
        there = grid.touch(rows, own["start"].fillna(edges[0]), own["end"].fillna(edges[1]))
        several |= there & (teams != None)  # noqa: E711 - cell by cell
        teams[there] = str(team)
    teams[several] = None
    return {"team": teams}


def mark_joining(stays: pd.DataFrame, grid: Grid, ramp_up: int) -> dict[str, np.ndarray]:
    """Return as `ramp_up` the weeks of each person that begin less than so many weeks after that person's
    first day.

    A day by the end of the first week that half of the people have in common is where the record begins, and
    nobody's first day.
    """
    marked = np.zeros(grid.present.shape, bool)
    if not ramp_up or not grid.present.size:
        return {"ramp_up": marked}
    starts = stays.groupby("person")["start"].min()
    starts = starts[stays["start"].notna().groupby(stays["person"]).all().to_numpy(bool)]
    starts = starts.dropna().dt.normalize()
    together = starts.map(starts.value_counts()) * 2 >= len(grid.people)
    starts = starts[~(together & (starts < pd.Timestamp(grid.first) + pd.Timedelta(WEEK, "D")))]
    rows = grid.find_people(starts.index.to_series())
    mondays, known = grid.mondays.to_numpy(), rows >= 0
    since = mondays[None] - starts.to_numpy()[known, None]
    marked[rows[known]] = since < np.timedelta64(ramp_up * WEEK, "D")
    return {"ramp_up": marked & grid.present}

"""What a list of teams changes: people of one team share good weeks, and what is rolled out to them.

From so many teams on, each team has week effects of its own, and people are compared within their team's
weeks. Of fewer, one team is left out in turn, and teams are what the uncertainty counts.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.engine.newton import Cells, solve
from ssi_outcomes.evidence.engine.poisson import Fit, lay_cells
from ssi_outcomes.evidence.engine.strata import fit_strata

# Columns of a frame that say by what its teams are held apart.
STRATUM, CLUSTER = "stratum", "cluster"
# Fewer teams than that cannot be left out in turn.
FEWEST = 3


def arrange_teams(frame: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Return the frame with its teams as `stratum` or as `cluster`, by how many of them have a week that
    counts; without a team, as it is.
    """
    if held := [name for name in (STRATUM, CLUSTER) if name in frame]:
        frame = frame.drop(columns=held)
    if "team" not in frame:
        return frame
    teams = frame.loc[frame["exposure_days"] > 0, "team"].nunique()
    return frame.assign(**{STRATUM if teams >= plan.team_effects_from else CLUSTER: frame["team"]})


def find_team(rows: pd.DataFrame) -> pd.Series | None:
    """Return the team of each row, or None where teams are not told."""
    return next((rows[name] for name in (STRATUM, CLUSTER) if name in rows), None)


def name_teams(rows: pd.DataFrame) -> pd.Series | None:
    """Return the (first) team of each person, in the order of their names; None where there are too few
    teams to leave one out, or none is told.
    """
    team = find_team(rows)
    if team is None or team.nunique() < FEWEST:
        return None
    return team.groupby(rows["person"], sort=True).first()


def find_teamless(frame: pd.DataFrame) -> pd.Series:
    """Tell which rows have no team though others have one."""
    team = find_team(frame)
    return pd.Series(False, frame.index) if team is None else team.isna()


def fit_teams(rows: pd.DataFrame, add: tuple[str, ...], person: np.ndarray, week: np.ndarray) -> Fit | None:
    """Return the estimates with week effects by team; people with an event in the order of their numbers."""
    parts, order = [], []
    for _, at in sorted(rows.groupby(STRATUM, sort=True).indices.items()):
        own, number = np.unique(person[at], return_inverse=True)
        counts = rows["count"].to_numpy(float)[at]
        x = rows[["x", *add]].to_numpy(float)[at]
        parts.append(lay_cells(number, week[at], counts, rows["exposure"].to_numpy(float)[at], x))
        order += own[np.bincount(number, counts) > 0].tolist()
    fitted = fit_strata(parts)
    if fitted is None:
        return None
    # Whoever changed teams counts once: what one adds, and what changes without one, add up over both.
    people, at = np.unique(order, return_inverse=True)
    changes, information = np.zeros((2, len(people), 1 + len(add)))
    np.add.at(changes, at, fitted.left_out - fitted.coefficients)
    np.add.at(information, at, fitted.information)
    return Fit(fitted.coefficients, fitted.coefficients + changes, information, fitted.exact)


def leave_teams_out(cells: Cells, fitted: Fit, team: np.ndarray) -> np.ndarray:
    """Return the coefficients (teams x K) without each team, refitted, NaN where there are none; `team`
    numbers that of each of the people in `cells`.
    """
    k, teams = cells.x.shape[2], np.unique(team)
    who = (team[None] != teams[:, None]).astype(float)
    usable = np.isfinite(fitted.coefficients)
    x = np.where(usable, cells.x, 0.0)
    there = cells.exposure[:, :, None] > 0
    x = np.where(there, x - x.sum(axis=1, keepdims=True) / np.maximum(there.sum(axis=1, keepdims=True), 1), 0)
    start = np.zeros((len(who), k + cells.counts.shape[1] * cells.weekly))
    parameters, found = solve(Cells(cells.counts, cells.exposure, x, cells.weekly), who, start)
    return np.where(found[:, None] & usable, parameters[:, :k], np.nan)

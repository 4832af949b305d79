"""(W): the same person at a higher score.

Rate ratio per +10 points, person and week effects, jackknife over people (METHODS: the plan).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ssi_outcomes.evidence.by_team import (
    FEWEST,
    STRATUM,
    find_team,
    fit_teams,
    leave_teams_out,
    name_teams,
)
from ssi_outcomes.evidence.engine.poisson import Fit, fit, lay_cells, standard_errors
from ssi_outcomes.evidence.estimate import Slope, as_whole
from ssi_outcomes.evidence.sample import Sample, take_sample

# Below this share of the standard error that chance alone would give, people do not
# differ at all: copies, not observations.
NO_SCATTER = 1e-6
# Below this share of all information, somebody's is rounding.
NOTHING = 1e-9


# Why there is nothing to estimate; each is said in a sentence of its own. The last are of comparisons
# between people, and of other ways than the primary one (`ASKED_OTHERWISE`).
SILENCES = tuple(
    "only_late no_reading negative no_event one_person one_week flat_score rests_on_one rests_on_team "
    "separated moves_together no_scatter two_people same_score "
    "no_activity no_break no_industry".split()
)
ASKED_OTHERWISE = ("no_activity", "no_break", "no_industry")


@dataclass(frozen=True, eq=False)
class Comparison:
    """One comparison of an outcome with the score: `slope`, or None and
    in `silence` why not (one of `SILENCES`).

    `people` have an event, `informative` ones also a score that moves; `effective` is (sum of information)^2
    / sum of its squares; `events` are those of the informative people, `rows` their person-weeks; `slopes`
    has one entry per regressor, the score's first; `left_out` the score's coefficient without each person.
    `teams` is how many teams have an informative person, None where teams are not told.
    """

    outcome: str
    slope: Slope | None
    silence: str = ""
    people: int = 0
    informative: int = 0
    effective: float = 0.0
    events: float = 0
    rows: int = 0
    without_event: int = 0
    one_score: int = 0
    dropped: dict[str, int] | None = None
    late_share: float = 0.0
    spread: float = float("nan")
    slopes: tuple[Slope, ...] = ()
    left_out: np.ndarray | None = None
    teams: int | None = None

    def __post_init__(self) -> None:
        if self.silence and self.silence not in SILENCES:
            raise ValueError(f"silence: one of {SILENCES} expected, not {self.silence!r}")


def compare_within(
    frame: pd.DataFrame,
    outcome: str,
    add: Sequence[str] = (),
    *,
    weekly: bool = True,
    exact: bool | None = None,
) -> Comparison:
    """Return the comparison within people; `add` names further regressors of the
    frame, `weekly`: with calendar-week effects.
    """
    return compare_sample(take_sample(frame, outcome, tuple(add)), add, weekly=weekly, exact=exact)


def compare_sample(
    sample: Sample, add: Sequence[str] = (), *, weekly: bool = True, exact: bool | None = None
) -> Comparison:
    """Return the comparison within people on rows already taken."""
    rows, (person, week) = sample.rows, sample.codes()
    counts, scores = rows["count"].to_numpy(float), rows["x"].to_numpy(float)
    events = np.bincount(person, counts)
    with_event, moves = events > 0, _find_moving(person, scores, len(events))
    moving = with_event & moves
    known = {
        "people": int(with_event.sum()),
        "informative": int(moving.sum()),
        "events": as_whole(events[moving].sum()),
        "rows": int(moving[person].sum()),
        "without_event": int((~with_event).sum()),
        "one_score": int((with_event & ~moves).sum()),
        "dropped": dict(sample.dropped),
        "late_share": sample.late_share,
        "spread": sample.spread(),
        "teams": count_teams(rows, moving[person]),
    }
    if silence := _find_silence(sample, events, moving, weekly):
        return Comparison(sample.outcome, None, silence, **known)
    if STRATUM in rows and weekly:
        fitted = fit_teams(rows, tuple(add), person, week)
        return _finish(sample.outcome, fitted, known | _count_compared(fitted, moving[with_event], events))
    x = rows[["x", *add]].to_numpy(float)
    exposure = rows["exposure"].to_numpy(float)
    cells = lay_cells(person, week, counts, exposure, x, weekly)
    fitted = fit(cells, exact)
    team = name_teams(rows)
    if team is None or fitted is None or known["teams"] < FEWEST:
        return _finish(sample.outcome, fitted, known)
    number = pd.factorize(team)[0][with_event]
    return _finish(sample.outcome, fitted, known, leave_teams_out(cells, fitted, number))


def count_teams(rows: pd.DataFrame, counted: np.ndarray) -> int | None:
    """Return how many teams those rows are of that are counted, None where teams are not told."""
    team = find_team(rows)
    return None if team is None else int(team[counted].nunique())


def _count_compared(fitted: Fit | None, moving: np.ndarray, events: np.ndarray) -> dict[str, object]:
    """Return who is informative where people are compared within their team's weeks: whoever was alone in
    them tells nothing.
    """
    if fitted is None:
        return {}
    own = fitted.information[:, 0]
    compared = moving & (own > NOTHING * own.sum())
    return {"informative": int(compared.sum()), "events": as_whole(events[events > 0][compared].sum())}


def _find_moving(person: np.ndarray, scores: np.ndarray, people: int) -> np.ndarray:
    """Return which people (numbered from 0) have scores that differ."""
    low, high = np.full(people, np.inf), np.full(people, -np.inf)
    np.minimum.at(low, person, scores)
    np.maximum.at(high, person, scores)
    return high > low


def _find_silence(sample: Sample, events: np.ndarray, moving: np.ndarray, weekly: bool) -> str:
    """Return why there is nothing to estimate, or ""; `events` and `moving` are those of each person."""
    rows = sample.rows
    # With week effects, a week without any event is as good as absent.
    weeks = rows["week_start"][rows["count"] > 0] if weekly else rows["week_start"]
    return name_silence(
        late=sample.dropped["late"],
        rows=len(rows),
        negative=bool((rows["count"] < 0).any()),
        people=len(events),
        with_event=int((events != 0).sum()),
        weeks=weeks.nunique(),
        informative=int(moving.sum()),
    )


def name_silence(
    *, rows: int, negative: bool, people: int, with_event: int, weeks: int, informative: int, late: int = 0
) -> str:
    """Return why so many rows, people and weeks leave nothing to estimate; "" where they leave something."""
    tests = (
        (not rows and late > 0, "only_late"),
        (not rows, "no_reading"),
        (negative, "negative"),
        (not with_event, "no_event"),
        (people == 1, "one_person"),
        (weeks == 1, "one_week"),
        (not informative, "flat_score"),
        (informative == 1, "rests_on_one"),
    )
    return next((key for holds, key in tests if holds), "")


def _finish(
    outcome: str, fitted: Fit | None, known: dict, without_teams: np.ndarray | None = None
) -> Comparison:
    if fitted is None:
        return Comparison(outcome, None, "separated", **known)
    own = fitted.information[:, 0]
    return conclude(
        outcome,
        fitted.coefficients,
        standard_errors(fitted if without_teams is None else replace(fitted, left_out=without_teams)),
        float(own.sum()),
        float(np.square(own).sum()),
        known,
        freedom=(known["informative"] if without_teams is None else known["teams"]) - 1,
        rests_on="rests_on_one" if without_teams is None else "rests_on_team",
        left_out=fitted.left_out[:, 0],
    )


def conclude(
    outcome: str,
    coefficients: np.ndarray,
    errors: np.ndarray,
    information: float,
    squared: float,
    known: dict,
    *,
    freedom: float,
    rests_on: str = "rests_on_one",
    left_out: np.ndarray | None = None,
) -> Comparison:
    """Return the comparison of these estimates, or why they are none: `information` on the score is summed
    over people, `squared` its squares; `rests_on` is what it means where an error is not finite.
    """
    if information <= 0:
        return Comparison(outcome, None, "moves_together", **known)
    if not np.isfinite(errors[0]):
        return Comparison(outcome, None, rests_on, **known)
    if errors[0] * np.sqrt(information) < NO_SCATTER:
        return Comparison(outcome, None, "no_scatter", **known)
    slopes = tuple(
        Slope(float(log), float(se), freedom) for log, se in zip(coefficients, errors, strict=True)
    )
    effective = float(information**2 / squared)
    return Comparison(outcome, slopes[0], effective=effective, slopes=slopes, left_out=left_out, **known)

"""(W): the same person at a higher score.

Rate ratio per +10 points, person and week effects, jackknife over people (METHODS: the plan).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ssi_outcomes.evidence.engine.poisson import Fit, fit, lay_cells, standard_errors
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.sample import Sample, take_sample

# Below this share of the standard error that chance alone would give, people do not
# differ at all: copies, not observations.
NO_SCATTER = 1e-6


# Why there is nothing to estimate; each is said in a sentence of its own. The last three are of comparisons
# between people and at equal activity.
SILENCES = tuple(
    "only_late no_reading negative no_event one_person one_week flat_score rests_on_one separated "
    "moves_together no_scatter two_people same_score no_activity".split()
)


@dataclass(frozen=True, eq=False)
class Comparison:
    """One comparison of an outcome with the score: `slope`, or None and
    in `silence` why not (one of `SILENCES`).

    `people` have an event, `informative` ones also a score that moves; `effective` is (sum of information)^2
    / sum of its squares; `events` are those of the informative people, `rows` their person-weeks; `slopes`
    has one entry per regressor, the score's first; `left_out` the score's coefficient without each person.
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
        "events": _whole(events[moving].sum()),
        "rows": int(moving[person].sum()),
        "without_event": int((~with_event).sum()),
        "one_score": int((with_event & ~moves).sum()),
        "dropped": dict(sample.dropped),
        "late_share": sample.late_share,
        "spread": sample.spread(),
    }
    if silence := _find_silence(sample, events, moving, weekly):
        return Comparison(sample.outcome, None, silence, **known)
    x = rows[["x", *add]].to_numpy(float)
    exposure = rows["exposure"].to_numpy(float)
    fitted = fit(lay_cells(person, week, counts, exposure, x, weekly), exact)
    return _finish(sample.outcome, fitted, known)


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
    tests = (
        (rows.empty and sample.dropped["late"] > 0, "only_late"),
        (rows.empty, "no_reading"),
        (bool((rows["count"] < 0).any()), "negative"),
        (bool((events == 0).all()), "no_event"),
        (len(events) == 1, "one_person"),
        (weeks.nunique() == 1, "one_week"),
        (not moving.any(), "flat_score"),
        (int(moving.sum()) == 1, "rests_on_one"),
    )
    return next((key for holds, key in tests if holds), "")


def _finish(outcome: str, fitted: Fit | None, known: dict) -> Comparison:
    if fitted is None:
        return Comparison(outcome, None, "separated", **known)
    own = fitted.information[:, 0]
    if own.sum() <= 0:
        return Comparison(outcome, None, "moves_together", **known)
    errors = standard_errors(fitted)
    if not np.isfinite(errors[0]):
        return Comparison(outcome, None, "rests_on_one", **known)
    if errors[0] * np.sqrt(own.sum()) < NO_SCATTER:
        return Comparison(outcome, None, "no_scatter", **known)
    freedom = known["informative"] - 1
    slopes = tuple(
        Slope(float(log), float(se), freedom) for log, se in zip(fitted.coefficients, errors, strict=True)
    )
    effective = float(own.sum() ** 2 / np.square(own).sum())
    return Comparison(
        outcome, slopes[0], effective=effective, slopes=slopes, left_out=fitted.left_out[:, 0], **known
    )


def _whole(value: float) -> float | int:
    return int(value) if float(value).is_integer() else float(value)

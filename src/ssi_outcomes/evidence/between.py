"""(B): people with a higher score.

Poisson regression on person totals, HC3 with the degrees of freedom that the scores leave it; and leaders
against laggards.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.base.privacy import may_break_down
from ssi_outcomes.evidence.by_team import name_teams
from ssi_outcomes.evidence.engine.newton import OWN_SHARE, RUNAWAY
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.sample import Sample, take_sample
from ssi_outcomes.evidence.within import NO_SCATTER, Comparison, count_teams

STEPS, TOLERANCE = 100, 1e-12
# Mean scores that differ by less, in tens of points, are the same score, rounded otherwise.
SAME = 1e-9


@dataclass(frozen=True)
class Contrast:
    """Leaders (mean score above the plan's high) against laggards (below its low): a rate ratio, not per
    points; None where a group is too small.
    """

    slope: Slope | None
    leaders: int
    laggards: int


def compare_between(frame: pd.DataFrame, outcome: str) -> Comparison:
    """Return the comparison between people: each person's total against the mean of that person's scores,
    over the same weeks as (W).
    """
    return compare_totals(take_sample(frame, outcome))


def compare_totals(sample: Sample) -> Comparison:
    """Return the comparison between people on rows already taken."""
    totals = total_people(sample)
    known = {
        "rows": len(sample.rows),
        "dropped": dict(sample.dropped),
        "late_share": sample.late_share,
        "teams": count_teams(sample.rows, np.ones(len(sample.rows), bool)),
    }
    rows = sample.rows
    silence = (
        "only_late"
        if rows.empty and sample.dropped["late"] > 0
        else "negative"
        if bool((rows["count"] < 0).any())
        else ""
    )
    return compare_people(sample.outcome, totals, known, silence, name_teams(rows))


def compare_people(
    outcome: str, totals: pd.DataFrame, known: dict, silence: str = "", team: pd.Series | None = None
) -> Comparison:
    """Return the comparison between people of whom the totals are `known` (count, exposure, x, one row a
    person), with what else is known of them; `silence` where their weeks are known to tell nothing.
    """
    known = {
        **known,
        "people": int((totals["count"] > 0).sum()),
        "informative": len(totals),
        "events": float(totals["count"].sum()),
        "without_event": int((totals["count"] == 0).sum()),
        "spread": float(10 * totals["x"].std()) if len(totals) > 1 else float("nan"),
    }
    if silence := silence or _find_silence(totals):
        return Comparison(outcome, None, silence, **known)
    fitted = fit_rates(
        totals["count"].to_numpy(float), totals["exposure"].to_numpy(float), totals["x"].to_numpy(float)
    )
    if fitted is None:
        return Comparison(outcome, None, "separated", **known)
    slope, information = fitted
    if team is not None:
        slope = _spread_over_teams(slope, totals, team)
    if not np.isfinite(slope.se):
        why = "rests_on_one" if team is None else "rests_on_team"
        return Comparison(outcome, None, why, **known)
    if slope.se * np.sqrt(information.sum()) < NO_SCATTER:
        return Comparison(outcome, None, "no_scatter", **known)
    effective = float(information.sum() ** 2 / np.square(information).sum())
    return Comparison(outcome, slope, effective=effective, slopes=(slope,), **known)


def _spread_over_teams(slope: Slope, totals: pd.DataFrame, team: pd.Series) -> Slope:
    """Return the slope with the jackknife that leaves out one team at a time: people of one share their good
    weeks.
    """
    left = []
    for each in team.unique():
        rest = totals[(team != each).reindex(totals.index).to_numpy()]
        numbers = (rest[name].to_numpy(float) for name in ("count", "exposure", "x"))
        fitted = fit_rates(*numbers) if np.ptp(rest["x"]) > SAME and rest["count"].sum() else None
        left.append(np.nan if fitted is None else fitted[0].log)
    teams = len(left)
    changes = np.square(np.array(left) - slope.log).sum()
    return Slope(slope.log, float(np.sqrt((teams - 1) / teams * changes)), teams - 1)


def compare_groups(frame: pd.DataFrame, outcome: str, plan: Plan) -> Contrast:
    """Return LinkedIn's own contrast, where both groups have at least five people."""
    totals = total_people(take_sample(frame, outcome))
    leading, lagging = totals["x"] * 10 > plan.high, totals["x"] * 10 < plan.low
    counts = int(leading.sum()), int(lagging.sum())
    both = totals[leading | lagging]
    if not may_break_down(*counts) or min(both["count"][leading].sum(), both["count"][lagging].sum()) <= 0:
        return Contrast(None, *counts)
    fitted = fit_rates(
        both["count"].to_numpy(float),
        both["exposure"].to_numpy(float),
        leading[leading | lagging].to_numpy(float),
    )
    if fitted is None or not fitted[0].se * np.sqrt(fitted[1].sum()) >= NO_SCATTER:
        return Contrast(None, *counts)
    return Contrast(fitted[0], *counts)


def total_people(sample: Sample) -> pd.DataFrame:
    """Return count, exposure (days) and mean score (x, in tens of points) of each person of a sample."""
    number, people = pd.factorize(sample.rows["person"], sort=True)
    count, exposure, x = (
        np.bincount(number, sample.rows[name].to_numpy(float), len(people))
        for name in ("count", "exposure", "x")
    )
    x = x / np.bincount(number, minlength=len(people))
    return pd.DataFrame({"count": count, "exposure": exposure, "x": x}, index=pd.Index(people, name="person"))


def _find_silence(totals: pd.DataFrame) -> str:
    tests = (
        (totals.empty, "no_reading"),
        (not totals["count"].sum(), "no_event"),
        (len(totals) == 1, "one_person"),
        (len(totals) == 2, "two_people"),
        (not np.ptp(totals["x"]) > SAME, "same_score"),
        (int((totals["count"] > 0).sum()) == 1, "rests_on_one"),
    )
    return next((key for holds, key in tests if holds), "")


def fit_rates(counts: np.ndarray, exposure: np.ndarray, x: np.ndarray) -> tuple[Slope, np.ndarray] | None:
    """Return the slope of log(rate) on `x`, with HC3, and what each person adds to its
    information; None where there is no bound.

    One number a person in each: events, days of exposure, mean score in tens of points. HC3 is that of
    the weighted regression at the solution (MacKinnon and White 1985, J. Econometrics 29:305), as R's
    sandwich gives it; NaN where one person alone decides: without that one there is no slope.
    """
    width = np.ptp(x)
    design = np.column_stack([np.ones_like(x), (x - x.mean()) / width])
    parameters = _climb(counts, exposure, design)
    if parameters is None:
        return None
    mean = exposure * np.exp(design @ parameters)
    inverse = np.linalg.inv(design.T @ (design * mean[:, None]))
    leverage = mean * np.einsum("ij,jk,ik->i", design, inverse, design)
    left = np.where(leverage > 1 - 1e-9, np.nan, 1 - leverage)
    scores = design * ((counts - mean) / left)[:, None]
    covariance = inverse @ (scores.T @ scores) @ inverse
    centred = x - (mean @ x) / mean.sum()
    return Slope(
        float(parameters[1] / width),
        float(np.sqrt(covariance[1, 1]) / width),
        count_freedom(design * np.sqrt(mean)[:, None]),
    ), mean * np.square(centred)


def _climb(counts: np.ndarray, exposure: np.ndarray, design: np.ndarray) -> np.ndarray | None:
    """Return level and slope at the top of the likelihood, by Newton's steps; None where it has none: the
    slope runs away, or nothing is left that could tell it from the level.
    """
    parameters, most = np.array([np.log(counts.sum() / exposure.sum()), 0.0]), 0.0
    for _ in range(STEPS):
        mean = exposure * np.exp(design @ parameters)
        information = design.T @ (design * mean[:, None])
        own = information[1, 1] - information[0, 1] ** 2 / information[0, 0]
        most = max(most, own)
        if abs(parameters[1]) > RUNAWAY or not own > OWN_SHARE * most:
            return None
        step = np.linalg.solve(information, design.T @ (counts - mean))
        parameters = parameters + step / max(1, np.abs(step).max() / 2)
        if np.abs(step).max() < TOLERANCE:
            return parameters
    return None


def count_freedom(design: np.ndarray) -> float:
    """Return the degrees of freedom of the HC3 variance of the last column's coefficient (Satterthwaite's, as
    Bell and McCaffrey 2002, Survey Methodology 28:169, have them): near people - 2 where the scores lie
    evenly, few where a few people far from the others carry it. NaN where one person alone decides.

    `design` is people x 2, each row weighted by the root of its expected count.
    """
    inverse = np.linalg.inv(design.T @ design)
    leverage = np.einsum("ij,jk,ik->i", design, inverse, design)
    left = np.where(leverage > 1 - 1e-9, np.nan, 1 - leverage)
    pull = np.square(design @ inverse[-1] / left)
    # The variance is a form of the residuals: its mean and its variance are traces of (I - H) D (I - H),
    # D with each person's pull on the diagonal, and H of rank 2.
    inner = inverse @ ((design * pull[:, None]).T @ design)
    spread = (np.square(pull) * (1 - 2 * leverage)).sum() + np.trace(inner @ inner)
    return float((pull @ (1 - leverage)) ** 2 / spread)

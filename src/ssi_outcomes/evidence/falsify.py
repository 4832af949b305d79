"""Could the comparison be an illusion? Next week's score, scores shifted in time,
and outcomes that the score cannot touch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.engine.poisson import Cells, lay_cells
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.sample import STEP, Sample
from ssi_outcomes.evidence.within import Comparison, compare_within
from ssi_outcomes.panel.column_names import outcome_column

DRAWS, SEED = 4999, 20
_ROUNDS = 500


@dataclass(frozen=True)
class LeadTest:
    """Whether next Monday's score goes with this week's outcome, at this Monday's
    score: `p`, or None and in `silence` why not.
    """

    slope: Slope | None
    p: float | None
    rows: int
    silence: str = ""


def check_lead(frame: pd.DataFrame, outcome: str) -> LeadTest:
    """Return the lead test: a score cannot cause what came before it, so that
    one that goes with it follows the outcome.
    """
    return read_lead(compare_within(frame.assign(lead=frame["next_ssi"] / STEP), outcome, ("lead",)))


def read_lead(made: Comparison) -> LeadTest:
    """Return the lead test that a comparison with next Monday's score beside the score comes to."""
    if made.slope is None:
        return LeadTest(None, None, made.rows, made.silence)
    lead = made.slopes[1]
    if not np.isfinite(lead.se) or lead.se <= 0:
        return LeadTest(None, None, made.rows, "moves_together")
    return LeadTest(lead, lead.p_equal(), made.rows)


def follows_outcome(lead: LeadTest, plan: Plan) -> bool:
    """Tell whether the lead test says that the score follows the outcome: then it does so in these data,
    whichever outcome is asked about.
    """
    return lead.p is not None and lead.p < plan.gates.lead_p


def shift_scores(sample: Sample, draws: int = DRAWS, seed: int = SEED) -> float | None:
    """Return the permutation p-value of "no link within people": each person's scores turned round in time by
    a random number of weeks.

    A turn keeps what a permutation of single weeks would destroy, that a score resembles last
    week's. The statistic is the score test's: residuals under person and week effects alone, times
    the SSI. None where nothing can be turned.
    """
    if (sample.rows["count"] < 0).any():
        return None
    turned = [_turn(residual, x) for residual, x in _residuals(sample) if len(x) > 1 and np.ptp(x) > 0]
    if not turned:
        return None
    observed = abs(sum(each[0] for each in turned))
    rng = np.random.Generator(np.random.PCG64(seed))
    drawn = np.zeros(draws)
    for each in turned:
        drawn += each[rng.integers(len(each), size=draws)]
    # The draw that was made counts as one of them (Phipson and Smyth 2010, Stat. Appl. Genet. Mol. Biol.
    # 9:39); rounding is no difference.
    return float((1 + (np.abs(drawn) >= observed * (1 - 1e-9)).sum()) / (draws + 1))


def _turn(residual: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Return the sum of residual times score for each turn of the scores, none first."""
    x = x - x.mean()  # the residuals need not add up to the last digit then
    return np.array([residual @ np.roll(x, turn) for turn in range(len(x))])


def _residuals(sample: Sample) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return, person by person in the order of weeks, what was counted
    beyond person and week effects, and the score.
    """
    person, week = sample.codes()
    rows = sample.rows
    cells = lay_cells(
        person,
        week,
        rows["count"].to_numpy(float),
        rows["exposure"].to_numpy(float),
        rows[["x"]].to_numpy(float),
    )
    gap = cells.counts - expect_without_score(cells)
    there = cells.exposure > 0
    return [(gap[each, there[each]], cells.x[each, there[each], 0]) for each in range(len(gap))]


def expect_without_score(cells: Cells) -> np.ndarray:
    """Return the expected counts (people x weeks) under person and week effects alone,
    by proportional fitting of both margins.
    """
    people, weeks = cells.counts.sum(axis=1), cells.counts.sum(axis=0)
    expected = cells.exposure.copy()
    for _ in range(_ROUNDS):
        expected = expected * (people / np.maximum(expected.sum(axis=1), 1e-300))[:, None]
        expected = expected * (weeks / np.maximum(expected.sum(axis=0), 1e-300))
        if np.abs(expected.sum(axis=1) - people).max(initial=0) < 1e-9:
            break
    return expected


def check_controls(frame: pd.DataFrame, controls: Sequence[str]) -> dict[str, Comparison]:
    """Return the comparison for each declared negative control that was
    counted: an outcome that the score cannot move.

    A link there is the mark of something else that moves both (Lipsitch, Tchetgen
    Tchetgen and Cohen 2010, Epidemiology 21:383).
    """
    return {name: compare_within(frame, name) for name in controls if outcome_column(name) in frame}

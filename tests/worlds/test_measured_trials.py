"""What many invented trials measure at once is what the engine, or one trial alone, measures of each."""

from __future__ import annotations

import numpy as np
import pytest

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.drawn.assigned import take_assigned
from ssi_outcomes.evidence.drawn.contrast import contrast
from ssi_outcomes.evidence.drawn.own_baseline import compare_halves, take_halves
from ssi_outcomes.worlds.measured_trials import measure_halves, measure_totals
from ssi_outcomes.worlds.scenarios import MAIN
from ssi_outcomes.worlds.trials import TrialWorld, draw_trials, frame_of, lay_push
from ssi_outcomes.worlds.trials_tried import TrialCell, _promise

PLAN = read_plan()


def test_by_totals_a_trial_is_measured_as_by_the_engine():
    cell = TrialCell("parallel", "plain", TrialWorld("claim", 1.0), 12, 8, 10)
    trial = _promise(cell, "s")
    push = lay_push(trial)[None]
    rng = np.random.default_rng(5)
    drawn = draw_trials(cell.world, lambda counts: push, (1, 12, 18), 8, rng, PLAN)
    drawn = type(drawn)(drawn.push, drawn.counts, drawn.score.round())
    (by_totals,) = measure_totals(drawn, 8, PLAN, cell.world)
    whole = contrast(take_assigned(frame_of(drawn, 0, trial), trial, MAIN), PLAN.sensitivity)
    for ratio in PLAN.sensitivity:
        own, other = by_totals.contrasts[ratio], whole.contrasts[ratio]
        assert (own.value, own.se) == pytest.approx((other.value, other.se), abs=1e-8)
        assert own.freedom == other.freedom


def test_by_its_own_baseline_a_trial_is_measured_as_its_panel_is():
    cell = TrialCell("parallel", "plain", TrialWorld("claim", 1.0), 32, 8, 10)
    trial = _promise(cell, "s")
    push = lay_push(trial)[None]
    drawn = draw_trials(cell.world, lambda counts: push, push.shape, 8, np.random.default_rng(5), PLAN)
    drawn = type(drawn)(drawn.push, drawn.counts, drawn.score.round())
    (many,) = measure_halves(drawn, 8, PLAN, cell.world)
    one = compare_halves(take_halves(take_assigned(frame_of(drawn, 0, trial), trial, MAIN)), PLAN.sensitivity)
    for ratio in PLAN.sensitivity:
        assert many.contrasts[ratio].value == pytest.approx(one.contrasts[ratio].value, abs=1e-6)

"""The word of a trial: gates, then the lift, then where the contrast lies."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from evidence.drawn.laid_trial import draw_counts, lay, promise, pushes

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.drawn.arms import Loss
from ssi_outcomes.evidence.drawn.assigned import take_assigned
from ssi_outcomes.evidence.drawn.contrast import Contrasted, Measured, contrast
from ssi_outcomes.evidence.drawn.one_person import judge_blocks
from ssi_outcomes.evidence.drawn.word_by_lot import (
    LotVerdict,
    decide_alone,
    decide_by_lot,
    decide_contrast,
    judge_contrast,
    mark_unplanned,
    risk_of,
)
from ssi_outcomes.evidence.estimate import Slope

PLAN = read_plan()
NOBODY = Loss({"push": 4, "ordinary": 4}, {"push": 0, "ordinary": 0})
TRIAL = promise(10, 12, 12)


def measure(threshold: float, claim: float, lift: float = 20, se: float = 0.01, **more) -> Contrasted:
    """Return what a trial of many people measured, with contrasts at the threshold and at the claim."""
    at = {ratio: Measured(threshold, se, 30) for ratio in PLAN.sensitivity}
    at |= {PLAN.claim_per_10: Measured(claim, se, 30)}
    values = {"people": 31, "events": 900, "read": 1.0} | more
    return Contrasted(Slope(0.0, se, 30), Measured(lift, 1, 30), at, **values)


def say(measured: Contrasted, passing: bool = False) -> LotVerdict:
    return decide_contrast(measured, PLAN, 0.05, 5, passing)


@pytest.mark.parametrize(
    ("threshold", "claim", "passing", "word", "notes"),
    [
        (0.1, 0.05, False, "useful", ("claim_met",)),
        (0.1, 0.0, False, "useful", ()),
        (0.0, -0.1, False, "undetermined", ("claim_excluded",)),
        (-0.1, -0.2, False, "useless", ("claim_excluded",)),
        (-0.1, -0.2, True, "passing", ("claim_excluded",)),
        (0.1, 0.05, True, "useful", ("claim_met",)),
    ],
)
def test_the_word_is_where_the_contrast_lies(threshold, claim, passing, word, notes):
    found = say(measure(threshold, claim), passing)
    assert (found.word, found.reason, found.notes) == (word, "lot_interval", notes)


@pytest.mark.parametrize("value", np.linspace(-0.5, 0.5, 9))
def test_of_a_crossover_the_word_is_never_a_plain_useless(value):
    assert judge_contrast(Measured(value, 0.01, 30), 0.05, True) != "useless"


def test_fewer_results_than_without_a_push_are_said_to_be_fewer():
    found = replace(measure(-0.3, -0.4), slope=Slope(-0.2, 0.01, 30))
    assert say(found).notes == ("claim_excluded", "inverse")


def test_a_lift_whose_lower_bound_is_small_tells_nothing_per_ten_points():
    assert say(measure(-0.1, -0.2, lift=6)).reason == "lot_not_moved"
    assert say(measure(-0.1, -0.2, lift=7)).reason == "lot_interval"


def test_without_enough_readings_nothing_is_told_per_ten_points():
    assert say(measure(-0.1, -0.2, read=0.79)).reason == "lot_unread"
    assert say(replace(measure(-0.1, -0.2), lift=None)).reason == "lot_unread"


def decide(trial=TRIAL, loss=NOBODY, defined=True, rate=3.0, plan=PLAN):
    frame = lay(trial, draw_counts(trial, rate), 40 + 20 * pushes(trial))
    taken = take_assigned(frame, trial, "calls")
    return decide_by_lot(taken, contrast(taken, plan.sensitivity), loss, plan, defined)


def test_where_all_gates_hold_the_numbers_decide():
    found = decide()
    assert found.decided and all(gate.holds for gate in found.gates)


@pytest.mark.parametrize(
    ("given", "gate"),
    [
        ({"defined": False}, "lot_defined"),
        ({"trial": promise(6, 12, 12)}, "lot_schedules"),
        ({"trial": promise(10, 7, 12)}, "lot_before"),
        ({"loss": Loss({"push": 5, "ordinary": 5}, {"push": 3, "ordinary": 0})}, "lot_loss"),
        ({"plan": replace(PLAN, gates=replace(PLAN.gates, events=10_000))}, "lot_events"),
    ],
)
def test_a_gate_that_fails_keeps_the_word(given, gate):
    found = decide(**given)
    assert (found.word, found.reason) == ("undetermined", gate)


def test_of_people_without_events_too_few_are_left():
    trial = promise(8, 12, 12)
    counts = draw_counts(trial, 3.0) + 1
    for silent, reason in ((0, "lot_interval"), (1, "lot_people")):
        counts[:silent] = 0
        taken = take_assigned(lay(trial, counts, 40 + 20 * pushes(trial)), trial, "calls")
        decided = decide_by_lot(taken, contrast(taken, PLAN.sensitivity), NOBODY, PLAN, True)
        assert decided.reason == reason


def test_each_of_three_planned_looks_takes_a_third_of_the_risk():
    assert risk_of(replace(TRIAL, planned_looks=3), PLAN) == pytest.approx(PLAN.level / 3)


def alone(counts, blocks: int = 10):
    trial = promise(1, 0, 4 * blocks, "single")
    taken = take_assigned(lay(trial, counts(pushes(trial))), trial, "calls")
    return decide_alone(taken, judge_blocks(taken), PLAN, True)


@pytest.mark.parametrize(
    ("counts", "word"),
    [
        (lambda push: 1 + push, "more"),
        (lambda push: 2.0 - push, "fewer"),
        (lambda push: 1.0 + 0 * push, "undetermined"),
    ],
)
def test_of_one_person_the_orders_decide(counts, word):
    assert alone(counts).word == word


def test_one_person_needs_the_plans_blocks():
    assert (alone(lambda push: 1 + push, 9).word, alone(lambda push: 1 + push, 9).reason) == (
        "undetermined",
        "lot_blocks",
    )


def test_a_word_of_a_trial_whose_seal_does_not_hold_is_exploratory():
    assert mark_unplanned(say(measure(0.1, 0.05))).notes == ("claim_met", "exploratory")
    assert mark_unplanned(say(measure(0.0, 0.0))).notes == ()


def test_what_nobody_declared_nobody_can_say():
    with pytest.raises(ValueError, match="undeclared"):
        LotVerdict("splendid", "lot_interval", (), 0.05)

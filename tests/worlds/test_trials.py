"""Invented trials: what a world says of the push is what its results and scores do."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

import numpy as np
import pytest

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.trial.protocol import Protocol
from ssi_outcomes.worlds.scenarios import MAIN
from ssi_outcomes.worlds.trials import TRUTHS, TrialWorld, draw_halves, draw_trials, frame_of, lay_push

PLAN = read_plan()
BEFORE, WEEKS = 10, 20
LATE = slice(BEFORE + 6, None)


def draw(seed: int = 1, trials: int = 40, people: int = 20, pairs: bool = False, **world):
    """Return drawn trials of a world, and of each who was drawn to push."""
    rng = np.random.default_rng(seed)
    world = TrialWorld("x", **{"share": 0.0, **world})
    halve = partial(draw_halves, rng, weeks=WEEKS, pairs=pairs)
    made = draw_trials(world, halve, (trials, people, BEFORE + WEEKS), BEFORE, rng, PLAN)
    return made, made.push[:, :, -1]


def lift_of(made, push) -> float:
    moved = made.score[:, :, LATE].mean(axis=2) - made.score[:, :, :BEFORE].mean(axis=2)
    return moved[push].mean() - moved[~push].mean()


def log_gain(made, push, weeks=LATE) -> float:
    """Return the log ratio of ratios of four totals over all trials."""
    then, first = np.nansum(made.counts[:, :, weeks], axis=2), made.counts[:, :, :BEFORE].sum(axis=2)
    return np.log(then[push].sum() / first[push].sum()) - np.log(then[~push].sum() / first[~push].sum())


def test_half_of_the_people_push_from_the_first_week_after_the_baseline():
    made, push = draw()
    assert (push.sum(axis=1) == 10).all() and not made.push[:, :, :BEFORE].any()
    assert (made.push[:, :, BEFORE:] == push[:, :, None]).all()


def test_the_score_comes_as_near_as_the_push_aims_at():
    assert lift_of(*draw(lift=20)) == pytest.approx(20, abs=1)
    assert lift_of(*draw(lift=0)) == pytest.approx(0, abs=0.5)
    assert lift_of(*draw(follows=0.5)) == pytest.approx(10, abs=1)


@pytest.mark.parametrize(("truth", "share"), TRUTHS.items())
def test_results_follow_the_score_by_the_ratio_of_the_truth(truth, share):
    expected = share * np.log(PLAN.claim_per_10) * 2
    assert log_gain(*draw(trials=400, share=share)) == pytest.approx(expected, abs=0.06), truth


def test_a_lift_that_is_tied_to_success_is_larger_where_there_are_more_results():
    made, push = draw(tied=0.5)
    moved = made.score[:, :, LATE].mean(axis=2) - made.score[:, :, :BEFORE].mean(axis=2)
    assert np.corrcoef(moved[push], made.counts[:, :, :BEFORE].sum(axis=2)[push])[0, 1] > 0.5


def test_results_behind_the_score_come_so_many_weeks_later():
    first = slice(BEFORE, BEFORE + 2)
    told = {"trials": 600, "share": 1.0, "lift": 60}
    assert log_gain(*draw(**told), first) > 0.2 > log_gain(*draw(behind=2, **told), first) + 0.1


def test_lean_weeks_move_the_score_the_other_way_where_people_compensate():
    def together(**world) -> float:
        made, _ = draw(**world)
        away = [each[:, :, :BEFORE] for each in (made.score, made.counts)]
        return np.corrcoef(*((each - each.mean(axis=2, keepdims=True)).ravel() for each in away))[0, 1]

    assert together(compensates=4) < -0.1 and together(drives=8) > 0.05 > 0.03 > abs(together())


def test_those_of_the_push_arm_with_the_poorest_results_tell_nothing_in_the_second_half():
    made, push = draw(lost=0.2)
    gone = np.isnan(made.counts).any(axis=2)
    assert gone.sum(axis=1).tolist() == [2] * 40 and not gone[~push].any()
    assert not np.isnan(made.counts[:, :, : BEFORE + WEEKS // 2]).any()


def test_in_pairs_the_arms_are_more_alike_before_than_by_lot_alone():
    def spread(pairs: bool) -> float:
        made, push = draw(pairs=pairs)
        before = made.counts[:, :, :BEFORE].sum(axis=2)
        assert (push.sum(axis=1) == 10).all()
        return np.std(np.where(push, before, -before).sum(axis=1))

    assert spread(True) < 0.6 * spread(False)


def test_what_was_gained_lasts_for_so_many_weeks():
    push = np.zeros((300, 10, 30), bool)
    push[:, :5, 10:20] = True
    made = [
        draw_trials(
            TrialWorld("x", 1.0, lift=40, lasts=lasts),
            lambda counts: push,
            push.shape,
            10,
            np.random.default_rng(1),
            PLAN,
        )
        for lasts in (0, 8)
    ]
    after = [log_gain(each, push.any(axis=2), slice(23, 27)) for each in made]
    assert after[0] < 0.06 < 0.25 < after[1]


def test_the_frame_of_a_trial_has_each_week_with_the_readings_at_its_beginning_and_end():
    people = tuple(f"P{number}" for number in range(6))
    dates = date(2026, 1, 5), 4, 6
    trial = Protocol("parallel", people, *dates, "score_hour", MAIN, "s", datetime(2026, 1, 1))
    push = lay_push(trial)
    made = draw_trials(
        TrialWorld("x", 0.0), lambda counts: push[None], (1, 6, 10), 4, np.random.default_rng(1), PLAN
    )
    frame = frame_of(made, 0, trial)
    assert push.sum() == 3 * 6 and len(frame) == 60
    own = frame[frame["person"] == "P2"]
    assert own["next_ssi"].tolist()[:-1] == own["ssi"].tolist()[1:]
    assert own[f"outcome_{MAIN}"].tolist() == made.counts[0, 2].tolist()

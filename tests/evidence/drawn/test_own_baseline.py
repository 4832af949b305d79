"""By each person's own baseline: what the weeks of the trial say alone, and what people brought before."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from evidence.drawn.laid_trial import draw_counts, lay, promise

from ssi_outcomes.evidence.drawn.assigned import take_assigned
from ssi_outcomes.evidence.drawn.own_baseline import Halves, _fit, compare_halves, take_halves

PUSH = np.arange(40) % 2 == 0
DAYS = np.full(40, 60.0)
ALIKE = Halves(np.full(40, 12.0), np.where(PUSH, 18.0, 12.0), DAYS, DAYS, PUSH, np.where(PUSH, 20.0, 1.0))


def test_where_all_brought_the_same_before_it_is_the_ratio_of_two_totals_and_the_difference_of_two_means():
    noise = np.tile([0, 0, 1, 1, -1, -1, 0, 0], 5)
    found = compare_halves(replace(ALIKE, after=ALIKE.after + noise), (1.1,))
    assert found.slope.log == pytest.approx(np.log(18 / 12))
    assert found.lift.value == pytest.approx(19) and found.people == 40 and found.slope.freedom == 37
    assert found.contrasts[1.1].value == pytest.approx(np.log(1.5) - np.log(1.1) * 1.9)


def test_what_people_brought_before_is_taken_out():
    """Who brings more brings more in both halves: by that alone nothing is left to err by."""
    before = np.repeat(np.arange(1.0, 21), 2) * 10 - 0.5
    after = (before + 0.5) * np.where(PUSH, 2, 1)
    found = compare_halves(replace(ALIKE, before=before, after=after), ())
    assert found.slope.log == pytest.approx(np.log(2)) and found.slope.se < 1e-6


def test_half_of_the_days_with_half_of_the_results_is_the_same():
    random = np.random.default_rng(1)
    own = replace(ALIKE, before=random.poisson(20, 40) + 0.0, after=2.0 * random.poisson(9, 40))
    halved = replace(own, after=own.after / 2, days_after=DAYS / 2)
    whole, half = (compare_halves(each, (1.05,)) for each in (own, halved))
    assert half.slope.log == pytest.approx(whole.slope.log, abs=0.02)


def test_results_spread_by_as_much_as_their_freedom_asks_for():
    random = np.random.default_rng(2)
    counts, design = (
        random.poisson(random.gamma(2, 4.5, 40)) + 0.0,
        np.column_stack([np.ones(40), PUSH, PUSH]),
    )
    _, mean, weight = _fit(design, counts, DAYS)
    # The variance is mean^2 over the weight.
    assert (np.square(counts - mean) * weight / mean**2).sum() == pytest.approx(37)
    even = _fit(design, np.full(40, 9.0), DAYS)
    assert even[2] == pytest.approx(even[1])


def test_of_somebody_who_brings_most_of_all_an_end_is_found():
    random = np.random.default_rng(3)
    before, after = (random.poisson(random.gamma(1, 20, 40)) + 0.0 for _ in range(2))
    before[0], after[0] = 195, 415
    assert np.isfinite(compare_halves(replace(ALIKE, before=before, after=after), (1.1,)).contrasts[1.1].se)


def test_fewer_than_thirty_people_or_an_arm_without_results_have_no_such_look():
    few = Halves(*(getattr(ALIKE, name)[:28] for name in Halves.__dataclass_fields__))
    assert compare_halves(few, (1.1,)) is None
    assert compare_halves(replace(ALIKE, after=np.where(PUSH, 3.0, 0.0)), (1.1,)) is None


def test_a_trial_is_taken_as_it_was_drawn_and_somebody_without_a_reading_is_left_out():
    trial = promise(32, 8, 8)
    frame = lay(trial, draw_counts(trial) + 1)
    halves = take_halves(take_assigned(frame, trial, "calls"))
    assert len(halves.push) == 32 and halves.push.sum() == 16
    frame.loc[frame["person"] == trial.people[0], "next_ssi"] = np.nan
    assert len(take_halves(take_assigned(frame, trial, "calls")).push) == 31


def test_the_error_of_a_lift_gives_each_person_the_weight_of_one_who_was_left_out():
    # Twenty an arm, each a point off its mean: residuals of 20 / 19, and the mean of twenty of them.
    moved = ALIKE.moved + np.repeat([1.0, -1.0], 2).tolist() * 10
    lift = compare_halves(replace(ALIKE, moved=moved), ()).lift
    assert (lift.value, lift.se) == pytest.approx((19, np.sqrt(40) / 19))

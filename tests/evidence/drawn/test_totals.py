"""By totals many trials are compared at once, with the engine's numbers to ten digits."""

from __future__ import annotations

import numpy as np
import pytest
from evidence.drawn.laid_trial import draw_counts, lay, promise, pushes

from ssi_outcomes.evidence.drawn.assigned import take_assigned
from ssi_outcomes.evidence.drawn.contrast import contrast
from ssi_outcomes.evidence.drawn.lift import measure_lift
from ssi_outcomes.evidence.drawn.totals import compare_totals, jackknife_errors, lift_totals, studentise


@pytest.mark.parametrize(("people", "before", "weeks"), [(8, 12, 12), (15, 9, 14), (30, 10, 6)])
def test_totals_give_the_engines_numbers(people, before, weeks):
    trial = promise(people, before, weeks)
    counts, push = draw_counts(trial, seed=people), pushes(trial)[:, -1]
    score = 40 + np.random.default_rng(people).normal(0, 3, counts.shape) + 18 * pushes(trial)
    taken = take_assigned(lay(trial, counts, score), trial, "calls")
    first, then = counts[:, :before].sum(1), counts[:, before:].sum(1)
    there = first + then > 0
    b, without = compare_totals(first, then, push)
    assert b == pytest.approx(taken.fitted.coefficients[0], abs=1e-10)
    assert without[there] == pytest.approx(taken.fitted.left_out[:, 0], abs=1e-8)
    lift, lift_without = lift_totals(score[:, :before].mean(1), score[:, before:].mean(1), push, first + then)
    own, own_without = measure_lift(taken)
    assert lift == pytest.approx(own, abs=1e-9) and lift_without[there] == pytest.approx(
        own_without, abs=1e-9
    )
    found = contrast(taken, (1.05,))
    assert jackknife_errors(b, without, there) == pytest.approx(found.slope.se, abs=1e-8)


def test_many_trials_are_compared_as_each_is_alone():
    rng = np.random.default_rng(1)
    first, then = rng.poisson(9, (5, 8)).astype(float), rng.poisson(9, (5, 8)).astype(float)
    push = rng.random((5, 8)).argsort(1) < 4
    together = studentise(first, then, push)
    assert together == pytest.approx([studentise(*each) for each in zip(first, then, push, strict=True)])


def test_where_an_arm_has_no_event_nothing_is_studentised():
    counts = np.array([0.0, 0.0, 3.0, 4.0])
    assert studentise(counts, counts, np.array([True, True, False, False])) == 0

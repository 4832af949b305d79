"""The lot drawn again: exact whatever the results look like, and the same as trying each schedule by hand."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from evidence.drawn.laid_trial import draw_counts, lay, promise, pushes

from ssi_outcomes.evidence.drawn.assigned import take_assigned
from ssi_outcomes.evidence.drawn.orders import DRAWN_AGAIN, _place, compare_orders, rerandomise
from ssi_outcomes.evidence.drawn.totals import studentise
from ssi_outcomes.trial.by_lot import draw_lots

TRIAL = promise(8, 6, 6)


def by_hand(counts: np.ndarray, push: np.ndarray) -> tuple[float, float, float]:
    """Return the shares of all 70 schedules that show as much more, fewer, and either."""
    totals = counts[:, :6].sum(1), counts[:, 6:].sum(1)
    own = studentise(*totals, push)
    others = np.array(
        [studentise(*totals, np.isin(np.arange(8), chosen)) for chosen in combinations(range(8), 4)]
    )
    return tuple(
        float(np.mean(each))
        for each in (others >= own - 1e-9, others <= own + 1e-9, abs(others) >= abs(own) - 1e-9)
    )


@pytest.mark.parametrize("seed", range(4))
def test_of_eight_people_each_schedule_is_tried_once(seed):
    counts = draw_counts(TRIAL, seed=seed) + 1
    found = rerandomise(take_assigned(lay(TRIAL, counts), TRIAL, "calls"))
    assert (found.tried, found.possible, found.exact) == (70, 70, True)
    assert (found.more, found.fewer, found.either) == pytest.approx(by_hand(counts, pushes(TRIAL)[:, -1]))


def test_days_count_so_that_half_the_days_are_half_the_results():
    counts = draw_counts(TRIAL) + 1
    days = np.where(np.arange(12) < 6, 5.0, 2.5) * np.ones((8, 1))
    halved = np.where(np.arange(12) < 6, counts, counts / 2)
    whole, half = (
        rerandomise(take_assigned(lay(TRIAL, each, exposure=exposure), TRIAL, "calls"))
        for each, exposure in ((counts, 5.0), (halved, days))
    )
    assert whole.more == pytest.approx(half.more, abs=0.06)


def test_of_many_schedules_some_are_drawn_and_the_own_one_counts():
    trial = promise(20, 6, 6)
    found = rerandomise(take_assigned(lay(trial, draw_counts(trial)), trial, "calls"))
    assert (found.tried, found.exact) == (DRAWN_AGAIN + 1, False) and 0 < found.more < 1


def test_of_an_odd_number_in_pairs_schedules_are_drawn_as_some_come_about_in_more_ways():
    trial = promise(13, 6, 6, grouping="pairs", baseline={f"P{n:02}": n for n in range(1, 14)})
    found = rerandomise(take_assigned(lay(trial, draw_counts(trial)), trial, "calls"))
    assert not found.exact


def test_of_a_crossover_who_gains_on_push_each_time_is_among_the_few():
    trial = promise(8, 0, 32, "crossover")
    found = rerandomise(take_assigned(lay(trial, 1 + 5.0 * pushes(trial)), trial, "calls"))
    assert found.more < 0.01 and found.fewer > 0.99


def test_without_an_event_there_is_nothing_to_compare():
    assert rerandomise(take_assigned(lay(TRIAL, 0.0), TRIAL, "calls")) is None


def test_drawn_schedules_count_the_own_one_in_and_all_of_them_do_not():
    others = np.array([0.0, 1.0, 2.0, 3.0])
    assert compare_orders(others, 3.0, 4, True).more == 0.25
    assert compare_orders(others, 3.0, 99, False).more == pytest.approx(2 / 5)


def test_at_eight_people_the_lot_drawn_again_errs_no_more_often_than_it_says():
    """Where the push moves nobody, P(p <= a) is at most a, plus two errors."""
    rng, worlds = np.random.default_rng(4), 2_000
    each = np.array([np.isin(np.arange(8), chosen) for chosen in combinations(range(8), 4)])
    shares = []
    for own in rng.integers(70, size=worlds):
        totals = rng.poisson(rng.gamma(1, 8, 8)), rng.poisson(rng.gamma(1, 8, 8))
        statistics = studentise(*totals, each)
        found = compare_orders(statistics, statistics[own], 70, True)
        shares.append((found.more, found.fewer, found.either))
    for level in (0.05, 0.10, 0.20):
        bound = level + 2 * np.sqrt(level * (1 - level) / worlds)
        assert (np.mean(np.array(shares) <= level + 1e-12, axis=0) <= bound).all()


def test_the_lots_of_the_protocol_place_its_people_as_they_were_drawn():
    placed = _place(TRIAL, list(TRIAL.people), [TRIAL.first_week, TRIAL.starts], draw_lots(TRIAL))
    assert (placed == pushes(TRIAL)[:, [0, -1]]).all()


def test_whoever_has_more_days_has_as_many_more_results():
    # Days before over days after are a half, one and a half, and one: one on average.
    counts, after = draw_counts(TRIAL) + 1, np.arange(12) >= 6
    times = np.ones((8, 12))
    times[0, after], times[1, after] = 2, 1 / 1.5
    for given, exposure in ((counts, 5.0), (counts * times, 5.0 * times)):
        found = rerandomise(take_assigned(lay(TRIAL, given, exposure=exposure), TRIAL, "calls"))
        assert (found.more, found.fewer, found.either) == pytest.approx(by_hand(counts, pushes(TRIAL)[:, -1]))

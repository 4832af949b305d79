"""An outcome drawn anew is as the one that was counted: as much of it, as uneven, in such runs."""

from __future__ import annotations

import numpy as np
import pytest

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.redrawn_outcome import (
    PERSISTENCE,
    Chance,
    Laid,
    draw_counts,
    draw_factors,
    expect_counts,
    find_chance,
    lay_out,
)
from ssi_outcomes.evidence.sample import take_sample
from ssi_outcomes.worlds import find_scenario, simulate_panel

RNG = np.random.default_rng(4)


NOTHING = Chance(0.0, 0.0)


def lay_team(people=60, weeks=40, chance=NOTHING, rate=1.0):
    """Return a team without any link whose weeks differ by `chance`."""
    score = 4.5 + np.cumsum(RNG.standard_normal((people, weeks)), axis=1) / 5
    expected = np.full((people, weeks), rate) * RNG.lognormal(0, 0.5, (people, 1))
    counts = RNG.poisson(expected * draw_factors(expected.shape, chance, RNG)).astype(float)
    return Laid(counts, np.full((people, weeks), 7.0), score, np.full((people, weeks), np.nan))


def test_counts_that_only_chance_spreads_are_found_so():
    found = [find_chance(lay_team(), 0.0).variance for _ in range(10)]
    assert np.mean(found) < 0.03


@pytest.mark.parametrize("chance", [Chance(0.4, 0.0), Chance(0.4, 0.6), Chance(0.4, 0.9)])
def test_good_and_bad_weeks_and_their_runs_are_found(chance):
    found = [find_chance(lay_team(chance=chance), 0.0) for _ in range(10)]
    assert np.mean([each.variance for each in found]) == pytest.approx(chance.variance, abs=0.12)
    assert np.mean([each.persistence for each in found]) == pytest.approx(chance.persistence, abs=0.12)


def test_factors_have_mean_one_and_the_variance_and_runs_that_are_asked():
    drawn = draw_factors((20_000, 6), Chance(0.4, 0.6), np.random.default_rng(1))
    assert drawn.mean() == pytest.approx(1, abs=0.01) and drawn.var() == pytest.approx(0.4, rel=0.08)
    assert np.corrcoef(drawn[:, 2], drawn[:, 3])[0, 1] == pytest.approx(0.6, abs=0.05)
    assert (draw_factors((3, 4), Chance(0.0, 0.0), RNG) == 1).all()


def test_what_is_expected_sums_to_what_was_counted_and_follows_the_score_as_asked():
    laid = lay_team(chance=Chance(0.3, 0.5))
    even, steep = (expect_counts(laid, log, Chance(0.3, 0.5)) for log in (0.0, 0.3))
    assert even.sum() == pytest.approx(laid.counts.sum()) == steep.sum()
    # Twice the difference over people and weeks leaves the ratio alone.
    ratio, away = np.log(steep / even), laid.away
    own = ratio - ratio.mean(axis=1, keepdims=True) - ratio.mean(axis=0) + ratio.mean()
    moved = away - away.mean(axis=1, keepdims=True) - away.mean(axis=0) + away.mean()
    assert (own * moved).sum() / np.square(moved).sum() == pytest.approx(0.3, abs=1e-6)


def test_somebody_without_an_event_is_expected_to_have_few_and_not_none():
    laid = lay_team(people=30, weeks=10, rate=0.2)
    laid.counts[0] = 0
    expected = expect_counts(laid, 0.0, Chance(0.0, 0.0)).sum(axis=1)
    assert 0 < expected[0] < np.median(expected)


def test_weeks_that_are_not_there_stay_so_in_each_draw():
    frame = simulate_panel(find_scenario("nothing"), 12, 10, 3, read_plan()).frame
    frame.loc[frame.index[::4], "outcome_phone_meetings"] = np.nan
    laid = lay_out(take_sample(frame, "phone_meetings"))
    assert (laid.exposure == 0).any()
    expected = expect_counts(laid, 0.1, Chance(0.2, 0.5))
    drawn = np.concatenate([*draw_counts(expected, Chance(0.2, 0.5), 30, np.random.default_rng(1))])
    assert drawn.shape == (30, *laid.counts.shape) and not drawn[:, laid.exposure == 0].any()


@pytest.mark.parametrize(("variance", "first"), [(0.0, 62 + 1 / 3), (0.2, 59.0)])
def test_a_week_is_drawn_towards_the_others_by_the_share_of_its_difference_that_is_chance(variance, first):
    # Four people with 16 and 4 events: 64 and 16 where 40 are usual, 0.6 above and below. Chance alone would give 1/40
    # squared, and uneven weeks of four people a quarter of their variance: 40 * 0.6 * (1 - that / 0.36) is kept.
    counts = np.tile([16.0, 4.0], (4, 1))
    laid = Laid(counts, np.full((4, 2), 7.0), np.full((4, 2), 5.0), np.full((4, 2), np.nan))
    found = expect_counts(laid, 0.0, Chance(variance, 0.0)).sum(axis=0)
    assert found == pytest.approx([first, 80 - first])


def test_of_a_good_week_less_is_left_in_the_next_or_none():
    assert all(0 <= each < 1 for each in PERSISTENCE)

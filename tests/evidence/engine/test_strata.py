"""Week effects of each team's own: the numbers of the plain engine with a column for each team's week."""

from __future__ import annotations

import numpy as np
import pytest

from ssi_outcomes.evidence.engine import strata
from ssi_outcomes.evidence.engine.poisson import fit, lay_cells, standard_errors
from ssi_outcomes.evidence.engine.strata import fit_strata


def draw(people=24, weeks=10, teams=4, regressors=1, seed=3):
    """Return person, week, team of each person, counts and regressors of an invented panel."""
    rng = np.random.default_rng(seed)
    team, shared = np.arange(people) % teams, rng.normal(0, 0.7, (teams, weeks))
    x = 5 + rng.normal(0, 0.4, (people, weeks, regressors)).cumsum(axis=1)
    rate = np.exp(0.5 * rng.normal(size=(people, 1)) + shared[team] + 0.1 * (x[..., 0] - 5))
    person, week = (each.ravel() for each in np.indices((people, weeks)))
    return person, week, team, rng.poisson(rate).ravel().astype(float), x.reshape(-1, regressors)


def by_team(person, week, team, counts, x):
    cells = []
    for each in np.unique(team):
        own = np.flatnonzero(team == each)
        at = np.isin(person, own)
        rows = np.searchsorted(own, person[at]), week[at], counts[at]
        cells.append(lay_cells(*rows, np.full(at.sum(), 7.0), x[at]))
    return cells


@pytest.mark.parametrize("regressors", [1, 2])
def test_the_estimates_are_those_with_a_column_for_each_week_of_each_team(regressors):
    person, week, team, counts, x = draw(regressors=regressors)
    made = fit_strata(by_team(person, week, team, counts, x))
    whole = fit(lay_cells(person, team[person] * 10 + week, counts, np.full(len(counts), 7.0), x), True)
    assert made.coefficients == pytest.approx(whole.coefficients, rel=1e-7)
    assert made.information.sum(axis=0) == pytest.approx(whole.information.sum(axis=0), rel=1e-6)
    assert standard_errors(made) == pytest.approx(standard_errors(whole), rel=0.02)


def test_without_a_person_there_is_what_the_others_give_to_a_few_hundredths_of_its_error():
    person, week, team, counts, x = draw()
    made = fit_strata(by_team(person, week, team, counts, x))
    kept = person != 0
    rest = fit_strata(by_team(person[kept], week[kept], team, counts[kept], x[kept]))
    assert made.left_out[0, 0] == pytest.approx(rest.coefficients[0], abs=0.05 * standard_errors(made)[0])


@pytest.mark.parametrize("regressors", [1, 2])
def test_teams_solved_together_give_what_each_gives_by_itself(monkeypatch, regressors):
    person, week, team, counts, x = draw(people=23, regressors=regressors)
    # One team has fewer weeks than the others, and one nobody's events in a week of theirs.
    kept = ~((team[person] == 1) & (week > 6))
    counts[(team[person] == 2) & (week == 3)] = 0
    cells = by_team(*(each[kept] for each in (person, week)), team, counts[kept], x[kept])
    together = fit_strata(cells)
    monkeypatch.setattr(strata, "_PACK_CELLS", 0)
    alone = fit_strata(cells)
    for name in ("coefficients", "left_out", "information"):
        assert getattr(together, name) == pytest.approx(getattr(alone, name), abs=1e-10)


def test_whoever_is_alone_in_a_team_tells_nothing():
    person, week, team, counts, x = draw(people=9, teams=4)
    team = np.array([0, 0, 0, 1, 1, 1, 2, 2, 3])
    made = fit_strata(by_team(person, week, team, counts, x))
    others = person != 8
    rest = fit_strata(by_team(person[others], week[others], team, counts[others], x[others]))
    assert made.coefficients == pytest.approx(rest.coefficients, rel=1e-6)
    assert made.information[-1, 0] == pytest.approx(0, abs=1e-6 * made.information.sum())


def test_a_score_that_moves_with_the_team_alone_cannot_be_told_from_its_weeks():
    person, week, team, counts, _ = draw()
    shared = np.random.default_rng(1).normal(5, 1, (4, 10))[team[person], week][:, None]
    made = fit_strata(by_team(person, week, team, counts, shared))
    assert np.isnan(made.coefficients).all() and not made.information.any()


def test_an_outcome_that_only_high_scores_have_puts_no_bound_on_the_ratio():
    person, week, team, _, x = draw()
    mean = np.bincount(person, x[:, 0]) / 10
    top = x[:, 0] > mean[person]
    assert (
        fit_strata(by_team(person, week, team, top.astype(float), np.where(top, 6.0, 4.0)[:, None])) is None
    )


def test_a_score_that_another_regressor_repeats_cannot_be_told_from_it():
    person, week, team, counts, x = draw()
    made = fit_strata(by_team(person, week, team, counts, np.column_stack([x, 3 - 2 * x])))
    assert np.isnan(made.coefficients).all() and not made.information.any()


def test_the_way_to_the_top_ends_where_both_the_likelihood_and_the_coefficients_stand_still():
    person, week, team, counts, x = draw(people=8, weeks=5, seed=10)
    made = fit_strata(by_team(person, week, team, counts, 3 * x))
    whole = fit(lay_cells(person, team[person] * 10 + week, counts, np.full(len(counts), 7.0), 3 * x), True)
    assert made.coefficients == pytest.approx(whole.coefficients, rel=1e-10)

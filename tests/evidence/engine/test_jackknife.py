"""The estimates without each person: by hand, by one step and by refits, and in whatever pieces."""

from __future__ import annotations

import math

import numpy as np
import pytest
from evidence.engine.laid import lay
from evidence.panels import draw_frame, read_synthetic

from ssi_outcomes.evidence.engine import jackknife
from ssi_outcomes.evidence.engine.jackknife import leave_out
from ssi_outcomes.evidence.engine.newton import Cells, evaluate
from ssi_outcomes.evidence.engine.poisson import fit, standard_errors

# Three people, a week at 0 and one at 1: 14 events to 9 in all, so that 14 of 23 are expected of the second week.
COUNTS = np.array([[2.0, 3], [4, 8], [3, 3]])
WHOLE, SHARE = math.log(14 / 9), 14 / 23


def leave(counts: np.ndarray, x: np.ndarray, at: float, exact: bool) -> list[float]:
    """Return the coefficient without each person, given everyone's."""
    cells = Cells(counts, np.ones(counts.shape), x[:, :, None], weekly=False)
    everyone, parameters = np.ones((1, len(counts))), np.array([[at]])
    total = evaluate(cells, everyone, parameters)[2][0]
    size = np.diagonal(evaluate(cells, everyone, np.zeros((1, 1)))[2][0])
    return leave_out(cells, parameters, total, size, exact)[:, 0].tolist()


def test_refits_without_each_person_by_hand():
    left = leave(COUNTS, np.array([[0.0, 1]] * 3), WHOLE, exact=True)
    assert left == pytest.approx([math.log(11 / 7), math.log(6 / 5), math.log(11 / 6)])


def test_one_step_without_each_person_by_hand():
    # A person's score is what the second week had above expectation; what is left has its opposite.
    left = leave(COUNTS, np.array([[0.0, 1]] * 3), WHOLE, exact=False)
    by_hand = [
        WHOLE - (second - (first + second) * SHARE) / ((23 - first - second) * SHARE * (1 - SHARE))
        for first, second in COUNTS
    ]
    assert left == pytest.approx(by_hand)


@pytest.mark.parametrize("exact", [True, False])
def test_without_the_only_one_whose_score_moves_there_is_no_estimate(exact):
    moves = np.array([[0.0, 1], [0, 0], [1, 1]])
    left = leave(COUNTS, moves, math.log(3 / 2), exact)
    assert math.isnan(left[0])
    # The others say nothing: without them nothing changes.
    assert left[1:] == pytest.approx([math.log(3 / 2)] * 2)


def test_without_whom_the_rest_is_separated_there_is_no_refit():
    # Without the first, all events lie in the second week.
    left = leave(np.array([[2.0, 1], [0, 3], [0, 4]]), np.array([[0.0, 1]] * 3), math.log(8 / 2), exact=True)
    assert math.isnan(left[0]) and left[1:] == pytest.approx([math.log(5 / 2), math.log(4 / 2)])


@pytest.mark.parametrize(("people", "weeks", "off"), [(10, 26, 0.04), (20, 20, 0.01), (60, 12, 0.01)])
def test_one_step_is_within_four_percent_of_the_refits_at_ten_people_and_one_percent_from_twenty_on(
    people, weeks, off
):
    cells = lay(draw_frame(people, people, weeks, slope=0.2, rate=1), (), True)
    steps, refits = fit(cells, exact=False), fit(cells, exact=True)
    assert (steps.exact, refits.exact) == (False, True)
    assert standard_errors(steps) == pytest.approx(standard_errors(refits), rel=off)
    assert (steps.left_out != refits.left_out).any()


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("cells_at_once", [1, 700])
def test_in_how_many_pieces_it_is_done_does_not_matter(monkeypatch, exact, cells_at_once):
    cells = lay(read_synthetic(), ("lmsg",), True)
    whole = fit(cells, exact)
    monkeypatch.setattr(jackknife, "_CHUNK_CELLS", cells_at_once)
    monkeypatch.setattr(jackknife, "_REFIT_CELLS", cells_at_once)
    pieces = fit(cells, exact)
    assert pieces.left_out == pytest.approx(whole.left_out, rel=1e-9)
    assert pieces.information == pytest.approx(whole.information, rel=1e-9)


def test_next_to_their_solution_refits_arrive_without_newtons_own_way(monkeypatch):
    cells = lay(draw_frame(2, 20, 12, slope=0.2, rate=1), (), True)
    usual = fit(cells, exact=True).left_out
    monkeypatch.setattr(jackknife, "solve", None)
    assert fit(cells, exact=True).left_out == pytest.approx(usual, rel=1e-9)

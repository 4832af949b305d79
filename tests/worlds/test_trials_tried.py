"""How often the word on a trial is right: the same seeds give the same rows, and the shipped table keeps what is promised."""

from __future__ import annotations

import math
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.drawn.assigned import take_assigned
from ssi_outcomes.evidence.drawn.contrast import Measured, contrast
from ssi_outcomes.worlds.scenarios import MAIN
from ssi_outcomes.worlds.trial_rows import read_trials
from ssi_outcomes.worlds.trials import TRUTHS, TrialWorld, draw_trials, frame_of, lay_push
from ssi_outcomes.worlds.trials_tried import (
    OWN_BASELINE,
    TrialCell,
    TriedTrial,
    _promise,
    hash_tried_on_trials,
    join_weeks_alike,
    list_cells,
    sum_up,
    try_batch,
    try_trials,
)

PLAN = read_plan()
SHIPPED = read_trials()
# Where the gates hold, and nothing is so that the estimand leaves out.
KEPT = [row for row in SHIPPED.rows if row.design == "parallel" and row.kind not in ("lost", "unmoved")]


def key(row) -> tuple:
    return row.design, row.kind, row.truth, row.people, row.before, row.weeks


def false_words(row) -> list[float]:
    """Return the shares of words that the truth makes false."""
    return {
        "nothing": [row.useful, row.claim_met],
        "threshold": [row.useful, row.useless, row.claim_met],
        "claim": [row.useless, row.claim_excluded, row.claim_met],
    }[row.truth]


# --- what is tried


def test_a_cell_is_the_same_for_the_same_seeds():
    cell = list_cells()[3]
    assert try_batch(cell, 0, 8, PLAN) == try_batch(cell, 0, 8, PLAN) != try_batch(cell, 50, 8, PLAN)


@pytest.mark.parametrize("design", ["crossover", "parallel"])
def test_with_weeks_joined_a_trial_is_measured_as_week_by_week(design):
    lost = 0.2 if design == "parallel" else 0
    before, weeks = (24, 24) if lost else (0, 48)
    cell = TrialCell(design, "x", TrialWorld("threshold", 0.5, lost=lost), 14, before, weeks)
    trial = _promise(cell, "s")
    push = lay_push(trial)[None]
    drawn = draw_trials(cell.world, lambda counts: push, push.shape, before, np.random.default_rng(2), PLAN)
    taken = take_assigned(frame_of(drawn, 0, trial), trial, MAIN)
    whole, joined = (contrast(each, PLAN.sensitivity) for each in (taken, join_weeks_alike(taken)))
    for ratio in PLAN.sensitivity:
        assert joined.contrasts[ratio].value == pytest.approx(whole.contrasts[ratio].value, abs=5e-3)
        assert joined.contrasts[ratio].se == pytest.approx(whole.contrasts[ratio].se, rel=0.02)
    assert joined.slope.log == pytest.approx(whole.slope.log, abs=1e-8)


def test_each_kind_of_cell_gives_a_row():
    some = [*{(cell.design, cell.kind): cell for cell in list_cells()}.values()]
    with ThreadPoolExecutor(1) as executor:
        rows = list(try_trials(executor, some, draws=2))
    assert [(row.design, row.kind, row.draws) for row in rows] == [(c.design, c.kind, 2) for c in some]


def test_the_rows_of_a_cell_are_shares_of_its_draws():
    near, far = Measured(0.0, 0.1, 20), Measured(0.4, 0.1, 20)
    tried = [
        TriedTrial("useful", "lot_interval", ("claim_met",), far, far, near, 20.0),
        TriedTrial("undetermined", "lot_not_moved", (), near, near, far, 10.0),
    ]
    row = sum_up(list_cells()[0], tried, PLAN)
    assert (row.useful, row.claim_met, row.not_moved, row.refused, row.lift) == (0.5, 0.5, 0.5, 0.0, 15.0)
    assert row.coverage == 0.5


@pytest.mark.long  # some hundreds of trials
@pytest.mark.parametrize("truth", ["nothing", "threshold"])
def test_by_each_ones_own_baseline_false_words_are_as_rare_and_the_truth_is_held_as_often(truth):
    draws, cell = 400, TrialCell(OWN_BASELINE, "plain", TrialWorld(truth, TRUTHS[truth]), 30, 24, 24)
    row = sum_up(cell, try_batch(cell, 0, draws, PLAN), PLAN)
    slack = 2 * math.sqrt(0.05 * 0.95 / draws)
    assert row.draws == draws and 0.93 - slack <= row.coverage <= 0.97 + slack
    assert max(false_words(row)) <= 0.05 + slack


# --- the shipped table


def test_the_shipped_table_is_of_todays_code_plan_and_cells():
    assert SHIPPED.code_hash == hash_tried_on_trials(), "ssi calibrate --part trial"
    assert [key(row) for row in SHIPPED.rows] == [
        (c.design, c.kind, c.world.name, c.people, c.before, c.weeks) for c in list_cells()
    ]


def test_the_table_has_24_cells_of_size_weeks_and_truth_and_each_other_thing_alone():
    plain = [row for row in SHIPPED.rows if row.kind == "plain"]
    assert len(plain) == 24 and {row.truth for row in plain} == set(TRUTHS)
    assert {row.people for row in plain} == {8, 15, 30, 60}


def test_a_false_word_is_as_rare_as_is_promised():
    beyond = []
    for row in KEPT:
        for share in false_words(row):
            error = math.sqrt(0.05 * 0.95 / row.draws)
            assert share <= 0.05 + 4 * error, key(row)
            beyond.append(share > 0.05 + 2 * error)
    assert np.mean(beyond) <= 1 / 20


def test_the_interval_holds_the_truth_as_often_as_it_says():
    for row in KEPT:
        slack = 2 * math.sqrt(0.05 * 0.95 / row.draws)
        assert 0.93 - slack <= row.coverage <= (0.98 if row.kind == "pairs" else 0.97) + slack, key(row)


def test_little_power_is_lost_to_errors_that_are_estimated():
    """Over the cells of one size: the claim excluded where nothing is so, "useful" where the claim is."""
    by_size = defaultdict(list)
    for row in (row for row in SHIPPED.rows if row.kind == "plain"):
        if row.truth == "nothing":
            by_size[row.people].append((row.claim_excluded, row.excluded_known))
        elif row.truth == "claim":
            by_size[row.people].append((row.useful, row.useful_known))
    for people, least in ((15, 0.9), (30, 0.93), (60, 0.93)):
        own, known = np.mean(by_size[people], axis=0)
        assert own >= least * known, people


def test_a_push_that_lifts_nothing_has_no_word_per_ten_points():
    for row in SHIPPED.rows:
        if row.kind == "unmoved":
            assert row.not_moved >= 0.99 and row.useful + row.useless <= 0.01


def test_where_the_poorest_of_an_arm_fall_silent_there_is_no_verdict():
    assert all(row.refused == 1 for row in SHIPPED.rows if row.kind == "lost")


def test_a_crossover_never_says_a_plain_useless_and_fails_where_what_was_gained_lasts():
    crossed = {(row.kind, row.truth): row for row in SHIPPED.rows if row.design == "crossover"}
    assert all(row.useless == 0 for row in crossed.values())
    for kind in ("in_step", "behind"):
        row = crossed[kind, "threshold"]
        assert max(row.useful, row.passing) <= 0.05 + 4 * math.sqrt(0.05 * 0.95 / row.draws)
    assert crossed["lasts", "threshold"].passing > 0.08
    assert all(row.draws == 1000 for row in SHIPPED.rows)

"""The calibration: the same seeds give the same rows, shares are those of the draws, and the shipped table keeps what the plan promises."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace

import pytest

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.worlds.calibration import (
    Calibration,
    Row,
    calibrate,
    count_rows,
    read_table,
    summarise,
    write_table,
)
from ssi_outcomes.worlds.tried_panels import Draw, draw_panels

PLAN = read_plan()
DRAW = Draw(
    seed=0,
    question="within",
    events=100,
    log=0.1,
    covered=True,
    word="useful",
    by_interval="useful",
    refused_by_lead=False,
    beyond_activity=True,
    adjusted=0.2,
    late=0,
)
NAN = math.nan


# --- shares by hand

DRAWS = (
    DRAW,
    replace(DRAW, events=110, log=0.3, covered=False, beyond_activity=False, adjusted=0.0, late=3),
    replace(
        DRAW, events=90, log=-0.1, word="useless", by_interval="useless", beyond_activity=False, adjusted=NAN
    ),
    replace(
        DRAW,
        events=80,
        log=0.2,
        word="undetermined",
        by_interval="useless",
        refused_by_lead=True,
        beyond_activity=False,
        adjusted=NAN,
        late=2,
    ),
    replace(
        DRAW,
        events=20,
        log=NAN,
        covered=False,
        word="undetermined",
        by_interval="",
        beyond_activity=False,
        adjusted=NAN,
    ),
)


def test_the_row_of_five_draws_by_hand():
    row = summarise("claim", 20, 12, PLAN, DRAWS)
    assert (row.world, row.question, row.people, row.weeks, row.draws) == ("claim", "within", 20, 12, 5)
    assert row.truth == PLAN.claim_per_10
    # Between people that world has no link at all.
    assert summarise("claim", 20, 12, PLAN, [replace(DRAW, question="between")]).truth == 1
    assert (row.events, row.estimated, row.coverage) == (
        80,
        0.8,
        0.75,
    )  # 400 / 5, four of five, three of the four
    assert (row.useful, row.useless, row.useful_by_interval, row.useless_by_interval) == (0.4, 0.2, 0.4, 0.4)
    assert (row.refused_by_lead, row.beyond_activity, row.late_rows) == (0.2, 0.2, 5)
    # Medians of -.1, .1, .2, .3 and of 0, .2, on the log scale.
    assert row.ratio == pytest.approx(math.exp(0.15)) and row.adjusted == pytest.approx(math.exp(0.1))


def test_monte_carlo_errors_by_hand_coverage_over_those_estimated():
    row = summarise("claim", 20, 12, PLAN, DRAWS)
    assert row.error("useful") == pytest.approx(math.sqrt(0.4 * 0.6 / 5))
    assert row.error("coverage") == pytest.approx(math.sqrt(0.75 * 0.25 / 4))
    assert summarise("claim", 20, 12, PLAN, [DRAW] * 7).error("useful") == 0


def test_where_nothing_could_be_estimated_there_is_no_ratio_and_no_coverage():
    row = summarise("nothing", 5, 8, PLAN, [DRAWS[4]] * 3)
    assert row.estimated == row.useful == row.useless == 0
    assert all(math.isnan(value) for value in (row.ratio, row.adjusted, row.coverage, row.error("coverage")))


# --- which words are false

ROW = summarise("nothing", 20, 12, PLAN, [DRAW] * 100)


def test_a_word_is_false_by_where_the_truth_lies_and_at_the_threshold_either_is():
    false = {
        truth: replace(ROW, truth=truth).false_words(1.04754)
        for truth in (1, 1.04753, 1.04755, PLAN.claim_per_10)
    }
    assert false == {
        1: ("useful",),
        1.04753: ("useful", "useless"),
        1.04755: ("useful", "useless"),
        PLAN.claim_per_10: ("useless",),
    }


def test_each_world_in_which_a_word_is_false_too_often_is_found_where_it_is_worst():
    at_threshold = replace(ROW, world="threshold", truth=1.04754, useful=0.05, useless=0.08)
    rows = (
        at_threshold,
        replace(ROW, world="bot", useful=0.081, useless=0.9),
        replace(ROW, world="bot", useful=0.3, people=50),
        replace(ROW, world="skewed", question="between", useful=0.2),
        replace(ROW, world="delay", truth=PLAN.claim_per_10, useful=0.9, useless=0.0801),
    )
    found = Calibration("2026-03-04", "abc", "def", rows).escapes()
    assert {world: (row.people, word) for world, (row, word) in found.items()} == {
        "bot": (50, "useful"),
        "skewed": (20, "useful"),
        "delay": (20, "useless"),
    }


# --- the table


def same(first: Row, second: Row) -> bool:
    return all(
        a == b or (a != a and b != b)
        for a, b in zip(asdict(first).values(), asdict(second).values(), strict=True)
    )


def test_a_table_is_read_back_as_it_was_written():
    rows = [summarise("claim", 20, 12, PLAN, DRAWS), summarise("nothing", 5, 8, PLAN, [DRAWS[4]] * 3)]
    text = write_table(rows, "2026-03-04", "abc", "def")
    table = read_table(text)
    assert (table.made, table.plan_hash, table.code_hash, len(table.rows)) == ("2026-03-04", "abc", "def", 2)
    for row, read in zip(rows, table.rows, strict=True):
        assert same(replace(row, ratio=0, adjusted=0, truth=0), replace(read, ratio=0, adjusted=0, truth=0))
        assert read.truth == pytest.approx(row.truth, rel=1e-5)
    assert write_table(table.rows, "2026-03-04", "abc", "def") == text
    assert same(table.find("nothing", 5, 8), table.rows[1])
    for asked in (("nothing", 5, 9), ("nothing", 5, 8, "between")):
        with pytest.raises(KeyError):
            table.find(*asked)


# --- a few draws


def draw_row(world: str, people: int, weeks: int, draws: int, question: str = "within") -> Row:
    made = draw_panels(world, people, weeks, range(draws), PLAN)
    return summarise(world, people, weeks, PLAN, [each for each in made if each.question == question])


@pytest.mark.long
def test_the_same_seeds_give_the_same_rows_whoever_carries_them_and_at_least_ten_however_small_the_share():
    grid = {(5, 8): ["nothing"], (6, 8): ["bot"]}
    with ThreadPoolExecutor(2) as pool:
        rows = [*calibrate(pool, grid, share=1e-9)]
    told = [(row.world, row.question, row.people, row.draws) for row in rows]
    assert told == [("nothing", "within", 5, 10), ("nothing", "between", 5, 10), ("bot", "within", 6, 10)]
    assert count_rows(grid) == 3 and rows[2].truth == 1
    assert same(rows[2], draw_row("bot", 6, 8, 10))


@pytest.mark.long
def test_the_interval_of_five_people_is_as_wide_as_so_few_ask_for():
    row = draw_row("nothing", 5, 8, 40)
    # .98 of sixty such draws with t; normal quantiles would hold the truth in .92 of them.
    assert row.coverage >= 0.95 and row.estimated > 0.75
    assert row.useful == row.useless == 0  # five people stop at the gates


def test_on_a_few_draws_the_promises_roughly_hold():
    row = draw_row("nothing", 20, 12, 20)
    assert row.estimated == 1 and 80 < row.events < 160
    assert row.coverage >= 0.85 and row.useful + row.useless <= 0.2


@pytest.mark.long
def test_where_results_lift_the_score_the_lead_test_refuses():
    row = draw_row("feedback", 20, 12, 20)
    assert row.refused_by_lead >= 0.6 and row.useless <= 0.05 < row.useless_by_interval


@pytest.mark.long
def test_a_friday_reading_dated_so_is_never_used_for_its_own_week():
    assert draw_row("friday", 20, 12, 10).late_rows == 0

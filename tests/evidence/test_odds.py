"""How often the rule says each word on data like these: the whole rule, on each draw."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.falsify import check_lead
from ssi_outcomes.evidence.odds import Odds, find_odds, judge_draws
from ssi_outcomes.evidence.redrawn_outcome import Chance, draw_counts, expect_counts, lay_out
from ssi_outcomes.evidence.sample import take_sample
from ssi_outcomes.evidence.verdict import UNDETERMINED, Declared, decide
from ssi_outcomes.evidence.within import compare_within
from ssi_outcomes.worlds import find_scenario, simulate_panel

PLAN, MAIN = read_plan(), "phone_meetings"
SAID = Declared(defined=True, picked=False, rolled_out=False)


def team(world="nothing", people=30, weeks=26, seed=3):
    return simulate_panel(find_scenario(world), people, weeks, seed, PLAN).frame


@pytest.mark.parametrize("log_ratio", [-1.0, 0.0, 0.5])
def test_a_draw_is_judged_as_the_same_counts_in_a_panel_are(log_ratio):
    frame = team()
    sample = take_sample(frame, MAIN)
    laid = lay_out(sample)
    expected = expect_counts(laid, log_ratio, Chance(0.2, 0.5))
    (drawn,) = draw_counts(expected, Chance(0.2, 0.5), 6, np.random.default_rng(9))
    person, week = sample.codes()
    index = frame.merge(sample.rows[["person", "week_start"]].assign(at=range(len(person))), how="left")["at"]
    for verdict, counts in zip(judge_draws(drawn, laid, PLAN, SAID), drawn, strict=True):
        taken = counts[person, week]
        column = [taken[int(at)] if at == at else math.nan for at in index]
        again = frame.assign(**{f"outcome_{MAIN}": column})
        alone = decide(compare_within(again, MAIN, exact=False), PLAN, SAID, check_lead(again, MAIN))
        assert verdict.word == alone.word, (verdict, alone)
        # Where the interval decides nothing, the lead test is not asked.
        assert verdict.reason == alone.reason or (verdict.reason, alone.reason) == ("interval", "lead")
        assert (verdict.low, verdict.high) == pytest.approx((alone.low, alone.high), rel=1e-4)


def test_the_same_data_give_the_same_odds_and_each_truth_its_shares():
    found, again = (find_odds(team(), MAIN, PLAN, SAID, draws=60) for _ in range(2))
    assert found == again and found.silence == ""
    assert [each.ratio for each in found.odds] == pytest.approx([1, PLAN.threshold, PLAN.claim_per_10])
    for each in found.odds:
        assert sum(each.words.values()) == pytest.approx(1) and each.draws == 60


def test_data_that_could_tell_say_so_and_a_score_that_stands_still_makes_watching_useless():
    frame = team(people=60, weeks=40)
    frame["outcome_phone_meetings"] *= 20
    far = frame.groupby("person")["ssi"].transform("mean") + 6 * (
        frame["ssi"] - frame.groupby("person")["ssi"].transform("mean")
    )
    still = frame.groupby("person")["ssi"].transform("mean") + 0.1 * (
        frame["ssi"] - frame.groupby("person")["ssi"].transform("mean")
    )
    at_none = [
        find_odds(frame.assign(ssi=ssi), MAIN, PLAN, SAID, draws=60).odds[0].words for ssi in (far, still)
    ]
    assert at_none[0]["useless"] > 0.5 and at_none[1][UNDETERMINED] > 0.85


def test_a_gate_that_the_dataset_itself_fails_leaves_every_draw_undetermined():
    for declared in (
        Declared(True, None, False),
        Declared(True, True, False),
        Declared(False, False, False),
        Declared(True, False, None),
    ):
        found = find_odds(team(), MAIN, PLAN, declared, draws=20)
        assert all(each.words[UNDETERMINED] == 1 and each.unrefused == 0 for each in found.odds)


def test_where_nothing_can_be_compared_there_are_no_odds_and_the_reason_is_kept():
    frame = team(people=3, weeks=8)
    found = find_odds(frame[frame["person"] == "P001"], MAIN, PLAN, SAID)
    assert (found.odds, found.silence) == ((), "one_person")


def test_where_teams_are_told_nothing_is_said_as_what_a_team_shares_is_not_drawn():
    frame = team()
    frame["cluster"] = frame["person"].str[-1]
    assert (find_odds(frame, MAIN, PLAN, SAID).odds, find_odds(frame, MAIN, PLAN, SAID).silence) == (
        (),
        "teams",
    )


def test_the_error_of_a_share_is_that_of_so_many_draws():
    # The root of 0.2 * 0.8 / 100.
    assert Odds(1.0, 100, {}, 0.0).error(0.2) == pytest.approx(0.04)
    assert Odds(1.0, 100, {}, 0.0).error(0.8) == pytest.approx(0.04)

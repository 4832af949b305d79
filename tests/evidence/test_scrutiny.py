"""What is drawn and left out of the verdict that an answer tells of, and why it is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exhibits.told_studies import Told, tell_study

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence import odds, scrutiny
from ssi_outcomes.evidence.judge import judge
from ssi_outcomes.evidence.odds import Odds, OwnOdds
from ssi_outcomes.evidence.scrutiny import find_obstacle, find_silence, find_told, find_widest, scrutinise
from ssi_outcomes.evidence.verdict import Declared
from ssi_outcomes.reading.names.registry import outcomes
from ssi_outcomes.worlds import find_scenario, simulate_panel

PLAN = read_plan()
KINDS = {name: each.kind for name, each in outcomes().items()}
SAID = dict.fromkeys(KINDS, Declared(True, False, False))


def team(world="nothing", people=24, weeks=16, **columns):
    return simulate_panel(find_scenario(world), people, weeks, 3, PLAN).frame.assign(**columns)


def judged(frame, declared=SAID):
    return judge(frame, PLAN, KINDS, declared)


@pytest.fixture(autouse=True)
def few_draws(monkeypatch):
    monkeypatch.setattr(odds, "DRAWS", 20)
    monkeypatch.setattr(odds, "FEWEST", 20)


def test_the_outcome_that_is_told_is_the_one_that_is_drawn_and_its_carriers_are_people_of_the_panel():
    frame = team()
    findings = judged(frame)
    told = find_told(findings).outcome
    found = scrutinise(findings, told, PLAN, SAID[told])
    assert (find_silence(findings), found.outcome) == ("", told)
    assert [each.draws for each in found.odds.odds] == [20, 20, 20]
    assert len(found.carriers) == 3 and {each.person for each in found.carriers} <= set(frame["person"])
    assert found.turned is not None and found == scrutinise(findings, told, PLAN, SAID[told])


@pytest.mark.parametrize(
    ("declared", "reason"),
    [
        (Declared(False, False, False), "defined"),
        (Declared(True, None, False), "picked_unsaid"),
        (Declared(True, True, False), "picked"),
        (Declared(True, False, None), "rolled_out_unsaid"),
        (Declared(True, False, True), "rolled_out"),
    ],
)
def test_behind_a_gate_that_no_count_opens_nothing_is_drawn_and_the_gate_is_why(declared, reason):
    assert find_silence(judged(team(), dict.fromkeys(KINDS, declared))) == reason


def test_a_score_that_follows_results_is_in_no_draw_and_so_nothing_is_drawn():
    assert find_silence(judged(team("feedback", 60, 26))) == "lead"


def test_where_nothing_is_to_be_compared_its_silence_is_why():
    frame = team()
    assert find_silence(judged(frame.assign(ssi=50.0))) == "flat_score"
    assert find_silence(judged(frame[["person", "week_start", "exposure_days", "ssi", "ssi_late"]])) == (
        "no_outcome"
    )


def test_where_teams_are_told_the_odds_are_silent_and_the_carriers_are_not():
    frame = team(people=16, weeks=10)
    findings = judged(frame.assign(team=frame["person"].str[-1]))
    assert find_silence(findings) == scrutiny.TEAMS
    told = find_told(findings).outcome
    found = scrutinise(findings, told, PLAN, SAID[told])
    assert (found.odds.odds, found.odds.silence, len(found.carriers)) == ((), odds.TEAMS, 3)


def test_a_panel_that_would_take_minutes_is_not_drawn_for_a_report(monkeypatch):
    findings = judged(team())
    monkeypatch.setattr(scrutiny, "MOST_CELLS", 24 * 16)
    assert find_silence(findings) == ""
    monkeypatch.setattr(scrutiny, "MOST_CELLS", 24)
    assert find_silence(findings) == scrutiny.LARGE


def test_draws_that_all_stop_at_a_gate_are_told_apart_from_draws_that_decide_nothing():
    undecided = Odds(1.0, 20, {"useful": 0.0, "useless": 0.0, "undetermined": 1.0}, 0.9)
    refused = replace(undecided, unrefused=0.0)
    deciding = replace(undecided, words={"useful": 0.0, "useless": 0.5, "undetermined": 0.5})
    assert find_obstacle(OwnOdds("meetings", (refused,)), 5.0) == "refused"
    assert find_obstacle(OwnOdds("meetings", (undecided, refused)), 5.0) == "cannot"
    assert find_obstacle(OwnOdds("meetings", (undecided, deciding)), 5.0) == ""
    assert find_obstacle(OwnOdds("meetings", (undecided, deciding)), 0.5) == "still"


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        # Of useful and open ones a useful one, of useless ones the weakest exclusion, of open ones that with most events.
        ({"meetings": Told(1.08, 1.21), "orders": Told(0.9, 1.2, events=900)}, "meetings"),
        ({"meetings": Told(0.9, 0.98, events=900), "orders": Told(0.9, 1.03)}, "orders"),
        ({"meetings": Told(0.9, 0.98, events=900), "orders": Told(0.9, 1.2)}, "orders"),
        ({"meetings": Told(0.9, 1.2), "orders": Told(0.9, 1.2, events=900)}, "orders"),
        ({"meetings": Told(0.9, 1.2, events=12), "orders": Told(0.9, 1.2, events=11)}, "meetings"),
    ],
)
def test_of_several_outcomes_one_with_the_word_of_all_of_them_is_told(told, outcome):
    assert find_told(tell_study(told).findings).outcome == outcome


def test_an_outcome_without_an_interval_reaches_nowhere():
    told = {"meetings": Told(changes={"silence": "flat_score"}), "orders": Told(0.9, 1.03)}
    found = tell_study(told).findings.of_kind("real")
    assert find_widest(found).outcome == find_widest(found[::-1]).outcome == "orders"

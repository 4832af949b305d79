"""The article's claims on a team's weeks: each status by hand, the number that decides it, and nobody singled out in what is shared."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import groupby

import numpy as np
import pandas as pd
import pytest
from evidence.invented_panel import invent
from evidence.panels import lay_frame
from exhibits.snapshots import plain
from exhibits.told_studies import Told, stand_in, study_of, tell_study, without, world_study

from ssi_outcomes.claims.cases import Status
from ssi_outcomes.claims.rulings import JUDGEABLE
from ssi_outcomes.evidence.between import Contrast
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.looks import Looks
from ssi_outcomes.exhibits import show_claims
from ssi_outcomes.exhibits.team.claims_here import IN_GENERAL, show_claims_here, show_open_here
from ssi_outcomes.exhibits.team.rulings_here import judge_here
from ssi_outcomes.study import PanelStudy, open_study

both_languages = pytest.mark.parametrize("language", ["fr", "en"])
REFUTED, SUPPORTED, LEFT_OPEN = Status.REFUTED, Status.SUPPORTED, Status.NOT_TESTABLE
USEFUL, USELESS, OPEN = (
    Told(1.08, 1.21, between=(1.1, 1.3)),
    Told(0.96, 1.03, between=(0.9, 1.02)),
    Told(0.9, 1.2),
)
THERMOMETER, BEYOND = replace(USEFUL, adjusted=(0.98, 1.09)), replace(USEFUL, adjusted=(1.06, 1.2))


read_once = cache(open_study)


@pytest.fixture(autouse=True)
def shared(monkeypatch):
    monkeypatch.delenv("AUDIENCE", raising=False)
    monkeypatch.setattr("ssi_outcomes.study.open_study", read_once)


def claims(study: PanelStudy) -> dict[str, Status]:
    return {ruling.claim: ruling.status for ruling in judge_here(study).rulings}


def told_study(told: dict[str, Told], contrast: Slope | None = None) -> PanelStudy:
    """Return a study with these findings over weeks in which nothing else can be seen: one score, one event a week."""
    study = tell_study(told)
    quiet = lay_frame([[1, 1]] * 12, 50.0)
    frame = quiet.drop(columns="outcome_calls").assign(
        **{f"outcome_{name}": quiet["outcome_calls"] for name in told}
    )
    vars(study.findings)["contrasts"] = {name: Contrast(contrast, 6, 6) for name in told}
    return stand_in(frame, study.findings)


def over(frame: pd.DataFrame, told: Told) -> PanelStudy:
    """Return a study of these weeks in which this was found of meetings."""
    frame = frame.assign(outcome_meetings=1.0)
    return stand_in(frame, replace(told_study({"meetings": told}).findings, frame=frame))


def meet(counts, scores, **columns) -> PanelStudy:
    """Return a study of people x weeks (of 7 days) with so many meetings at such scores, and further columns."""
    return study_of(
        lay_frame(counts, scores, 7.0, **columns).rename(columns={"outcome_calls": "outcome_meetings"})
    )


def row(study: PanelStudy, claim: str, language: str = "en") -> str:
    """Return what the table says of a claim, its cells apart."""
    wording = read_once().claims.set_index("claim_id").loc[claim, f"wording_{language}"].partition("{")[0]
    tables = [show_claims(study, decided).tell(language)["table"] for decided in (True, False)]
    rows = [
        plain(cells.replace("</td>", " | ")).replace("\u00a0", " ")
        for table in tables
        for cells in re.findall("<tr>(.*?)</tr>", table)
    ]
    return next(each for each in rows if each.startswith(wording))


# --- what is said of people in general follows the rule's word


@pytest.mark.parametrize(
    ("told", "better", "useless"),
    [
        ({"meetings": USEFUL}, SUPPORTED, REFUTED),
        ({"meetings": BEYOND}, SUPPORTED, REFUTED),
        ({"meetings": THERMOMETER}, LEFT_OPEN, LEFT_OPEN),  # the work may be all there is to it
        ({"meetings": THERMOMETER, "orders": BEYOND}, SUPPORTED, REFUTED),
        ({"meetings": USELESS}, REFUTED, SUPPORTED),
        ({"meetings": OPEN}, LEFT_OPEN, LEFT_OPEN),
        ({"meetings": USELESS, "orders": OPEN}, LEFT_OPEN, LEFT_OPEN),
        ({"meetings": Told(1.08, 1.21, events=12)}, LEFT_OPEN, LEFT_OPEN),  # a gate fails
        ({"profile_views": USEFUL}, LEFT_OPEN, LEFT_OPEN),  # attention is no result
    ],
)
def test_a_better_score_and_a_useless_one_follow_the_word_within_people(told, better, useless):
    found = claims(told_study(told))
    assert (found["higher_is_better"], found["useless"]) == (better, useless)


def test_what_is_said_between_people_follows_the_word_between_them():
    apart = claims(told_study({"meetings": Told(0.96, 1.03, between=(1.1, 1.3))}))
    assert (apart["useless"], apart["high_brings_nothing"]) == (SUPPORTED, REFUTED)
    assert (
        claims(told_study({"meetings": Told(1.08, 1.21, between=(0.9, 1.02))}))["high_brings_nothing"]
        == SUPPORTED
    )
    assert (
        claims(told_study({"meetings": Told(1.08, 1.21, between=(0.9, 1.2))}))["high_brings_nothing"]
        == LEFT_OPEN
    )


@pytest.mark.parametrize(
    ("told", "metric", "vanity"),
    [
        ({"meetings": USEFUL, "profile_views": USEFUL}, REFUTED, SUPPORTED),
        ({"meetings": THERMOMETER, "profile_views": USEFUL}, LEFT_OPEN, SUPPORTED),
        ({"meetings": USELESS, "profile_views": USEFUL}, SUPPORTED, SUPPORTED),
        ({"meetings": USELESS, "profile_views": USELESS}, LEFT_OPEN, REFUTED),
        ({"meetings": OPEN, "profile_views": USEFUL}, LEFT_OPEN, SUPPORTED),
        ({"meetings": USELESS}, LEFT_OPEN, LEFT_OPEN),
    ],
)
def test_a_vanity_metric_goes_with_attention_and_not_with_results(told, metric, vanity):
    found = claims(told_study(told))
    assert (found["vanity_metric"], found["good_for_vanity"]) == (metric, vanity)


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"views": USEFUL}, REFUTED),
        ({"views": USELESS}, SUPPORTED),
        ({"views": OPEN}, LEFT_OPEN),
        ({"profile_views": USELESS}, LEFT_OPEN),
    ],
)
def test_whether_performance_follows_the_score_is_asked_of_views_of_posts(told, status):
    assert claims(told_study({"meetings": OPEN, **told}))["no_better_at_high_score"] == status


@pytest.mark.parametrize(
    ("low", "high", "status"),
    [(0.9, 1.44, REFUTED), (1.01, 1.46, SUPPORTED), (0.99, 1.46, LEFT_OPEN), (1.46, 2.0, LEFT_OPEN)],
)
def test_leaders_against_laggards_by_where_the_interval_lies(low, high, status):
    middle, reach = np.log(low * high) / 2, np.log(high / low) / 2
    contrast = Slope(float(middle), float(reach / 1.683851), 40)
    study = told_study({"meetings": OPEN}, contrast)
    assert claims(study)["more_opportunities"] == status
    assert f"{low:.2f} to {high:.2f} times as many" in row(study, "more_opportunities")
    # A gate that fails leaves it open.
    assert (
        claims(told_study({"meetings": Told(0.9, 1.2, events=12)}, contrast))["more_opportunities"]
        == LEFT_OPEN
    )
    assert claims(told_study({"meetings": OPEN}))["more_opportunities"] == LEFT_OPEN


def test_of_several_outcomes_one_alone_decides_nothing_about_leaders():
    study = told_study({"meetings": OPEN, "orders": OPEN})
    lower, around = Slope(0.0, 0.05, 40), Slope(0.2, 0.5, 40)
    vars(study.findings)["contrasts"] = {"meetings": Contrast(lower, 6, 6), "orders": Contrast(around, 6, 6)}
    assert claims(study)["more_opportunities"] == LEFT_OPEN
    vars(study.findings)["contrasts"] = {"meetings": Contrast(lower, 6, 6), "orders": Contrast(lower, 6, 6)}
    assert claims(study)["more_opportunities"] == REFUTED


def test_a_score_in_step_with_activity_shows_activity_and_another_does_not():
    apart = invent(12, 20, 1).assign(ssi_late=False, reading_age_days=0.0)  # neither has to do with the other
    apart = apart.assign(next_ssi=apart.groupby("person")["ssi"].shift(-1))
    for frame, status in (
        (world_study("thermometer", 12, 20).panel.frame, SUPPORTED),
        (apart, LEFT_OPEN),
        (apart.drop(columns="next_ssi"), LEFT_OPEN),
    ):
        found = claims(over(frame, OPEN))
        assert found["shows_activity"] == found["active_then_high"] == status
    few = world_study("thermometer", 9, 20)  # one person less than the plan's gate
    assert claims(few)["shows_activity"] == LEFT_OPEN and "too little activity was counted" in row(
        few, "shows_activity"
    )


def test_that_the_score_looks_backwards_takes_both_halves():
    active = world_study("thermometer", 12, 20).panel.frame  # the score goes with activity
    assert claims(over(active, USELESS))["looks_backwards"] == SUPPORTED
    assert claims(over(active, USEFUL))["looks_backwards"] == REFUTED
    assert claims(told_study({"meetings": USELESS}))["looks_backwards"] == LEFT_OPEN


# --- "always", "never" and "it happens" are settled by one case


@pytest.mark.parametrize(
    ("scores", "counts", "low", "guarantees"),
    [
        ([20, 50], [1, 1], SUPPORTED, LEFT_OPEN),  # a low one with a result
        ([20, 50], [0, 1], LEFT_OPEN, LEFT_OPEN),
        ([30, 70], [1, 0], LEFT_OPEN, LEFT_OPEN),  # at the limits: neither low nor high
        ([80, 50], [0, 1], LEFT_OPEN, REFUTED),  # a high one without any
        ([80, 20], [1, 0], LEFT_OPEN, LEFT_OPEN),
    ],
)
def test_one_person_settles_what_a_low_score_prevents_and_a_high_one_guarantees(
    scores, counts, low, guarantees
):
    found = claims(meet([[count, 0] for count in counts], [[score, score] for score in scores]))
    assert (found["low_does_not_prevent"], found["high_guarantees"]) == (low, guarantees)
    assert (found["high_guarantees_nothing"] == SUPPORTED) == (guarantees == REFUTED)
    # Nobody counted what recruiters did.
    assert found["high_is_necessary"] == LEFT_OPEN


def test_only_a_recruiter_refutes_that_recruiters_need_a_high_score():
    study = meet([[1, 1]] * 2, 20.0, outcome_recruiter_approaches=[[0, 0], [0, 1]])
    assert claims(study)["high_is_necessary"] == REFUTED
    assert (
        claims(meet([[1, 1]] * 2, 20.0, outcome_recruiter_approaches=0.0))["high_is_necessary"] == LEFT_OPEN
    )


def test_who_has_another_real_outcome_is_not_without_any():
    frame = lay_frame([[0, 0], [1, 0]], [[80, 80], [50, 50]]).rename(
        columns={"outcome_calls": "outcome_meetings"}
    )
    assert claims(study_of(frame.assign(outcome_orders=[1.0, 0, 0, 0])))["high_guarantees"] == LEFT_OPEN
    # One whose orders nobody counted may have had some.
    assert (
        claims(study_of(frame.assign(outcome_orders=[np.nan, np.nan, 0, 0])))["high_guarantees"] == LEFT_OPEN
    )
    assert claims(study_of(frame.assign(outcome_orders=0.0)))["high_guarantees"] == REFUTED


@pytest.mark.parametrize(
    ("claim", "settled", "weeks", "left_open"),
    [
        ("rise_works_at_once", REFUTED, {"counts": [[1, 1, 0]]}, {}),
        ("higher_score_more_views", REFUTED, {"outcome_views": [[9, 9, 8]]}, {"outcome_views": [[9, 9, 9]]}),
        ("score_moves", SUPPORTED, {"activity_posts": [[0, 2, 0]]}, {"activity_posts": [[2, 0, 0]]}),
        (
            "prospecting_unpublished",
            SUPPORTED,
            {"activity_posts": 0, "outcome_qualified_leads": 1},
            {"activity_posts": 1, "outcome_qualified_leads": 1},
        ),
        (
            "leads_with_one_post",
            SUPPORTED,
            {"activity_posts": [[0, 1, 0]], "outcome_qualified_leads": 1},
            {"activity_posts": 1, "outcome_qualified_leads": 1},
        ),
        (
            "high_unnoticed",
            SUPPORTED,
            {"activity_posts": 1, "outcome_views": [[5, 5, 0]]},
            {"activity_posts": 1, "outcome_views": 5},
        ),
        ("high_not_found", SUPPORTED, {"outcome_search_appearances": 0}, {"outcome_search_appearances": 1}),
        ("success_without_visibility", SUPPORTED, {"outcome_profile_views": 0}, {"outcome_profile_views": 1}),
    ],
)
def test_one_week_or_person_settles_the_others(claim, settled, weeks, left_open):
    # Scores of 60, 60 and 82: a rise, and one above both scores that the article supposes.
    assert claims(meet(**{"counts": [[1, 1, 1]], "scores": [[60, 60, 82]], **weeks}))[claim] == settled
    assert claims(meet(**{"counts": [[1, 1, 1]], "scores": [[60, 60, 82]], **left_open}))[claim] == LEFT_OPEN


@pytest.mark.parametrize(
    ("brand", "status"), [([1, 2, 3, 3], SUPPORTED), ([1, 2, 2, 3, 3], LEFT_OPEN), ([1, 2, 2, 2], LEFT_OPEN)]
)
def test_of_every_week_most_have_to_say_so(brand, status):
    weeks = len(brand)
    study = meet(
        [[1] * weeks], [np.arange(40, 40 + weeks)], brand=[brand], build=[brand], find=5.0, engage=5.0
    )
    assert claims(study)["parts_change_weekly"] == status


# --- who may be seen


@pytest.mark.parametrize(
    ("low", "without", "shown"),
    [
        (9, 0, "9 of 9 people"),
        (9, 4, ""),
        (9, 9, "none of 9 people"),
        (10, 5, "5 of 10 people"),
        (4, 0, ""),
        (9, 5, ""),
        (3, 3, ""),
    ],
)
def test_numbers_of_people_are_shown_where_each_group_has_five_or_none(low, without, shown, monkeypatch):
    counts = [[0.0, 0.0]] * without + [[1.0, 1.0]] * (low - without) + [[1.0, 0.0]] * 12
    study = meet(counts, [[20.0, 20.0]] * low + [[50.0, 50.0]] * 12)
    told = row(study, "low_does_not_prevent")
    facts = {fact.id for fact in show_claims_here(study).facts}
    assert (shown in told) and ("here_low_does_not_prevent_found" in facts) == bool(shown)
    if not shown:
        assert ("it was seen; how often is not shown" in told) == (without < low) and (
            "it was not seen" in told
        ) == (without == low)
        monkeypatch.setenv("AUDIENCE", "private")
        assert re.search(f"(none|{low - without}) of {low} people", row(study, "low_does_not_prevent"))


def test_of_all_but_a_few_nothing_is_shown_either():
    # Nine of a team of twelve: the other three could be worked out.
    study = meet([[1.0, 1.0]] * 12, [[20.0, 20.0]] * 9 + [[50.0, 50.0]] * 3)
    assert "how often is not shown" in row(study, "low_does_not_prevent")


@pytest.mark.parametrize(
    ("counts", "told"), [([1, 0], "of your weeks, 1 of 1."), ([1, 1], "it was not seen")]
)
def test_one_person_reads_of_their_own_weeks(counts, told, monkeypatch):
    monkeypatch.setenv("AUDIENCE", "private")
    assert told in row(meet([counts], [[40, 55]]), "rise_works_at_once")


def test_weeks_of_fewer_than_five_people_are_not_counted_out_loud():
    rising = [[40.0, 55.0]]
    assert "2 of 4" not in row(meet([[1, 0], [1, 0], [1, 1], [1, 1]], rising * 4), "rise_works_at_once")
    assert "5 of 6 person-weeks (6 people)" in row(
        meet([[1, 0]] * 5 + [[1, 1]], rising * 6), "rise_works_at_once"
    )
    assert "how often is not shown" in row(
        meet([[1, 0]] * 4 + [[1, 1]] * 3, rising * 7), "rise_works_at_once"
    )


# --- told


@both_languages
def test_claims_judged_at_a_look_that_was_not_planned_are_exploratory(language):
    word = {"en": "exploratory", "fr": "exploratoire"}[language]
    found = tell_study({"meetings": USELESS}).findings
    frame = lay_frame([[1, 1]] * 12, 50.0).rename(columns={"outcome_calls": "outcome_meetings"})
    for looks, expected in (
        (Looks(1, 0, False), False),
        (Looks(2, 0, False), True),
        (Looks(1, 0, True), True),
    ):
        study = stand_in(frame, found, looks)
        vars(study.findings)["contrasts"] = {"meetings": Contrast(None, 0, 0)}
        assert (word in plain(show_claims_here(study).tell(language)["sentence"])) == expected


STUDIES = {
    "one person": lambda: world_study("nothing", 1, 20),
    "four people": lambda: world_study("nothing", 4, 6),
    "no outcome": lambda: without("outcomes"),
    "no activity": lambda: without("activity"),
    "no reading": lambda: without("ssi"),
    "nobody": lambda: study_of(lay_frame(np.ones((2, 2)), 50.0).head(0)),
}


@pytest.mark.parametrize("name", STUDIES)
def test_each_claim_of_the_ledger_is_told_once_whatever_was_counted(name):
    study, ledger = STUDIES[name](), read_once().claims
    first, rest = show_claims(study).tell("en"), show_claims(study, decided=False).tell("en")
    rows = [len(re.findall("<tr>", told["table"])) - 1 for told in (first, rest)]
    # To one person nothing is told of what is said in general.
    assert rows[0] >= 3 and sum(rows) == len(JUDGEABLE) - (len(IN_GENERAL) if study.reader == "alone" else 0)
    assert len(re.findall("<li>", rest["others_list"])) == len(ledger) - len(JUDGEABLE)
    facts = {fact.id: fact.value for fact in show_open_here(study).facts}
    assert facts["n_others"] == sum(
        facts[f"n_others_{kind}"] for kind in ("mechanism", "figure", "advice", "apart", "arithmetic")
    )
    assert (
        facts["n_here_refuted"] + facts["n_here_supported"] + facts["n_here_not_testable"]
        == facts["n_here"]
        == len(JUDGEABLE)
    )


def test_each_holder_comes_in_turn_and_no_claim_twice():
    holders = read_once().claims.set_index("claim_id")["holder"]
    assert [holder for holder, _ in groupby(holders[claim] for claim in JUDGEABLE)] == [
        "linkedin",
        "common",
        "author",
    ]
    assert len(set(JUDGEABLE)) == len(JUDGEABLE)


def test_the_status_in_the_article_stands_beside_that_of_these_data():
    study = told_study({"meetings": OPEN})
    assert "not testable here In the article’s cases: refuted |" in row(study, "high_is_necessary")
    assert "not testable here In the article’s cases: not testable |" in row(study, "useless")
    facts = {fact.id: fact.value for fact in show_claims_here(study).facts}
    ledger = read_once().claims.set_index("claim_id")["status"]
    assert {claim: facts[f"article_{claim}"] for claim in JUDGEABLE} == ledger[list(JUDGEABLE)].to_dict()


@both_languages
def test_a_number_stands_beside_each_verdict(language):
    study = told_study({"meetings": USELESS})
    words = {
        "en": "0.96 to 1.03 times as many for 10 points more (400 events)",
        "fr": "0,96 à 1,03 fois autant pour 10 points de plus (400 événements)",
    }
    assert words[language] in row(study, "useless", language)
    gate = told_study({"meetings": Told(changes={"silence": "one_person"})})
    words = {"en": "nothing to compare (one person)", "fr": "rien à comparer (une seule personne)"}
    assert words[language] in row(gate, "useless", language)

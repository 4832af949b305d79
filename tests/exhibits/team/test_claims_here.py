"""The article's claims as a team is told of them: the number that decides each, and nobody singled out in what is shared."""

from __future__ import annotations

import re
from itertools import groupby

import numpy as np
import pytest
from claims.judged import (
    LEFT_OPEN,
    OPEN,
    REFUTED,
    SUPPORTED,
    UNTESTED,
    USELESS,
    claims,
    meet,
    over,
    read_once,
    told_study,
)
from evidence.invented_panel import invent
from evidence.panels import lay_frame
from examples import few
from exhibits.snapshots import plain
from exhibits.told_studies import Told, stand_in, study_of, tell_study, without, world_study

from ssi_outcomes.claims.rulings import JUDGEABLE
from ssi_outcomes.evidence.between import Contrast
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.looks import Looks
from ssi_outcomes.exhibits import show_claims
from ssi_outcomes.exhibits.team.claims_here import IN_GENERAL, show_claims_here, show_open_here
from ssi_outcomes.study import PanelStudy

both_languages = pytest.mark.parametrize("language", ["fr", "en"])


@pytest.fixture(autouse=True)
def shared(monkeypatch):
    monkeypatch.delenv("AUDIENCE", raising=False)
    monkeypatch.setattr("ssi_outcomes.study.open_study", read_once)


def row(study: PanelStudy, claim: str, language: str = "en") -> str:
    """Return what the table says of a claim, its cells apart."""
    wording = read_once().claims.set_index("claim_id").loc[claim, f"wording_{language}"].partition("{")[0]
    tables = [show_claims(study, decided).tell(language)["table"] for decided in (True, False)]
    rows = [
        plain(re.sub("</t[dh]>", " | ", cells)).replace("\u00a0", " ")
        for table in tables
        for cells in re.findall("<tr>(.*?)</tr>", table)
    ]
    return next(each for each in rows if each.startswith(wording))


# --- the number that decides


@pytest.mark.parametrize(
    ("low", "high", "status"),
    [(0.9, 1.44, REFUTED), (1.01, 1.46, SUPPORTED), (0.99, 1.46, LEFT_OPEN), (1.46, 2.0, LEFT_OPEN)],
)
def test_leaders_against_laggards_by_where_the_interval_lies(low, high, status):
    middle, reach = np.log(low * high) / 2, np.log(high / low) / 2
    contrast = Slope(float(middle), float(reach / 1.683851), 40)
    study = told_study({"meetings": OPEN}, contrast)
    assert claims(study)["more_opportunities"] == status
    ends = " to ".join(f"{100 * (each - 1):+.1f}%".replace("-", "−") for each in (low, high))
    assert f": {ends} (" in row(study, "more_opportunities")
    # A gate that fails allows no test, and groups that are not there are none.
    gate = told_study({"meetings": Told(0.9, 1.2, events=12)}, contrast)
    assert claims(gate)["more_opportunities"] == UNTESTED
    assert claims(told_study({"meetings": OPEN}))["more_opportunities"] == UNTESTED


def test_a_score_in_step_with_activity_shows_activity_and_another_does_not():
    apart = invent(12, 20, 1).assign(ssi_late=False, reading_age_days=0.0)  # neither has to do with the other
    apart = apart.assign(next_ssi=apart.groupby("person")["ssi"].shift(-1))
    for frame, status in (
        (world_study("thermometer", 12, 20).panel.frame, SUPPORTED),
        (apart, LEFT_OPEN),
        (apart.drop(columns="next_ssi"), UNTESTED),
    ):
        found = claims(over(frame, OPEN))
        assert found["shows_activity"] == found["active_then_high"] == status
    few = world_study("thermometer", 9, 20)  # one person less than the plan's gate
    assert claims(few)["shows_activity"] == UNTESTED and "too little activity was counted" in row(
        few, "shows_activity"
    )


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


@pytest.mark.parametrize("name", few(STUDIES, ("four people", "no activity")))
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
        sum(facts[f"n_here_{status}"] for status in ("refuted", "supported", "open", "not_testable"))
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
    assert "(common belief) not testable here In the article’s cases: refuted |" in row(
        study, "high_is_necessary"
    )
    assert "open: tested, not decided In the article’s cases: not testable |" in row(study, "useless")
    facts = {fact.id: fact.value for fact in show_claims_here(study).facts}
    ledger = read_once().claims.set_index("claim_id")["status"]
    assert {claim: facts[f"article_{claim}"] for claim in JUDGEABLE} == ledger[list(JUDGEABLE)].to_dict()


@both_languages
def test_a_number_stands_beside_each_verdict(language):
    study = told_study({"meetings": USELESS})
    words = {
        "en": "−4.0% to +3.0% for 10 points more (400 events)",
        "fr": "−4,0 % à +3,0 % pour 10 points de plus (400 événements)",
    }
    assert words[language] in row(study, "useless", language)
    gate = told_study({"meetings": Told(changes={"silence": "one_person"})})
    words = {"en": "nothing to compare (one person)", "fr": "rien à comparer (une seule personne)"}
    assert words[language] in row(gate, "useless", language)

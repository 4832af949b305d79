"""What sentences may cite of the rulings: statuses counted by hand, and numbers of people only where no group is small."""

from __future__ import annotations

import pytest
from evidence.panels import lay_frame
from exhibits.told_studies import study_of, world_study

from ssi_outcomes.claims.cases import Status
from ssi_outcomes.claims.rulings import JUDGEABLE, Ruling
from ssi_outcomes.evidence.witnesses import RISE_WEEKS, Tally
from ssi_outcomes.exhibits.team.rulings_here import FORMS, Here, find_state_of, here_facts, judge_here
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.facts import Fact


@pytest.fixture(scope="module")
def twenty() -> PanelStudy:
    """A team of twenty, of whom nothing else matters here."""
    return world_study("nothing", 20, 2)


@pytest.fixture(autouse=True)
def shared(monkeypatch):
    monkeypatch.delenv("AUDIENCE", raising=False)


def facts_of(study: PanelStudy, *rulings: Ruling) -> dict[str, Fact]:
    return {fact.id: fact for fact in here_facts(Here(study, list(rulings)))}


def persons(found: int, asked: int) -> Tally:
    return Tally("persons", found, asked, found, asked)


@pytest.mark.parametrize(
    ("tally", "state", "private"),
    [
        (persons(5, 10), "seen", "seen"),
        (persons(4, 10), "some", "seen"),  # four people did
        (persons(6, 10), "some", "seen"),  # four people did not
        (persons(6, 16), "some", "seen"),  # four of the team were not asked
        (persons(15, 15), "seen", "seen"),
        (persons(0, 15), "none_of", "none_of"),
        (persons(0, 4), "none", "none_of"),
        (persons(0, 0), "none", "none"),
        (Tally("person-weeks", 9, 30, 6, 16), "seen", "seen"),  # who was not asked is in no count of weeks
        (Tally("person-weeks", 9, 30, 4, 16), "some", "seen"),
        (Tally("persons", missing="no_views"), "missing", "missing"),
    ],
)
def test_a_tally_is_told_in_numbers_where_nobody_is_among_fewer_than_five(
    twenty, tally, state, private, monkeypatch
):
    assert find_state_of(tally, twenty) == state
    monkeypatch.setenv("AUDIENCE", "private")
    assert find_state_of(tally, twenty) == private


def test_numbers_that_are_not_told_are_no_facts(twenty):
    claim, supported = "low_does_not_prevent", Status.SUPPORTED
    shown = facts_of(twenty, Ruling(claim, supported, "witnesses", tally=persons(5, 10)))
    hidden = facts_of(twenty, Ruling(claim, supported, "witnesses", tally=persons(4, 10)))
    numbers = {f"here_{claim}_{what}" for what in ("found", "asked", "people")}
    assert [shown[f"here_{claim}_{what}"].value for what in ("found", "asked", "people")] == [5, 10, 10]
    assert shown.keys() - hidden.keys() == numbers and hidden[f"here_{claim}"].value == "supported"


def test_statuses_are_counted_here_and_in_the_article(twenty):
    facts = facts_of(
        twenty,
        Ruling("high_is_necessary", Status.REFUTED, "witnesses"),  # as the stories do
        Ruling("useless", Status.SUPPORTED, "within"),  # which no story settles
        Ruling("higher_is_better", Status.NOT_TESTABLE, "within"),
        Ruling("demonstrated", Status.OPEN, "within"),
    )
    assert facts["n_here_open"].value == 1
    here = [facts[f"n_here_{status}"].value for status in ("refuted", "supported", "not_testable")]
    there = [facts[f"n_article_{status}"].value for status in ("refuted", "supported", "not_testable")]
    assert (here, there) == ([1, 1, 1], [1, 0, 3])
    assert facts["n_here_new"].value == 1
    assert facts["article_useless"].value == "not testable" and facts["here_useless"].value == "supported"


def test_claims_that_no_weeks_settle_are_counted_by_their_form():
    study = study_of(lay_frame([[0, 0]], 50.0))
    vars(study)["article"] = world_study("nothing", 1, 2).article
    here, claims = judge_here(study), study.article.claims
    facts = {fact.id: fact.value for fact in here_facts(here)}
    assert (
        facts["n_others"] == len(claims) - len(JUDGEABLE) == sum(facts[f"n_others_{kind}"] for kind in FORMS)
    )
    # Advice is nobody's to test: all six of it are among them.
    assert facts["n_others_advice"] == (claims["form"] == "advice").sum() == 6
    assert facts["here_rise_weeks"] == RISE_WEEKS


def test_what_the_wordings_cite_of_the_article_can_be_cited(twenty):
    facts = facts_of(twenty)
    assert facts["linkedin_opportunities"].value == 45  # "45 % more opportunities"
    assert {"unnoticed_ssi_lower", "unfound_ssi"} <= facts.keys()
    assert "isabelle_approaches" not in facts  # no wording of a claim cites it

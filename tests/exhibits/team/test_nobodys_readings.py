"""Readings that say nobody's name are told as such, never as weeks without a reading."""

from __future__ import annotations

import pytest
from exhibits.snapshots import plain
from exhibits.told_studies import PLAN, world_study

from ssi_outcomes.exhibits import show_answer
from ssi_outcomes.exhibits.team.nobodys_readings import count_nobodys_readings, nobodys_facts
from ssi_outcomes.exhibits.team.person_weeks import show_panel, show_weeks
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.worlds import find_scenario, simulate


@pytest.fixture(scope="module")
def nameless() -> PanelStudy:
    """A team whose results have names, and whose tracker of the score has none."""
    readings = simulate(find_scenario("nothing"), 12, 8, 3, PLAN)["ssi"]
    return world_study("nothing", 12, 8, {"ssi": readings.assign(person=None)})


def test_they_are_counted_and_a_fact_only_where_there_are_any(nameless):
    assert count_nobodys_readings(nameless) == 12 * 8
    assert [fact.value for fact in nobodys_facts(nameless)] == [96]
    assert nobodys_facts(world_study("nothing", 4, 6)) == ()


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "96 readings do not say whose they are"), ("fr", "96 relevés ne disent pas de qui ils sont")],
)
def test_beside_the_number_of_weeks_with_a_reading_stands_how_many_readings_are_nobodys(
    nameless, language, said
):
    for exhibit in (show_panel(nameless), show_weeks(nameless)):
        assert said in plain(" ".join(map(str, exhibit.tell(language).values()))).replace(
            "\u202f", ""
        ).replace("\xa0", " ")


@pytest.mark.parametrize(("language", "said"), [("en", "is nobody’s"), ("fr", "n’est à personne")])
def test_the_answer_is_that_they_are_nobodys_and_not_that_no_week_has_one(nameless, language, said):
    told = show_answer(nameless).tell(language)
    text = plain(" ".join(map(str, told.values())))
    assert said in text and "in time" not in plain(told["answer"]) if "answer" in told else said in text

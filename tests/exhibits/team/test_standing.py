"""What LinkedIn shows of a score, told as a level of activity: for oneself, for a team by medians, and where the scale may have moved."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest
from exhibits.snapshots import plain
from exhibits.told_studies import without, world_study

from ssi_outcomes.exhibits import show_standing
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.figures.canvas import style
from ssi_outcomes.study import PanelStudy

JUMP = pd.Timestamp("2026-05-11")


@pytest.fixture(autouse=True)
def shared(monkeypatch):
    monkeypatch.delenv("AUDIENCE", raising=False)


@cache
def among_others(people: int, fall: float = 0.0) -> PanelStudy:
    """Return a study of ten weeks with averages of 40, which fall from a Monday on, and ranks."""
    readings = world_study("nothing", people, 10).dataset.tables["ssi"]
    mean = 40.0 - fall * (pd.to_datetime(readings["read_at"]) >= JUMP)
    more = {"industry_mean": mean, "network_mean": mean + 3, "industry_rank_pct": 20, "network_rank_pct": 30}
    return world_study("nothing", people, 10, {"ssi": readings.assign(**more)})


def told(exhibit: Exhibit, language: str = "en") -> str:
    return plain(exhibit.tell(language)["sentence"])


def facts(exhibit: Exhibit) -> dict[str, object]:
    return {fact.id: fact.value for fact in exhibit.facts}


def test_a_team_is_told_its_medians_with_the_distance_to_others():
    shown = show_standing(study := among_others(7))
    weeks = study.panel.frame.groupby("week_start")["ssi"].median()
    known = facts(shown)
    assert known["standing_ssi_first"] == weeks.iloc[0] and known["standing_ssi_last"] == weeks.iloc[-1]
    assert known["standing_industry_gap_last"] == weeks.iloc[-1] - 40
    assert known["standing_ssi_change"] == weeks.iloc[-1] - weeks.iloc[0]
    assert known["standing_ssi_weeks"] == len(weeks)
    said = told(shown)
    assert "the team’s median score" in said and "Distance to the average of the industry" in said
    assert "Not read" not in said and "the scale may have moved" not in said
    # A distance has its sign, in the sentence as in the table.
    change = known["standing_industry_gap_first"]
    assert f"{'+' if change > 0 else '−'}{abs(change):g} points at the beginning" in said


def test_where_everybodys_average_jumps_the_scale_may_have_moved():
    shown = show_standing(among_others(7, fall=6))
    assert "From the week of 11 May 2026 on, the scale may have moved" in told(shown)
    assert "À partir de la semaine du 11 mai 2026, l’échelle a peut-être changé" in told(shown, "fr")
    assert "upright line" in shown.tell("en")["alt"]
    with style():
        assert "the scale may have moved" in [each.get_text() for each in shown.figure("en").axes[0].texts]


def test_without_averages_and_ranks_one_line_says_so():
    said = told(show_standing(world_study("nothing", 6, 4)))
    assert said.count("Not read: average of the industry; average of the network; rank in the industry") == 1
    assert "Distance" not in said and "top" not in said


def test_four_people_have_no_medians_whoever_asks(monkeypatch):
    for audience in ("shared", "private"):
        monkeypatch.setenv("AUDIENCE", audience)
        shown = show_standing(among_others(4, fall=6))
        assert list(facts(shown)) == ["smallest_group"] and shown.draw is None and shown.table is None
        assert "5 people or more" in told(shown) and "may have moved" not in told(shown)


def test_one_persons_weeks_are_for_that_person_alone(monkeypatch):
    study = among_others(1, fall=6)
    hidden = show_standing(study)
    assert (
        list(facts(hidden)) == ["smallest_group"]
        and hidden.draw is None
        and "AUDIENCE=private" in told(hidden)
    )
    monkeypatch.setenv("AUDIENCE", "private")
    shown = show_standing(study)
    own = study.panel.frame["ssi"].dropna()
    assert facts(shown)["standing_ssi_last"] == own.iloc[-1]
    assert "your score went from" in told(shown) and "team" not in told(shown)
    assert "votre score est passé" in told(shown, "fr")
    # The network's average jumped with the industry's: nobody but LinkedIn does that.
    assert "the scale may have moved: the averages of your industry and of your network" in told(shown)


def test_one_week_is_no_course(monkeypatch):
    monkeypatch.setenv("AUDIENCE", "private")
    for people, words in ((1, "There is one week with a reading"), (6, "There is one week in which")):
        readings = world_study("nothing", people, 2).dataset.tables["ssi"]
        first = readings[readings["read_at"] == readings["read_at"].max()]
        said = told(show_standing(world_study("nothing", people, 2, {"ssi": first})))
        assert words in said and "went from" not in said


def test_without_a_reading_there_is_one_line():
    shown = show_standing(without("ssi"))
    assert told(shown).startswith("No score was read in time") and shown.draw is None

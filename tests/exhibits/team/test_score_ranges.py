"""Where a team's scores lie, and what was counted at low, middle and high ones: no group of fewer than five."""

from __future__ import annotations

import numpy as np
import pytest
from evidence.panels import lay_frame
from exhibits.heard import facts_of, said
from exhibits.told_studies import study_of, world_study

from ssi_outcomes.evidence.between import Contrast
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.exhibits.team.score_ranges import show_ranges, show_team
from ssi_outcomes.figures.canvas import style
from ssi_outcomes.study import PanelStudy

both_languages = pytest.mark.parametrize("language", ["fr", "en"])


@pytest.fixture(autouse=True)
def shared(monkeypatch):
    monkeypatch.delenv("AUDIENCE", raising=False)


@pytest.mark.parametrize("people", [2, 5, pytest.param(40, marks=pytest.mark.long)])
def test_in_what_is_made_for_oneself_each_person_has_a_picture(people, monkeypatch):
    monkeypatch.setenv("AUDIENCE", "private")
    exhibit = show_team(world_study("nothing", people, 6))
    with style():
        panels = [axes.get_title("left") for axes in exhibit.figure("en").axes if axes.get_title("left")]
    assert panels == [f"P{number:03}" for number in range(1, people + 1)]
    assert "One small picture a person" in said(exhibit) and f"each of {people} people" in said(
        exhibit, part="alt"
    )


def test_a_mark_of_a_result_never_lies_where_a_score_can_be(monkeypatch):
    monkeypatch.setenv("AUDIENCE", "private")
    with style():
        axes = show_team(world_study("nothing", 2, 12)).figure("en").axes[0]
    marks = [line for line in axes.lines if line.get_marker() == "|"]
    assert marks and all(height < 0 for line in marks for height in line.get_ydata())


def ranged(low: int, middle: int, high: int, weeks: int = 6) -> PanelStudy:
    """Return a study of so many people at mean scores of 20, 50 and 80, each with one meeting a week of 7 days, the high with two."""
    scores = np.repeat([20, 50, 80], [low, middle, high])[:, None] + np.tile([1.0, -1.0], weeks // 2)
    counts = np.where(scores > 70, 2, 1)
    return study_of(
        lay_frame(counts, scores, exposure=7).rename(columns={"outcome_calls": "outcome_meetings"})
    )


@pytest.mark.parametrize(
    ("groups", "state"),
    [
        ((5, 5, 5), "shown"),
        ((5, 0, 5), "shown"),
        ((5, 4, 5), "small"),
        ((1, 9, 9), "small"),
        ((0, 9, 0), "one"),
        ((0, 0, 0), "none"),
    ],
)
def test_ranges_are_shown_where_each_group_has_five_people_or_none(groups, state):
    exhibit = show_ranges(ranged(*groups) if sum(groups) else study_of(ranged(5, 5, 5).panel.frame.head(0)))
    told = {
        "shown": "at low, middle and high mean scores",
        "small": "too small to be shown",
        "one": "nothing to set side by side",
        "none": "nobody can be placed",
    }[state]
    assert told in said(exhibit) and bool(exhibit.table) == (state == "shown")
    assert any(name.startswith("range_") for name in facts_of(exhibit)) == (state == "shown")


def test_the_rates_of_the_ranges_by_hand():
    facts = facts_of(show_ranges(ranged(5, 6, 7)))
    # 5, 6 and 7 people over 6 weeks: 30, 36 and 84 meetings; one or two a week are four or eight in four weeks.
    assert [facts[f"range_{name}_people"].value for name in ("low", "middle", "high")] == [5, 6, 7]
    assert [facts[f"range_{name}_events"].value for name in ("low", "middle", "high")] == [30, 36, 84]
    assert [facts[f"range_{name}_rate"].value for name in ("low", "middle", "high")] == [4, 4, 8]


@both_languages
def test_leaders_against_laggards_are_told_with_an_interval_or_not_at_all(language):
    study = ranged(6, 6, 6)
    assert "contrast" not in facts_of(show_ranges(study))  # everybody alike: no scatter to judge by
    vars(study.findings)["contrasts"] = {"meetings": Contrast(Slope(np.log(1.3), 0.1, 40), 6, 6)}
    exhibit = show_ranges(study)
    words = {
        "en": "as LinkedIn compares them: +9.9% to +53.8%",
        "fr": "comparées comme LinkedIn le fait : +9,9 % à +53,8 %",
    }
    assert words[language] in said(exhibit, language)

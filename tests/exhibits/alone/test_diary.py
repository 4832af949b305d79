"""One person's own weeks: the whole report says "you", compares nobody with anybody, and says what such a diary could show."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pandas as pd
import pytest
from exhibits.snapshots import plain
from exhibits.told_studies import PLAN, week_by_week, without, world_study
from exhibits.whole_report import tell_sections

from ssi_outcomes.exhibits import show_answer, show_people, show_truth_table
from ssi_outcomes.exhibits.alone.diary import Halves, show_diary, show_halves, split_weeks
from ssi_outcomes.figures.canvas import style
from ssi_outcomes.study import PanelStudy

OTHERS = {
    "en": r"\b(teams?|pseudonyms?|person-weeks?|everyone)\b",
    "fr": r"(équipe|pseudonyme|semaines?-personnes?|Prenez tout)",
}
STUDIES = {
    "twenty_weeks": lambda: world_study("nothing", 1, 20),
    "two_weeks": lambda: world_study("nothing", 1, 2),
    "no_outcome": lambda: without("outcomes", 1),
    "no_reading": lambda: without("ssi", 1),
}


TOLD = [*((name, "shared") for name in ("twenty_weeks", "no_reading")), ("two_weeks", "private")]


@cache
def find_study(name: str) -> PanelStudy:
    """Return one of `STUDIES`, judged once for both audiences."""
    return STUDIES[name]()


@pytest.mark.parametrize(
    ("name", "audience"),
    # To oneself, more is drawn than told: a diary without much is told so in the long part.
    [
        pytest.param(name, audience, marks=marks)
        for audience in ("shared", "private")
        for name in STUDIES
        for marks in [pytest.mark.long if (name, audience) not in TOLD else ()]
    ],
)
def test_the_report_of_one_person_says_you_and_never_speaks_of_a_team(name, audience, tmp_path, monkeypatch):
    monkeypatch.setenv("AUDIENCE", audience)
    sections, _ = tell_sections(find_study(name), tmp_path)
    told = {language: " ".join(map(plain, parts)) for language, parts in sections.items()}
    for language, words in {
        "en": ("you", "Undetermined", "Nothing is ruled out"),
        "fr": ("vous", "Indéterminé", "Rien n’est exclu"),
    }.items():
        assert all(word in told[language] for word in words)
        assert not (found := re.findall(OTHERS[language], told[language])), found
        # One is one: neither "1 weeks" nor "1 résultats".
        assert not re.search(
            r"(?<![\d.,\u00a0\u202f])1[\u00a0 ](weeks|results|people|outcomes|semaines|résultats|personnes)\b",
            told[language],
        )


def test_two_people_are_not_spoken_to():
    study = world_study("nothing", 2, 6)
    assert [show(study).name for show in (show_people, show_truth_table)] == ["team", "ranges"]
    assert not re.search(r"\byou\b", plain(show_answer(study).tell("en")["sentence"]))


def rows(counts: list[float], scores: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"ssi": np.array(scores, float), "count": np.array(counts, float), "exposure": 7.0})


def test_weeks_are_cut_at_the_middle_score_by_hand():
    scores = [20, 30, 40, 50, 60, 70, 80, 90, 95, 99]
    assert split_weeks(rows([1, 0, 0, 2, 0, 1, 1, 1, 1, 0], scores), "meetings") == Halves(
        "meetings", (3, 4), (5, 5), (35.0, 35.0)
    )
    # Four weeks on one side are too few, and so is nothing counted at all; a count below zero is none.
    assert split_weeks(rows([1] * 9, scores[:9]), "meetings") is None
    assert split_weeks(rows([0] * 10, scores), "meetings") is None
    assert split_weeks(rows([-1, *[1] * 9], scores), "meetings") is None
    assert split_weeks(rows([1] * 10, [50] * 10), "meetings") is None


def test_a_clear_difference_between_halves_decides_nothing():
    told = plain(
        show_halves(week_by_week([0] * 8 + [3] * 8, [30 + week for week in range(16)])).tell("en")["sentence"]
    )
    assert (
        "More than luck alone" in told.replace("That is more", "More")
        and "Nothing can be decided on this" in told
    )
    assert "+501.9% and more" in told
    alike = plain(
        show_halves(week_by_week([1] * 16, [30 + week for week in range(16)])).tell("en")["sentence"]
    )
    assert "More and fewer are both possible" in alike and "Nothing can be decided on this" in alike


def test_what_a_diary_could_show_by_hand(monkeypatch):
    study = world_study("nothing", 1, 20)
    frame = study.panel.frame
    monkeypatch.setenv("AUDIENCE", "shared")
    facts = {fact.id: fact.value for fact in show_diary(study).facts}
    # 6,449 results tell LinkedIn's claim from nothing at the plan's spread (METHODS); the pace is that of the most frequent outcome.
    pace = max(frame[column].mean() for column in ("outcome_phone_meetings", "outcome_contracts"))
    assert facts["diary_claim_events"] == 6449 and facts["diary_spread"] == PLAN.within_sd
    assert facts["diary_years"] == pytest.approx(6449 / pace * 7 / 365.25)
    monkeypatch.setenv("AUDIENCE", "private")
    own = {fact.id: fact.value for fact in show_diary(study).facts}
    assert own["diary_spread"] == pytest.approx(frame["ssi"].std(ddof=1))


def test_the_weeks_are_drawn_for_oneself_only(monkeypatch):
    study = world_study("nothing", 1, 20)
    monkeypatch.setenv("AUDIENCE", "shared")
    assert show_diary(study).draw is None and "AUDIENCE=private" in plain(
        show_diary(study).tell("en")["sentence"]
    )
    monkeypatch.setenv("AUDIENCE", "private")
    with style():
        above, below = show_diary(study).figure("en").axes
    assert len(above.lines[0].get_xdata()) == 20 == len(below.patches)

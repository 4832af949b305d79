"""Every exhibit of a team's weeks, from none to forty people: both languages, no warning, nobody singled out in what is shared."""

from __future__ import annotations

import re
import warnings
from functools import cache

import numpy as np
import pandas as pd
import pytest
from evidence.panels import lay_frame
from exhibits.snapshots import plain
from exhibits.told_studies import Told, study_of, tell_study, without, world_study

from ssi_outcomes.evidence.between import Contrast
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.exhibits import (
    Exhibit,
    show_all,
    show_answer,
    show_ladder,
    show_variants,
    show_verdict,
)
from ssi_outcomes.exhibits.frame.exhibit import Teller
from ssi_outcomes.exhibits.team.answer import say_interval
from ssi_outcomes.exhibits.team.person_weeks import show_weeks
from ssi_outcomes.exhibits.team.rivals import show_tests
from ssi_outcomes.exhibits.team.score_ranges import show_ranges, show_team
from ssi_outcomes.figures.canvas import as_svg, style
from ssi_outcomes.study import PanelStudy, open_study
from ssi_outcomes.words.facts import Fact

both_languages = pytest.mark.parametrize("language", ["fr", "en"])
STUDIES = {
    "demo": lambda: open_study("demo-team"),
    "four_people": lambda: world_study("nothing", 4, 6),
    "no_outcome": lambda: without("outcomes"),
    "no_activity": lambda: without("activity"),
    "one_person": lambda: world_study("nothing", 1, 20),
    "no_reading": lambda: without("ssi"),
    "still_scores": lambda: still(),
    "nobody": lambda: world_study(
        "nothing",
        4,
        6,
        {name: table.head(0) for name, table in world_study("nothing", 4, 6).dataset.tables.items()},
    ),
}


def still() -> PanelStudy:
    """Return a study of scores that hardly move: any ratio for ten points is beyond all use."""
    readings = world_study("nothing", 6, 6).dataset.tables["ssi"]
    return world_study("nothing", 6, 6, {"ssi": readings.assign(ssi=45 + 1e-4 * readings["ssi"])})


@pytest.fixture(autouse=True)
def shared(monkeypatch):
    monkeypatch.delenv("AUDIENCE", raising=False)


def cited(text: str) -> set[str]:
    return set(re.findall('data-fact="([^"]+)"', text))


def said(exhibit: Exhibit, language: str = "en", part: str = "sentence") -> str:
    return plain(exhibit.tell(language)[part]).replace("\u00a0", " ")


def facts_of(exhibit: Exhibit) -> dict[str, Fact]:
    return {fact.id: fact for fact in exhibit.facts}


# --- all of them


@cache
def find_study(name: str) -> PanelStudy:
    """Return one of `STUDIES`, whose findings are computed once for all that is told of it."""
    return STUDIES[name]()


TOLD = [*((name, "shared") for name in STUDIES), *((name, "private") for name in ("one_person", "nobody"))]
DRAWN = (("demo", "shared"), ("one_person", "private"), ("nobody", "shared"))


@pytest.mark.parametrize(("name", "audience"), TOLD)
def test_every_exhibit_speaks_both_languages_of_the_same_facts_without_a_warning(name, audience, monkeypatch):
    monkeypatch.setenv("AUDIENCE", audience)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found: dict[str, Fact] = {}
        for exhibit in show_all(find_study(name)):
            # A fact is the same wherever it is told.
            assert all(found.setdefault(fact.id, fact) == fact for fact in exhibit.facts), exhibit.name
            french, english = exhibit.tell("fr"), exhibit.tell("en")
            assert all(cited(french[part]) == cited(english[part]) for part in french), exhibit.name
            assert french["sentence"] != english["sentence"] != "", exhibit.name
            check_words(exhibit, french)
            check_words(exhibit, english)
            assert not re.search(r" [:;?!%»]|« ", " ".join(map(plain, french.values()))), exhibit.name


@pytest.mark.parametrize(
    ("name", "audience"),
    [pytest.param(*each, marks=() if each in DRAWN else pytest.mark.long) for each in TOLD],
)
def test_every_exhibit_is_drawn_without_a_warning(name, audience, monkeypatch):
    monkeypatch.setenv("AUDIENCE", audience)
    # The article's own pictures are the same beside any team's.
    article = ("makeup", "selection", "false_trail", "silence", "data_needed")
    with warnings.catch_warnings(), style():
        warnings.simplefilter("error")
        for exhibit in show_all(find_study(name)):
            if exhibit.draw and exhibit.name not in article:
                assert as_svg(exhibit.figure("fr")).startswith("<?xml")


def check_words(exhibit: Exhibit, told: dict[str, str]) -> None:
    """Check that a picture has a text in its place, and that no value that is none is told as one."""
    assert bool(exhibit.draw) == bool(told["alt"]) == (len(told["alt"]) > 60), exhibit.name
    assert not re.search(r"\bnan\b|\bNone\b(?! of)|\binf\b", " ".join(map(plain, told.values()))), (
        exhibit.name
    )


# --- who may be seen


def test_of_fewer_than_five_people_nothing_of_a_person_is_drawn_or_told_in_what_is_shared():
    study = world_study("nothing", 4, 6)
    for show in (show_team, show_weeks, show_ranges):
        exhibit = show(study)
        assert exhibit.draw is None and exhibit.table is None
        assert (
            "fewer than 5" in said(exhibit)
            or "too small" in said(exhibit)
            or "nothing to set side by side" in said(exhibit)
        )
        assert not {"team_middle", "team_within", "range_middle_people"} & facts_of(exhibit).keys()
    assert (
        show_team(world_study("nothing", 5, 6)).draw is not None
        and show_weeks(world_study("nothing", 5, 6)).draw is not None
    )


@pytest.mark.parametrize("people", [2, 5, 40])
def test_in_what_is_made_for_oneself_each_person_has_a_picture(people, monkeypatch):
    monkeypatch.setenv("AUDIENCE", "private")
    exhibit = show_team(world_study("nothing", people, 6))
    with style():
        panels = [axes.get_title("left") for axes in exhibit.figure("en").axes if axes.get_title("left")]
    assert panels == [f"P{number:03}" for number in range(1, people + 1)]
    assert "One small picture a person" in said(exhibit) and f"each of {people} people" in said(
        exhibit, part="alt"
    )


def test_thousands_are_drawn_together_also_for_oneself_and_within_limits(monkeypatch):
    study = world_study("nothing", 3000, 6)
    monkeypatch.setenv("AUDIENCE", "private")
    for show in (show_team, show_weeks):
        exhibit = show(study)
        with style():
            figure = exhibit.figure("en")
            assert figure.get_figheight() < 6 and len(as_svg(figure)) < 100_000
        assert len(exhibit.tell("en")["table"]) < 10_000
    assert "more than 40 people: they are not drawn one by one" in said(show_team(study))
    assert not re.search(
        r"\bP\d{3,}\b", said(show_team(study), part="alt") + said(show_weeks(study), part="alt")
    )


def test_a_mark_of_a_result_never_lies_where_a_score_can_be(monkeypatch):
    monkeypatch.setenv("AUDIENCE", "private")
    with style():
        axes = show_team(world_study("nothing", 2, 12)).figure("en").axes[0]
    marks = [line for line in axes.lines if line.get_marker() == "|"]
    assert marks and all(height < 0 for line in marks for height in line.get_ydata())


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0.98, 1.02, "0.98 to 1.02"),
        (1.3486, 1.3499, "1.349 to 1.350"),
        (1.34861, 1.34864, "1.3486 to 1.3486"),
    ],
)
def test_the_ends_of_a_narrow_interval_are_told_apart(low, high, told):
    teller = Teller("en", {"ratio": Fact("ratio", (low + high) / 2, "rate ratio", "test", low, high)})
    assert plain(say_interval("ratio", teller)) == told


def test_no_pseudonym_is_in_anything_that_is_shared():
    for exhibit in show_all(world_study("useful", 12, 10)):
        with style():
            drawn = (
                [
                    text.get_text()
                    for axes in exhibit.figure("en").axes
                    for text in (*axes.texts, axes.title, *axes.get_yticklabels())
                ]
                if exhibit.draw
                else []
            )
        assert not re.search(r"\bP0\d\d\b", " ".join((*map(plain, exhibit.tell("en").values()), *drawn))), (
            exhibit.name
        )


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
        "en": "Leaders had 1.10 to 1.54 times as many as laggards",
        "fr": "Celles du haut en ont eu 1,10 à 1,54 fois autant que celles du bas",
    }
    assert words[language] in said(exhibit, language)


# --- nothing to show


@both_languages
def test_without_a_ratio_rivals_and_variants_say_so_in_words(language):
    silent = study_of(
        lay_frame(np.zeros((12, 6)), 50.0).rename(columns={"outcome_calls": "outcome_meetings"})
    )
    variants, ladder = show_variants(silent), show_ladder(silent)
    assert variants.draw is variants.table is ladder.table is None
    assert {"en": "nothing to analyse otherwise", "fr": "rien à analyser autrement"}[language] in said(
        variants, language
    )
    assert {"en": "There is no ratio", "fr": "Il n’y a pas de rapport"}[language] in said(ladder, language)
    none = without("outcomes")
    assert show_tests(none).table is None and {
        "en": "nothing to challenge",
        "fr": "rien à mettre à l’épreuve",
    }[language] in said(show_tests(none), language)
    assert show_verdict(silent).draw is None and show_verdict(silent).table is not None


def test_without_activity_the_rivals_do_not_claim_to_have_asked():
    study = without("activity", 20, 12)
    assert "No activity was counted in enough of the weeks" in said(show_ladder(study))
    assert "nothing could be compared at equal activity" in said(show_tests(study))


def test_a_timing_that_could_not_be_checked_is_not_told_as_fine():
    frame = study_of(lay_frame(np.ones((12, 6)), 50.0).rename(columns={"outcome_calls": "outcome_meetings"}))
    assert (
        "neither timing nor chance nor activity could be checked" in said(show_tests(frame))
        and show_tests(frame).table is None
    )


def test_a_p_value_is_never_shown_as_nothing():
    table = said(show_tests(world_study("friday_backdated", 40, 26)), part="table")
    assert not re.search(r"\b0 ", re.sub(r"\d+\.\d+", "", table)) or "< 0.001" in table


def test_an_answer_of_real_data_is_a_look_and_one_of_invented_data_is_none(monkeypatch, tmp_path):
    seen = []
    monkeypatch.setattr(
        "ssi_outcomes.exhibits.team.answer.record_look", lambda folder, look: seen.append(folder.name)
    )
    show_answer(tell_study({"meetings": Told(0.9, 1.2)}, invented=True))
    assert seen == []
    show_answer(tell_study({"meetings": Told(0.9, 1.2)}))
    assert seen == ["told"]


def test_pandas_frames_of_a_study_are_left_as_they_were():
    study = world_study("useful", 12, 10)
    before = study.panel.frame.copy()
    for exhibit in show_all(study):
        exhibit.tell("en")
    pd.testing.assert_frame_equal(study.panel.frame, before)

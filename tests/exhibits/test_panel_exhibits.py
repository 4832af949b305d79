"""Every exhibit of a team's weeks, from none to forty people: both languages, no warning, nobody singled out in what is shared."""

from __future__ import annotations

import re
import warnings
from functools import cache

import pandas as pd
import pytest
from exhibits.heard import cited, facts_of, said
from exhibits.snapshots import plain
from exhibits.told_studies import without, world_study

from ssi_outcomes.exhibits import (
    Exhibit,
    show_all,
)
from ssi_outcomes.exhibits.team.person_weeks import show_weeks
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
    "a_dozen": lambda: world_study("useful", 12, 10),
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


# --- all of them


@cache
def find_study(name: str) -> PanelStudy:
    """Return one of `STUDIES`, whose findings are computed once for all that is told of it."""
    return STUDIES[name]()


TOLD = [
    *((name, "shared") for name in STUDIES if name != "a_dozen"),
    *((name, "private") for name in ("one_person", "nobody")),
]
# The demo team's pictures are in its report, which is made anyhow.
DRAWN = (("one_person", "private"), ("nobody", "shared"))


# Those whose sentences are in a whole report that is told in `make test` (`test_whole_report.py`), or made there.
TOLD_ANYHOW = ("demo", "no_outcome", "no_activity", "no_reading", "one_person")


@pytest.mark.parametrize(
    ("name", "audience"),
    [pytest.param(*each, marks=pytest.mark.long if each[0] in TOLD_ANYHOW else ()) for each in TOLD],
)
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
            # What the data say of themselves is quoted as it was written.
            ours = re.sub(r"<cite.*?</cite>", "", " ".join(map(str, french.values())), flags=re.DOTALL)
            assert not re.search(r" [:;?!%»]|« ", plain(ours)), exhibit.name


@pytest.mark.parametrize(
    ("name", "audience"),
    [pytest.param(*each, marks=() if each in DRAWN else pytest.mark.long) for each in TOLD],
)
def test_every_exhibit_is_drawn_without_a_warning(name, audience, monkeypatch):
    monkeypatch.setenv("AUDIENCE", audience)
    # The article's own pictures are the same beside any team's.
    article = ("selection", "false_trail", "silence", "data_needed")
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


@pytest.mark.long
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


def test_no_pseudonym_is_in_anything_that_is_shared():
    for exhibit in show_all(find_study("a_dozen")):
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


def test_pandas_frames_of_a_study_are_left_as_they_were():
    study = find_study("a_dozen")
    before = study.panel.frame.copy()
    for exhibit in show_all(study):
        exhibit.tell("en")
    pd.testing.assert_frame_equal(study.panel.frame, before)

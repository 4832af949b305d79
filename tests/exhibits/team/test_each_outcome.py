"""What is said of each outcome beside its interval, in the picture and in the table."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exhibits.snapshots import plain
from exhibits.told_studies import Told, tell_study
from figures.looked_at import texts

from ssi_outcomes.evidence.falsify import LeadTest
from ssi_outcomes.exhibits.team.each_outcome import show_verdict
from ssi_outcomes.figures.canvas import style

STUDY = {
    "meetings": Told(0.703, 1.196, events=654),
    "orders": Told(changes={"silence": "no_event"}),
    "views": Told(1.304, 1.497, events=20000),
}


@pytest.fixture(scope="module")
def verdict():
    return show_verdict(tell_study(STUDY))


@pytest.mark.parametrize("form", ["draw", "narrow"])
def test_the_picture_rounds_away_from_the_middle_what_the_table_says_of_each_outcome(verdict, form):
    with style():
        (axes,) = getattr(verdict, form)(verdict.teller("en")).axes
    told, table = texts(axes), plain(verdict.tell("en")["table"])
    assert {"−30% to +20%", "654 counted", "undetermined"} <= set(told)
    assert {"+30% to +50%", "20,000 counted", "goes up with the score"} <= set(told)
    assert {"middle −8%", "middle +40%"} & set(told) == (
        {"middle −8%", "middle +40%"} if form == "draw" else set()
    )
    assert "−8.3%" in table and "−29.7% to +19.6%" in table and "+30.4% to +49.7%" in table
    assert not any("orders" in each for each in told) and "orders" in verdict.tell("en")["sentence"]


def test_the_picture_speaks_french(verdict):
    with style():
        (axes,) = verdict.narrow(verdict.teller("fr")).axes
    assert "de −30\u00a0% à +20\u00a0%" in texts(axes)


@pytest.mark.parametrize(
    ("language", "zone", "none"), [("en", "wholly left", "no zone"), ("fr", "à gauche", "aucune zone")]
)
def test_the_words_under_the_picture_tell_of_zones_where_there_are_some(verdict, language, zone, none):
    watched = show_verdict(tell_study({"views": STUDY["views"]}))
    assert zone in verdict.tell(language)["sentence"] and none not in verdict.tell(language)["sentence"]
    assert none in watched.tell(language)["sentence"] and zone not in watched.tell(language)["sentence"]


def test_nothing_estimated_is_no_picture_in_either_form():
    silent = show_verdict(tell_study({"meetings": Told(changes={"silence": "no_event"})}))
    assert silent.draw is None and silent.narrow is None and "alt" in silent.tell("en")


MIRRORED = replace(STUDY["meetings"], low=1.36, high=1.64, adjusted=(0.843, 1.0447))


@pytest.mark.parametrize(("language", "word"), [("en", "with the same work"), ("fr", "à travail égal")])
@pytest.mark.parametrize("form", ["draw", "narrow"])
def test_of_a_score_that_only_mirrors_the_work_what_is_left_at_equal_activity_is_drawn(form, language, word):
    mirrored = show_verdict(tell_study({"meetings": MIRRORED}))
    with style():
        (axes,) = getattr(mirrored, form)(mirrored.teller(language)).axes
    told = " ".join(texts(axes))
    assert word in texts(axes) and {"en": "−15.7% to +4.5%", "fr": "de −15,7\u00a0% à +4,5\u00a0%"}[
        language
    ] in texts(axes)
    assert "36" not in told and "64" not in told
    assert word in mirrored.tell(language)["verdict_beside"].lower()


@pytest.mark.parametrize(
    ("language", "word"), [("en", "may move the score"), ("fr", "pousse peut-être le score")]
)
def test_where_the_score_follows_the_results_the_picture_says_so_wherever_the_line_lies(language, word):
    following = LeadTest(None, 0.001, 500)
    reverse = show_verdict(tell_study({"meetings": replace(MIRRORED, adjusted=None, lead=following)}))
    with style():
        (axes,) = reverse.draw(reverse.teller(language)).axes
    assert word in texts(axes)


def test_a_condition_that_is_not_met_is_told_under_the_picture_and_nothing_where_all_are(verdict):
    gated = show_verdict(tell_study({"meetings": replace(MIRRORED, changes={"informative": 1})}))
    assert "no answer, so it excludes nothing; the text says why" in gated.tell("en")["verdict_beside"]
    assert "no answer" not in verdict.tell("en")["verdict_beside"]

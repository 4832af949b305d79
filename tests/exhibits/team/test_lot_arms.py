"""The arms: shown apart where they are people enough, with who was lost; and attention beside results."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exhibits.drawn_studies import demo, plain, tell_alone, tell_trial

from ssi_outcomes.exhibits.team.lot_arms import join_weeks, show_trial_arms, show_trial_outcomes
from ssi_outcomes.figures.canvas import style


def few() -> tuple:
    return tuple(replace(arm, people=4) for arm in demo().drawn.arms)


def test_the_arms_are_drawn_and_tabled_with_score_and_activity():
    exhibit = show_trial_arms(demo())
    told = exhibit.tell("en")
    assert "0 of 20 on push" in plain(told["sentence"]) and "posts published" in told["table"]
    with style():
        assert len(exhibit.figure("fr").axes) == 2


def test_arms_of_a_few_people_are_shown_in_a_report_for_oneself_alone(monkeypatch):
    study = tell_trial(arms=few())
    shared = show_trial_arms(study)
    assert (
        shared.draw is None and shared.table is None and "AUDIENCE=private" in shared.tell("en")["sentence"]
    )
    monkeypatch.setenv("AUDIENCE", "private")
    assert show_trial_arms(study).draw is not None


def test_weeks_are_joined_from_where_the_trial_begins():
    joined = join_weeks(demo().drawn)
    starts = demo().drawn.protocol.starts
    assert len(joined) == 2 * 18 and {(week.date() - starts).days % 28 for week in joined["week"]} == {0}


def test_attention_that_a_push_raises_is_told_apart_from_results():
    told = show_trial_outcomes(demo()).tell("en")
    assert "raised attention (impressions and profile views)" in plain(told["sentence"])
    assert plain(told["table"]).count("vanity") == 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_of_one_person_alone_no_arms_are_compared(language):
    exhibit = show_trial_outcomes(tell_alone("more"))
    only = {"fr": "que dans un rapport pour soi", "en": "only in a report for oneself"}[language]
    assert exhibit.table is None and only in exhibit.tell(language)["sentence"]

"""Planning in advance: the numbers of the formula, in the user's language, and slips of the finger refused."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from desk.typed import run

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.desk import sample_size
from ssi_outcomes.desk.sample_size import measure_spread, plan_ahead, plan_for

both_languages = pytest.mark.parametrize("language", ["fr", "en"])


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def ahead(monkeypatch, language: str, *numbers: float | None) -> str:
    monkeypatch.setenv("SSI_LANG", language)
    return plain(plan_ahead(*numbers))


def test_twenty_people_over_twelve_weeks_by_hand(monkeypatch):
    # 120 events: se = 1.5 / (.5 x sqrt(120)) = .27386; t(19) 1.72913 + .86095 = 2.59008 of them: exp(.70933) = 2.0326.
    assert round(100 * (math.exp(2.59008 * 1.5 / (0.5 * math.sqrt(120))) - 1)) == 103
    said = ahead(monkeypatch, "en", 20, 12, 0.5, None)
    assert "People: 20; weeks: 12; results a week and person: 0.5; about 120 results in all." in said
    assert "SD: 5 points" in said and "in 80% of cases: 103%." in said
    assert "claim (9.7%) takes about 6,449 results" in said and "threshold (4.8%), about 25,795" in said
    assert "at least 204 and 816 people" in said
    assert said.endswith("“undetermined”, which is an answer, too.")


def test_the_same_in_french(monkeypatch):
    said = ahead(monkeypatch, "fr", 20, 12, 0.5, None)
    assert (
        "Personnes : 20 ; semaines : 12 ; résultats par semaine et par personne : 0,5 ; environ 120 résultats en tout."
        in said
    )
    assert "écart-type : 5 points" in said and "dans 80 % des cas : 103 %." in said
    assert "(9,7 %), il faut environ 6 449 résultats" in said and "(4,8 %), environ 25 795" in said
    assert said.endswith("« indéterminé », ce qui est aussi une réponse.")


@both_languages
def test_enough_to_rule_out_the_claim_is_said(monkeypatch, language):
    enough = {
        "fr": "C’est assez pour exclure l’affirmation de LinkedIn",
        "en": "That is enough to rule out LinkedIn's claim",
    }[language]
    # At 500 x 26 x .5 = 6,500 events t(499) still asks for a little more than the normal quantiles' 6,449: 6,475.
    assert enough in ahead(monkeypatch, language, 500, 26, 0.5, None)
    assert enough not in ahead(monkeypatch, language, 498, 26, 0.498, None)


def test_a_score_that_moves_more_tells_more(monkeypatch):
    gains = [
        int(
            ahead(monkeypatch, "en", 20, 12, 0.5, spread)
            .split("of cases: ")[1]
            .split("%")[0]
            .replace(",", "")
        )
        for spread in (2.5, 5, 10)
    ]
    # Half the spread doubles the log of the ratio, twice the spread halves it: exp(1.41866), exp(.70933), exp(.35467).
    assert gains == [313, 103, 43]


@both_languages
@pytest.mark.parametrize(
    ("numbers", "option", "least"),
    [
        ((1, 12, 0.5, None), "--people", "2"),
        ((10**7, 12, 0.5, None), "--people", "2"),
        ((20, 0, 0.5, None), "--weeks", "1"),
        ((20, 12, 0, None), "--rate", "0.001"),
        ((20, 12, -1, None), "--rate", "0.001"),
        ((20, 12, math.nan, None), "--rate", "0.001"),
        ((20, 12, math.inf, None), "--rate", "0.001"),
        ((20, 12, 0.5, 0.0), "--spread", "0.1"),
        ((20, 12, 0.5, 51.0), "--spread", "0.1"),
    ],
)
def test_numbers_that_cannot_be_are_refused_with_their_range(monkeypatch, language, numbers, option, least):
    with pytest.raises(UsageError) as refused:
        plan_ahead(*numbers)
    said = plain(refused.value.text(language))
    assert said.startswith(option) and f" {least} " in said and "\n" not in said


def test_the_smallest_plan_that_is_asked_is_answered(monkeypatch):
    said = ahead(monkeypatch, "en", 2, 1, 0.001, 0.1)
    assert (
        "People: 2; weeks: 1; results a week and person: 0.001; about 0 results" in said
        and "of cases: > 99,900%." in said
    )


@pytest.mark.parametrize(
    ("language", "start"), [("fr", "Personnes : 20 ; semaines : 12"), ("en", "People: 20; weeks: 12")]
)
def test_a_plan_is_answered_in_the_users_language(capsys, monkeypatch, language, start):
    monkeypatch.setenv("SSI_LANG", language)
    assert run("plan") == 0
    assert capsys.readouterr().out.replace("\u00a0", " ").startswith(start)
    assert run("plan", "--people", "50", "--weeks", "26", "--rate", "1", "--spread", "8") == 0
    assert "50" in capsys.readouterr().out


@both_languages
@pytest.mark.parametrize(
    ("option", "value"),
    [("--people", "1"), ("--weeks", "0"), ("--rate", "-1"), ("--spread", "1000"), ("--people", "many")],
)
def test_a_plan_of_numbers_that_cannot_be_is_refused_in_one_line(
    capsys, monkeypatch, language, option, value
):
    monkeypatch.setenv("SSI_LANG", language)
    assert run("plan", option, value) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and value in err


def frame_of(*scores):
    """Return a panel's frame of readings, a list a person."""
    return pd.DataFrame(
        [
            {
                "person": f"P{person}",
                "ssi_read_at": pd.Timestamp("2026-01-05") + pd.Timedelta(7 * week, "D"),
                "ssi": score,
            }
            for person, own in enumerate(scores)
            for week, score in enumerate(own)
        ]
    )


def test_how_far_scores_move_is_found_in_the_first_readings_around_each_persons_own_mean():
    assert measure_spread(frame_of([40, 44], [70, 70, 70], [20])) == (pytest.approx(math.sqrt(8 / 3)), 2)
    assert measure_spread(frame_of([40], [70]))[1] == 0


def test_a_reading_that_holds_for_two_weeks_counts_once():
    frame = frame_of([40, 40, 50])
    frame.loc[1, "ssi_read_at"] = frame.loc[0, "ssi_read_at"]
    assert measure_spread(frame)[0] == pytest.approx(math.sqrt(50))


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "Observer ne peut pas répondre"), ("en", "Watching cannot answer")]
)
def test_a_team_whose_score_stands_still_is_told_that_watching_cannot_answer(monkeypatch, language, said):
    monkeypatch.setenv("SSI_LANG", language)
    monkeypatch.setattr(sample_size, "measure_spread", lambda frame: (0.3, 12))
    assert said in plan_for("demo-team", None, 12, 0.5, None)
    monkeypatch.setattr(sample_size, "measure_spread", lambda frame: (4.0, 12))
    assert said not in plan_for("demo-team", None, 12, 0.5, None)


def test_a_team_without_two_readings_is_asked_for_them_or_for_a_number(monkeypatch):
    monkeypatch.setattr(sample_size, "measure_spread", lambda frame: (math.nan, 0))
    with pytest.raises(UsageError) as refused:
        plan_for("demo-team", None, 12, 0.5, None)
    assert refused.value.key == "plan_no_readings"
    assert "40" in plan_for("demo-team", 40, 12, 0.5, 5.0)

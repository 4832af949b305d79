"""`ssi plan --trial`: each design beside watching, in the user's language, with slips of the finger refused."""

import math
from types import SimpleNamespace

import pandas as pd
import pytest
from desk.trial_home import make_home
from desk.typed import run

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.desk import trial_power
from ssi_outcomes.desk.trial_power import plan_trial, tell_trial_plan
from ssi_outcomes.evidence.power import smallest_ratio
from ssi_outcomes.study import PanelStudy


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    monkeypatch.setenv("SSI_LANG", "en")
    # Drawn once, below; a thousand draws of one person's weeks for each answer would take seconds.
    monkeypatch.setattr(trial_power, "power_alone", lambda *asked: [0.1, 0.2, 0.3])
    make_home(tmp_path)
    return tmp_path


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_thirty_people_by_hand_and_the_picture(home):
    # se = .91 sqrt(4/30 x 2/24 x 3); reach: t(29) at .05/3 and at .8; the lift is reached but for a week of 24.
    se = 0.91 * math.sqrt(4 / 30 * 2 / 24 * 3)
    gain = 100 * (math.exp((2.2304 + 0.8542) * se * 10 / (30 * (1 - 1 / 24))) - 1)
    said = tell_trial_plan(30, 48, 1, 30, None)
    assert f"by 30 points: {gain:.1f}%" in said
    assert "24 weeks of baseline (17 to 31 do nearly as well)" in said
    watched = 100 * (smallest_ratio(30, 48, 1, read_plan()) - 1)
    assert f"(SD): {watched:.0f}%" in said
    assert said.endswith("reports/trial-plan.en.svg")
    assert (home / "reports/trial-plan.en.svg").read_text("utf-8").startswith("<?xml")


def test_enough_for_the_claim_is_said_of_the_design_for_which_it_is(monkeypatch):
    monkeypatch.setenv("SSI_LANG", "fr")
    lines = plain(tell_trial_plan(60, 60, 1, 30, None)).splitlines()
    (crossed,) = (line for line in lines if "(croisé)" in line)
    assert "C’est assez pour exclure l’affirmation de LinkedIn (9,7 %)" in crossed
    (parallel,) = (line for line in lines if "(parallèle)" in line)
    assert "C’est trop peu" in parallel


@pytest.mark.parametrize("language, said", [("fr", "16 au moins"), ("en", "16 at least")])
def test_designs_that_take_more_weeks_say_so(monkeypatch, language, said):
    monkeypatch.setenv("SSI_LANG", language)
    text = plain(tell_trial_plan(20, 12, 0.5, 20, None))
    assert said in text and "40" in text


@pytest.mark.parametrize(
    "numbers", [{"people": 1}, {"weeks": 9}, {"rate": 0}, {"lift": 101}, {"spread": -1}, {"lift": math.nan}]
)
def test_slips_of_the_finger_are_refused_by_their_option(numbers):
    with pytest.raises(UsageError) as refused:
        plan_trial("", **numbers)
    assert refused.value.values["option"] == f"--{next(iter(numbers))}"


def test_a_dataset_gives_its_people_and_how_far_their_scores_move(monkeypatch):
    weeks = pd.date_range("2026-01-05", periods=2, freq="7D")
    rows = [(f"P{n}", week, week, 50.0 + 2 * (week > weeks[0]), 7.0) for n in range(12) for week in weeks]
    frame = pd.DataFrame(rows, columns=["person", "week_start", "ssi_read_at", "ssi", "exposure_days"])
    study = PanelStudy.__new__(PanelStudy)
    object.__setattr__(study, "panel", SimpleNamespace(frame=frame))
    monkeypatch.setattr(trial_power, "open_study", lambda dataset, language: study)
    said = plan_trial("acme")
    assert "12 people, 48 weeks" in said and "1.41 points (SD)" in said
    assert "30 people" in plan_trial("acme", people=30)


def test_the_command_is_the_plan_with_one_word_more(capsys):
    assert run("plan", "--trial", "--people", "30", "--lift", "30") == 0
    assert "30 people, 48 weeks" in capsys.readouterr().out.replace("\n", " ")
    assert run("plan", "--lift", "900") == 2
    assert "--lift" in capsys.readouterr().err

"""`ssi odds`: how often the rule would be right on one's own data, and who carries the ratio."""

from __future__ import annotations

import pytest
from exhibits.snapshots import compare

from ssi_outcomes.base.errors import LANGUAGES, UsageError, message
from ssi_outcomes.desk import own_odds
from ssi_outcomes.desk.own_odds import tell_odds
from ssi_outcomes.evidence import odds
from ssi_outcomes.evidence.scrutiny import find_told
from ssi_outcomes.study import open_study


@pytest.fixture
def told(monkeypatch, tmp_path):
    """Return what is told of one outcome of the invented team, with few draws, in a language."""
    monkeypatch.setattr(odds, "DRAWS", 12)
    monkeypatch.setattr(odds, "FEWEST", 12)
    study = open_study("demo-team", "en")
    monkeypatch.setattr(own_odds, "reports_folder", lambda: tmp_path)
    told_of = find_told(study.findings)
    monkeypatch.setattr(study.findings.__class__, "of_kind", lambda self, kind: [told_of])
    monkeypatch.setattr(own_odds, "open_study", lambda *_: study)

    def tell(language="en", audience="shared"):
        monkeypatch.setenv("SSI_LANG", language)
        monkeypatch.setenv("AUDIENCE", audience)
        return tell_odds("demo-team"), study

    return tell


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("brought nothing", "LinkedIn claims", "turned round in time")),
        ("fr", ("rien", "LinkedIn affirme")),
    ],
)
def test_each_truth_is_told_with_how_often_each_word_is_said(told, language, said):
    text, _ = told(language)
    assert all(each in text for each in said) and text.count("\n- ") == 3
    assert language == "en" or "useful" not in text


def test_the_odds_on_the_outcome_that_the_answer_tells_of_are_drawn(told, tmp_path):
    text, _ = told()
    (drawn,) = tmp_path.iterdir()
    assert drawn.name == "demo-team.odds.svg" and drawn.name in text and "<svg" in drawn.read_text("utf-8")


def test_who_carries_the_ratio_is_a_number_for_others_and_a_pseudonym_for_oneself(told):
    shared, study = told()
    people = set(study.panel.frame["person"])
    assert not any(person in shared for person in people)
    private, _ = told(audience="private")
    assert sum(person in private for person in people) == 3


def test_described_persons_have_no_odds():
    with pytest.raises(UsageError) as refused:
        tell_odds("article")
    assert refused.value.key == "odds_of_cases"


SHARES = {"useful": 1.2, "useless": 8.9, "undetermined": 89.9}
SAID = {
    "odds_head": {"outcome": "meetings", "draws": 1000},
    "odds_none": SHARES,
    "odds_threshold": {"step": 10, "gain": 4.7, **SHARES},
    "odds_claim": {"step": 10, "gain": 9.7, **SHARES},
    "odds_still": {"spread": 0.4},
    "odds_cannot": {"silent": 90},
    "odds_refused": {},
    "odds_carriers": {"count": 3, "who": "a1, b2, c3", "low": 0.86, "high": 1.0, "words": "useful"},
    "odds_placebo": {"ratio": 1.14, "word": "undetermined", "risk": 10},
    "odds_placebo_silent": {},
    "odds_how": {},
    "odds_silent": {"outcome": "meetings"},
    "odds_teams": {"outcome": "meetings"},
    "odds_nothing": {},
    "odds_of_cases": {"dataset": "acme"},
    "odds_drawn": {"outcome": "meetings", "file": "reports/acme.odds.svg"},
    "odds_not_drawn": {"dataset": "acme"},
    "run_odds": {},
    "plan_own_readings": {"dataset": "acme", "people": 12, "spread": 0.4},
    "plan_lines_missing": {
        "names": "joining.ramp_up_weeks",
        "section": "joining",
        "new": True,
        "paste": "[joining]\nramp_up_weeks = 8",
    },
    "about_key_below": {"text": "rolled_out = false", "section": "[title]"},
    "unanswered_file": {"asked": "Asked?", "hint": "Why.", "dataset": "acme", "paste": "picked = false"},
    "unanswered_sheet": {"asked": "Asked?", "hint": "Why.", "sheet": "About"},
    "template_any_time": {"file": "analysis-plan.toml", "wider": 68, "factor": 2.8},
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_terminal_says_of_odds_and_of_answers_stays_what_was_read_and_approved(language):
    compare(
        f"odds_terminal.{language}", {key: message(key, language, **values) for key, values in SAID.items()}
    )

"""`ssi odds`: how often the rule would be right on one's own data, and who carries the ratio."""

from __future__ import annotations

import pytest

from ssi_outcomes.base.errors import UsageError
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

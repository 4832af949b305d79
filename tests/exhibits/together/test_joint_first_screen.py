"""The first screen on a pool: in plain words in each state, with the limits of its interval and no more."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest
from exhibits.heard import cited, facts_of
from exhibits.snapshots import plain
from exhibits.together.test_joint_answer import looked, make  # noqa: F401
from exhibits.together.told_pools import fill, pool_study
from exhibits.verdict_cases import BANNED

from ssi_outcomes.base.errors import LANGUAGES
from ssi_outcomes.exhibits.together.joint_answer import POOL_STATES, show_answer
from ssi_outcomes.exhibits.together.joint_first_screen import round_pool


def screen(study, language: str = "en") -> str:
    return plain(show_answer(study).tell(language)["plain"]).replace("\u00a0", " ")


@pytest.mark.parametrize("state", POOL_STATES)
def test_each_state_has_its_first_screen_with_the_same_facts_in_both_languages(tmp_path, state):
    exhibit = show_answer(pool_study(make(tmp_path / "pool", state)))
    pages = {language: exhibit.tell(language)["plain"] for language in LANGUAGES}
    for language, page in pages.items():
        assert len(re.findall("<dd>", page)) == 6 and cited(page) <= facts_of(exhibit).keys()
        assert not re.search(BANNED[language], plain(page), re.IGNORECASE) and "None" not in page
    assert cited(pages["en"]) == cited(pages["fr"])


def test_limits_are_those_of_the_pooled_interval_rounded_outwards(tmp_path):
    study = pool_study(fill(tmp_path / "pool", log=0.3))
    low, high = study.findings.told.verdict.low, study.findings.told.verdict.high
    assert f"+{math.floor(100 * (low - 1))}% to +{math.ceil(100 * (high - 1))}%" in screen(study)


def test_what_was_drawn_is_limited_as_assigned_and_not_held_against_a_claim_for_ten_points(tmp_path):
    study = pool_study(make(tmp_path / "pool", "drawn_useless"))
    gain, said = round_pool(study.findings.told, study.plan), screen(study)
    assert gain.fits_claim is None and "so LinkedIn’s +" not in said and "that LinkedIn claims" not in said
    assert "not for points of the score" in said and "The lot chose" in said


@pytest.mark.parametrize("state", ["nothing", "no_study", "one_study", "few_studies"])
def test_where_too_few_studies_count_nothing_is_excluded_and_everything_possible(tmp_path, state):
    study = pool_study(make(tmp_path / "pool", state))
    assert round_pool(study.findings.told, study.plan) is None
    assert "Nothing." in screen(study) and "Everything:" in screen(study)


def test_a_missing_study_makes_it_less_sure_and_is_asked_for(tmp_path):
    study = pool_study(fill(tmp_path / "pool"))
    assert "are missing (2)" in screen(study) and "First ask the teams" in screen(study)
    whole = pool_study(make(tmp_path / "whole", "drawn_useful"))
    assert "missing" not in screen(whole)


def test_a_gain_that_was_only_watched_may_be_the_work_of_which_a_pool_knows_nothing(tmp_path):
    said = screen(pool_study(fill(tmp_path / "pool", log=0.3)))
    assert "useful as a sign Phone meetings: within people" in said
    assert said.startswith("Perhaps, but it may be the work.") and "does not say how much was worked" in said


def test_each_question_has_its_line_where_there_are_several(tmp_path):
    several = show_answer(pool_study(fill(tmp_path / "pool"))).tell("en")["plain"]
    assert len(re.findall("<li>", several)) == 2 and "between people" in several
    assert "<li>" not in show_answer(pool_study(make(tmp_path / "one", "drawn_useful"))).tell("en")["plain"]


def judged(study, low: float, high: float, notes: tuple[str, ...] = ()):
    """Return the study with another interval and word on the question told: undetermined."""
    told, findings = study.findings.told, study.findings
    verdict = replace(told.verdict, word="undetermined", low=low, high=high, notes=notes)
    questions = tuple(replace(each, verdict=verdict) if each is told else each for each in findings.questions)
    vars(study).update(findings=replace(findings, questions=questions))
    return study


def test_a_sure_gain_that_may_not_be_worth_it_leaves_not_open_whether_there_is_any(tmp_path):
    said = screen(judged(pool_study(fill(tmp_path / "pool")), 1.01, 1.2))
    assert "below +" in said and "by enough to be worth having" in said
    assert "makes no difference." not in said.partition("Excluded")[0]


def test_what_may_be_luck_excludes_no_lower_gain(tmp_path):
    said = screen(judged(pool_study(fill(tmp_path / "pool")), 1.06, 1.2, ("not_after_holm",)))
    assert "absence of any gain" not in said.partition("Possible")[0]
    assert "one may rise by luck" in said and "had nothing else been counted, +" in said

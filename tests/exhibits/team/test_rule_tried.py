"""How often the rule is right where the truth is known, told from a small table worked out by hand."""

from __future__ import annotations

import re

import pytest
from exhibits.snapshots import plain
from exhibits.told_studies import world_study

from ssi_outcomes.exhibits.team import rule_tried
from ssi_outcomes.exhibits.team.rule_tried import show_calibration

HEAD = "world,question,people,weeks,draws,truth,events,estimated,ratio,adjusted,coverage,useful,useless,useful_by_interval,useless_by_interval,refused_by_lead,beyond_activity,late_rows\n"
ROWS = """\
threshold,within,50,26,400,1.0475,600.4,1,1.05,nan,0.95,0.04,0.0625,0.05,0.06,0.1,0.02,0
threshold,within,5,8,100,1.0475,20,0,nan,nan,nan,0,0,0,0,0.05,0,0
feedback_weak,within,50,26,100,1.0475,600,1,1.02,nan,0.975,0,0.02,0,0.1,0.74,0,0
friday_unseen,within,50,26,100,1,600,1,1.8,2,0,0.78,0,1,0,0.1,0.9,0
friday_unseen,within,20,12,100,1,110,1,1.8,2,0,0.88,0.5,1,0,0.1,0.9,0
delay,within,20,12,100,1.09734,110,1,1,2,0.9,0,0.125,1,0,0.1,0.9,0
skewed,between,20,12,100,1,110,1,1,nan,0.95,0.09,0.5,0.1,0.5,0.1,0,0
skewed,between,5,8,100,1,11,1,1,nan,0.95,0,0.5,0.1,0.5,0.1,0,0
"""
READ = rule_tried.read_table


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("same_plan", [True, False])
def test_the_calibration_is_told_from_its_table(language, same_plan, monkeypatch):
    study = world_study("nothing", 4, 6)
    table = rule_tried.read_table(
        f"# 2026-03-04 {study.plan.hash_on_weeks if same_plan else 'other'} code\n{HEAD}{ROWS}"
    )
    monkeypatch.setattr(rule_tried, "read_table", lambda: table)
    exhibit = show_calibration(study)
    facts, words = (
        {fact.id: fact for fact in exhibit.facts},
        plain(exhibit.tell(language)["sentence"]).replace("\u00a0", " "),
    )
    # Of 400 draws 6.25 %: sqrt(.0625 x .9375 / 400) = 1.2103 points.
    assert facts["cal_threshold_50x26_useless"].value == 6.25
    assert facts["cal_threshold_50x26_useless_error"].value == pytest.approx(1.2103, abs=1e-4)
    # Of 100 draws none: a share of 2.95 % would still show none in one run of twenty, .9705 ** 100 = .05.
    assert (
        facts["cal_feedback_weak_50x26_useful_bound"].value == pytest.approx(2.951, abs=1e-3)
        and "cal_feedback_weak_50x26_useful_error" not in facts
    )
    assert {"en": "0% (under 3%)", "fr": "0 % (moins de 3 %)"}[language] in plain(
        exhibit.tell(language)["table"]
    ).replace("\u202f", " ").replace("\u00a0", " ")
    assert "cal_threshold_5x8_coverage" not in facts and "cal_skewed_between_5x8_useful" not in facts
    assert {
        "en": "“useful” in 4% and “useless” in 6.2% of 400 draws",
        "fr": "« utile » dans 4 % et « inutile » dans 6,2 % de 400 tirages",
    }[language] in words
    assert ({"en": "another version of the plan", "fr": "une autre version du plan"}[language] in words) == (
        not same_plan
    )
    assert {"en": "4 March 2026", "fr": "4 mars 2026"}[language] in words or "March 4" in words
    rows = re.findall("<tr>(.*?)</tr>", exhibit.tell(language)["table"])[1:]
    assert len(rows) == 5 and sum("–" in row for row in rows) == 1
    # Above .97 an interval is wider than it says.
    assert [{"en": "cautious", "fr": "prudent"}[language] in row for row in rows] == [
        False,
        False,
        True,
        False,
        False,
    ]
    assert {"en": "between people", "fr": "entre personnes"}[language] in rows[4]


ESCAPES = {
    "en": (
        "In these worlds a word was false in more than 8% of the draws. The same, where the lift lasts (“useful” in 88%, "
        "20 × 12); the effect comes weeks later (“useless” in 12.5%, 20 × 12); scores as skewed as LinkedIn once told, "
        "between people (“useful” in 9%, 20 × 12)."
    ),
    "fr": (
        "dans ces mondes, un verdict était faux dans plus de 8 % des tirages. De même, quand la hausse dure (« utile » dans 88 %, "
        "20 × 12) ; l’effet vient des semaines plus tard (« inutile » dans 12,5 %, 20 × 12) ; des scores aussi inégaux que "
        "LinkedIn l’a dit un jour, entre personnes (« utile » dans 9 %, 20 × 12)."
    ),
}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_world_in_which_a_word_is_false_too_often_is_named_at_its_worst_size(language, monkeypatch):
    study = world_study("nothing", 4, 6)
    monkeypatch.setattr(
        rule_tried, "read_table", lambda: READ(f"# 2026-03-04 {study.plan.hash_on_weeks} code\n{HEAD}{ROWS}")
    )
    told = plain(show_calibration(study).tell(language)["sentence"])
    assert ESCAPES[language].lower() in re.sub("[\u00a0\u202f]", " ", told).lower()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_where_no_word_is_false_too_often_that_is_said(language, monkeypatch):
    study = world_study("nothing", 4, 6)
    kept = "".join(ROWS.splitlines(keepends=True)[:3])
    monkeypatch.setattr(
        rule_tried, "read_table", lambda: READ(f"# 2026-03-04 {study.plan.hash_on_weeks} code\n{HEAD}{kept}")
    )
    told = re.sub("[\u00a0\u202f]", " ", plain(show_calibration(study).tell(language)["sentence"]))
    assert {"en": "In none of the worlds", "fr": "Dans aucun de ces mondes"}[language] in told
    assert told.endswith({"en": "8% of the draws.", "fr": "8 % des tirages."}[language])

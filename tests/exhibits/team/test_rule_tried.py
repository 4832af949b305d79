"""How often the rule is right where the truth is known, told from a small table worked out by hand."""

from __future__ import annotations

import re

import pytest
from exhibits.snapshots import plain
from exhibits.told_studies import world_study

from ssi_outcomes.exhibits.team import rule_tried
from ssi_outcomes.exhibits.team.rule_tried import show_calibration

HEAD = "world,people,weeks,draws,truth,events,estimated,ratio,adjusted,coverage,useful,useless,useful_by_interval,useless_by_interval,refused_by_lead,beyond_activity,late_rows\n"
ROWS = """\
threshold,50,26,400,1.0475,600.4,1,1.05,nan,0.95,0.04,0.0625,0.05,0.06,0.1,0.02,0
threshold,5,8,100,1.0475,20,0,nan,nan,nan,0,0,0,0,0.05,0,0
feedback_weak,50,26,100,1.0475,600,1,1.02,nan,0.9,0,0.02,0,0.1,0.74,0,0
friday_unseen,50,26,100,1,600,1,1.8,2,0,0.88,0,1,0,0.1,0.9,0
friday_unseen,20,12,100,1,110,1,1.8,2,0,0.5,0,1,0,0.1,0.9,0
"""


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("same_plan", [True, False])
def test_the_calibration_is_told_from_its_table(language, same_plan, monkeypatch):
    study = world_study("nothing", 4, 6)
    table = rule_tried.read_table(
        f"# 2026-03-04 {study.plan.hash if same_plan else 'other'} code\n{HEAD}{ROWS}"
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
    assert "cal_threshold_5x8_coverage" not in facts and "cal_friday_unseen_20x12_useful" not in facts
    assert {
        "en": "“useful” in 4% and “useless” in 6.2% of 400 draws",
        "fr": "« utile » dans 4 % et « inutile » dans 6,2 % de 400 tirages",
    }[language] in words
    assert ({"en": "another version of the plan", "fr": "une autre version du plan"}[language] in words) == (
        not same_plan
    )
    assert {"en": "4 March 2026", "fr": "4 mars 2026"}[language] in words or "March 4" in words
    rows = re.findall("<tr>(.*?)</tr>", exhibit.tell(language)["table"])[1:]
    assert len(rows) == 4 and sum("–" in row for row in rows) == 1

"""The first screen on a trial: from the lot alone, with the limits that it sets."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest
from exhibits.drawn_studies import demo, tell_alone, tell_trial
from exhibits.heard import cited, facts_of, said
from exhibits.verdict_cases import BANNED

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.evidence.drawn.contrast import find_per_ten
from ssi_outcomes.exhibits.team.lot_answer import show_trial
from ssi_outcomes.exhibits.team.lot_plainly import round_trial

TOLD = {
    "useful": {"word": "useful", "notes": ("claim_met",)},
    "passing": {"word": "passing", "notes": ("claim_excluded",)},
    "interval": {"word": "undetermined", "notes": ()},
    "lot_not_moved": {"word": "undetermined", "reason": "lot_not_moved", "notes": ()},
    "lot_unread": {"word": "undetermined", "reason": "lot_unread", "notes": ()},
    "silent": {"word": "undetermined", "reason": "trial_no_event", "notes": ()},
    "gate": {"word": "undetermined", "reason": "lot_loss", "notes": ()},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", TOLD)
def test_each_word_of_a_trial_has_its_first_screen(state, language):
    exhibit = show_trial(tell_trial(**TOLD[state]))
    page = exhibit.tell(language)["plain"]
    assert len(re.findall("<dd>", page)) == 6 and cited(page) <= facts_of(exhibit).keys()
    assert not re.search(BANNED[language], re.sub("<[^>]+>", "", page), re.IGNORECASE)


def test_the_invented_trial_excludes_what_its_interval_does():
    page = said(show_trial(demo()), part="plain")
    assert page.startswith("No. Drawn by lot") and "above +2%" in page
    assert "so LinkedIn’s +10% is excluded, too" in page and "for 10 points more of score" in page


def test_without_a_ratio_for_ten_points_nothing_is_excluded():
    for state in ("lot_not_moved", "lot_unread", "silent", "gate"):
        study = tell_trial(**TOLD[state])
        assert round_trial(study.trial, study.plan) is None
        assert "Nothing." in said(show_trial(study), part="plain")


@pytest.mark.parametrize("word", ["more", "fewer", "undetermined"])
def test_one_persons_trial_speaks_of_that_person(word, monkeypatch):
    monkeypatch.setattr(type(demo()), "n_people", 1)
    page = said(show_trial(tell_alone(word)), part="plain")
    assert "for one person, in these weeks" in page


def test_a_seal_that_does_not_hold_makes_it_less_sure():
    sure = tell_trial(notes=("claim_excluded", "exploratory"), faults=("trial_late",))
    assert "Less than that here" in said(show_trial(sure), part="plain")
    assert "Less than that here" not in said(show_trial(demo()), part="plain")


def test_limits_are_those_of_the_estimate_that_decides():
    usual = demo().trial
    own = tell_trial(protocol=replace(usual.protocol, estimator="by_baseline")).trial
    far = replace(own.by_baseline, slope=replace(own.by_baseline.slope, log=-0.3))
    decided = replace(own, by_baseline=far)
    low = find_per_ten(far, own.verdict.risk)[1]
    assert round_trial(decided, demo().plan).low.size == math.ceil(100 * (1 - low))
    assert round_trial(decided, demo().plan) != round_trial(usual, demo().plan)
    assert round_trial(replace(decided, by_baseline=None), demo().plan) is None

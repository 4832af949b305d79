"""A false trail is shown as one, and what chosen stories cannot be asked is said beside how much data a real answer takes."""

from __future__ import annotations

import re

import pytest
from exhibits.snapshots import plain

from ssi_outcomes.exhibits.article.challenge import show_data_needed, show_false_trail

NEVER = {
    "never_judged": ("No verdict can be given here", "Aucun verdict ne peut être donné"),
    "never_within": ("The stories answer neither", "ne répondent ni à l’une ni à l’autre"),
    "never_raced": ("two scores: zero", "deux scores : zéro"),
}


@pytest.mark.parametrize("key", NEVER)
def test_it_says_what_stories_cannot_tell(study, key):
    exhibit = show_data_needed(study)
    english, french = (plain(exhibit.tell(language)[key]).replace("\u00a0", " ") for language in ("en", "fr"))
    assert NEVER[key][0] in english and NEVER[key][1] in french


def test_what_it_cites_are_counts_of_the_stories(study):
    exhibit = show_data_needed(study)
    cited = set(re.findall('data-fact="([^"]+)"', exhibit.tell("fr")["never_raced"]))
    assert cited == {"n_cases", "n_with_two_scores"}
    assert {fact.id: fact.value for fact in exhibit.facts}["n_with_two_scores"] == 0


def test_the_false_trail_is_absurd_and_says_so(study):
    trail = show_false_trail(study)
    facts = {fact.id: fact for fact in trail.facts}
    assert facts["false_ratio"].value == pytest.approx(243)
    assert "false trail" in trail.tell("en")["sentence"] and "fausse piste" in trail.tell("fr")["sentence"]


def test_data_needed_is_what_the_plan_implies(study):
    facts = {fact.id: fact.value for fact in show_data_needed(study).facts}
    assert facts["events_for_claim"] == pytest.approx(6449, abs=2) and facts[
        "events_for_threshold"
    ] == pytest.approx(25795, abs=3)
    assert facts["extra_a_year_threshold"] == pytest.approx(2.47, abs=0.01) and facts[
        "extra_a_year_claim"
    ] == pytest.approx(5.06, abs=0.01)

"""What chosen stories cannot be asked is said beside how much data a real answer takes."""

from __future__ import annotations

import re

import pytest
from exhibits.snapshots import plain

from ssi_outcomes.exhibits.article.challenge import show_data_needed
from ssi_outcomes.study import open_study

NEVER = {
    "never_judged": ("No verdict can be given here", "Aucun verdict ne peut être donné"),
    "never_within": ("The stories answer neither", "ne répondent ni à l’une ni à l’autre"),
    "never_raced": ("two scores: zero", "deux scores : zéro"),
}


@pytest.mark.parametrize("key", NEVER)
def test_it_says_what_stories_cannot_tell(key):
    exhibit = show_data_needed(open_study("article"))
    english, french = (plain(exhibit.tell(language)[key]).replace("\u00a0", " ") for language in ("en", "fr"))
    assert NEVER[key][0] in english and NEVER[key][1] in french


def test_what_it_cites_are_counts_of_the_stories():
    exhibit = show_data_needed(open_study("article"))
    cited = set(re.findall('data-fact="([^"]+)"', exhibit.tell("fr")["never_raced"]))
    assert cited == {"n_cases", "n_with_two_scores"}
    assert {fact.id: fact.value for fact in exhibit.facts}["n_with_two_scores"] == 0

"""What a template puts together of a fact's name: each ending is declared, cited, and that of a fact."""

from __future__ import annotations

import re

import pytest
from words.package_text import python

from ssi_outcomes.base.catalogues import FOLDER, LANGUAGES
from ssi_outcomes.exhibits.alone.diary import OF_WEEKS
from ssi_outcomes.exhibits.article.person import OF_CASE
from ssi_outcomes.exhibits.frame.rounded_gains import ENDINGS as ROUNDED
from ssi_outcomes.exhibits.team.claims_here import TALLIED
from ssi_outcomes.exhibits.team.findings import TOLD
from ssi_outcomes.exhibits.team.followed import RIGHT
from ssi_outcomes.exhibits.team.standing import OF_COURSE
from ssi_outcomes.exhibits.together.pool_facts import TOLD_POOL
from ssi_outcomes.exhibits.together.pools_tried import RATE_ENDINGS

# What stands before the ending of a fact's name in a template, and the endings declared for it.
ENDINGS = {
    "told": (*TOLD, *TOLD_POOL),
    "partly": TOLD,
    "hides": TOLD,
    "followed": RIGHT,
    "case": OF_CASE,
    "gap": OF_COURSE[:2],
    "rank": OF_COURSE[:2],
    "of": ROUNDED,
    "id": (*TALLIED, *OF_WEEKS, *RATE_ENDINGS),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_are_cited_by_declared_endings(language):
    files = [*(FOLDER / language).rglob("*.*"), *(FOLDER / "sections").rglob("*.html")]
    cited = {
        (name, ending)
        for file in files
        for name, ending in re.findall(r'(\w+) ~ "_([a-z_]+)(?:\.low|\.high)?"', file.read_text("utf-8"))
    }
    assert {pair for pair in cited if pair[1] not in ENDINGS.get(pair[0], ())} == set()
    declared = {(name, ending) for name, endings in ENDINGS.items() for ending in endings}
    unused = {ending for _, ending in declared} - {ending for _, ending in cited}
    assert unused == set()


@pytest.mark.parametrize(
    "endings", [TOLD, OF_CASE, TALLIED, OF_WEEKS, RIGHT, TOLD_POOL, RATE_ENDINGS, ROUNDED, OF_COURSE]
)
def test_each_declared_ending_is_that_of_a_fact(endings):
    # Written out, or with its last word filled in: f"{case}_rate_{name}"; a change is that of a ratio.
    lost = [
        ending
        for ending in (each.removesuffix("_change") for each in endings)
        if f'}}_{ending}"' not in python() and f"}}_{ending.rpartition('_')[0]}_{{" not in python()
    ]
    assert lost == []

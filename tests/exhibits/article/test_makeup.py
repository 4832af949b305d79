"""What the score is said to be made of: the criteria counted by who moves them, the article's beside any data."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from exhibits.heard import facts_of
from exhibits.told_studies import world_study

from ssi_outcomes.base.errors import LANGUAGES
from ssi_outcomes.base.ssi import PILLARS
from ssi_outcomes.exhibits.article.makeup import show_makeup


def test_each_criterion_is_moved_by_oneself_by_others_or_by_both(study):
    facts = {name: fact.value for name, fact in facts_of(show_makeup(study)).items()}
    by = [facts[f"n_moved_by_{who}"] for who in ("oneself", "both", "others")]
    assert by == [10, 6, 2] and sum(by) == facts["n_criteria"] == 18
    assert facts["n_not_oneself_alone"] == 8


def test_four_pillars_of_twenty_five_points_make_a_hundred(study):
    facts = {name: fact.value for name, fact in facts_of(show_makeup(study)).items()}
    assert facts["ssi_pillars"] * facts["ssi_pillar_points"] == facts["ssi_scale"] == 100


def test_of_a_team_the_same_criteria_are_told(study):
    team = show_makeup(world_study("nothing", 2, 2))
    assert facts_of(team) == facts_of(show_makeup(study))
    assert team.tell("fr") == show_makeup(study).tell("fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_criterion_stands_once_under_its_pillar_with_who_moves_it_in_a_word(study, language):
    exhibit = show_makeup(study)
    grid = BeautifulSoup(exhibit.tell(language)["makeup_grid"], "html.parser")
    columns = grid.ul.find_all("li", recursive=False)
    assert len(columns) == len(PILLARS) == len({column.strong.get_text() for column in columns})
    movers = [mover["data-status"] for mover in grid.select("li li > em")]
    facts = facts_of(exhibit)
    assert len(movers) == facts["n_criteria"].value
    for who in ("oneself", "both", "others"):
        assert movers.count(who) == facts[f"n_moved_by_{who}"].value
    assert all(mover.get_text() for mover in grid.select("em")) and exhibit.draw is None

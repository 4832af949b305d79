"""The score as LinkedIn shows it: a total of four pillars, beside how others stand."""

from ssi_outcomes.base.codebook import read_codebook
from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.base.ssi import MEANS, PILLAR_POINTS, PILLARS, RANKS, READING, SCORE, SCORE_POINTS


def test_four_full_pillars_make_a_full_score():
    assert len(PILLARS) * PILLAR_POINTS == SCORE_POINTS == 100


def test_a_reading_begins_with_the_total_and_no_column_stands_twice():
    assert READING == (SCORE, "brand", "find", "engage", "build")
    columns = (*READING, *MEANS, *RANKS)
    assert len(columns) == len(set(columns)) == 9


def test_others_are_told_of_the_industry_and_of_the_network_alike():
    assert [name.partition("_")[0] for name in MEANS] == [name.partition("_")[0] for name in RANKS]


def test_the_criteria_of_the_article_are_those_of_these_pillars():
    criteria = read_codebook(raw_folder("article")).tables["criteria"]
    (pillar,) = (field for field in criteria.fields if field.name == "pillar")
    assert tuple(pillar.constraints["enum"]) == PILLARS

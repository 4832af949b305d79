"""What the stories state, and what a comparison would need that they do not."""

from __future__ import annotations

from exhibits.heard import facts_of

from ssi_outcomes.exhibits.article.statements import (
    NEEDS,
    count_facts,
    find_known,
    show_needs,
    show_statements,
)

CASES = ("benoit", "isabelle", "leslie", "claude", "author")


def test_what_is_known_of_the_five(study):
    known = find_known(study)
    assert known["score"].to_dict() == dict(zip(CASES, (True, True, False, True, True), strict=True))
    assert not known["score_date"].any() and known["real_outcome"].all()
    assert known["period"].to_dict() == dict(zip(CASES, (True, True, False, False, False), strict=True))
    assert not known["two_scores"].any()


def test_what_is_stated_computed_and_not_stated_is_counted(study):
    counts = {fact.id: fact.value for fact in count_facts(study)}
    assert (counts["n_statements"], counts["n_derived"], counts["n_not_stated"]) == (61, 8, 5)
    assert counts["n_statements"] + counts["n_derived"] == len(study.statements)


def test_each_computed_number_shows_its_expression(study):
    table = show_statements(study).tell("en")["table"]
    assert table.count("<code>") == 8 == len(study.dataset.tables["derivations"])


def test_what_a_comparison_lacks_is_counted_by_need(study):
    facts = {name: fact.value for name, fact in facts_of(show_needs(study)).items()}
    assert [facts[f"n_with_{need}"] for need in NEEDS] == [4, 0, 5, 2, 0]

"""What the article states, as facts: each as it was stated, or with its bounds where it was derived."""

from exhibits.told_studies import read_article

from ssi_outcomes.exhibits.article.statement_facts import statement_facts


def test_a_stated_number_is_a_fact_as_it_was_stated_and_a_derived_one_has_its_bounds():
    facts = {fact.id: fact for fact in statement_facts(read_article(), "benoit")}
    score, rank, months = facts["benoit_ssi"], facts["benoit_rank"], facts["benoit_months"]
    assert (score.value, score.unit, score.source, score.low, score.high) == (
        12,
        "points",
        "statements",
        None,
        None,
    )
    assert (rank.comparator, rank.value) == ("<=", 3)
    # From September or October 2019 to April 2020.
    assert (months.value, months.low, months.high) == (None, 7, 8)
    assert (months.unit, months.source) == ("months", "derivations")


def test_what_is_not_stated_is_no_fact_and_one_person_s_facts_are_among_those_of_all():
    study = read_article()
    everyone, benoit = statement_facts(study), statement_facts(study, "benoit")
    assert "benoit_posts" in set(study.statements["statement_id"])
    assert "benoit_posts" not in {fact.id for fact in everyone}
    assert {fact.id for fact in benoit} < {fact.id for fact in everyone}
    assert "isabelle_ssi" not in {fact.id for fact in benoit}

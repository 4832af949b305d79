"""What has to hold of described persons: it holds of the article, and a table that breaks it is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exhibits.snapshots import plain

from ssi_outcomes.exhibits.article.checked import check_cases, count_study, show_checks


def test_the_article_passes_each_check(study):
    assert set(check_cases(study).values()) == {True}
    assert plain(show_checks(study).data).count("✓") == len(check_cases(study)) + 2


def test_the_counts_are_those_of_the_tables(study):
    line = plain(count_study(study).data).replace("\u00a0", " ")
    persons, statements, claims = (
        len(each) for each in (study.cases, study.dataset.tables["statements"], study.claims)
    )
    assert line.endswith(f"{persons} persons, {statements} statements, {claims} claims.")


@pytest.mark.parametrize(
    ("column", "statement", "value", "failed"),
    [
        ("value", "leslie_ssi", 40.0, "not_stated"),  # what is not stated has no value
        ("value", "benoit_ssi", 101.0, "scores"),
        ("rests_on", "benoit_months", (), "derived"),
    ],
)
def test_a_statement_that_breaks_a_rule_fails_its_check_alone(study, column, statement, value, failed):
    rows = study.statements.copy()
    (place,) = rows.index[rows["statement_id"] == statement]
    rows.at[place, column] = value
    checks = check_cases(replace(study, statements=rows))
    assert [name for name, holds in checks.items() if not holds] == [failed]


def test_a_claim_that_is_decided_by_nobody_fails(study):
    claims = study.claims.copy()
    (place,) = claims.index[claims["claim_id"] == "high_is_necessary"]
    claims.at[place, "decided_by"] = ()
    with pytest.raises(AssertionError, match=r"^check failed: statuses$"):
        show_checks(replace(study, claims=claims))

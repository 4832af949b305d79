"""Rows that contradict another row, or another table: each planted in a copy of the article's package."""

import pytest

from ssi_outcomes.base.codebook import read_codebook
from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.reading.package.opened import read_contents, read_tables

STATEMENT = (
    "planted,{case},{variable},{comparator},{value},,,{start},{end},{shortest},{longest},{dated},benoit,,"
)
BLANK = {
    "case": "benoit",
    "variable": "ssi",
    "comparator": "=",
    "value": "12",
    "start": "",
    "end": "",
    "shortest": "",
    "longest": "",
    "dated": "unknown",
}


def faults(folder) -> list[tuple[str, int, str, str]]:
    codebook = read_codebook(folder)
    contents, missing = read_contents(folder, codebook)
    return [
        (problem.file, problem.line, problem.column, problem.key)
        for problem in [*missing, *read_tables(codebook, contents)[2]]
    ]


def test_the_article_contradicts_itself_nowhere():
    assert faults(raw_folder("article")) == []


@pytest.mark.parametrize(
    ("cells", "column", "key"),
    [
        ({"value": "100.5"}, "value", "value_out_of_range"),
        ({"variable": "invitations_accepted", "value": "101"}, "value", "value_out_of_range"),
        ({"variable": "google_rank", "value": "0"}, "value", "value_out_of_range"),
        ({"value": ""}, "value", "value_missing"),
        ({"comparator": "not stated"}, "value", "value_though_silent"),
        ({"case": "nobody"}, "case", "key_unknown"),
        ({"variable": "charm"}, "variable", "key_unknown"),
        ({"start": "2020-02", "end": "2020-01", "dated": "stated"}, "end", "ends_before_start"),
        ({"start": "2020-02-31", "dated": "stated"}, "start", "date_impossible"),
        ({"start": "2020-02"}, "dated", "dated_disagrees"),
        ({"dated": "stated"}, "dated", "dated_disagrees"),
        ({"start": "unknown", "dated": "derived"}, "dated", "dated_disagrees"),
        ({"shortest": "3", "longest": "2"}, "duration_max", "longest_below_shortest"),
    ],
)
def test_a_statement_that_cannot_be_is_found(package, cells, column, key):
    line = package.append("statements", STATEMENT.format(**BLANK | cells))
    assert faults(package.folder) == [("statements.csv", line, column, key)]


@pytest.mark.parametrize(
    "cells",
    [
        {"value": "0"},
        {"value": "100"},
        {"case": ""},
        {"comparator": "not stated", "value": ""},
        {"variable": "views", "value": "250000"},
        {"start": '"[2020-01,2020-03]"', "end": "2020-02", "dated": "stated"},
        {"start": "2020-02", "end": "2020-02", "dated": "stated"},
        {"shortest": "2", "longest": "2"},
    ],
)
def test_a_statement_that_can_be_is_let_through(package, cells):
    package.append("statements", STATEMENT.format(**BLANK | cells))
    assert faults(package.folder) == []


def test_an_identifier_given_twice_is_found_with_the_line_of_the_first(package):
    line = package.append("cases", "leslie,L,L,,,,,mission,m,m,i,i,useless")
    codebook = read_codebook(package.folder)
    (problem,) = read_tables(codebook, read_contents(package.folder, codebook)[0])[2]
    assert (problem.line, problem.key, problem.values) == (line, "key_twice", {"value": "leslie", "first": 4})


def test_the_same_link_twice_is_found(package):
    line = package.append("claim_statements", "high_unnoticed,unnoticed_ssi_lower,")
    assert faults(package.folder) == [("claim_statements.csv", line, "claim_id, statement_id", "key_twice")]


@pytest.mark.parametrize(
    ("row", "column", "key"),
    [
        ("benoit_ssi,benoit,ssi,isabelle_ssi,,", "statement_id", "derivation_already_stated"),
        ("planted,benoit,ssi,benoit_ssi + nothing,,", "expression", "expression_name_unknown"),
        ("planted,benoit,ssi,benoit_ssi +,,", "expression", "expression_unreadable"),
        ("planted,benoit,ssi,planted + 1,,", "expression", "derivation_in_circle"),
        ("planted,nobody,ssi,benoit_ssi,,", "case", "key_unknown"),
    ],
)
def test_a_derivation_that_rests_on_nothing_is_found(package, row, column, key):
    line = package.append("derivations", row)
    assert faults(package.folder) == [("derivations.csv", line, column, key)]


def test_a_function_in_a_derivation_is_no_statement(package):
    package.append("derivations", "planted,benoit,months_covered,months(benoit_approaches) + benoit_months,,")
    assert faults(package.folder) == []


@pytest.mark.parametrize(
    ("row", "column", "key"),
    [
        ("high_unnoticed,nothing,", "statement_id", "key_unknown"),
        ("nothing,benoit_ssi,", "claim_id", "key_unknown"),
        ("high_is_necessary,benoit_rank,rank", "name", "link_name_unused"),
        ("high_is_necessary,benoit_rank,approaches", "name", "link_name_twice"),
    ],
)
def test_a_link_that_leads_nowhere_is_found(package, row, column, key):
    line = package.append("claim_statements", row)
    assert faults(package.folder) == [("claim_statements.csv", line, column, key)]


@pytest.mark.parametrize(
    "row", ["high_is_necessary,benoit_approaches_total,", "high_is_necessary,author_ssi_quiet,"]
)
def test_a_link_without_a_name_only_supports(package, row):
    package.append("claim_statements", row)
    assert faults(package.folder) == []


def test_a_person_of_whom_a_condition_lacks_a_statement_is_found(package):
    # Leslie's score is linked, what recruiters did is not: her row could never be judged.
    package.append("claim_statements", "high_is_necessary,leslie_ssi,ssi")
    assert [(column, key) for _, _, column, key in faults(package.folder)] == [
        ("condition", "condition_name_unlinked")
    ]


@pytest.mark.parametrize(
    ("condition", "wording", "column", "key"),
    [
        ("ssi > 3", "W", "condition", "condition_name_unlinked"),
        ("ssi >", "W", "condition", "expression_unreadable"),
        ("", "W {nothing}", "wording_en", "wording_name_unknown"),
    ],
)
def test_a_claim_that_cannot_be_judged_or_worded_is_found(package, condition, wording, column, key):
    line = package.append("claims", f"planted,author,existence,,{wording},{wording},{condition},,,,,benoit,,")
    assert faults(package.folder) == [("claims.csv", line, column, key)]


def test_a_figure_quoted_in_one_language_only_is_found(package):
    line = package.append("claims", "planted,author,figure,,With {benoit_ssi},Avec peu,,,,,,benoit,,")
    assert faults(package.folder) == [("claims.csv", line, "wording_fr", "wording_names_differ")]


def test_the_bounds_of_low_and_high_come_from_the_plan_not_from_a_link(package):
    package.append("claims", "planted,author,existence,,W,W,ssi < low or ssi > high,,,,,benoit,,")
    package.append("claim_statements", "planted,benoit_ssi,ssi")
    assert faults(package.folder) == []


def test_a_condition_where_cases_decide_nothing_is_found(package):
    line = package.append("claims", "planted,author,associated,,W,W,ssi > low,,,,,benoit,,")
    package.append("claim_statements", "planted,benoit_ssi,ssi")
    assert faults(package.folder) == [("claims.csv", line, "condition", "condition_beyond_cases")]


def test_what_belongs_to_no_case_joins_every_case(package):
    package.append("claims", "planted,author,existence,,W,W,ssi < scale,,,,,benoit,,")
    for link in ("benoit_ssi,ssi", "isabelle_ssi,ssi", "ssi_scale,scale"):
        package.append("claim_statements", f"planted,{link}")
    assert faults(package.folder) == []


@pytest.mark.parametrize("cells", [">=,", ",10"])
def test_half_a_threshold_is_found(package, cells):
    line = package.append("criteria", f"planted,brand,L,L,oneself,{cells},,")
    assert faults(package.folder) == [("criteria.csv", line, "threshold", "threshold_half")]


def test_rows_that_cannot_be_read_do_not_drag_others_along(package):
    line = package.replace("cases", "benoit,Benoit,Benoit,", "Benoit!,Benoit,Benoit,")
    assert faults(package.folder) == [("cases.csv", line, "case", "cell_pattern")]

"""A cell is read surely, or asked about."""

from __future__ import annotations

import pytest
from reading.cells.faults import fault_of

from ssi_outcomes.reading.cells.values import (
    NumberRule,
    read_cells,
    read_count,
    read_money,
    read_number,
    read_percent,
    read_rank,
    read_score,
    read_text,
)

# --- counts, scores, percentages, ranks, money


@pytest.mark.parametrize(
    ("cell", "count"),
    [("3", 3), (3.0, 3), ("1 234", 1234), ("1,234", 1234), ("1.234", 1234), ("2,0", 2), ("0", 0)],
)
def test_a_count_is_whole(cell, count: int):
    assert read_count(cell) == count


@pytest.mark.parametrize("cell", ["2,5", "-1", 2.5, -1, "-1,234"])
def test_a_part_of_an_event_or_less_than_none_is_refused(cell):
    assert fault_of(read_count, cell) == "count_not_whole"


def test_a_count_that_may_be_three_or_three_thousand_is_asked_about():
    assert fault_of(read_count, "3.000") == fault_of(read_count, "3,000") == "number_ambiguous"
    assert read_count("3.000", NumberRule(".")) == 3


@pytest.mark.parametrize(
    ("cell", "score"),
    [
        (53, 53),
        (52.6, 52.6),
        ("53", 53),
        ("52,6", 52.6),
        ("53/100", 53),
        ("52,6 / 100", 52.6),
        ("53 out of 100", 53),
        ("53 sur 100", 53),
        ("53 %", 53),
        ("53%", 53),
        ("13.118", 13.118),
        ("13,118/100", 13.118),
    ],
)
def test_a_score_is_read_as_people_type_it(cell, score: float):
    assert read_score(cell) == score


def test_a_pillar_is_out_of_twenty_five():
    assert read_score("13.118 out of 25", out_of=25) == 13.118
    assert read_score("13,1/25", out_of=25) == 13.1
    assert fault_of(read_score, "13/25") == fault_of(read_score, "13/100", out_of=25) == "score_out_of"
    assert fault_of(read_score, "53 %", out_of=25) == "score_unreadable"


@pytest.mark.parametrize("cell", ["NC", "n/a", "-", "~50", "48 pts", "env. 50", "?", "48-50"])
def test_what_is_no_score_is_told_that_an_empty_cell_means_not_counted(cell):
    assert fault_of(read_score, cell) == fault_of(read_score, cell, out_of=25) == "score_unreadable"


@pytest.mark.parametrize(
    ("cell", "score"), [("52,6", 52.6), ("48/100", 48), ("48 sur 100", 48), (" 48 ", 48)]
)
def test_scores_as_hands_type_them_are_read(cell, score):
    assert read_score(cell) == score


@pytest.mark.parametrize(
    ("cell", "percent"),
    [
        ("75%", 75),
        ("75 %", 75),
        ("75\u00a0%", 75),
        ("0,5 %", 0.5),
        ("75", 75),
        (75, 75),
        (0, 0),
        ("0", 0),
        (1, 1),
    ],
)
def test_a_percentage_is_read(cell, percent: float):
    assert read_percent(cell) == percent


@pytest.mark.parametrize("cell", ["0.75", "0,75", 0.75])
def test_a_share_without_its_sign_is_asked_about(cell):
    assert fault_of(read_percent, cell) == fault_of(read_rank, cell) == "percent_fraction"


@pytest.mark.parametrize(
    "cell",
    [
        "Top 5 %",
        "top 5%",
        "TOP 5",
        "5 %",
        "5",
        5,
        "Top\u00a05\u00a0%",
        "Les 5 % premiers",
        "Parmi les 5 % premiers",
        "Premiers 5 %",
        "Top 5,0 %",
    ],
)
def test_a_rank_is_read_as_people_type_it(cell):
    assert read_rank(cell) == 5


@pytest.mark.parametrize("cell", ["Top", "Top five", "5e", "Top 5 % of 10", "< 1 %"])
def test_what_is_not_a_rank_is_refused(cell: str):
    assert fault_of(read_rank, cell) in {"rank_unreadable", "number_unreadable"}


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("$1,234,567", (1234567, "USD")),
        ("1 234,50 €", (1234.5, "EUR")),
        ("€ 12", (12, "EUR")),
        ("CHF 1'234.50", (1234.5, "CHF")),
        ("12 EUR", (12, "EUR")),
        ("£5", (5, "GBP")),
        (12.5, (12.5, None)),
        ("12,5", (12.5, None)),
        ("-$5", None),
    ],
)
def test_an_amount_comes_with_its_currency(cell, amount):
    if amount is None:
        assert fault_of(read_money, cell) == "number_unreadable"
    else:
        assert read_money(cell) == amount


@pytest.mark.parametrize("cell", ["12 k€", "3 M€", "€ 12K", "12.5k EUR", "~ 5 €"])
def test_an_amount_that_is_refused_is_quoted_whole(cell):
    assert fault_of(read_money, cell) == "number_unreadable"
    _, faults = read_cells([cell], read_money)
    assert faults[0].values["value"] == cell


# --- columns


def test_a_column_is_read_with_its_faults_by_place():
    values, faults = read_cells(["1", "", None, "x", "2", "x", 1, True], read_number)
    assert values == [1, None, None, None, 2, None, 1, None]
    assert {place: fault.key for place, fault in faults.items()} == {
        3: "number_unreadable",
        5: "number_unreadable",
        7: "number_unreadable",
    }


def test_a_formula_that_was_never_computed_has_no_value_in_whatever_column():
    values, faults = read_cells(["#=A1+1", 3, "#N/A", None], read_count)
    assert values == [None, 3, None, None]
    assert {place: fault.key for place, fault in faults.items()} == {0: "formula_unsaved", 2: "cell_error"}
    assert faults[0].values == {"value": "=A1+1"}
    values, faults = read_cells(["#=A1", "#1", "Anne"], read_text)
    assert (values, list(faults)) == ([None, "#1", "Anne"], [0])

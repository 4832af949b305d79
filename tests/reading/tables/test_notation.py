"""How a column writes numbers and dates: as its own cells show, else it is asked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from reading.texts import CONTEXT, TODAY, read, refusal, sheet

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.cells.values import NumberRule, ValueFault
from ssi_outcomes.reading.kinds.recognition import read_sheet
from ssi_outcomes.reading.parsed import Context, Sheet
from ssi_outcomes.reading.tables.headers import find_table
from ssi_outcomes.reading.tables.notation import money_reader, number_rule, read_flag


def test_a_thousand_that_could_be_one_is_asked_about():
    refused = refusal("person;outcome;date;count\nP01;views;2026-01-28;1.000\n")
    assert refused.key == "asks_numbers"
    assert '["file.csv"]\ndecimal = ","' in refused.text("en")
    assert (
        read("person;outcome;date;count\nP01;views;2026-01-28;1.000\n", decimal=",").tables["outcomes"][0][
            "count"
        ]
        == 1000
    )


def test_day_and_month_that_cannot_be_told_apart_are_asked_about_with_the_line_to_paste():
    refused = refusal("Date;SSI\n05/01/2026;53\n")
    assert refused.key == "asks_dates"
    for language in ("fr", "en"):
        assert '["file.csv"]\ndates = "dmy"' in refused.text(language)
    assert read("Date;SSI\n05/01/2026;53\n", dates="mdy").tables["ssi"][0]["read_at"] == date(2026, 5, 1)


def anchored(text: str):
    """Return the sheet of a text, and its table of persons and counts."""
    cut = sheet(text)
    return cut, find_table(cut, {"person": ["Personne"], "count": ["Nombre"], "value": ["CA"]}, [["person"]])


def test_a_count_that_can_only_be_whole_is_not_asked_about():
    cut, table = anchored("Personne;Nombre\nP01;1.234\nP02;5\n")
    assert number_rule(table, "count", cut, {}) == NumberRule(None)


def test_amounts_are_judged_without_their_currency_and_settled_by_the_mapping():
    cut, table = anchored("Personne;CA\nP01;1,234 €\nP02;$5\n")
    with pytest.raises(FileRefused) as refused:
        number_rule(table, "value", cut, {}, money=True)
    assert (refused.value.key, refused.value.values["column"]) == ("asks_numbers", "CA")
    rule = number_rule(table, "value", cut, {"decimal": "."}, money=True)
    assert money_reader(rule)("1,234 €") == (1234, "EUR")


def test_yes_and_no_are_known_by_their_words_whatever_their_case_and_accents():
    read_answer = read_flag({True: {"oui", "gagne"}, False: {"non"}})
    assert [read_answer(cell) for cell in ("OUI", " gagné ", "Non")] == [True, True, False]
    with pytest.raises(ValueFault) as fault:
        read_answer("peut-être")
    assert (fault.value.key, fault.value.values) == ("flag_unreadable", {"value": "peut-être"})


@pytest.mark.parametrize("header", ["Date", "Relevé le", "Datum"])
def test_a_column_that_mixes_orders_is_told_so_with_a_line_of_each_and_the_line_to_paste_answers(header):
    text = f"{header};SSI\n05/01/2026;50\n13/01/2026;51\n01/14/2026;52\n15/01/2026;53\n"
    refused = refusal(text)
    assert refused.key == "asks_dates_mixed"
    said = {name: refused.values[name] for name in ("line", "value", "other_line", "other")}
    assert said == {"line": 3, "value": "13/01/2026", "other_line": 4, "other": "01/14/2026"}
    answered = read(text, dates="dmy")
    assert [record["ssi"] for record in answered.tables["ssi"]] == [50, 51, 53]
    assert [(each.line, each.key) for each in answered.rejected] == [(4, "date_other_order")]


@pytest.mark.parametrize(
    ("said", "proof", "other"), [("dmy", "04/25/2026", "mdy"), ("mdy", "25/04/2026", "dmy")]
)
def test_an_order_that_was_said_is_held_against_the_one_that_the_columns_own_dates_prove(said, proof, other):
    text = f"Date;SSI\n05/04/2026;50\n{proof};51\n"
    with pytest.raises(FileRefused) as asked:
        read(text, dates=said)
    assert asked.value.key == "asks_dates_otherwise"
    assert (asked.value.values["line"], asked.value.values["value"]) == (3, proof)
    for language in ("fr", "en"):
        assert f'["file.csv"]\ndates = "{other}"' in asked.value.text(language)
    assert [record["ssi"] for record in read(text, dates=other).tables["ssi"]] == [50, 51]
    assert len(read(text.replace(proof, "2026-04-25"), dates=said).tables["ssi"]) == 2


def opened_abroad(first: date, count: int = 20) -> Sheet:
    """Return a sheet of day/month texts as a spreadsheet of the other order leaves it."""
    days = [first + timedelta(days=3 * step) for step in range(count)]
    cells = [date(day.year, day.day, day.month) if day.day <= 12 else f"{day:%d/%m/%Y}" for day in days]
    rows = (("Date", "SSI"), *((cell, 50.0) for cell in cells))
    return Sheet("data/raw/acme/suivi.xlsx", "Suivi", range(1, count + 2), rows)


def test_dates_that_a_spreadsheet_may_have_turned_are_asked_about_and_kept_where_that_is_said():
    turned = opened_abroad(date(2025, 1, 2))
    with pytest.raises(FileRefused) as asked:
        read_sheet(turned, CONTEXT)
    assert asked.value.key == "asks_dates_turned" and asked.value.values["value"] == "14/01/2025"
    for language in ("fr", "en"):
        assert 'dates = "dmy"' in asked.value.text(language)
    kept = read_sheet(turned, Context(today=TODAY, mapping={"dates": "dmy"}))
    assert len(kept.tables["ssi"]) == 20


@pytest.mark.parametrize("cell", [date(2025, 1, 20), "05/04/2025"])
def test_dates_that_no_spreadsheet_can_have_turned_are_not_asked_about(cell):
    turned = opened_abroad(date(2025, 1, 2))
    rows = (*turned.rows, (cell, 50.0))
    assert len(read_sheet(replace(turned, lines=range(1, 23), rows=rows), CONTEXT).tables["ssi"]) == 21

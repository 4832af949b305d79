"""A cell is read surely, or asked about."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from ssi_outcomes.base.errors import message
from ssi_outcomes.reading.cells.values import (
    DateRule,
    NumberRule,
    ValueFault,
    infer_dates,
    infer_numbers,
    is_blank,
    read_cells,
    read_count,
    read_money,
    read_number,
    read_percent,
    read_rank,
    read_score,
    read_text,
    to_day,
    to_local,
)


def fault_of(action, *arguments, **named) -> str:
    with pytest.raises(ValueFault) as fault:
        action(*arguments, **named)
    for language in ("fr", "en"):
        assert message(fault.value.key, language, **fault.value.values)
    return fault.value.key


# --- text and blanks


@pytest.mark.parametrize("cell", [None, "", " ", "\u00a0\u202f", "\t\r\n", "\u200b", "\ufeff"])
def test_blank_is_nothing_but_spaces(cell):
    assert is_blank(cell) and read_text(cell) == ""


@pytest.mark.parametrize("cell", ["NA", "None", "null", "nan", "-", "0", 0, False, 0.0])
def test_names_and_zeros_are_not_blank(cell):
    assert not is_blank(cell)


def test_text_keeps_what_is_inside_and_drops_what_is_around():
    assert read_text("\u00a0 Anne\u00a0 Marie \ufeff") == "Anne\u00a0 Marie"
    assert (read_text(12.0), read_text(12.5), read_text(date(2026, 1, 5))) == ("12", "12.5", "2026-01-05")


# --- numbers

SURE = {
    **{
        "0": 0,
        "52": 52,
        "52,6": 52.6,
        "52.6": 52.6,
        ",5": 0.5,
        ".5": 0.5,
        "5.": 5,
        "0,123": 0.123,
        "1,2345": 1.2345,
        "-3,5": -3.5,
        "+3.5": 3.5,
    },
    **{
        "1 234,5": 1234.5,
        "1\u00a0234,5": 1234.5,
        "1\u202f234,5": 1234.5,
        "1\u2009234": 1234,
        "1'234.5": 1234.5,
        "1\u2019234": 1234,
    },
    **{
        "1,234.5": 1234.5,
        "1.234,5": 1234.5,
        "1,234,567": 1234567,
        "1.234.567": 1234567,
        "1,234,567.8": 1234567.8,
        "1 234 567,89": 1234567.89,
    },
    **{"\u22125,5": -5.5, " 7 ": 7, "1e3": 1000, "1.5E-3": 0.0015, "1,5e3": 1500, "007": 7},
}


@pytest.mark.parametrize(("text", "number"), SURE.items())
def test_a_sure_number_is_read(text: str, number: float):
    assert read_number(text) == pytest.approx(number, rel=1e-15)


@pytest.mark.parametrize(
    "text",
    [
        "1_000",
        "٥٢",
        "５２",
        "nan",
        "inf",
        "-inf",
        "1 2",
        "12 34",
        "1,23,456",
        "12,34,567",
        "1.234,567.8",
        "0x1F",
        "--5",
        "5-",
        "(5)",
        "1/2",
        "½",
        "²",
        "5€",
        "5 %",
        "1e",
        "e5",
        ".",
        ",",
        "-",
        "1..2",
        "1e999",
        "NA",
    ],
)
def test_what_is_not_surely_a_number_is_refused(text: str):
    assert fault_of(read_number, text) == "number_unreadable"


@pytest.mark.parametrize("cell", [True, False, date(2026, 1, 5), float("nan"), float("inf")])
def test_what_a_workbook_holds_beside_numbers_is_refused_as_one(cell):
    assert fault_of(read_number, cell) == "number_unreadable"


def test_a_number_of_a_workbook_is_itself():
    assert (read_number(52.6), read_number(48)) == (52.6, 48.0)


def test_a_missing_number_is_said_to_be_missing():
    assert fault_of(read_number, " ") == fault_of(read_number, None) == "number_missing"


def test_an_identifier_is_not_rounded_to_a_number():
    assert fault_of(read_number, "1234567890123456789") == "number_too_long"


@pytest.mark.parametrize("text", ["1,234", "1.234", "999.999", "-1,000"])
def test_a_lone_mark_before_three_digits_is_asked_about(text: str):
    assert fault_of(read_number, text) == "number_ambiguous"
    assert fault_of(infer_numbers, [text, "5", "", None, 3.2]) == "number_ambiguous"


@pytest.mark.parametrize(
    ("others", "value"),
    [
        (["3,5"], 1.234),
        (["1 234,5"], 1.234),
        (["1.234,5"], 1.234),
        (["1,234.5"], 1234),
        (["2.5"], 1234),
        (["1,234,567"], 1234),
    ],
)
def test_the_other_cells_of_a_column_decide(others: list[str], value: float):
    assert infer_numbers(["1,234", *others]).read("1,234") == value


def test_a_column_that_uses_both_marks_decides_nothing():
    assert infer_numbers(["3,5", "3.5"]) == NumberRule(None)
    assert fault_of(infer_numbers, ["3,5", "3.5", "1,234"]) == "number_ambiguous"


def test_the_mapping_decides_before_the_column():
    assert infer_numbers(["1,234"], decimal=",").read("1,234") == 1.234
    assert infer_numbers(["1,234"], decimal=".").read("1,234") == 1234
    assert fault_of(infer_numbers, ["1"], decimal="comma") == "decimal_unknown"


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
    assert fault_of(read_score, "53 %", out_of=25) == "number_unreadable"


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


# --- dates

DATES = {
    "2026-01-05": date(2026, 1, 5),
    "2026/1/5": date(2026, 1, 5),
    "2026.01.05": date(2026, 1, 5),
    "2026-01-05 14:30": datetime(2026, 1, 5, 14, 30),
    "2026-01-05T14:30:15": datetime(2026, 1, 5, 14, 30, 15),
    "2026-01-05T14:30:15.123Z": datetime(2026, 1, 5, 14, 30, 15, tzinfo=UTC),
    "2026-01-05 14:30+02:00": datetime(2026, 1, 5, 14, 30, tzinfo=timezone(timedelta(hours=2))),
    "2025-06-01 14:03:22 UTC": datetime(2025, 6, 1, 14, 3, 22, tzinfo=UTC),
    "2024/02/01 15:02:55 UTC": datetime(2024, 2, 1, 15, 2, 55, tzinfo=UTC),
    "Sat Sep 05 08:12:14 UTC 2026": datetime(2026, 9, 5, 8, 12, 14, tzinfo=UTC),
    "08 Feb 2026": date(2026, 2, 8),
    "7-Feb-22": date(2022, 2, 7),
    "Feb 8, 2026": date(2026, 2, 8),
    "February 8th, 2026": date(2026, 2, 8),
    "8 février 2026": date(2026, 2, 8),
    "8 fe\u0301vrier 2026": date(2026, 2, 8),
    "8 FEVR. 2026": date(2026, 2, 8),
    "1er mars 2026": date(2026, 3, 1),
    "08-févr.-26": date(2026, 2, 8),
    "lundi 5 janvier 2026": date(2026, 1, 5),
    "mar. 3 mars 2026": date(2026, 3, 3),
    "Mon, 05 Jan 2026": date(2026, 1, 5),
    "15 août 2026 à 14h05": datetime(2026, 8, 15, 14, 5),
    "31\u00a0déc.\u00a02026": date(2026, 12, 31),
    "2026-W05": date(2026, 1, 26),
    "2026W05": date(2026, 1, 26),
    "2026-W05-3": date(2026, 1, 28),
    "2026-S05": date(2026, 1, 26),
    "Semaine 5 2026": date(2026, 1, 26),
    "2026-W53": date(2026, 12, 28),
    "31/01/2026": date(2026, 1, 31),
    "05/05/2026": date(2026, 5, 5),
}


@pytest.mark.parametrize(("text", "moment"), DATES.items())
def test_a_sure_date_is_read(text: str, moment: date):
    found = infer_dates([text]).read(text)
    assert found == moment and type(found) is type(moment)


@pytest.mark.parametrize(
    ("order", "text", "moment"),
    [
        ("dmy", "08/01/2024", date(2024, 1, 8)),
        ("mdy", "08/01/2024", date(2024, 8, 1)),
        ("dmy", "2024-01-08", date(2024, 1, 8)),
        ("mdy", "2024-01-08", date(2024, 1, 8)),
        ("mdy", "1/29/26, 2:37 PM", datetime(2026, 1, 29, 14, 37)),
        ("mdy", "1/9/26, 12:05\u202fAM", datetime(2026, 1, 9, 0, 5)),
        ("dmy", "5.1.2026", date(2026, 1, 5)),
        ("ymd", "26-01-05", date(2026, 1, 5)),
    ],
)
def test_the_order_of_day_and_month_is_the_columns(order: str, text: str, moment: date):
    assert DateRule(order).read(text) == moment


def test_one_sure_date_decides_for_the_column():
    rule = infer_dates(["01/02/2026", "", None, "13/02/2026", "2026-05-06"])
    assert [rule.read(text) for text in ("01/02/2026", "2026-05-06")] == [date(2026, 2, 1), date(2026, 5, 6)]
    assert infer_dates(["01/02/2026", "02/13/2026"]).read("01/02/2026") == date(2026, 1, 2)


def test_a_column_where_day_and_month_cannot_be_told_apart_is_asked_about():
    assert fault_of(infer_dates, ["01/02/2026", "03/04/2026", "2026-05-06"]) == "date_ambiguous"
    assert fault_of(DateRule().read, "01/02/2026") == "date_ambiguous"
    assert infer_dates(["01/02/2026"], "mdy").read("01/02/2026") == date(2026, 1, 2)


def test_a_column_that_contradicts_itself_is_asked_about():
    assert fault_of(infer_dates, ["13/02/2026", "02/13/2026"]) == "date_mixed"
    assert fault_of(DateRule("dmy").read, "02/13/2026") == "date_other_order"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2026-02-30", "date_not_in_calendar"),
        ("30 February 2026", "date_not_in_calendar"),
        ("2026-01-05 25:00", "date_not_in_calendar"),
        ("2025-W53", "date_not_in_calendar"),
        ("2026-01-05 13:00 PM", "date_not_in_calendar"),
        ("13/13/2026", "date_not_in_calendar"),
        ("1026-01-05", "date_year"),
        ("46027", "date_is_number"),
        ("20260105", "date_unreadable"),
        ("demain", "date_unreadable"),
        ("5 brumaire 2026", "date_unreadable"),
        ("mars 2026", "date_only_month"),
        ("2026-03", "date_only_month"),
        ("", "date_missing"),
        ("26-01-05", "date_ambiguous"),
        ("٢٠٢٦-01-05", "date_unreadable"),
    ],
)
def test_what_is_not_surely_a_day_is_refused_with_its_reason(text: str, key: str):
    assert fault_of(DateRule("dmy").read, text) == key


@pytest.mark.parametrize("cell", [46027, 46027.5, True])
def test_a_number_of_a_workbook_is_no_date(cell):
    assert fault_of(DateRule("dmy").read, cell) == "date_is_number"


def test_a_date_of_a_workbook_is_itself():
    assert DateRule().read(date(2026, 1, 5)) == date(2026, 1, 5)
    assert fault_of(DateRule().read, datetime(1899, 12, 31)) == "date_year"


def test_an_unknown_order_is_refused():
    assert fault_of(infer_dates, [], "french") == "date_order_unknown"


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2026-W05", date(2026, 1, 26), date(2026, 2, 1)),
        ("S05 2026", date(2026, 1, 26), date(2026, 2, 1)),
        ("2026-W05-1", date(2026, 1, 26), date(2026, 1, 26)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("février 2026", date(2026, 2, 1), date(2026, 2, 28)),
        ("03/2026", date(2026, 3, 1), date(2026, 3, 31)),
        ("2026-01-05 14:00", date(2026, 1, 5), date(2026, 1, 5)),
        (datetime(2026, 1, 5), date(2026, 1, 5), date(2026, 1, 5)),
    ],
)
def test_a_period_runs_from_its_first_day_to_its_last(cell, first: date, last: date):
    assert DateRule().period(cell) == (first, last)


def test_a_moment_is_told_by_the_local_clock():
    assert to_local(datetime(2025, 6, 1, 22, 30, tzinfo=UTC), "Europe/Paris") == datetime(2025, 6, 2, 0, 30)
    assert to_local(datetime(2025, 6, 1, 22, 30), "Europe/Paris") == datetime(2025, 6, 1, 22, 30)
    assert to_local(date(2025, 6, 1), "Europe/Paris") == date(2025, 6, 1)
    assert to_day(datetime(2025, 6, 1, 22, 30)) == to_day(date(2025, 6, 1)) == date(2025, 6, 1)


# --- columns


def test_a_column_is_read_with_its_faults_by_place():
    values, faults = read_cells(["1", "", None, "x", "2", "x", 1, True], read_number)
    assert values == [1, None, None, None, 2, None, 1, None]
    assert {place: fault.key for place, fault in faults.items()} == {
        3: "number_unreadable",
        5: "number_unreadable",
        7: "number_unreadable",
    }


def test_a_fault_survives_the_way_between_processes():
    fault = pickle.loads(pickle.dumps(ValueFault("number_unreadable", value="x")))
    assert (fault.key, fault.values) == ("number_unreadable", {"value": "x"})

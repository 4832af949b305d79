"""A date is read surely, by the rule of its column, or asked about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from reading.cells.faults import fault_of

from ssi_outcomes.reading.cells.dates import find_proof
from ssi_outcomes.reading.cells.values import DateRule, ValueFault, infer_dates, to_day, to_local

DATES = {
    "2026-01-05": date(2026, 1, 5),
    "2026/1/5": date(2026, 1, 5),
    "2026.01.05": date(2026, 1, 5),
    "2026-01-05 14:30": datetime(2026, 1, 5, 14, 30),
    "2026-01-05T14:30:15": datetime(2026, 1, 5, 14, 30, 15),
    "2026-01-05T14:30:15.123Z": datetime(2026, 1, 5, 14, 30, 15, tzinfo=UTC),
    "2026-01-05 14:30+02:00": datetime(2026, 1, 5, 14, 30, tzinfo=timezone(timedelta(hours=2))),
    "2026-01-05T14:30-03:30": datetime(2026, 1, 5, 14, 30, tzinfo=timezone(-timedelta(hours=3, minutes=30))),
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
    "2026/W05": date(2026, 1, 26),
    "2026 week 5": date(2026, 1, 26),
    "2026, KW 5": date(2026, 1, 26),
    "KW 5/2026": date(2026, 1, 26),
    "CW05 2026": date(2026, 1, 26),
    "Wk5/2026": date(2026, 1, 26),
    "sem. 5 / 2026": date(2026, 1, 26),
    "Semaine 5 (2026)": date(2026, 1, 26),
    "week 5 of 2026": date(2026, 1, 26),
    "semana 5 de 2026": date(2026, 1, 26),
    "week-5-2026": date(2026, 1, 26),
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
        ("2026-01", "date_only_month"),
        ("2026-12", "date_only_month"),
        ("", "date_missing"),
        ("W12/26", "week_short_year"),
        ("S11-12", "week_short_year"),
        ("KW 5 26", "week_short_year"),
        ("Mon 2 Mar", "date_without_year"),
        ("2 mars", "date_without_year"),
        ("March 2nd", "date_without_year"),
        ("Mo. 2. März", "date_without_year"),
        ("2 de março", "date_without_year"),
        ("12/03", "date_without_year"),
        ("03.03.", "date_without_year"),
        ("5 brumaire", "date_unreadable"),
        ("Mar-26", "month_short_year"),
        ("févr.-26", "month_short_year"),
        ("lune-26", "date_unreadable"),
        ("26-01-05", "date_short_year"),
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


@pytest.mark.parametrize(
    ("text", "proves"),
    [
        ("13/12/2026", "dmy"),
        ("12/13/2026", "mdy"),
        ("12/12/2026", ""),
        ("05/04/2026", ""),
        ("13/14/2026", ""),
    ],
)
def test_a_date_proves_the_order_in_which_alone_it_has_a_month(text, proves):
    told = {order: find_proof(["", "05/04/2026", text], order) for order in ("dmy", "mdy")}
    assert told == {order: text if order == proves else None for order in told}


def test_a_moment_is_told_by_the_local_clock():
    assert to_local(datetime(2025, 6, 1, 22, 30, tzinfo=UTC), "Europe/Paris") == datetime(2025, 6, 2, 0, 30)
    assert to_local(datetime(2025, 6, 1, 22, 30), "Europe/Paris") == datetime(2025, 6, 1, 22, 30)
    assert to_local(date(2025, 6, 1), "Europe/Paris") == date(2025, 6, 1)
    assert to_day(datetime(2025, 6, 1, 22, 30)) == to_day(date(2025, 6, 1)) == date(2025, 6, 1)


@pytest.mark.parametrize(
    "text",
    [
        *("2 mars 2026", "2 March 2026", "March 2, 2026", "lundi 2 mars 2026", "Mon 2 Mar 2026"),
        *(
            "2. März 2026",
            "Montag, den 2. März 2026",
            "2 Mrz 2026",
            "2 de marzo de 2026",
            "lunes, 2 de marzo de 2026",
        ),
        *(
            "2 de março de 2026",
            "segunda-feira, 2 de março de 2026",
            "2 mar. 2026",
            "2 marzo 2026",
            "lunedì 2 marzo 2026",
        ),
        *("2 maart 2026", "maandag 2 maart 2026", "2-mrt-2026"),
    ],
)
def test_months_are_read_in_seven_languages(text):
    assert DateRule().read(text) == date(2026, 3, 2)


@pytest.mark.parametrize(
    "text", ["KW 10 2026", "KW10/2026", "Semana 10 2026", "settimana 10/2026", "Woche 10/2026"]
)
def test_weeks_are_read_by_their_names(text):
    assert DateRule().period(text) == (date(2026, 3, 2), date(2026, 3, 8))


def test_of_a_column_that_contradicts_itself_the_first_of_each_order_is_told():
    cells = ["03/04/2026", "13/02/2026", "02/13/2026", "14/02/2026", "02/14/2026"]
    with pytest.raises(ValueFault) as fault:
        infer_dates(cells)
    assert (fault.value.key, fault.value.values) == (
        "date_mixed",
        {"value": "13/02/2026", "other": "02/13/2026"},
    )


@pytest.mark.parametrize(("order", "day"), [("dmy", date(2005, 1, 26)), ("ymd", date(2026, 1, 5))])
def test_a_year_of_two_digits_is_where_the_user_says(order, day):
    assert infer_dates(["26-01-05"], order).read("26-01-05") == day

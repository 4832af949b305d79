"""The day of a reading that does not say so itself."""

from datetime import date

import pytest
from reading.scores import ANSWER, BARS, json_of, only, page
from reading.texts import CONTEXT, TODAY

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.kinds.page.reading_day import asked_date, date_of, written_day
from ssi_outcomes.reading.parsed import Context


def test_an_answer_without_a_date_is_asked_about():
    with pytest.raises(FileRefused) as refused:
        json_of(ANSWER, "data/raw/acme/P01/answer.json")
    assert refused.value.key == "asks_reading_date"
    assert '["P01/answer.json"]\ndate = "____-__-__"' in refused.value.text("fr")
    assert only(json_of(ANSWER, "answer.json", date="2026-01-07"))["read_at"] == date(2026, 1, 7)


def test_the_line_pasted_unchanged_dates_nothing():
    with pytest.raises(FileRefused, match="____-__-__"):
        json_of(ANSWER, "answer.json", date="____-__-__")


def test_the_day_that_a_saving_tool_noted_dates_the_page():
    noted = "<!--\n Page saved with SingleFile \n url: https://www.linkedin.com/sales/ssi \n saved date: Wed Jan 07 2026 10:12:13 GMT+0100 (CET)\n-->"
    assert only(page(BARS.replace("<head>", noted + "<head>"), "page.html"))["read_at"] == date(2026, 1, 7)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("ssi-2026-01-05.json", date(2026, 1, 5)),
        ("20260105_ssi.json", date(2026, 1, 5)),
        ("ssi 2026.01.05 et 2026-01-05.json", date(2026, 1, 5)),
        ("2025-12-31/ssi-2026-01-05.json", date(2026, 1, 5)),  # of the file, not of its folder
    ],
)
def test_the_one_day_in_a_file_s_name_dates_it(name, day):
    assert asked_date(name, CONTEXT) == day


@pytest.mark.parametrize(
    "name", ["ssi.json", "ssi-2026-02-30.json", "2026-01-05 to 2026-01-12.json", "120260105.json"]
)
def test_a_name_with_no_day_or_two_dates_nothing(name):
    with pytest.raises(FileRefused) as refused:
        asked_date(name, CONTEXT)
    assert refused.value.key == "asks_reading_date"


def test_the_mapping_s_day_comes_before_what_the_file_and_its_name_say():
    context = Context(today=TODAY, mapping={"date": "2026-01-07"})
    assert asked_date("ssi-2026-01-05.json", context) == date(2026, 1, 7)
    assert date_of("2026-01-06", "ssi-2026-01-05.json", context) == date(2026, 1, 7)
    assert date_of("2026-01-06", "ssi-2026-01-05.json", CONTEXT) == date(2026, 1, 6)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24\nSaved on 2026-01-05", date(2026, 1, 5)),
        ("5 janvier 2026\n24", date(2026, 1, 5)),
        ("January 5, 2026\n24", date(2026, 1, 5)),
        ("from 2026-01-05 to 2026-01-12", None),
        ("24 out of 100", None),
    ],
)
def test_copied_words_are_of_the_one_day_that_they_name(text, day):
    assert written_day(text) == day

"""The cells of a workbook to fill in: what may go there is checked, and what does not is answered in the language."""

from __future__ import annotations

import io
import re

import pytest
import xlsxwriter
from desk.workbooks import TODAY, both_languages, part

from ssi_outcomes.desk.checked_cells import (
    ROWS,
    Book,
    check_cells,
    check_date,
    check_person,
    set_height,
    write_table,
)

WORDS = {"fr": ("Personnes", "05/01/2026"), "en": ("People", "2026-01-05")}


def fill(language: str, *steps) -> str:
    """Return the XML of a sheet after `steps`, each a function of book and sheet."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        sheet = workbook.add_worksheet()
        for step in steps:
            step(Book(workbook, language, "acme", TODAY), sheet)
    return part(stream.getvalue(), 0)


@both_languages
def test_a_list_of_another_sheet_has_its_address_in_the_language(language):
    with xlsxwriter.Workbook(io.BytesIO()) as workbook:
        book = Book(workbook, language, "acme", TODAY)
        people, _ = WORDS[language]
        assert book.range("people", (1, 20)) == f"='{people}'!$A$2:$A$21"
        assert book.range("people", (0, 0), column=27) == f"='{people}'!$AB$1"


@both_languages
def test_a_column_of_days_takes_days_only_and_shows_one_as_the_language_writes_it(language):
    xml = fill(language, lambda book, sheet: check_date(book, sheet, 2))
    (check,) = re.findall("<dataValidation .*?</dataValidation>", xml)
    assert 'type="date"' in check and f'sqref="C2:C{ROWS + 1}"' in check
    # The serial numbers of 1 January 1990 and 31 December 2100: days after 30 December 1899.
    assert "<formula1>32874</formula1><formula2>73415</formula2>" in check
    assert WORDS[language][1] in check


@both_languages
def test_a_person_who_is_on_no_list_yet_is_warned_of_and_not_refused(language):
    (check,) = re.findall("<dataValidation .*?</dataValidation>", fill(language, check_person))
    assert 'type="list"' in check and 'errorStyle="warning"' in check
    assert WORDS[language][0] in re.search('error="(.*?)"', check)[1]


def test_a_check_that_a_spreadsheet_would_not_take_is_no_silent_gap():
    long = {"validate": "list", "source": ["x" * 300]}
    with pytest.warns(UserWarning), pytest.raises(AssertionError, match="refused the check"):
        fill("en", lambda book, sheet: check_cells(sheet, 0, long, book, "list"))


def test_headings_stay_in_sight_and_rows_begin_below_them():
    xml = fill(
        "en", lambda book, sheet: write_table(book, sheet, ["Person", "Score"], [("P01", 45), ("P02", None)])
    )
    assert re.search('<pane xSplit="1" ySplit="1" [^>]*state="frozen"', xml)
    assert re.findall('<c r="([A-Z]+[0-9]+)"[^>]*t="s"', xml) == ["A1", "B1", "A2", "A3"]
    assert '<c r="B2"' in xml and "<v>45</v>" in xml and '<c r="B3"' not in xml


def test_what_is_to_be_filled_in_is_tinted_and_what_may_stay_empty_can_be_folded_away():
    xml = fill(
        "en",
        lambda book, sheet: write_table(
            book, sheet, ["Person", "Week of", "Calls", "Note"], [], days={1}, optional=3, laid=2
        ),
    )
    columns = re.findall("<col ([^>]*)/>", xml)
    assert ['outlineLevel="1"' in column for column in columns] == [False, False, False, True]
    # Four looks: a name that is there, a day that is there, what waits, what may stay empty.
    assert len({re.search('style="([0-9]+)"', column)[1] for column in columns}) == 4
    assert "hidden" not in xml and "collapsed" not in xml


@pytest.mark.parametrize(
    ("cells", "height"),
    [(["a"], 15), (["x" * 26], 15), (["x" * 27], 30), (["x" * 27, "y" * 60], 90), ([""], 15)],
)
def test_a_row_is_as_high_as_its_longest_text_takes_lines(cells, height):
    # Of columns 30 and 14 wide, four signs are kept free: lines of 26 and of 10.
    with xlsxwriter.Workbook(io.BytesIO()) as workbook:
        sheet = workbook.add_worksheet()
        set_height(sheet, 0, (30, 14), cells)
        assert sheet.row_sizes[0][0] == height / 0.75  # in pixels, of which a point has four thirds

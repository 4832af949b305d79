"""A workbook gives its sheets with the cells as they are shown."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
import xlsxwriter
from reading.nasty import ods, workbook, zipped

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.opening.spreadsheets import read_workbook


def test_a_workbook_keeps_numbers_dates_and_names_as_they_are():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Feuille é")
        sheet.write_row(1, 1, ["NA", 52.6, 48, True])
        sheet.write_datetime(1, 5, datetime(2026, 1, 5), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_datetime(
            1, 6, datetime(2026, 1, 5, 14, 30), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        )
    (sheet,) = read_workbook(buffer.getvalue(), "x.xlsx")
    assert (sheet.name, sheet.lines) == ("Feuille é", (1, 2))
    assert sheet.rows[1][:5] == (None, "NA", 52.6, 48, True)
    assert (sheet.rows[1][5], sheet.rows[1][6]) == (date(2026, 1, 5), datetime(2026, 1, 5, 14, 30))


def test_a_cell_that_shows_a_percentage_comes_as_it_is_shown():
    (sheet,) = read_workbook(workbook([["Rank"], [0.05], [0.125], [1]], percent=True), "x.xlsx")
    assert [row[0] for row in sheet.rows] == ["Rank", "5 %", "12.5 %", "100 %"]


def test_a_percentage_of_a_libreoffice_sheet_comes_as_it_is_shown_too():
    cell = '<table:table-row><table:table-cell office:value-type="percentage" office:value="0.05"><text:p>5%</text:p></table:table-cell></table:table-row>'
    (sheet,) = read_workbook(ods(cell), "x.ods")
    assert sheet.rows == (("5 %",),)


def test_each_sheet_of_a_workbook_is_read():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for name in ("A", "B", "Empty"):
            sheet = book.add_worksheet(name)
            if name != "Empty":
                sheet.write(0, 0, name)
    found = read_workbook(buffer.getvalue(), "x.xlsx")
    assert [(sheet.name, sheet.rows) for sheet in found] == [
        ("A", (("A",),)),
        ("B", (("B",),)),
        ("Empty", ()),
    ]


def test_an_archive_that_is_no_workbook_is_refused_as_one():
    with pytest.raises(FileRefused) as refused:
        read_workbook(zipped({"a.txt": "a"}), "x.xlsx")
    assert refused.value.key == "workbook_not"

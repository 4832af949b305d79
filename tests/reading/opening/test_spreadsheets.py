"""A workbook gives its sheets with the cells as they are shown."""

from __future__ import annotations

import io
import tomllib
from datetime import date, datetime

import pytest
import xlsxwriter
from reading.handmade import ods, workbook, zipped
from reading.texts import TODAY, faults, outcomes, read
from reading.workbooks import FORMATS, Error, read_made

from ssi_outcomes.base.errors import FileRefused, message
from ssi_outcomes.reading.kinds.recognition import read_sheet
from ssi_outcomes.reading.opening.spreadsheets import read_workbook
from ssi_outcomes.reading.parsed import Context, Parsed


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


def test_rows_of_a_libreoffice_sheet_that_are_written_once_come_each_as_it_is_shown():
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    share = '<table:table-cell table:number-columns-repeated="2" office:value-type="percentage" office:value="0.05"/>'
    error = '<table:table-cell table:formula="of:=[.A9]"/>'
    rows = [(text.format("Head"), ""), (share, ""), (text.format("x") + error, 'table:visibility="collapse"')]
    (sheet,) = read_workbook(
        ods(
            "".join(
                f'<table:table-row table:number-rows-repeated="2" {about}>{cells}</table:table-row>'
                for cells, about in rows
            )
        ),
        "x.ods",
    )
    assert sheet.rows[2:4] == (("5 %", "5 %"),) * 2
    assert sheet.rows[4:] == (("x", "#=[.A9]"),) * 2
    assert sheet.remarks == (("rows_hidden", {"count": 2, "lines": "5, 6"}),)


def test_a_share_that_stands_in_thousands_of_rows_at_once_is_refused():
    share = '<table:table-row table:number-rows-repeated="1001"><table:table-cell office:value-type="percentage" office:value="0.05"/></table:table-row>'
    with pytest.raises(FileRefused) as refused:
        read_workbook(ods(share), "x.ods")
    assert refused.value.key == "too_many_cells"


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


MONDAY = date(2026, 1, 5)
GOOD = ["Ana Test", MONDAY, 2]
HEAD = ["Person", "Week of", "Meetings"]


def read_as(kind: str, rows: list[list], **said) -> Parsed:
    return read_sheet(read_made(kind, rows, **said), Context(TODAY))


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    "error", ["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NULL!", "#N/D", "Err:502"]
)
@pytest.mark.parametrize(("column", "name"), list(enumerate(HEAD)))
def test_an_error_is_refused_in_any_column_that_is_read_and_names_its_cell(kind, error, column, name):
    bad = [*GOOD[:column], Error(error), *GOOD[column + 1 :]]
    (wrong,) = read_as(kind, [HEAD, ["Bo Test", MONDAY, 1], bad]).rejected
    assert (wrong.line, wrong.column, wrong.value, wrong.key) == (3, name, error, "cell_error")


@pytest.mark.parametrize(
    "error", ["#N/A", "#DIV/0!", "#N/D", "#VALEUR !", "#NOM?", "#¡REF!", "Err:508", "#####"]
)
def test_an_error_in_a_text_is_refused_like_one_in_a_workbook(error):
    parsed = read(
        f"Personne;Semaine du;Rendez-vous\nP01;2026-01-05;{error}\n{error};2026-01-05;2\nP02;2026-01-05;2\n"
    )
    assert faults(parsed) == [(2, "cell_error"), (3, "cell_error")]
    assert [each[0] for each in outcomes(parsed)] == ["P02"]


@pytest.mark.parametrize("kind", FORMATS)
def test_an_error_that_nobody_reads_costs_no_row(kind):
    parsed = read_as(kind, [[*HEAD, "Share"], [*GOOD, Error("#DIV/0!")]])
    assert (faults(parsed), len(outcomes(parsed))) == ([], 1)


@pytest.mark.parametrize("kind", FORMATS)
def test_hidden_rows_are_read_and_said(kind):
    parsed = read_as(kind, [HEAD, GOOD, ["Bo Test", MONDAY, 1]], hidden_rows=(2,))
    assert len(outcomes(parsed)) == 2
    assert ("rows_hidden", {"count": 1, "lines": "3"}) in parsed.notes


@pytest.mark.parametrize("kind", FORMATS)
def test_hidden_columns_are_read_and_said_unless_nothing_is_in_them(kind):
    rows = [[*HEAD, "Contracts", "Revenue"], [*GOOD, 1, None], ["Bo Test", MONDAY, 1, 0, None]]
    parsed = read_as(kind, rows, hidden_columns=(3, 4, 5))
    assert len(outcomes(parsed)) == 4
    assert ("columns_hidden", {"count": 1, "columns": "D"}) in parsed.notes
    seen = read_as(kind, rows)
    assert "columns_hidden" not in dict(seen.notes)


def test_one_hidden_row_is_one_line():
    assert "(line 3)" in message("rows_hidden", "en", count=1, lines="3")
    assert "(lignes 3, 4)" in message("rows_hidden", "fr", count=2, lines="3, 4")


@pytest.mark.parametrize("kind", FORMATS)
def test_a_hidden_sheet_is_left_aside_said_and_read_when_the_mapping_asks_for_it(kind):
    sheet = read_made(kind, [HEAD, GOOD], hidden=True)
    parsed = read_sheet(sheet, Context(TODAY))
    assert (parsed.kind, parsed.tables, parsed.ignored) == ("aside", {}, 2)
    ((key, said),) = parsed.notes
    assert (key, said["sheet"], said["known"]) == ("sheet_hidden", "SSI", True)
    mapping = tomllib.loads(said["paste"])[f"x.{kind}"]
    assert len(outcomes(read_sheet(sheet, Context(TODAY, mapping=mapping)))) == 1
    # What is said of the whole workbook does not ask for what it hides.
    assert read_sheet(sheet, Context(TODAY, mapping={"kind": "weekly"})).kind == "aside"
    # Left aside as asked is what was asked for.
    assert read_sheet(sheet, Context(TODAY, mapping={"kind": "ignore"})).kind == "ignored"


def test_a_hidden_sheet_without_a_table_is_said_and_an_empty_one_is_not():
    (_, said), *rest = read_sheet(read_made("xlsx", [["List"], ["a"]], hidden=True), Context(TODAY)).notes
    assert (said["known"], rest) == (False, [])
    assert read_sheet(read_made("xlsx", [], hidden=True), Context(TODAY)).notes == ()


@pytest.mark.parametrize("rows", [[HEAD, GOOD], [["List"], ["a"]]])
def test_a_hidden_sheet_is_silent_once_it_is_left_out_as_offered(rows):
    sheet = read_made("xlsx", rows, hidden=True)
    ((key, said),) = read_sheet(sheet, Context(TODAY)).notes
    assert 'kind = "ignore"' in message(key, "en", **said)
    (entry,) = tomllib.loads(said["paste"]).values()
    entry["sheets"]["SSI"]["kind"] = "ignore"
    left = read_sheet(sheet, Context(TODAY, mapping=entry))
    assert (left.kind, left.notes) == ("ignored", ())


@pytest.mark.parametrize("kind", FORMATS)
def test_numbers_and_days_typed_as_text_are_those_numbers_and_days(kind):
    rows = [
        HEAD,
        ["Ana Test", MONDAY, "3"],
        ["Ana Test", "12/01/2026", 4],
        ["Ana Test", "19/01/2026", " 5 "],
        ["Ana Test", "26 janvier 2026", "6,0"],
    ]
    parsed = read_as(kind, rows)
    assert [(each[2].day, each[4]) for each in outcomes(parsed)] == [(5, 3), (12, 4), (19, 5), (26, 6)]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_day_typed_as_text_is_asked_about_where_its_order_is_not_shown_though_others_are_days(kind):
    with pytest.raises(FileRefused) as asked:
        read_as(kind, [HEAD, GOOD, ["Ana Test", "02/03/2026", 4]])
    assert asked.value.key == "asks_dates"
    parsed = read_sheet(
        read_made(kind, [HEAD, GOOD, ["Ana Test", "02/03/2026", 4]]), Context(TODAY, mapping={"dates": "dmy"})
    )
    assert [each[2] for each in outcomes(parsed)] == [MONDAY, date(2026, 3, 2)]

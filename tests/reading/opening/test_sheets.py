"""Files become sheets of cells, each row on the line where it begins."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
import xlsxwriter
from reading.nasty import formula, ods, replaced, workbook

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.opening.sheets import cut_text, decode, find_separator, read_sheets
from ssi_outcomes.reading.opening.spreadsheets import read_workbook


def test_a_text_gives_one_sheet_without_a_name():
    sheet = cut_text(b"a;b\n1;2\n", "x.csv")
    assert (sheet.file, sheet.name, sheet.lines, sheet.rows) == (
        "x.csv",
        "",
        (1, 2),
        (("a", "b"), ("1", "2")),
    )


def test_what_a_file_is_its_content_tells_not_its_name(tmp_path):
    for name in ("a.csv", "a.xlsx"):
        path = tmp_path / name
        path.write_bytes(workbook([["a", "b"], [1, 2]]))
        assert [sheet.name for sheet in read_sheets(path, name)] == ["SSI"]
        path.write_bytes(b"a;b\n1;2\n")
        assert read_sheets(path, name)[0].rows[1] == ("1", "2")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xef\xbb\xbf\xc3\xa9", "é"),
        ("é".encode("utf-16"), "é"),
        ("\ufeffé;a;b;c".encode("utf-16-be"), "é;a;b;c"),
        ("Élodie;52".encode("utf-16-le"), "Élodie;52"),
        ("Élodie;52".encode("utf-16-be"), "Élodie;52"),
        ("é".encode(), "é"),
        (b"\xe9\x80\x92", "\u9012"),
        (b"\xe9;\x80;\x92", "é;€;’"),
    ],
)
def test_encodings_are_told_apart(content: bytes, text: str):
    assert decode(content, "x.csv") == text


def test_one_broken_byte_does_not_turn_a_utf8_file_into_cp1252():
    sheet = cut_text("Éloïse;1\nZoë;2\n".encode() + b"Ren\xe9;3\n", "x.csv")
    assert sheet.rows == (("Éloïse", "1"), ("Zoë", "2"))
    assert [(fault.line, fault.key, fault.raw) for fault in sheet.faults] == [
        (3, "row_encoding", "Ren\ufffd | 3")
    ]


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,5\n", ";"),
        ("a;b\n1,5;2\n2;2,5\n", ";"),
        ("a\tb\n1,5\t2;5\n", "\t"),
        ("a|b\n1,5|2\n", "|"),
        ('a,b\n"x;y;z",2\n"x;y;z",3\n', ","),
        ("Une phrase, puis une autre.\nEncore une, et une.\nNom;SSI\nA;1\nB;2\nC;3\nD;4\n", ";"),
        ("ssi\n52\n", "\t"),
    ],
)
def test_the_separator_is_what_cuts_the_rows_alike(text: str, separator: str):
    assert find_separator(text.splitlines(keepends=True)) == (0, separator)


def test_a_sep_line_decides_and_is_no_row():
    sheet = cut_text(b"sep=|\r\na,1|b\r\n", "x.csv")
    assert (sheet.lines, sheet.rows) == ((2,), (("a,1", "b"),))


def test_a_line_break_in_a_quoted_cell_keeps_the_line_where_the_row_begins():
    sheet = cut_text(b'a;b\n"1\n\n1";2\n3;4\n', "x.csv")
    assert (sheet.lines, sheet.rows) == ((1, 2, 5), (("a", "b"), ("1\n\n1", "2"), ("3", "4")))


def test_an_unclosed_quote_costs_its_own_line_only():
    sheet = cut_text(b'a;b\n1;"2\n3;4\n5;6\n', "x.csv")
    assert (sheet.lines, sheet.rows) == ((1, 3, 4), (("a", "b"), ("3", "4"), ("5", "6")))
    assert [(fault.line, fault.key, fault.raw) for fault in sheet.faults] == [(2, "quote_unclosed", '1;"2')]


def test_quotes_escaped_by_a_backslash_are_read_when_the_file_is_known_to_do_so():
    content = b'Date,Message\n2026-01-05,"He said \\"hi\\", and left"\n'
    assert cut_text(content, "x.csv", escape="\\").rows[1] == ("2026-01-05", 'He said "hi", and left')
    assert [fault.line for fault in cut_text(content, "x.csv").faults] == [2]


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


def test_a_formula_without_result_names_its_sheet_and_cell():
    with pytest.raises(FileRefused) as refused:
        read_workbook(formula("<f>A1+1</f>"), "x.xlsx")
    assert refused.value.values == {"file": "x.xlsx", "sheet": "SSI", "cell": "C2"}
    assert "save it in Excel first" in refused.value.text("en")


@pytest.mark.parametrize(
    "body", ['<c r="C2" t="str"><f>IF(A1=1,"x","")</f><v></v></c>', '<c r="C2"><f>0</f><v>0</v></c>']
)
def test_a_saved_formula_whose_result_is_empty_or_zero_is_a_result(body: str):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    written = f'<worksheet xmlns="{main}"><sheetData><row r="2"><c r="A2"><v>1</v></c>{body}</row></sheetData></worksheet>'
    (sheet,) = read_workbook(formula("", sheet=written), "x.xlsx")
    assert sheet.rows[1][2] in {None, 0}


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


def test_one_long_text_used_a_million_times_is_refused_before_it_is_copied_a_million_times():
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 20_001))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    content = formula("", sheet=f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>')
    shared = f'<sst xmlns="{main}"><si><t>{"x" * 32_000}</t></si></sst>'
    with pytest.raises(FileRefused) as refused:
        read_workbook(replaced(content, "xl/sharedStrings.xml", shared), "x.xlsx")
    assert refused.value.key == "file_too_large"

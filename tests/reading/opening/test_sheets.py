"""Files become sheets of cells, each row on the line where it begins."""

from __future__ import annotations

import csv
import io

import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from reading.handmade import workbook

from ssi_outcomes.reading.opening import sheets
from ssi_outcomes.reading.opening.sheets import cut_text, find_separator, read_sheets, split_lines


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


def test_a_cell_is_no_longer_for_what_another_library_allows():
    before = csv.field_size_limit(10_000_000)
    try:
        sheet = cut_text(f"a,b\n1,2\n3,{'4' * 140_000}\n".encode(), "t.csv")
    finally:
        csv.field_size_limit(before)
    assert [(each.line, each.key) for each in sheet.faults] == [(3, "cell_too_long")]


@examples(200)
@given(st.text('ab;"\r\n\v\f\x1c\x85\u2028', max_size=12))
def test_a_line_ends_where_a_file_s_does_and_nowhere_else(text):
    assert split_lines(text) == list(io.StringIO(text, newline=""))


@pytest.mark.parametrize("different", [1, 200_000])
def test_cells_that_are_equal_are_one_text_and_each_is_its_own(monkeypatch, different):
    monkeypatch.setattr(sheets, "_AT_ONCE", 2)
    monkeypatch.setattr(sheets, "_DIFFERENT", different)
    lines = [f"Noa Test;{number};{number % 2}" for number in range(7)]
    rows = cut_text("\n".join(lines).encode(), "a.csv").rows
    assert [";".join(row) for row in rows] == lines
    assert all(row[0] is rows[0][0] for row in rows)

"""The workbook handed back has each fault in its list and at its cell, runs nothing, and can be opened."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

import pytest
from python_calamine import CalamineWorkbook
from report.marked import MarkedCell, read_marked

from ssi_outcomes.intake.faults import Faults, FaultyTable
from ssi_outcomes.reading.parsed import Rejected
from ssi_outcomes.report.to_put_right import write_faults

LATE = Rejected("team.xlsx › Log", "week_not_monday", 3, "Week of", "2026-03-03")
UNREAD = Rejected("notes.csv", "file_without_table")
TABLE = FaultyTable(
    "team.xlsx › Log",
    90,
    ((1, ("Person", "Week of")), (2, ("A", "2026-03-02")), (3, ("A", "2026-03-03"))),
    ((2, 1, 0),),
)


def write(rejected: Sequence[Rejected], tables: Sequence[FaultyTable] = (), language: str = "en") -> bytes:
    return write_faults(Faults(tuple(rejected), tuple(tables)), "acme", language)


def rows_of(content: bytes, sheet: str) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet).to_python()


def marked(
    rejected: Sequence[Rejected], tables: Sequence[FaultyTable] = (), language: str = "en"
) -> dict[str, dict[str, MarkedCell]]:
    return read_marked(write(rejected, tables, language))


def test_the_first_sheet_lists_every_fault_with_its_place_its_value_and_what_to_do():
    head, first, second = rows_of(write([LATE, UNREAD], [TABLE]), "To put right")[1:]
    assert head == ["file", "sheet", "line", "column", "what stands there", "why, and what to do"]
    assert first[:5] == ["team.xlsx", "Log", 3, "Week of", "2026-03-03"]
    assert first[5].startswith("“2026-03-03” is not a Monday: which week is meant?")
    assert second[:5] == ["notes.csv", "", "", "", ""] and "has no table" in second[5]


def test_each_table_has_a_sheet_with_the_faulty_cell_coloured_and_the_reason_beside_it():
    rows = rows_of(write([LATE, UNREAD], [TABLE]), "Log")
    assert rows[2:] == [[1, "Person", "Week of"], [2, "A", "2026-03-02"], [3, "A", "2026-03-03"]]
    page = marked([LATE, UNREAD], [TABLE])["Log"]
    wrong, right = page["C5"], page["C4"]
    assert "Week of: “2026-03-03” is not a Monday" in wrong.comment and right.comment == ""
    assert wrong.look != right.look and wrong.kind == "s"
    assert "3 of 90 rows" in page["A1"].value


def test_a_row_that_is_wrong_as_a_whole_has_its_line_marked():
    page = marked([LATE], [FaultyTable("log.csv", 1, ((7, ("A;",)),), ((0, None, 0),))])["log.csv"]
    assert page["A3"].value == 7 and "is not a Monday" in page["A3"].comment


def test_it_speaks_the_language_of_its_reader():
    book = marked([LATE], [TABLE], "fr")
    assert list(book) == ["À corriger", "Log"]
    assert "n'est pas un lundi" in book["Log"]["C5"].comment.replace("’", "'")


HOSTILE = [
    "=HYPERLINK(1)",
    "+1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "http://example.test/x",
    "a\x00b\x1b[2J\u202e",
    "9" * 40,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    fault = Rejected(f"{text}.csv"[:60], "number_unreadable", 2, text, text)
    content = write([fault], [FaultyTable(text, 2, ((2, (text, text)),), ((0, 0, 0),))])
    cells = [
        cell for page in read_marked(content).values() for cell in page.values() if cell.value is not None
    ]
    assert [cell.value for cell in cells if cell.kind != "s"] == [2, 2]
    parts = zipfile.ZipFile(io.BytesIO(content))
    inside = "".join(parts.read(name).decode("utf-8") for name in parts.namelist())
    assert "<f>" not in inside and "<hyperlink" not in inside
    assert "\x1b" not in inside and "\u202e" not in inside


@pytest.mark.parametrize(
    "label",
    ["x.xlsx › a:b/c?[d]*", "x.xlsx › 'quoted'", "History", "a" * 80 + ".csv", "x › To put right", "x › "],
)
def test_any_table_finds_a_name_for_its_sheet(label):
    twice = [FaultyTable(label, 1, ((1, ("A",)),), ()) for _ in range(3)]
    names = list(marked([LATE], twice))
    assert len({name.casefold() for name in names}) == 4 and all(0 < len(name) <= 31 for name in names)
    assert not re.search(r"[\[\]:*?/\\]", "".join(names))


def test_ten_thousand_faults_are_all_in_the_list():
    many = [
        Rejected("log.csv", "week_not_monday", line, "Week of", "2026-03-03") for line in range(2, 10_002)
    ]
    rows = rows_of(write(many), "To put right")
    assert [row[2] for row in rows[2:]] == list(range(2, 10_002))
    assert rows[0][0].startswith("10000 things to put right in “acme”")


def test_the_same_faults_are_the_same_bytes():
    assert write([LATE], [TABLE]) == write([LATE], [TABLE])

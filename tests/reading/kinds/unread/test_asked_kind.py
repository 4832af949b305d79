"""A sheet that no kind knows: its headers are quoted, and the offered lines leave it aside."""

from datetime import date

import pytest

from ssi_outcomes.reading.kinds import KINDS
from ssi_outcomes.reading.kinds.kind import SheetKind
from ssi_outcomes.reading.kinds.unread.asked_kind import ask_kind
from ssi_outcomes.reading.parsed import Context, Sheet
from ssi_outcomes.reading.tables.search import Search


def asked(*lines, name=""):
    rows = tuple(tuple(line.split(";")) for line in lines)
    sheet = Sheet("a.csv", name, range(1, len(rows) + 1), rows)
    return ask_kind(
        Search(sheet, Context(date(2026, 4, 20))), [each for each in KINDS if isinstance(each, SheetKind)]
    )


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        (["Foo;Bar", "x;y"], "asks_kind"),
        (["Noa;2026-01-26;53", "Noa;2026-02-02;54"], "asks_headers"),
        (["Subject;Start Date;Start Time;End Date", "x;1/5/2026;9:00;1/5/2026"], "asks_calendar_table"),
        (["hello", "world"], "file_without_table"),
    ],
)
def test_each_shape_has_its_question(lines, key):
    assert asked(*lines).key == key


def test_a_sheet_of_a_workbook_is_named_as_such():
    assert asked("hello", name="Notes").key == "sheet_without_table"


def test_all_kinds_of_tables_are_offered_each_once():
    said = asked("Foo;Bar", "x;y").values
    kinds = [said["kind"], *said["kinds"].split(", ")]
    assert {"weekly", "deals", "people"} <= set(kinds) and len(kinds) == len(set(kinds))
    assert said["paste"].endswith('kind = "ignore"') and said["headers"] == "Foo, Bar"

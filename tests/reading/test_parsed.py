"""What passes between the readers: rows are found by their lines, and each of them has one fate."""

from __future__ import annotations

import pyarrow as pa
import pytest

from ssi_outcomes.reading.parsed import Parsed, Rejected, Sheet


def test_a_row_is_found_by_the_line_on_which_it_begins():
    sheet = Sheet("a.csv", "", (1, 2, 5), (("a", "b"), ("1\n\n1", "2"), ("3", "4")))
    assert (sheet.row_at(2), sheet.row_at(5)) == (("1\n\n1", "2"), ("3", "4"))
    assert [sheet.row_at(line) for line in (None, 0, 3, 6)] == [None] * 4


def test_so_is_a_row_of_a_large_text_that_is_held_by_its_columns():
    bulk = pa.table({"a": ["1", "3"], "b": ["2", None]})
    sheet = Sheet("a.csv", "", range(1, 4), (("a", "b"), ("1", "2")), bulk=bulk)
    assert [sheet.row_at(line) for line in (1, 2, 3, 4)] == [("a", "b"), ("1", "2"), ("3", ""), None]


def test_a_row_that_is_wrong_twice_is_one_row():
    twice = (Rejected("a.csv", "date_unreadable", 3), Rejected("a.csv", "number_unreadable", 3))
    parsed = Parsed("a.csv", "ssi", {}, rows=4, accepted=2, blank=1, rejected=twice)
    assert (parsed.rows, len(parsed.rejected)) == (4, 2)


def test_a_refusal_of_a_whole_file_is_none_of_its_rows():
    whole = (Rejected("a.csv", "asks_kind"),)
    assert Parsed("a.csv", "ssi", {}, rows=0, accepted=0, rejected=whole).accepted == 0
    with pytest.raises(AssertionError, match="1 rows"):
        Parsed("a.csv", "ssi", {}, rows=1, accepted=0, rejected=whole)


def test_a_row_that_has_no_fate_is_a_fault_of_ours():
    with pytest.raises(AssertionError, match="a.csv: 5 rows"):
        Parsed("a.csv", "ssi", {}, rows=5, accepted=3, blank=1)


def test_the_text_of_a_refused_row_is_not_shown_by_accident():
    assert "PLANTED" not in repr(Rejected("a.csv", "rule_future", 2, raw="PLANTED | 3"))

"""A row is taken whole, rejected or blank, and says whose it is."""

from datetime import date

from reading.texts import faults, outcomes, read

from ssi_outcomes.reading.kinds.recognition import read_sheet
from ssi_outcomes.reading.opening.sheets import cut_text
from ssi_outcomes.reading.parsed import Context


def test_a_negative_count_and_a_fraction_are_rejected_together():
    parsed = read(
        "person,outcome,date,count\nP01,meetings,2026-01-28,-1\nP01,meetings,2026-01-29,1.5\nP01,meetings,2026-01-30,1\n"
    )
    assert faults(parsed) == [(2, "count_not_whole"), (3, "count_not_whole")]
    assert parsed.accepted == 1


def test_columns_that_are_not_read_are_named():
    parsed = read("Person,Week,Meetings,Weather\nP01,2026-W05,2,rain\n")
    ((key, values),) = parsed.notes
    assert (key, values["columns"]) == ("columns_unread", "Weather")


def test_in_a_persons_folder_the_rows_are_theirs():
    sheet = cut_text(b"Week,Meetings\n2026-W05,2\n", "P07/weeks.csv")
    assert (
        read_sheet(sheet, Context(today=date(2026, 3, 1), owner="P07")).tables["outcomes"][0]["person"]
        == "P07"
    )


def test_nobody_is_made_up_where_the_file_names_no_one():
    assert outcomes(read("Week,Meetings\n2026-W05,2\n"))[0][0] is None

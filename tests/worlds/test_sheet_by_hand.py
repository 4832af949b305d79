"""The sheet that the demo team keeps by hand: its mistakes are found, and nothing else in it is refused."""

from __future__ import annotations

from datetime import date

import pytest

from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.reading.kinds.recognition import read_sheet
from ssi_outcomes.reading.opening.sheets import read_sheets
from ssi_outcomes.reading.parsed import Context
from ssi_outcomes.worlds.demo_folder import PROPOSALS
from ssi_outcomes.worlds.scenarios import DEMO_TEAM
from ssi_outcomes.worlds.sheet_by_hand import MESSY_PEOPLE


def test_the_messy_file_is_cp1252_and_only_its_bad_rows_are_rejected(team):
    path = raw_folder(DEMO_TEAM) / PROPOSALS
    with pytest.raises(UnicodeDecodeError):
        path.read_bytes().decode("utf-8")
    (sheet,) = read_sheets(path, path.name)
    parsed = read_sheet(sheet, Context(today=date(2026, 7, 6)))
    good = sum(person in MESSY_PEOPLE for person, _ in team.counts["proposals"])
    # Two bad rows read well by themselves: a week of 2062, and a week that contradicts another row.
    assert parsed.accepted == good + 2
    assert sorted(each.key for each in parsed.rejected) == [
        "count_not_whole",
        "count_unreadable",
        "count_unreadable",
        "date_not_in_calendar",
        "row_long",
    ]
    assert parsed.ignored == 4  # three lines of preamble, and the total
    people = {str(row["person"]).strip().upper() for row in parsed.tables["outcomes"]}
    assert people == set(MESSY_PEOPLE)

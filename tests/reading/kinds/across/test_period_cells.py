"""A cell under a week stands for itself: one that cannot be read takes no other week of its row along."""

from datetime import date, datetime

import pytest
from reading.texts import TODAY, faults, outcomes, read
from reading.workbooks import FORMATS, Error, read_made

from ssi_outcomes.base.errors import message
from ssi_outcomes.reading import read_dataset
from ssi_outcomes.reading.kinds.recognition import read_sheet
from ssi_outcomes.reading.parsed import Context

W5, W6, W7 = ((date(2026, 1, 26), date(2026, 2, 1)), (date(2026, 2, 2), date(2026, 2, 8)), date(2026, 2, 9))


def gaps(parsed) -> list[tuple]:
    return [(each["person"], each["start"], each["end"]) for each in parsed.tables["gaps"]]


@pytest.mark.parametrize("cell", ["~2", "n/a", "NC", "?", "-", "2,5", "2 (tbc)", "k. A.", "#N/A", "-1", "1e"])
@pytest.mark.parametrize("name", ["Nom", "Sales rep", "Mitarbeiter"])
def test_of_a_bad_cell_only_its_own_week_is_unknown(name, cell):
    parsed = read(f'RDV;;;\n{name};S5 2026;S6 2026;S7 2026\nAna Demo;3;"{cell}";0\nBob Demo;1;1;1\n')
    assert [each[2:] for each in outcomes(parsed) if each[0] == "Ana Demo"] == [
        (*W5, 3),
        (W7, date(2026, 2, 15), 0),
    ]
    assert gaps(parsed) == [("Ana Demo", *W6)]
    assert [line for line, _ in faults(parsed)] == [3]
    assert (parsed.rows, parsed.accepted, parsed.blank) == (2, 1, 0)
    assert ("cells_refused_alone", {"rows": 1}) in parsed.notes


@pytest.mark.parametrize("kind", FORMATS)
def test_an_error_of_a_workbook_takes_no_neighbour_along(kind):
    rows = [["RDV"], ["Nom", datetime(2026, 1, 26), datetime(2026, 2, 2)], ["Ana Demo", 3, Error("#N/A")]]
    context = Context(today=TODAY, mapping={"outcome": "meetings"})
    parsed = read_sheet(read_made(kind, rows), context)
    assert outcomes(parsed) == [("Ana Demo", "meetings", *W5, 3)]
    assert gaps(parsed) == [("Ana Demo", *W6)]
    assert [(each.key, each.column) for each in parsed.rejected] == [("cell_error", "2026-02-02")]


@pytest.mark.parametrize(("cell", "key"), [("130", "rule_score_range"), ("4x", "score_unreadable")])
def test_a_score_that_cannot_be_is_refused_under_the_header_of_its_week(cell, key):
    parsed = read(f"SSI;;\nNom;26/01/2026;02/02/2026\nAna Demo;53;{cell}\n")
    assert [each["ssi"] for each in parsed.tables["ssi"]] == [53]
    assert [(each.column, each.key) for each in parsed.rejected] == [("02/02/2026", key)]


def test_what_is_planned_for_a_week_to_come_costs_none_of_the_weeks_before():
    parsed = read("RDV;;\nNom;S5 2026;S52 2026\nAna Demo;3;4\n")
    assert outcomes(parsed) == [("Ana Demo", "meetings", *W5, 3)]
    assert faults(parsed) == [(3, "week_to_come")]
    assert "2026-12-21" in message("week_to_come", "en", **parsed.rejected[0].values)


def test_a_name_that_cannot_be_read_still_costs_its_row():
    parsed = read("RDV;;\nNom;S5 2026;S6 2026\nAna Demo;3;0\n#REF!;1;~2\n")
    assert {each[0] for each in outcomes(parsed)} == {"Ana Demo"}
    assert {each[0] for each in gaps(parsed)} == {None}


def test_a_folder_in_which_each_row_has_a_bad_cell_is_read(tmp_path):
    (tmp_path / "RDV.csv").write_text("RDV;;\nNom;S5 2026;S6 2026\nAna Demo;3;NC\nBob Demo;?;2\n", "utf-8")
    data = read_dataset(tmp_path)
    assert sorted(data.tables["outcomes"]["count"]) == [2, 3]
    assert [(file.accepted, file.rejected) for file in data.files] == [(0, 2)]

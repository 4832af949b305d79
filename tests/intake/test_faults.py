"""What was refused is kept beside the rows that it stands in, and of a private archive no cell is."""

from __future__ import annotations

from datetime import date

import pytest
import xlsxwriter

from ssi_outcomes.intake import faults
from ssi_outcomes.intake.codec import read_json, write_json
from ssi_outcomes.intake.faults import MOST_ROWS, FaultyTable, HandedBack, pick_faults
from ssi_outcomes.reading import read_dataset
from ssi_outcomes.reading.parsed import Rejected, Sheet

DAY, SECRET = "2026-01-05 08:00:00", "a private word"
HEAD = ("Person", "Week of", "Calls")


def sheet(rows: int, file: str = "calls.csv") -> Sheet:
    return Sheet(
        file,
        "",
        tuple(range(1, rows + 2)),
        (HEAD, *(("A", date(2026, 1, 5), str(row)) for row in range(rows))),
    )


def refusal(line: int, column: str | None = "Week of", value: str = "x", raw: str = "") -> Rejected:
    return Rejected("calls.csv", "week_not_monday", line, column, value, raw=raw)


def pick(rows: int, *rejected: Rejected) -> FaultyTable:
    (table,) = pick_faults(rejected, {"calls.csv": lambda: sheet(rows)}).tables
    return table


def test_a_fault_is_marked_at_its_cell_under_the_heading_that_it_names():
    table = pick(20, refusal(9))
    ((row, column, number),) = table.marks
    assert (table.rows[row][0], HEAD[column], number) == (9, "Week of", 0)
    assert table.rows[row][1] == ("A", "2026-01-05", "7") and table.total == 21


@pytest.mark.parametrize(
    ("column", "value", "found"),
    [("week  OF", "x", 1), ("count", "7", 2), ("count", "many", None), (None, "", None)],
)
def test_without_that_heading_the_value_tells_the_cell_else_the_row_is_marked(column, value, found):
    ((_, place, _),) = pick(20, refusal(9, column, value)).marks
    assert place == found


SIDE_BY_SIDE = {
    "over": ("Semaine;Noa Berg;;Ida Demo;\n;SSI;RDV;SSI;RDV\n", (3, 4)),
    "in the headers": ("Semaine;SSI Noa;RDV Noa;SSI Ida;RDV Ida\n", (3, 4)),
    "before, in brackets": ("Semaine;(Noa) SSI;(Noa) RDV;(Ida) SSI;(Ida) RDV\n", (3, 4)),
    "by what is counted": ("Semaine;SSI;;RDV;\n;Noa;Ida;Noa;Ida\n", (2, 4)),
}


@pytest.mark.parametrize(("header", "second"), SIDE_BY_SIDE.values(), ids=SIDE_BY_SIDE)
def test_of_people_side_by_side_the_cell_of_whom_it_is_about_is_marked(tmp_path, header, second):
    score, count = second
    folder, kept, first = tmp_path / "acme", HandedBack(), header.count("\n") + 1
    folder.mkdir()
    rows = [[f"2026-W0{week}", "53", "54", "1", "2"] for week in range(2, 6)]
    rows[0][score], rows[1][count] = "NC", "beaucoup"
    rows[2][1] = rows[2][score] = "x"  # of both: both are wrong
    (folder / "team.csv").write_text(header + "\n".join(map(";".join, rows)) + "\n", "utf-8")
    (folder / "mapping.toml").write_text('["team.csv"]\nside_by_side = ["Noa", "Ida"]\n', "utf-8")
    read_dataset(folder, kept.keep)
    (table,) = kept.found.tables
    marked = {(table.rows[row][0], column) for row, column, _ in table.marks}
    assert marked >= {(first, score), (first + 1, count), (first + 2, 1), (first + 2, score)}
    for row, column, number in table.marks:
        assert table.rows[row][1][column] == kept.found.rejected[number].value


def test_a_title_that_holds_a_headings_word_is_not_that_heading():
    page = Sheet("calls.csv", "", (1, 2, 3, 4), (("Team SSI",), ("Who", "When"), ("A", "x"), ("B", "x")))
    (table,) = pick_faults([refusal(4, "SSI", "y")], {"calls.csv": lambda: page}).tables
    assert [column for _, column, _ in table.marks] == [None]


def test_a_line_that_could_not_be_cut_into_cells_stands_there_as_it_is():
    cut = Sheet("calls.csv", "", (1, 2, 4), (HEAD, ("A", "w", "1"), ("A", "w", "2")))
    (table,) = pick_faults([refusal(3, None, raw='A;"w;1')], {"calls.csv": lambda: cut}).tables
    assert [line for line, _ in table.rows] == [1, 2, 3, 4] and table.rows[2][1] == ('A;"w;1',)


def test_of_a_long_table_the_head_the_faulty_rows_and_their_neighbours_come_first():
    table = pick(MOST_ROWS * 2, *(refusal(line) for line in (9000, 9001)))
    lines = [line for line, _ in table.rows]
    assert len(lines) == MOST_ROWS and lines == sorted(lines)
    assert {1, 2, 8998, 8999, 9000, 9001, 9002, 9003} <= set(lines) and 8000 not in lines


def test_ten_thousand_faults_are_all_listed_and_the_table_keeps_its_size():
    found = pick_faults([refusal(line) for line in range(2, 10_002)], {"calls.csv": lambda: sheet(10_000)})
    assert len(found.rejected) == 10_000
    assert len(found.tables[0].rows) == MOST_ROWS and len(found.tables[0].marks) == MOST_ROWS - 1


def test_many_large_tables_share_the_room_that_there_is(monkeypatch):
    monkeypatch.setattr(faults, "MOST_CELLS", 300)
    labels = [f"{place}.csv" for place in range(4)]
    found = pick_faults(
        [Rejected(label, "rule_no_date", 50) for label in labels], dict.fromkeys(labels, lambda: sheet(90))
    )
    assert len(found.tables) == 4 and sum(len(table.rows) for table in found.tables) < 120


def test_what_stands_in_no_sheet_keeps_its_file_line_and_reason_alone():
    secret = Rejected("archive.zip/messages.csv", "archive_line", 7, "CONTENT", "secret", raw="secret")
    found = pick_faults([secret], {})
    assert found.tables == () and "secret" not in repr(found) + write_json(found)
    assert (found.rejected[0].file, found.rejected[0].line) == (secret.file, 7)


def test_faults_are_stored_and_found_again_as_they_were():
    found = pick_faults([refusal(9, value="=1+1")], {"calls.csv": lambda: sheet(20)})
    assert read_json(write_json(found)) == found


def test_a_folder_hands_back_its_sheets_and_none_of_an_archive(tmp_path):
    folder, kept = tmp_path / "acme", HandedBack()
    (folder / "export").mkdir(parents=True)
    (folder / "calls.csv").write_text("person,week of,phone meetings\nA,2026-01-05,2\nA,2026-01-13,1\n")
    (folder / "export" / "Comments.csv").write_text(f'Date,Link,Message\nSomeday,l,"{SECRET}"\n{DAY},l,x\n')
    with xlsxwriter.Workbook(folder / "export" / "Reactions.xlsx") as workbook:
        page = workbook.add_worksheet("Reactions")
        for row, cells in enumerate(
            [("Date", "Type", "Link"), ("Someday", "LIKE", SECRET), (DAY, "LIKE", "l")]
        ):
            page.write_row(row, 0, cells)
    read_dataset(folder, kept.keep)
    assert {table.label for table in kept.found.tables} == {"calls.csv"}
    files = {each.file for each in kept.found.rejected}
    assert files == {"calls.csv", "export/Comments.csv", "export/Reactions.xlsx"}
    assert SECRET not in repr(kept.found) + write_json(kept.found)

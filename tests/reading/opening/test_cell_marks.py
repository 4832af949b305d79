"""What a sheet says of its cells beside their values."""

from __future__ import annotations

import pytest
from reading.handmade import formula, ods, replaced, workbook

from ssi_outcomes.reading.opening.excel_parts import look_into_xlsx
from ssi_outcomes.reading.opening.limits import open_archive
from ssi_outcomes.reading.opening.open_document import look_into_ods
from ssi_outcomes.reading.opening.spreadsheets import read_workbook


def looked_at(content: bytes, look) -> dict[str, frozenset[tuple[int, int]]]:
    """Return the places that each sheet shows as percentages."""
    with open_archive(content, "x.xlsx") as archive:
        return {name: each.percents for name, each in look(archive, "x.xlsx").looked.items()}


def test_cells_that_are_shown_as_percentages_are_noted_by_row_and_column():
    assert looked_at(workbook([["Rank"], [0.05]]), look_into_xlsx) == {"SSI": frozenset()}
    assert (1, 0) in looked_at(workbook([["Rank"], [0.05]], percent=True), look_into_xlsx)["SSI"]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<f>A1+1</f>", "#=A1+1"),
        ("<f>A1+1</f><v></v>", "#=A1+1"),
        ("<f>A1+1</f><v/>", "#=A1+1"),
        ('<f>IF(A1&gt;2,"x","")</f>', '#=IF(A1>2,"x","")'),
        ('<f t="shared" si="0"/>', "#="),
        ('<f t="shared" ref="A1:A3" si="0">B1*2</f>', "#=B1*2"),
    ],
)
def test_a_formula_without_a_stored_result_is_an_error_of_its_cell(body, shown):
    with open_archive(formula(body), "x.xlsx") as archive:
        assert look_into_xlsx(archive, "x.xlsx").looked["SSI"].errors == {(1, 2): shown}
    (sheet,) = read_workbook(formula(body), "x.xlsx")
    # As wide as the row is, whatever the last of its cells lacks.
    assert sheet.rows[1] == ("P01", None, shown)


def test_a_zero_counts_for_no_result_where_the_program_was_to_compute_it_first():
    def errors(head: str) -> set[str]:
        book = replaced(formula("<f>0</f><v>0</v>"), "xl/workbook.xml", head)
        with open_archive(book, "x.xlsx") as archive:
            return set(look_into_xlsx(archive, "x.xlsx").looked["SSI"].errors.values())

    with open_archive(formula("<f>0</f><v>0</v>"), "x.xlsx") as archive:
        head = archive.read("xl/workbook.xml").decode("utf-8")
    assert errors(head) == set()
    assert errors(head.replace("<calcPr ", '<calcPr fullCalcOnLoad="1" ')) == {"#=0"}


def test_a_formula_of_an_ods_sheet_that_was_never_computed_is_an_error_of_its_cell():
    cell = '<table:table-cell table:formula="of:=[.A1]+1"/>'
    (sheet,) = read_workbook(ods(f"<table:table-row>{cell}</table:table-row>"), "x.ods")
    assert sheet.rows == (("#=[.A1]+1",),)


def test_a_repeated_cell_of_shares_of_an_ods_sheet_is_as_many_places():
    share = '<table:table-cell table:number-columns-repeated="2" office:value-type="percentage" office:value="0.05"/>'
    rows = f"<table:table-row><table:table-cell/></table:table-row><table:table-row><table:table-cell/>{share}</table:table-row>"
    assert looked_at(ods(rows), look_into_ods) == {"SSI": frozenset({(1, 1), (1, 2)})}

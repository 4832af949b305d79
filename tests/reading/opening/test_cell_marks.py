"""What a sheet says of its cells beside their values."""

from __future__ import annotations

from reading.nasty import ods, workbook

from ssi_outcomes.reading.opening.limits import open_archive
from ssi_outcomes.reading.opening.package_bounds import look_into_ods, look_into_xlsx


def looked_at(content: bytes, look) -> dict[str, frozenset[tuple[int, int]]]:
    """Return the places that each sheet shows as percentages."""
    with open_archive(content, "x.xlsx") as archive:
        return {name: each.percents for name, each in look(archive, "x.xlsx").items()}


def test_cells_that_are_shown_as_percentages_are_noted_by_row_and_column():
    assert looked_at(workbook([["Rank"], [0.05]]), look_into_xlsx) == {"SSI": frozenset()}
    assert (1, 0) in looked_at(workbook([["Rank"], [0.05]], percent=True), look_into_xlsx)["SSI"]


def test_a_repeated_cell_of_shares_of_an_ods_sheet_is_as_many_places():
    share = '<table:table-cell table:number-columns-repeated="2" office:value-type="percentage" office:value="0.05"/>'
    rows = f"<table:table-row><table:table-cell/></table:table-row><table:table-row><table:table-cell/>{share}</table:table-row>"
    assert looked_at(ods(rows), look_into_ods) == {"SSI": frozenset({(1, 1), (1, 2)})}

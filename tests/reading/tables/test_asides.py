"""Totals and footers are no rows of a table."""

from __future__ import annotations

import pytest

from ssi_outcomes.reading.parsed import Sheet
from ssi_outcomes.reading.tables.headers import find_table

COLUMNS = {"person": ["Nom", "Owner"], "date": ["Date"], "ssi": ["Score SSI"]}
REQUIRED = [["person"], ["date", "ssi"]]


def sheet(*rows: tuple, name: str = "", faults: tuple = ()) -> Sheet:
    return Sheet("x.csv", name, tuple(range(1, len(rows) + 1)), rows, faults)


@pytest.mark.parametrize(
    "total",
    [
        "Total",
        "TOTAL :",
        "Totaux",
        "Grand total",
        "Sous-total",
        "Subtotal",
        "Total général",
        "Total (12 records)",
        "Moyenne",
        "Average",
        "Sum",
    ],
)
def test_total_lines_are_ignored_and_counted(total: str):
    table = find_table(
        sheet(("Nom", "Score SSI"), ("P01", "52"), (total, "52"), ("", total)), COLUMNS, REQUIRED
    )
    assert (table.lines, table.ignored) == ((2,), 2)


@pytest.mark.parametrize(
    "name", ["TotalEnergies", "Total Energies", "Sumit", "Meanwhile Ltd", "Tota", "Total Test Person"]
)
def test_a_name_that_begins_like_a_total_is_a_name(name: str):
    table = find_table(sheet(("Nom", "Score SSI"), (name, "52")), COLUMNS, REQUIRED)
    assert (table.lines, table.ignored) == ((2,), 0)


def test_a_footer_is_ignored_from_the_blank_row_before_it_on():
    rows = (
        ("Nom", "Score SSI"),
        ("P01", "52"),
        ("", ""),
        ("Weekly report",),
        ("Copyright (c) 2000-2026 Some CRM, inc. All rights reserved.",),
        ("Confidential Information - Do Not Distribute",),
    )
    table = find_table(sheet(*rows), COLUMNS, REQUIRED)
    assert (table.lines, table.ignored, table.blank, table.rejected) == ((2,), 3, 1, ())

"""An ODS workbook says with few signs how often a cell stands: what it would fill is counted first."""

from __future__ import annotations

import pytest
from reading.handmade import ods

from ssi_outcomes.base.errors import FileRefused, message
from ssi_outcomes.reading.opening.spreadsheets import read_workbook

TEXT = '<table:table-cell {} office:value-type="string"><text:p>x{}</text:p></table:table-cell>'
NUMBER = '<table:table-cell {} office:value="1"/>'
ROW = "<table:table-row {}>{}</table:table-row>"


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (ROW.format("", TEXT.format("", '<text:s text:c="1000000000"/>')), "workbook_place"),
        (ROW.format("", TEXT.format("", '<text:s text:c="999999999"/>')), "too_many_characters"),
        (
            ROW.format(
                'table:number-rows-repeated="1000"',
                TEXT.format('table:number-columns-repeated="900"', '<text:s text:c="1500"/>'),
            ),
            "too_many_characters",
        ),
        (ROW.format("", NUMBER.format('table:number-columns-repeated="999999999"')), "too_many_cells"),
        (ROW.format("", NUMBER.format('table:number-columns-repeated="+9"')), "workbook_place"),
        (ROW.format('table:number-rows-repeated="99999999999"', NUMBER.format("")), "workbook_place"),
        (
            ROW.format('table:number-rows-repeated="900000000"', "<table:table-cell/>")
            + ROW.format("", NUMBER.format("")),
            "too_many_cells",
        ),
        (
            ROW.format(
                "", '<table:table-cell table:number-columns-repeated="900000000"/>' + NUMBER.format("")
            ),
            "too_many_cells",
        ),
        (
            ROW.format(
                'table:number-rows-repeated="1001"',
                '<table:table-cell office:value-type="percentage" office:value="0.1"/>',
            ),
            "too_many_cells",
        ),
    ],
)
def test_what_would_not_fit_is_refused_before_it_is_opened(row: str, key: str):
    with pytest.raises(FileRefused) as refused:
        read_workbook(ods(row), "x.ods")
    assert refused.value.key == key
    assert all(message(key, language, **refused.value.values) for language in ("en", "fr"))


def test_empty_cells_to_the_edge_of_the_sheet_cost_nothing():
    edge = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = ROW.format("", TEXT.format("", "") + edge) + ROW.format(
        'table:number-rows-repeated="1048575"', edge
    )
    (sheet,) = read_workbook(ods(rows), "x.ods")
    assert sheet.rows == (("x",),)

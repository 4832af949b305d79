"""A workbook is looked into before it is opened."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reading.nasty import formula, replaced, workbook

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.opening import package_bounds
from ssi_outcomes.reading.opening.limits import LIMITS, open_archive
from ssi_outcomes.reading.opening.package_bounds import look_into_xlsx
from ssi_outcomes.reading.opening.spreadsheets import read_workbook


@pytest.mark.parametrize(
    "body", ['<c r="C2" t="str"><f>IF(A1=1,"x","")</f><v></v></c>', '<c r="C2"><f>0</f><v>0</v></c>']
)
def test_a_saved_formula_whose_result_is_empty_or_zero_is_a_result(body: str):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    written = f'<worksheet xmlns="{main}"><sheetData><row r="2"><c r="A2"><v>1</v></c>{body}</row></sheetData></worksheet>'
    (sheet,) = read_workbook(formula("", sheet=written), "x.xlsx")
    assert sheet.rows[1][2] in {None, 0}


def test_one_long_text_used_a_million_times_is_refused_before_it_is_copied_a_million_times():
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 20_001))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    content = formula("", sheet=f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>')
    shared = f'<sst xmlns="{main}"><si><t>{"x" * 32_000}</t></si></sst>'
    with pytest.raises(FileRefused) as refused:
        read_workbook(replaced(content, "xl/sharedStrings.xml", shared), "x.xlsx")
    assert refused.value.key == "file_too_large"


def look_at(content: bytes) -> None:
    with open_archive(content, "x.xlsx") as archive:
        look_into_xlsx(archive, "x.xlsx")


def test_one_far_cell_makes_a_sheet_too_large(monkeypatch):
    monkeypatch.setattr(package_bounds, "LIMITS", replace(LIMITS, workbook_cells=29))
    far = formula("<v>1</v>", '<row r="10"><c r="A10"><v>1</v></c></row>')  # A1 to C10
    with pytest.raises(FileRefused) as refused:
        look_at(far)
    assert (refused.value.key, refused.value.values["count"]) == ("too_many_cells", 30)


def test_a_workbook_that_declares_entities_is_refused_for_they_could_swell():
    swelling = replaced(workbook([["a"]]), "xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><workbook/>")
    with pytest.raises(FileRefused) as refused:
        look_at(swelling)
    assert refused.value.key == "workbook_broken"

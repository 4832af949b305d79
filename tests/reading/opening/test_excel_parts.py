"""A workbook is looked into before it is opened."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reading.handmade import formula, replaced, workbook, zipped

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.opening import limits
from ssi_outcomes.reading.opening.excel_parts import look_into_xlsx
from ssi_outcomes.reading.opening.limits import LIMITS, open_archive
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
    assert refused.value.key == "too_many_characters"


def look_at(content: bytes) -> None:
    with open_archive(content, "x.xlsx") as archive:
        look_into_xlsx(archive, "x.xlsx")


def test_one_far_cell_makes_a_sheet_too_large(monkeypatch):
    monkeypatch.setattr(limits, "LIMITS", replace(LIMITS, workbook_cells=29))
    far = formula("<v>1</v>", '<row r="10"><c r="A10"><v>1</v></c></row>')  # A1 to C10
    with pytest.raises(FileRefused) as refused:
        look_at(far)
    assert (refused.value.key, refused.value.values["count"]) == ("too_many_cells", 30)


def test_a_workbook_that_declares_entities_is_refused_for_they_could_swell():
    swelling = replaced(workbook([["a"]]), "xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><workbook/>")
    with pytest.raises(FileRefused) as refused:
        look_at(swelling)
    assert refused.value.key == "workbook_broken"


FAR = [
    '<row r="1"><c r="xfd1048576"><v>1</v></c></row>',
    '<row r="1"><c  r = "XFD1048576" ><v>1</v></c></row>',
    "<row r='1'><c r='XFD1048576'><v>1</v></c></row>",
    '<x-y:row xmlns:x-y="{main}" r="1"><x-y:c r="XFD1048576"><x-y:v>1</x-y:v></x-y:c></x-y:row>',
    '<row r="1"><c r="&#88;FD1048576"><v>1</v></c></row>',
    '<row r="4294967295"><c><v>1</v></c></row>',
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="9999999"><c><v>1</v></c></row>',
]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet_of(rows: str, after: str = "") -> str:
    return (
        f'<worksheet xmlns="{MAIN}"><sheetData>{rows.replace("{main}", MAIN)}</sheetData>{after}</worksheet>'
    )


@pytest.mark.parametrize("rows", FAR)
def test_a_far_cell_is_refused_however_it_is_spelt(rows: str):
    with pytest.raises(FileRefused) as refused:
        read_workbook(formula("", sheet=sheet_of(rows)), "x.xlsx")
    assert refused.value.key in {"too_many_cells", "workbook_place"}


@pytest.mark.parametrize("place", ["A0", "A99999999", "ABCD1", "1", " A1", "A-1"])
def test_a_cell_whose_place_is_not_understood_is_refused_with_what_is_written(place: str):
    with pytest.raises(FileRefused) as refused:
        read_workbook(formula("", sheet=sheet_of(f'<row r="1"><c r="{place}"/></row>')), "x.xlsx")
    assert (refused.value.key, refused.value.values["value"]) == ("workbook_place", place)


def book_of(names: list[str], target: str, **members: str) -> bytes:
    """Return a workbook whose sheets are all one part, found under `target`."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheets = "".join(f'<sheet name="{name}" r:id="r{place}"/>' for place, name in enumerate(names))
    ends = "".join(f'<Relationship Id="r{place}" Target="{target}"/>' for place in range(len(names)))
    return zipped(
        {
            "xl/workbook.xml": f'<workbook xmlns:r="{relations}"><sheets>{sheets}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f"<Relationships>{ends}</Relationships>",
            **members,
        }
    )


def test_sheets_that_are_one_part_count_as_often_as_they_are_read():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1000"><c r="GR1000"><v>1</v></c></row>'
    parts = {"xl/worksheets/sheet1.xml": sheet_of(rows)}
    assert len(read_workbook(book_of(["A"], "worksheets/sheet1.xml", **parts), "x.xlsx")) == 1
    with pytest.raises(FileRefused) as refused:
        read_workbook(book_of([f"S{each}" for each in range(40)], "worksheets/sheet1.xml", **parts), "x.xlsx")
    assert refused.value.key == "too_many_cells"


@pytest.mark.parametrize(
    "target", ["worksheets/Sheet1.XML", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"]
)
def test_what_is_opened_is_what_was_looked_at_wherever_it_lies(target: str):
    parts = {"xl/worksheets/sheet1.xml": sheet_of('<row r="1"><c r="A1"><v>1</v></c></row>')}
    (sheet,) = read_workbook(book_of(["A"], target, **parts), "x.xlsx")
    assert sheet.rows == ((1,),)


def test_names_and_crowds_of_sheets_are_bounded():
    parts = {"xl/worksheets/sheet1.xml": sheet_of("")}
    for names, key in ((["x" * 16_000], "sheet_name_long"), (["x"] * 1_001, "too_many_sheets")):
        with pytest.raises(FileRefused) as refused:
            read_workbook(book_of(names, "worksheets/sheet1.xml", **parts), "x.xlsx")
        assert refused.value.key == key


def test_merged_ranges_that_lie_over_each_other_are_refused():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="300"><c r="KN300"><v>1</v></c></row>'
    ranges = '<mergeCell ref="A1:KN300"/>' * 40
    with pytest.raises(FileRefused) as refused:
        read_workbook(formula("", sheet=sheet_of(rows, f"<mergeCells>{ranges}</mergeCells>")), "x.xlsx")
    assert refused.value.key == "too_many_cells"


@pytest.mark.parametrize("name", ["xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("tag", ["si", "c", "row r='1'", "cellXfs", "f"])
def test_elements_that_are_opened_again_and_again_take_no_time(name: str, tag: str):
    with pytest.raises(FileRefused) as refused:
        read_workbook(replaced(workbook([["a"]]), name, f"<x>{f'<{tag}>' * 200_000}"), "x.xlsx")
    assert refused.value.key == "workbook_broken"


def test_a_long_note_and_many_short_texts_are_read():
    texts = f"<si><t>{'x' * 32_000}</t></si><si><t>ab</t></si>"
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>{row > 1:d}</v></c></row>' for row in range(1, 20_001)
    )
    content = replaced(
        formula("", sheet=sheet_of(rows)), "xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{texts}</sst>'
    )
    (sheet,) = read_workbook(content, "x.xlsx")
    assert [len(row[0]) for row in sheet.rows[:3]] == [32_000, 2, 2]

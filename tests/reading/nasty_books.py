"""Packed files, workbooks and files of other kinds that break readers."""

from __future__ import annotations

import io
import zipfile
from functools import cache

from reading.handmade import doubled, encrypted, formula, lying, ods, workbook, zipped
from reading.nasty_file import BOTH, Nasty


def not_texts() -> list[Nasty]:
    """Return files of another kind under the name of a table."""
    return [
        Nasty("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), refused="file_old_excel"),
        Nasty("page.csv", b"%PDF-1.7\n%...", refused="file_not_table"),
        Nasty("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(64), refused="file_not_table"),
        Nasty("packed.csv", b"\x1f\x8b\x08" + bytes(64), refused="file_not_table"),
        Nasty("program.csv", bytes(range(1, 32)) * 40, refused="file_not_text"),
        Nasty("nuls.csv", bytes(2_000), refused="file_not_text"),
    ]


@cache
def archives() -> list[Nasty]:
    """Return archives under the name of a workbook; none must be opened further."""
    whole = zipped({"xl/workbook.xml": "<workbook/>"})
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    return [
        Nasty("nested.xlsx", zipped({"inner.zip": whole}), refused="member_nested"),
        Nasty("encrypted.xlsx", encrypted(whole), refused="member_encrypted"),
        Nasty("climbing.xlsx", zipped({"../x.xml": "a"}), refused="member_climbs"),
        Nasty("climbing-backslash.xlsx", zipped({"a\\..\\..\\x.xml": "a"}), refused="member_climbs"),
        Nasty("absolute.xlsx", zipped({"/x.xml": "a"}), refused="member_climbs"),
        Nasty("drive.xlsx", zipped({"C:x.xml": "a"}), refused="member_climbs"),
        Nasty("link.xlsx", buffer.getvalue(), refused="member_link"),
        Nasty("twice.xlsx", doubled("a.xml", "a.xml"), refused="member_twice"),
        Nasty("twice-but-case.xlsx", doubled("a.xml", "A.XML"), refused="member_twice"),
        Nasty("bomb.xlsx", zipped({"xl/workbook.xml": bytes(20_000_000)}), refused="member_too_large"),
        Nasty(
            "bomb-that-lies.xlsx",
            lying(zipped({"xl/workbook.xml": bytes(20_000_000)})),
            refused="member_broken",
        ),
        Nasty("cut.xlsx", whole[:-10], refused="archive_broken"),
        Nasty("start-only.xlsx", b"PK\x03\x04", refused="archive_broken"),
        Nasty("not-a-workbook.zip", zipped({"Connections.csv": "a"}), refused="workbook_not"),
        Nasty("no-sheets.xlsx", zipped({"xl/workbook.xml": "<workbook"}), refused="workbook_broken"),
        Nasty(
            "entities.xlsx",
            zipped({"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>'}),
            refused="workbook_broken",
        ),
        Nasty(
            "crowd.xlsx", zipped({f"{number}.xml": "" for number in range(5_001)}), refused="archive_too_many"
        ),
    ]


def workbooks() -> list[Nasty]:
    """Return workbooks that a reader could take for something else than what their user sees."""
    header = ["Personne", "Date", "SSI"]
    rows = [header, ["P01", "2026-01-05", 52.6], ["P02", "2026-01-12", 48]]
    good = workbook(rows)
    return [
        Nasty("plain.xlsx", good, BOTH),
        Nasty("plain-under-another-name.csv", good, BOTH),
        Nasty(
            "offset.xlsx",
            workbook([[], ["Suivi"], [], *rows]),
            {5: ("P01", 52.6), 6: ("P02", 48.0)},
            ignored=1,
        ),
        Nasty(
            "names-like-nothing.xlsx",
            workbook([header, ["NA", None, 50], ["None", None, 50], [True, None, 50]]),
            {2: ("NA", 50.0), 3: ("None", 50.0), 4: ("True", 50.0)},
        ),
        Nasty("text-numbers.xlsx", workbook([header, ["P01", None, "52,6"], ["P02", None, " 48 "]]), BOTH),
        Nasty(
            "note-beside.xlsx", workbook([header, ["P01", None, 52.6, None, "vu"], ["P02", None, 48]]), BOTH
        ),
        Nasty(
            "blank-rows.xlsx",
            workbook([header, ["P01", None, 52.6], [], ["  "], ["P02", None, 48]]),
            {2: ("P01", 52.6), 5: ("P02", 48.0)},
            blank=2,
        ),
        Nasty(
            "percent.xlsx",
            workbook([header, ["P01", None, 0.526]], percent=True),
            {2: ("P01", "number_unreadable")},
        ),
        Nasty("formula.xlsx", formula("<f>1+1</f>"), {2: ("P01", "number_unreadable")}),
        Nasty("formula-empty-value.xlsx", formula("<f>1+1</f><v></v>"), {2: ("P01", "number_unreadable")}),
        Nasty(
            "formula-library-zero.xlsx",
            workbook([header, ["P01", None, "=1+1"]], formulas=True),
            {2: ("P01", "number_unreadable")},
        ),
        Nasty("formula-saved.xlsx", formula("<f>50+2.6</f><v>52.6</v>"), {2: ("P01", 52.6)}),
        Nasty(
            "far-cell.xlsx",
            formula("<v>52.6</v>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
            refused="too_many_cells",
        ),
        Nasty(
            "far-row-without-names.xlsx",
            formula(
                "<v>52.6</v>",
                '<row r="1048576"><c><v>1</v></c><c><v>1</v></c><c/><c><v>2</v></c><c><v>3</v></c><c><v>3</v></c></row>',
            ),
            refused="too_many_cells",
        ),
        Nasty("damaged.xlsx", formula("<v>52.6</v>", "<row"), refused="workbook_broken"),
        Nasty(
            "plain.ods", ods(_ods_row("Personne", "SSI") + _ods_row("P01", 52.6) + _ods_row("P02", 48)), BOTH
        ),
        Nasty(
            "empty-rows.ods",
            ods(_ods_row("Personne", "SSI") + _ods_row("P01", 52.6) + _EMPTY_ODS_ROWS),
            {2: ("P01", 52.6)},
        ),
        Nasty(
            "far-cell.ods",
            ods(_ods_row("Personne", "SSI") + _EMPTY_ODS_ROWS.replace("1048570", "1048570") + _FAR_ODS_ROW),
            refused="too_many_cells",
        ),
        Nasty(
            "formula.ods",
            ods(
                _ods_row("Personne", "SSI")
                + '<table:table-row><table:table-cell office:value-type="string"><text:p>P01</text:p></table:table-cell>'
                + '<table:table-cell table:formula="of:=1+1"/></table:table-row>'
            ),
            {2: ("P01", "number_unreadable")},
        ),
        Nasty(
            "encrypted.ods",
            zipped({"content.xml": b"\x93\x12", "META-INF/manifest.xml": "<manifest:encryption-data/>"}),
            refused="file_old_excel",
        ),
    ]


_EMPTY_ODS_ROWS = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'


_FAR_ODS_ROW = '<table:table-row><table:table-cell table:number-columns-repeated="16383"/><table:table-cell office:value-type="float" office:value="1"/></table:table-row>'


def _ods_row(*cells: str | float) -> str:
    made = [
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        if isinstance(cell, str)
        else f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    ]
    return f"<table:table-row>{''.join(made)}</table:table-row>"

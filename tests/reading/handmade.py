"""Packed files and workbooks as no program writes them: with members, formulas and cells put in by hand."""

from __future__ import annotations

import io
import zipfile

import xlsxwriter


def zipped(members: dict[str, bytes | str], **options: object) -> bytes:
    """Return a zip file of `members`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content, **options)
    return buffer.getvalue()


def encrypted(content: bytes) -> bytes:
    """Return a zip file that says of its members that they are encrypted."""
    local, central = content.find(b"PK\x03\x04"), content.find(b"PK\x01\x02")
    changed = bytearray(content)
    changed[local + 6] |= 1
    changed[central + 8] |= 1
    return bytes(changed)


def doubled(first: str, second: str) -> bytes:
    """Return a zip file with two members, without the warning that equal names give."""
    content = zipped({first: "a", "~" * len(second): "b"})
    return content.replace(b"~" * len(second), second.encode())


def lying(content: bytes) -> bytes:
    """Return a zip file whose directory says that its member has ten bytes."""
    place = content.find(b"PK\x01\x02") + 24
    return content[:place] + (10).to_bytes(4, "little") + content[place + 4 :]


def workbook(rows: list[list[object]], percent: bool = False, formulas: bool = False) -> bytes:
    """Return an XLSX file with one sheet of `rows`; `percent` shows its numbers as percentages."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": formulas}) as book:
        sheet, shown = book.add_worksheet("SSI"), book.add_format({"num_format": "0.0%"} if percent else {})
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell is not None:
                    sheet.write(row, column, str(cell) if isinstance(cell, bool) else cell, shown)
    return buffer.getvalue()


def formula(third: str, more: str = "", sheet: str | None = None) -> bytes:
    """Return an XLSX file whose sheet is written by hand: a header, and one row whose third cell holds `third`."""
    header = "".join(
        f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'
        for place, text in (("A1", "Personne"), ("B1", "Date"), ("C1", "SSI"))
    )
    row = f'<c r="A2" t="inlineStr"><is><t>P01</t></is></c><c r="C2">{third}</c>'
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    written = f'<worksheet {main}><sheetData><row r="1">{header}</row><row r="2">{row}</row>{more}</sheetData></worksheet>'
    with zipfile.ZipFile(io.BytesIO(workbook([["a"]]))) as archive:
        book = archive.read("xl/workbook.xml")
    # A library asks for a new computation at each opening; a program that computed does not.
    saved = replaced(workbook([["a"]]), "xl/workbook.xml", book.replace(b' fullCalcOnLoad="1"', b""))
    return replaced(saved, "xl/worksheets/sheet1.xml", sheet or written)


def replaced(content: bytes, name: str, member: bytes | str) -> bytes:
    """Return a zip file with another content of one member."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return zipped({**{each: archive.read(each) for each in archive.namelist()}, name: member})


def ods(rows: str, styles: str = "", about: str = "") -> bytes:
    """Return an ODS file with one sheet of `rows`; `about` is what its table says of itself."""
    base = "urn:oasis:names:tc:opendocument:xmlns"
    names = (
        f'xmlns:office="{base}:office:1.0" xmlns:table="{base}:table:1.0" xmlns:text="{base}:text:1.0" '
        f'xmlns:style="{base}:style:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc"'
    )
    body = f'<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="SSI" {about}>{rows}</table:table></office:spreadsheet></office:body>'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2">{body}</office:document-content>',
            "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        }
    )

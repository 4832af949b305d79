"""Look into a workbook before it is opened: how much it would fill, and what it says beside its values."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from io import BytesIO
from posixpath import join, normpath

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.opening.cell_marks import (
    FILLED,
    PLACE,
    Looked,
    attribute,
    look_at_cell,
    look_at_sheet,
    number_of,
    percent_styles,
    repeats,
)
from ssi_outcomes.reading.opening.limits import LIMITS, check_size, read_member

_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=[\"']([0-9]{1,7})[\"']")
_SHARED = re.compile(rb"\bt=[\"']s[\"'][^>]*>\s*<(?:\w+:)?v>([0-9]+)<")
_UNSEEN = {"collapse", "filter"}  # how ODS says that a row or a column is hidden
_ALIKE = 1_000  # shares or errors that ODS writes once for many cells or rows: more than any program does
_STRING_BYTES = 400_000_000  # of all text cells together, once each has its own copy


def look_into_xlsx(archive: zipfile.ZipFile, shown: str) -> dict[str, Looked]:
    """Return what matters of each sheet, by name; raises FileRefused for one too large."""
    styles = percent_styles(_member(archive, "xl/styles.xml", shown))
    lengths = [
        len(text)
        for text in re.findall(
            rb"<(?:\w+:)?si\b.*?</(?:\w+:)?si>", _member(archive, "xl/sharedStrings.xml", shown), re.S
        )
    ]
    recalculated = (
        re.search(rb"fullCalcOnLoad=[\"'](?:1|true)[\"']", _member(archive, "xl/workbook.xml", shown))
        is not None
    )
    looked = {}
    for name, path in _sheets(archive, shown):
        xml = _member(archive, path, shown)
        _check_area(xml, lengths, shown)
        looked[name] = look_at_sheet(name, xml, styles, recalculated)
    return looked


def look_into_ods(archive: zipfile.ZipFile, shown: str) -> dict[str, Looked]:
    """Return what matters of each sheet, by name; raises FileRefused as for XLSX."""
    if b"encryption-data" in _member(archive, "META-INF/manifest.xml", shown):
        raise FileRefused("file_old_excel", file=shown)
    looked, row, width, height, column = {}, 0, 0, 0, 0
    for event, element in _events(_member(archive, "content.xml", shown), shown):
        tag = element.tag.rpartition("}")[2]
        if event == "start" and tag == "table":
            sheet, row, width, height, column = Looked(attribute(element, "name")), 0, 0, 0, 0
            looked[sheet.name] = sheet
        elif event == "end" and tag == "table-column":
            end = column + repeats(element, "number-columns-repeated")
            if attribute(element, "visibility") in _UNSEEN:
                sheet.hidden_columns.append((column, end - 1))
            column = end
        elif event == "end" and tag == "table-row":
            rows = range(row, row + repeats(element, "number-rows-repeated"))
            last, row = _look_at_row(element, rows, sheet, shown), rows.stop
            width, height = max(width, last), row if last else height
            _check_count(width * height, LIMITS.workbook_cells, shown)
            if last and attribute(element, "visibility") in _UNSEEN:
                sheet.hidden.update(rows)
            element.clear()
    return looked


def _look_at_row(element: ET.Element, rows: range, sheet: Looked, shown: str) -> int:
    """Note what the cells of a row say beside their values, in each of the `rows` as which it stands, and
    return how many it has up to the last filled one.
    """
    place = last = 0
    seen = Looked(sheet.name)
    for cell in element:
        kind, repeated = attribute(cell, "value-type"), repeats(cell, "number-columns-repeated")
        if kind or attribute(cell, "formula"):
            _check_count((place + repeated) * len(rows), LIMITS.workbook_cells, shown)
            look_at_cell(seen, cell, rows.start, place)
        if kind == "percentage":
            _check_count(repeated, _ALIKE, shown)
            seen.percents.update((rows.start, place + offset) for offset in range(repeated))
        place += repeated
        last = place if kind or len(cell) or attribute(cell, "formula") else last
    if seen.percents or seen.errors:
        _check_count(len(rows), _ALIKE, shown)
        sheet.percents.update((row, column) for row in rows for _, column in seen.percents)
        sheet.errors.update({(row, at): text for row in rows for (_, at), text in seen.errors.items()})
    sheet.merged += seen.merged
    return last


def _check_count(count: int, limit: int, shown: str) -> None:
    if count > limit:
        raise FileRefused("too_many_cells", file=shown, count=count, limit=limit)


def _events(xml: bytes, shown: str) -> Iterator[tuple[str, ET.Element]]:
    try:
        yield from ET.iterparse(BytesIO(xml), ("start", "end"))
    except (ET.ParseError, ValueError, LookupError) as fault:
        raise FileRefused("workbook_broken", file=shown) from fault


def _member(archive: zipfile.ZipFile, path: str, shown: str) -> bytes:
    """Return a part of the workbook, empty if it is not there.

    No program writes a DOCTYPE; entities could swell.
    """
    if path not in archive.NameToInfo:
        return b""
    content = read_member(archive, path, shown)
    if (
        b"<!DOCTYPE" in content[:2000]
        or b"<!ENTITY" in content[:2000]
        or content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    ):
        raise FileRefused("workbook_broken", file=shown)
    return content


def _sheets(archive: zipfile.ZipFile, shown: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the member of each worksheet."""
    relations = _member(archive, "xl/_rels/workbook.xml.rels", shown)
    targets = {
        each.get("Id"): each.get("Target", "")
        for event, each in _events(relations, shown)
        if event == "end" and each.get("Id")
    }
    for event, each in _events(_member(archive, "xl/workbook.xml", shown), shown):
        if event == "end" and each.tag.endswith("}sheet"):
            target = targets.get(
                next((value for key, value in each.attrib.items() if key.endswith("}id")), ""), ""
            )
            yield (
                each.get("name", ""),
                target.lstrip("/") if target.startswith("/") else normpath(join("xl", target)),
            )


def _check_area(xml: bytes, lengths: list[int], shown: str) -> None:
    """Refuse a sheet whose filled rectangle, or whose texts, would not
    fit: one far cell is enough to make it huge.
    """
    letters, rows, unplaced = set(), {0}, 0
    for attributes in FILLED.findall(xml):
        place = PLACE.search(attributes)
        if place:
            letters.add(place[1])
            rows.add(int(place[2]))
        else:
            unplaced += 1
    if unplaced:
        rows |= {int(number) for number in _ROW.findall(xml)} | {len(re.findall(rb"<(?:\w+:)?row\b", xml))}
    area = max(rows) * max([*map(number_of, letters), min(unplaced, 16_384)], default=0)
    _check_count(area, LIMITS.workbook_cells, shown)
    if max(lengths, default=0) * len(rows) * max(len(letters), unplaced, 1) > _STRING_BYTES:
        texts = sum(
            lengths[int(index)]
            for index in _SHARED.findall(xml)
            if len(index) < 9 and int(index) < len(lengths)
        )
        check_size(texts, _STRING_BYTES, shown)

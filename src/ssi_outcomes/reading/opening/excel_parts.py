"""Look into an XLSX workbook before it is opened: how much it would fill, and what it says beside its values.

What is then opened is made anew of the very parts that were looked at, under names of our own: no part that
another reader would find elsewhere is ever reached.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from posixpath import join, normpath
from xml.sax.saxutils import quoteattr

from ssi_outcomes.reading.opening.cell_marks import Looked, SheetWalk
from ssi_outcomes.reading.opening.limits import LIMITS, check_count, read_member
from ssi_outcomes.reading.opening.markup import Attributes, walk

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_PERCENT = frozenset(("9", "10"))  # ECMA-376 part 1, 18.8.30
_STATES = ("visible", "hidden", "veryHidden")
_AS_IT_STANDS = re.compile(r'"[^"]*"|\\.')  # of a format: text that is shown
_RELATION = '<Relationship Id="{id}" Type="' + _OFFICE + '/{kind}" Target="{target}"/>'


@dataclass(frozen=True)
class Parts:
    """A workbook that was looked into: what matters of each sheet by its name, and what may be opened."""

    looked: dict[str, Looked]
    content: bytes = field(repr=False)


@dataclass
class _Book:
    """What a workbook says of itself."""

    sheets: list[tuple[str, str, str]] = field(default_factory=list)  # name, state, relation
    dates: str = ""
    recalculated: bool = False

    def begin(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            named = attributes.get("name", "")
            relation = next((value for key, value in attributes.items() if key.partition(":")[2] == "id"), "")
            self.sheets.append((named, attributes.get("state", "visible"), relation))
        elif name == "workbookPr":
            self.dates = attributes.get("date1904", "")
        elif name == "calcPr":
            self.recalculated = attributes.get("fullCalcOnLoad") in ("1", "true")


def look_into_xlsx(archive: zipfile.ZipFile, shown: str) -> Parts:
    """Return what matters of each sheet, by name, and the workbook as it is opened; raises FileRefused for
    one too large.
    """
    members = {info.filename.replace("\\", "/").casefold(): info for info in archive.infolist()}

    def part(path: str) -> bytes:
        info = members.get(path.casefold())
        return b"" if info is None else read_member(archive, info, shown)

    book, targets = _Book(), _find_targets(part("xl/_rels/workbook.xml.rels"), shown)
    walk(part("xl/workbook.xml"), shown, book.begin)
    check_names([name for name, _, _ in book.sheets], shown)
    made = {name: part(name) for name in ("xl/sharedStrings.xml", "xl/styles.xml")}
    lengths = _measure_texts(made["xl/sharedStrings.xml"], shown)
    styles = find_percent_styles(made["xl/styles.xml"], shown)
    seen: dict[str, tuple[Looked, int, str]] = {}  # by the member that a sheet is: several may be one
    looked, places, spent = {}, [], Counter()
    for name, state, relation in book.sheets:
        path = _find_path(targets.get(relation, ""), members)
        if path is not None and path not in seen:
            place, xml = f"xl/worksheets/sheet{len(seen)}.xml", part(path)
            sheet = _look_at(xml, name, styles, book.recalculated, shown)
            seen[path] = (sheet, len(xml) + _count_shared(xml, sheet, lengths, shown), place)
            made[place] = xml
        if path is not None:
            sheet, size, place = seen[path]
            spent["workbook_cells"] += sheet.height * sheet.width
            spent["characters"] += size
            for bound, count in spent.items():
                check_count(bound, count, shown)
            looked.setdefault(name, replace(sheet, name=name))
            places.append((name, state, place))
    return Parts(looked, _pack(made, book.dates, places))


def check_names(names: Sequence[str], shown: str) -> None:
    """Refuse more sheets than one can look through, and names that are none."""
    check_count("sheets", len(names), shown)
    check_count("sheet_name", max(map(len, names), default=0), shown)


def find_percent_styles(xml: bytes, shown: str) -> frozenset[str]:
    """Return the numbers of the cell styles that show a share as a percentage."""
    percent, formats, inside = set(_PERCENT), [], False

    def begin(name: str, attributes: Attributes) -> None:
        nonlocal inside
        number = attributes.get("numFmtId", "")
        if name == "numFmt" and "%" in _AS_IT_STANDS.sub("", attributes.get("formatCode", "")):
            percent.add(number)
        elif name in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            inside = name == "cellXfs"
        elif name == "xf" and inside:
            formats.append(number)

    if xml:
        walk(xml, shown, begin)
    return frozenset(str(index) for index, number in enumerate(formats) if number in percent)


def _find_targets(xml: bytes, shown: str) -> dict[str, str]:
    """Return where each relation of the workbook leads."""
    targets: dict[str, str] = {}

    def begin(name: str, attributes: Attributes) -> None:
        if "Id" in attributes:
            targets[attributes["Id"]] = attributes.get("Target", "")

    if xml:
        walk(xml, shown, begin)
    return targets


def _find_path(target: str, members: Mapping[str, zipfile.ZipInfo]) -> str | None:
    """Return the member that a relation of the workbook leads to, if it is there."""
    target = target.replace("\\", "/").casefold()
    paths = (target.lstrip("/"),) if target.startswith("/") else (normpath(join("xl", target)), target)
    return next((path for path in paths if path in members), None)


def _measure_texts(xml: bytes, shown: str) -> list[int]:
    """Return how long each of the texts is that cells share."""
    lengths: list[int] = []

    def begin(name: str, attributes: Attributes) -> None:
        if name == "si":
            lengths.append(0)

    def text(written: str) -> None:
        if lengths:
            lengths[-1] += len(written)

    if xml:
        walk(xml, shown, begin, text=text)
    return lengths


def _count_shared(xml: bytes, sheet: Looked, lengths: Sequence[int], shown: str) -> int:
    """Return how many characters a sheet has of the texts that are shared, once each cell has its own copy;
    where that could be many, each cell is looked at.
    """
    most = sheet.strings * max(lengths, default=0)
    if most <= LIMITS.characters // 10:
        return most
    count, is_shared = 0, False

    def begin(name: str, attributes: Attributes) -> None:
        nonlocal is_shared
        is_shared = attributes.get("t") == "s" if name == "c" else is_shared

    def text(written: str) -> None:
        nonlocal count
        if is_shared and written.strip().isdecimal() and len(written.strip()) < 9:
            place = int(written)
            count += lengths[place] if place < len(lengths) else 0

    walk(xml, shown, begin, text=text)
    return count


def _look_at(xml: bytes, name: str, styles: frozenset[str], recalculated: bool, shown: str) -> Looked:
    sheet = SheetWalk(name, styles, recalculated, shown)
    walk(xml, shown, sheet.begin, sheet.end, sheet.text)
    sheet.looked.check_merged(shown)
    return sheet.looked


def _pack(made: Mapping[str, bytes], dates: str, places: Sequence[tuple[str, str, str]]) -> bytes:
    """Return a workbook of the parts that were looked at."""
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" state="{_state(state)}" r:id="s{number}"/>'
        for number, (name, state, _) in enumerate(places, 1)
    )
    sheets = [
        _RELATION.format(id=f"s{number}", kind="worksheet", target=f"/{place}")
        for number, (_, _, place) in enumerate(places, 1)
    ]
    head = f"<workbookPr date1904={quoteattr(dates)}/>" if dates else ""
    names = f'xmlns="{_MAIN}" xmlns:r="{_OFFICE}"'
    parts = {
        "_rels/.rels": _relate(_RELATION.format(id="b", kind="officeDocument", target="xl/workbook.xml")),
        "xl/workbook.xml": f"<workbook {names}>{head}<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relate(*sheets),
        **{name: xml for name, xml in made.items() if xml},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _state(written: str) -> str:
    return written if written in _STATES else "visible"


def _relate(*relations: str) -> str:
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(relations)}</Relationships>'

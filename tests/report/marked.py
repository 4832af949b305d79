"""The cells of a workbook as they lie in its file: what is in them, how they look, what is said beside them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True)
class MarkedCell:
    """One cell that is not empty, or that has a look or a comment; `kind` as the file says it: "s" text, "n" number."""

    value: str | float | None
    kind: str
    look: str
    comment: str


def read_marked(content: bytes) -> dict[str, dict[str, MarkedCell]]:
    """Return the cells of each sheet by their addresses; raises KeyError for a formula."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        trees = {
            name: ElementTree.fromstring(archive.read(name))  # noqa: S314 - written by us a moment ago
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }
    texts = [_text(each) for each in trees["xl/sharedStrings.xml"]]
    names = [sheet.get("name") for sheet in trees["xl/workbook.xml"].iter(f"{_SHEET}sheet")]
    return {name: _cells(trees, number, texts) for number, name in enumerate(names, 1)}


def _cells(trees: dict, number: int, texts: list[str]) -> dict[str, MarkedCell]:
    said = _comments(trees, number)
    found = {}
    for cell in trees[f"xl/worksheets/sheet{number}.xml"].iter(f"{_SHEET}c"):
        assert cell.find(f"{_SHEET}f") is None, "a formula"
        value = cell.find(f"{_SHEET}v")
        kind = cell.get("t", "n")
        content = None if value is None else texts[int(value.text)] if kind == "s" else float(value.text)
        place = cell.get("r")
        found[place] = MarkedCell(content, kind, cell.get("s", ""), said.get(place, ""))
    return found


def _comments(trees: dict, number: int) -> dict[str, str]:
    links = trees.get(f"xl/worksheets/_rels/sheet{number}.xml.rels")
    targets = (
        [each.get("Target") for each in links if "/comments" in each.get("Type")] if links is not None else []
    )
    return {
        each.get("ref"): _text(each)
        for target in targets
        for each in trees[target.replace("../", "xl/")].iter(f"{_SHEET}comment")
    }


def _text(tag) -> str:
    return "".join(each.text or "" for each in tag.iter(f"{_SHEET}t"))

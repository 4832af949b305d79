"""The names that a template is laid out for: a text with one a line, or a workbook with one column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ssi_outcomes.base.errors import DataRefused, FileRefused, Problem, UsageError
from ssi_outcomes.base.spelling import fold, means_team, same_name
from ssi_outcomes.reading.cells.text import SPACES, is_blank, read_text, show_cell
from ssi_outcomes.reading.gaps import PERSON
from ssi_outcomes.reading.kinds.recognition import read_sheet
from ssi_outcomes.reading.names.registry import word_set
from ssi_outcomes.reading.opening.encodings import decode
from ssi_outcomes.reading.opening.limits import read_bytes
from ssi_outcomes.reading.opening.sheets import read_sheets
from ssi_outcomes.reading.parsed import Context, Sheet

MARKS = "\t;,|"  # what stands between cells, and never in a name
LONGEST = 80  # signs of a name
MOST_TOLD = 20  # problems
_GAPS = re.compile(f"[{SPACES.replace(chr(9), '')}]+")  # but a tab, which parts two cells


@dataclass(frozen=True)
class NamesList:
    """The names of a list, in its order, and the heading above them, if it had one."""

    people: tuple[str, ...]
    heading: str | None


def read_names(file: str) -> NamesList:
    """Return the names in `file`: a text (UTF-8, UTF-16 or Windows-1252) or a workbook.

    Raises UsageError where there is no such file, FileRefused where it cannot be read, and DataRefused with
    each line that is not surely one name, and one person's.
    """
    path = Path(file)
    if not path.is_file():
        raise UsageError("names_file_missing", file=file[:200])
    lines = [(line, text) for line, text in _read_lines(path) if text]
    heading = lines.pop(0)[1] if lines and _is_heading(lines[0][1]) else None
    problems = {each.line: each for each in _find_unread(path.name, lines)}
    problems |= {each.line: each for each in _find_repeated(path.name, lines)}
    problems |= {each.line: each for each in _find_unsure(path.name, lines)}
    if problems:
        told = tuple(problems[line] for line in sorted(problems)[:MOST_TOLD])
        raise DataRefused("names_refused", lines=len(problems), problems=told)
    if not lines:
        raise UsageError("names_none", file=path.name)
    return NamesList(tuple(text for _, text in lines), heading)


def _read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield each line with its number, without what a copied column leaves at its end."""
    content = read_bytes(path, path.name)
    if content.startswith(b"PK"):
        yield from _read_column(path)
        return
    text = decode(content, path.name).replace("\r\n", "\n").replace("\r", "\n")
    for line, each in enumerate(text.split("\n"), start=1):
        name = each.strip(SPACES + MARKS)
        if len(name) > 1 and name[0] == name[-1] == '"':
            name = name[1:-1].replace('""', '"')
        yield line, _GAPS.sub(" ", name).strip()


def _read_column(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the cells of a workbook's only column; raises FileRefused where there are several."""
    sheets = [sheet for sheet in read_sheets(path, path.name) if any(map(_filled, sheet.rows))]
    columns = {place for sheet in sheets for row in sheet.rows for place in _filled(row)}
    if len(sheets) > 1 or len(columns) > 1:
        raise FileRefused("names_columns", file=path.name)
    for sheet in sheets:
        for line, row in zip(sheet.lines, sheet.rows, strict=True):
            yield line, " ".join(read_text(row[place]) for place in _filled(row))


def _filled(row: tuple[object, ...]) -> list[int]:
    return [place for place, cell in enumerate(row) if not is_blank(cell)]


def _is_heading(text: str) -> bool:
    return any(fold(text) in word_set("columns", name) for name in PERSON)


def _find_unsure(file: str, lines: list[tuple[int, str]]) -> Iterator[Problem]:
    """Find lines that hold no name, or could hold several."""
    for line, text in lines:
        if any(mark in text for mark in MARKS):
            shown = show_cell(text.replace("\t", " ⇥ "))
            yield Problem(file, "names_several", line, values={"value": shown})
        elif len(text) > LONGEST:
            yield Problem(file, "names_long", line, values={"value": show_cell(text), "most": LONGEST})
        elif means_team(text) or not any(map(str.isalnum, text)) or not text.isprintable():
            yield Problem(file, "names_not", line, values={"value": show_cell(text)})


def _find_repeated(file: str, lines: list[tuple[int, str]]) -> Iterator[Problem]:
    """Find names that stand there twice, or differ in signs alone: who knows if they are one person?"""
    seen: dict[str, tuple[int, str]] = {}
    for line, text in lines:
        first, other = seen.setdefault(fold(text), (line, text))
        if first != line:
            key = "names_repeated" if same_name(text) == same_name(other) else "names_alike"
            yield Problem(file, key, line, values={"value": text[:80], "other": other[:80], "first": first})


def _find_unread(file: str, lines: list[tuple[int, str]]) -> Iterator[Problem]:
    """Find names that would not come back from a table: `Total`, for one, ends it."""
    table = Sheet(
        file,
        "",
        tuple(range(1, len(lines) + 2)),
        (("person", "role"), *((text, "x") for _, text in lines)),
    )
    parsed = read_sheet(table, Context(today=date.today()))
    back = {row["person"] for row in parsed.tables.get("people", ())}
    for line, text in lines:
        if text not in back:
            yield Problem(file, "names_not", line, values={"value": show_cell(text)})

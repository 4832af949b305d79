"""Where things are said that files cannot say: read `dataset.toml` and the template's
sheet About, with the line of each word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ssi_outcomes.base.errors import LANGUAGES, Problem, message
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.base.toml_text import parse_toml
from ssi_outcomes.reading.cells.values import ValueFault, infer_dates, is_blank, read_text
from ssi_outcomes.reading.parsed import Sheet

SCALARS = ("title", "language", "time_zone", "chosen", "picked", "rolled_out", "synthetic")
# Which of them a sheet About has had from the first template on.
_EVER = tuple(key for key in SCALARS if key != "rolled_out")
SECTIONS = {
    "definitions": ("outcome", "meaning", "counted_in"),
    "coverage": ("source", "table", "name", "person", "start", "end"),
    "absences": ("person", "start", "end"),
}
TABLES = ("outcomes", "activity", "ssi")


@dataclass(frozen=True)
class Said:
    """What one file says, not checked yet: single values by key, rows by section, and the line of each:
    (key,) or (section, number).
    """

    file: str
    scalars: dict[str, object] = field(default_factory=dict)
    rows: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    lines: dict[tuple, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    world: dict[str, object] = field(default_factory=dict)
    whole: bool = False  # it speaks for the whole dataset, not for one person's sheet


def is_example(path: Path, dataset: str) -> bool:
    """Tell whether `path` is the filled example that `make new` puts beside the template: it is never
    data.
    """
    return path.name in {
        message("template_example_file", language, dataset=dataset) for language in LANGUAGES
    }


def is_about_sheet(sheet: Sheet) -> bool:
    """Tell whether `sheet` is a template's sheet About, in a workbook or saved as a text of its own."""
    if sheet.name:
        return fold(sheet.name) in {fold(message("template_sheet_about", language)) for language in LANGUAGES}
    first = {fold(read_text(row[0])) for row in sheet.rows[: 2 * len(SCALARS)] if row}
    return any(
        {fold(message(f"about_key_{key}", language)) for key in _EVER} <= first for language in LANGUAGES
    )


def is_read_me_sheet(sheet: Sheet) -> bool:
    """Tell whether `sheet` is a template's sheet Read me, which holds no data."""
    if sheet.name:
        return fold(sheet.name) in {
            fold(message("template_sheet_read_me", language)) for language in LANGUAGES
        }
    first = fold(read_text(sheet.rows[0][0])) if sheet.rows and sheet.rows[0] else ""
    return first in {
        fold(
            message("template_read_me", language, dataset="", example="", rows="")
            .strip("\n")
            .partition("\n")[0]
        )
        for language in LANGUAGES
    }


def read_dataset_toml(path: Path, shown: str) -> Said:
    """Return what `path`, shown as `shown`, says; what cannot be read or is unknown is among its problems."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        values = parse_toml(text)
    except ValueError as fault:
        return Said(
            shown, problems=(Problem(shown, "file_not_toml", values={"reason": str(fault)}),), whole=True
        )
    lines = dict(_toml_lines(text))
    known = (*SCALARS, *SECTIONS, "world")
    problems = [*_find_below(shown, text, values)]
    problems += [_unknown(shown, lines.get((key,)), key, known) for key in values if key not in known]
    rows = {}
    for section, keys in SECTIONS.items():
        rows[section] = _toml_rows(values.get(section, []), section)
        if rows[section] is None:
            rows[section] = []
            problems.append(
                Problem(shown, "about_section", lines.get((section,)), section, {"name": section})
            )
        problems += [
            _unknown(shown, lines.get((section, number)), key, keys)
            for number, row in enumerate(rows[section])
            for key in row
            if key not in (*keys, *SCALARS)
        ]
    world = values.get("world", {})
    return Said(
        shown,
        {key: values[key] for key in SCALARS if key in values},
        rows,
        lines,
        tuple(problems),
        world if isinstance(world, dict) else {},
        True,
    )


def _find_below(file: str, text: str, values: dict[str, object]) -> Iterator[Problem]:
    """Yield each single value that stands below a section's line, where TOML takes it for part of that
    section, and take it out of a text in languages.
    """
    below, header = set(_keys_inside(values)) & set(SCALARS), ""
    for number, line in enumerate(text.splitlines(), start=1):
        if found := re.match(r"\s*(\[\[?[^\]#]+\]\]?)", line):
            header = found[1]
        key = re.match(r"\s*([\w-]+)\s*=", line)
        if header and key and key[1] in below:
            told = {"text": line.strip()[:80], "section": header}
            yield Problem(file, "about_key_below", number, None, told)
    for name in ("title", "chosen"):
        if isinstance(values.get(name), dict):
            values[name] = {key: each for key, each in values[name].items() if key not in SCALARS}


def _keys_inside(value: object, depth: int = 0) -> Iterator[str]:
    """Yield the keys of all tables below the first one."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from [key] if depth else []
            yield from _keys_inside(each, depth + 1)
    elif isinstance(value, list):
        for each in value:
            yield from _keys_inside(each, depth)


def read_about_sheet(sheet: Sheet) -> Said:
    """Return what a template's sheet About says: keys and values, then a table under each section's name."""
    scalars, rows, lines = {}, {section: [] for section in SECTIONS}, {}
    problems: list[Problem] = []
    section, header = None, None
    for line, row in zip(sheet.lines, sheet.rows, strict=True):
        cells = [None if is_blank(cell) else cell for cell in row]
        first = fold(str(cells[0])) if cells and cells[0] is not None else ""
        if first in _names("section", tuple(SECTIONS)):
            section, header = _names("section", tuple(SECTIONS))[first], None
        elif section is None and first in _names("key", SCALARS):
            key = _names("key", SCALARS)[first]
            if len(cells) > 1 and cells[1] is not None:
                scalars[key], lines[key,] = cells[1], line
        elif section is None and first and len(cells) > 1 and cells[1] is not None:
            problems.append(
                _unknown(
                    sheet.file, line, str(cells[0])[:80], [message(f"about_key_{key}") for key in SCALARS]
                )
            )
        elif section and header is None and any(cells):
            header = [_names("column", SECTIONS[section]).get(fold(str(cell))) for cell in cells]
        elif section and any(cell is not None for cell in cells):
            lines[section, len(rows[section])] = line
            rows[section].append(
                {key: cell for key, cell in zip(header, cells, strict=False) if key and cell is not None}
            )
    return Said(sheet.file, scalars, rows, lines, (*problems, *_date_texts(sheet.file, rows, lines)))


def _date_texts(
    file: str, rows: Mapping[str, list[dict[str, object]]], lines: Mapping[tuple, int]
) -> Iterator[Problem]:
    """Read the dates of a sheet that are texts, those of all its
    sections by the same rule: one hand wrote them.
    """
    places = [
        (section, number, key)
        for section, found in rows.items()
        for number, row in enumerate(found)
        for key in ("start", "end")
        if isinstance(row.get(key), str)
    ]
    try:
        rule = infer_dates([rows[section][number][key] for section, number, key in places])
    except ValueFault as fault:
        section, number, key = places[0]
        yield Problem(file, fault.key, lines.get((section, number)), section, fault.values)
        return
    for section, number, key in places:
        try:
            rows[section][number][key] = rule.read(rows[section][number][key])
        except ValueFault as fault:
            yield Problem(file, fault.key, lines.get((section, number)), key, fault.values)


def _toml_rows(value: object, section: str) -> list[dict[str, object]] | None:
    """Return the rows of a section, definitions by their outcome; None if it is no list of tables."""
    if section == "definitions" and isinstance(value, dict):
        value = [
            {"outcome": name, **(said if isinstance(said, dict) else {"meaning": said})}
            for name, said in value.items()
        ]
    return value if isinstance(value, list) and all(isinstance(row, dict) for row in value) else None


def _toml_lines(text: str) -> Iterator[tuple[tuple, int]]:
    """Give the line of each key at the top, of each section, and of each of its tables in turn."""
    seen: dict[str, int] = {}
    inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[\[?\s*([\w-]+)", line):
            name, inside = header[1], True
            yield (name, seen.get(name, 0)), number
            if name not in seen:
                yield (name,), number
            seen[name] = seen.get(name, 0) + 1
        elif not inside and (key := re.match(r"\s*([\w-]+)\s*[.=]", line)):
            yield (key[1],), number


def _unknown(file: str, line: int | None, key: str, known: Iterable[str]) -> Problem:
    return Problem(file, "about_key_unknown", line, None, {"name": key[:80], "known": ", ".join(known)})


@cache
def _names(kind: str, keys: tuple[str, ...]) -> dict[str, str]:
    """Return canonical name by its folded label, in each language."""
    labels = {fold(message(f"about_{kind}_{key}", language)): key for key in keys for language in LANGUAGES}
    return {**labels, **{fold(key): key for key in keys}}

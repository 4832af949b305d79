"""What files cannot say: `dataset.toml` and the template's sheet About, read and checked alike."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ssi_outcomes.base.catalogues import known_language
from ssi_outcomes.base.errors import LANGUAGES, Problem, message
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.base.tame import tame_line
from ssi_outcomes.reading.cells.values import is_blank
from ssi_outcomes.reading.kinds.described.about_files import SECTIONS, TABLES, Said
from ssi_outcomes.reading.names.registry import find_activity, find_outcome, word_set

Wrong = tuple[str, str, dict[str, object]]  # a message's key, the column, the message's values
LONGEST = {"title": 120, "chosen": 600}  # signs that a page shows of what is said in free words

_ZONE = re.compile(
    r"[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+){0,2}"
)  # anything longer sends zoneinfo down a path without end
_REQUIRED = {
    "definitions": ("outcome",),
    "coverage": ("table", "start", "end"),
    "absences": ("person", "start", "end"),
}


@dataclass(frozen=True)
class About:
    """What is said of a dataset. `title` and `chosen` are by language;
    people are still as the files name them.

    `picked` tells whether people were picked for their results or for a score that had just moved,
    `rolled_out` whether something that moves the score was brought in team by team, None where that is not
    said; `coverage` has a record for each source, person and name (None: all of them) with its
    first and last day; `definitions` maps an outcome to its meaning and to where it was counted; `world` has
    the known truth of a synthetic dataset.
    """

    title: dict[str, str] = field(default_factory=dict)
    language: str = LANGUAGES[0]
    time_zone: str = "Europe/Paris"
    chosen: dict[str, str] = field(default_factory=dict)
    picked: bool | None = None
    rolled_out: bool | None = None
    coverage: tuple[dict[str, object], ...] = ()
    absences: tuple[dict[str, object], ...] = ()
    definitions: dict[str, dict[str, str]] = field(default_factory=dict)
    synthetic: bool = False
    world: dict[str, object] = field(default_factory=dict)


def check_about(said: Sequence[Said]) -> tuple[About, tuple[Problem, ...]]:
    """Return what all of `said` says, the first to speak before the
    others, and everything that is wrong with it.
    """
    problems = [problem for each in said for problem in each.problems]
    values: dict[str, object] = {}
    for each in said:
        problems += _take_scalars(
            each, values, synthetic=any(one.whole and one.scalars.get("synthetic") is True for one in said)
        )
    records = {section: [] for section in SECTIONS}
    for each in said:
        for section, number, row in (
            (section, number, row) for section, rows in each.rows.items() for number, row in enumerate(rows)
        ):
            found, wrong = _check_row(section, row)
            problems += [
                Problem(each.file, key, each.lines.get((section, number)), column, about)
                for key, column, about in wrong
            ]
            records[section] += [] if wrong else found
    # Of two definitions the first to speak holds: later ones are laid underneath.
    definitions = {
        row["outcome"]: {key: str(row.get(key) or "") for key in ("meaning", "counted_in")}
        for row in reversed(records["definitions"])
    }
    world = next((each.world for each in said if each.world), {})
    about = About(
        **values,
        coverage=tuple(records["coverage"]),
        absences=tuple(records["absences"]),
        definitions=definitions,
        world=world,
    )
    return about, tuple(problems)


def place_of(said: Sequence[Said]) -> str:
    """Return where whoever fills this in says what files cannot say: "sheet" (About) or "file"
    (`dataset.toml`); where definitions stand, else where anything does, else where there is a place.
    """
    for speaks in (
        lambda each: each.rows.get("definitions"),
        lambda each: each.rows or each.scalars,
        lambda each: not each.whole,
    ):
        if first := next((each for each in said if speaks(each)), None):
            return "file" if first.whole else "sheet"
    return "file"


def _take_scalars(said: Said, values: dict[str, object], *, synthetic: bool) -> list[Problem]:
    """Add the single values of `said` to `values` where nobody spoke before; `synthetic`: the dataset
    declares itself invented.
    """
    problems = []
    for key, raw in said.scalars.items():
        value, line = _scalar(key, raw), said.lines.get((key,))
        if value is None:
            problems.append(Problem(said.file, f"about_{key}", line, None, {"value": str(raw)[:80]}))
        elif key == "time_zone" and values.setdefault(key, value) != value:
            problems.append(
                Problem(said.file, "about_time_zones", line, None, {"value": value, "other": values[key]})
            )
        elif key == "synthetic" and not said.whole:
            # One invented sheet must not open a real dataset's pseudonyms, nor slip in among real people.
            problems += [Problem(said.file, "about_synthetic_mixed", line)] * (value and not synthetic)
        else:
            values.setdefault(key, value)
    return problems


def _scalar(key: str, raw: object) -> object:
    """Return the checked value of a key, or None if it cannot be one."""
    if key in ("title", "chosen"):
        if isinstance(raw, str):
            raw = dict.fromkeys(LANGUAGES, raw)
        fine = (
            isinstance(raw, dict)
            and raw
            and all(name in LANGUAGES and isinstance(text, str) for name, text in raw.items())
        )
        return (
            {name: tame_line(raw.get(name, next(iter(raw.values()))), LONGEST[key]) for name in LANGUAGES}
            if fine
            else None
        )
    if key == "language":
        spoken = {name: each for each in LANGUAGES for name in known_language(each).names}
        return spoken.get(fold(raw)) if isinstance(raw, str) else None
    if key == "time_zone":
        return raw.strip() if isinstance(raw, str) and _is_zone(raw.strip()) else None
    if isinstance(raw, bool):
        return raw
    word = fold(str(raw))
    return True if word in word_set("words", "yes") else False if word in word_set("words", "no") else None


def _is_zone(name: str) -> bool:
    try:
        return _ZONE.fullmatch(name) is not None and bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: "Europe" is a folder of zones
        return False


def _check_row(section: str, row: Mapping[str, object]) -> tuple[list[dict[str, object]], list[Wrong]]:
    """Return the records of one row, one for each person and name in it, and what is wrong."""
    wrong = [
        ("about_missing", key, {"name": key}) for key in _REQUIRED[section] if row.get(key) in (None, "")
    ]
    fine = {key: row.get(key) for key in SECTIONS[section]}
    wrong += _take_days(row, fine)
    if section == "coverage":
        fine["table"] = _table(fine["table"])
        wrong += [("about_table", "table", {"value": str(row.get("table"))[:80]})] * (
            row.get("table") is not None and fine["table"] is None
        )
    records = [fine]
    for key in ("person", "name", "outcome", "source"):
        if key in fine:
            named, odd = _take_names(key, fine[key], fine.get("table"))
            wrong += odd
            records = [{**record, key: found} for record in records for found in named]
    return records, wrong


def _take_days(row: Mapping[str, object], fine: dict[str, object]) -> list[Wrong]:
    """Put days in the place of what a row says of them; return what is wrong."""
    wrong = []
    for key in ("start", "end"):
        if key in fine:
            fine[key] = _day(fine[key])
            if fine[key] is None and row.get(key) is not None:
                wrong.append(("about_date", key, {"value": str(row[key])[:80]}))
    start, end = fine.get("start"), fine.get("end")
    if start and end and start > end:
        wrong.append(("about_order", "end", {"start": start.isoformat(), "end": end.isoformat()}))
    return wrong


def _take_names(key: str, said: object, table: object) -> tuple[list[object], list[Wrong]]:
    """Return what is named in a cell, or in each of several, and what is wrong with it."""
    cells = said if isinstance(said, list) else [said]
    named = [_named(key, cell, table) for cell in cells]
    wrong = [
        ("about_text", key, {"value": str(cell)[:80]})
        for cell in cells
        if isinstance(cell, dict | list | bool)
    ]
    wrong += [
        ("about_name", key, {"value": str(cell)[:80]})
        for cell, found in zip(cells, named, strict=True)
        if found is None and not is_blank(cell)
    ]
    return named, wrong


def _named(key: str, cell: object, table: object) -> object:
    """Return the id of an outcome or activity, other texts as they are, None for a blank or an unknown
    name.
    """
    if is_blank(cell):
        return None
    text = str(cell).strip()
    if key == "outcome" or (key == "name" and table == "outcomes"):
        return find_outcome(text)
    return find_activity(text) if key == "name" and table == "activity" else text


def _day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        return (
            date.fromisoformat(cell.strip())
            if isinstance(cell, str) and re.fullmatch(r"\s*\d{4}-\d\d-\d\d\s*", cell)
            else None
        )
    except ValueError:
        return None


def _table(cell: object) -> str | None:
    names = {
        fold(message(f"template_sheet_{table}", language)): table
        for table in TABLES
        for language in LANGUAGES
    }
    return {**names, **{table: table for table in TABLES}}.get(fold(str(cell)))

"""Start a dataset of one's own: a folder with a workbook to fill in, a filled example, and dataset.toml."""

from __future__ import annotations

import os
import shutil
from datetime import date, timedelta
from pathlib import Path

from ssi_outcomes.base.errors import LANGUAGES, UsageError, current_language, message
from ssi_outcomes.base.files import PART, write_whole
from ssi_outcomes.base.paths import raw_folder, shown
from ssi_outcomes.base.plan import PLAN_FILE
from ssi_outcomes.desk.filled_in import Content, lay_out, read_monday, read_weeks
from ssi_outcomes.desk.person_sheets import heading
from ssi_outcomes.desk.template import make_workbook, say_rows
from ssi_outcomes.reading.names.registry import outcomes


def new_dataset(
    name: str, language: str, today: date, content: Content | None = None, plan: str = ""
) -> list[Path]:
    """Make data/raw/<name> with its template (`content` in it), example, dataset.toml and, where its text is
    given, its own `plan`, whole or not at all, and return these files.

    Raises UsageError where the folder is there already, or the name or language cannot be.
    """
    folder = raw_folder(name)
    if language not in LANGUAGES:
        raise UsageError("template_language_unknown", name=str(language)[:20], known=", ".join(LANGUAGES))
    contents = {
        f"{name}.xlsx": make_workbook(name, language, today, content),
        message("template_example_file", language, dataset=name): make_workbook(
            name, language, today, fill_example(language)
        ),
        "dataset.toml": message("template_dataset_toml", language).lstrip("\n"),
        **({PLAN_FILE: plan} if plan else {}),
    }
    if folder.exists():
        raise UsageError("template_exists", folder=shown(folder))
    aside = folder.with_name(f".{name}.{os.getpid()}{PART}")
    try:
        for file, content in contents.items():
            write_whole(aside / file, content)
        _publish(aside, folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return [folder / file for file in contents]


def plan_content(people: str, first: str, weeks: str) -> tuple[Content, str | None]:
    """Return what a template is laid out with, and the heading that was found above the names: `people` is a
    file, `first` a Monday, `weeks` a number, as they were typed ("": not asked for).

    Raises UsageError, FileRefused or DataRefused.
    """
    if not (people or first or weeks):
        return Content(), None
    if not people or bool(first) != bool(weeks):
        raise UsageError("layout_incomplete")
    monday, number = (read_monday(first), read_weeks(weeks)) if first else (None, 0)
    # Here, as it brings in the readers: an empty template needs none of them.
    from ssi_outcomes.desk.names_list import read_names

    names = read_names(people)
    return lay_out(names.people, monday, number), names.heading


def tell_rows(name: str, content: Content, today: date) -> str:
    """Return the line that says which rows the template of `name` has, in the language of the messages."""
    return say_rows(name, content, today, current_language())


def fill_example(language: str) -> Content:
    """Return three invented people over four weeks, as careful people fill in."""

    def say(key: str) -> str:
        return message(key, language)

    weeks = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(4)]
    (yes, no), role, source = (
        say("template_yes_no").split("|"),
        say("template_example_role"),
        say("template_sources").split("|")[0],
    )
    posts = zip(weeks, (1, 0, 2, 1), strict=True)
    rows = {
        "people": [
            ("P01", role, None, yes),
            ("P02", role, None, no),
            ("P03", role, None, no, weeks[2], None, say("template_example_absence")),
        ],
        "ssi": [
            (*read, *scores, None, None, rank, None, source) for *read, scores, rank in _example_scores(weeks)
        ],
        "outcomes": _example_counts(weeks),
        "activity": [("P01", week, count, count + 2, 6, 4) for week, count in posts],
    }
    about = {
        "title": say("template_example_title"),
        "time_zone": "Europe/Paris",
        "chosen": say("template_example_chosen"),
    }
    calls = heading(outcomes()["phone_meetings"].label[language])
    covered = (weeks[0], weeks[-1] + timedelta(days=6))
    sections = {
        "definitions": [(calls, say("template_example_meaning"), say("template_example_counted"))],
        "coverage": [(None, say("template_sheet_activity"), None, "P01", *covered)],
        "absences": [("P02", weeks[3], weeks[3] + timedelta(days=6))],
    }
    return Content(rows, {**about, "picked": no, "rolled_out": no, "synthetic": yes}, sections)


def _example_counts(weeks: list[date]) -> list[tuple[object, ...]]:
    """Return person, Monday and what was counted, invented: calls by appointment, calls received, requests,
    physical meetings, contracts.
    """
    counted = {
        "P01": [(1, 0, 0, 0, 0), (2, 1, 0, 1, 0), (0, 0, 1, 0, 0), (1, 0, 0, 0, 1)],
        # Requests were not counted in the second week.
        "P02": [(0, 0, 0, 0, 0), (1, 0, None, 0, 0), (0, 1, 1, 1, 0)],
        "P03": [(0, 0, 0, 0, 0), (1, 0, 0, 0, 0)],
    }
    starts = {"P01": 0, "P02": 0, "P03": 2}
    return [
        (person, weeks[starts[person] + number], *counts)
        for person, rows in counted.items()
        for number, counts in enumerate(rows)
    ]


def _example_scores(weeks: list[date]) -> list[tuple[str, date, tuple[float, ...], int]]:
    """Return person, Monday, (total, then the four pillars that sum to
    it) and rank among the industry, invented.
    """
    rows = [
        ("P01", 0, (53, 13.1, 9.7, 14.2, 16.0), 5),
        ("P01", 1, (54, 13.1, 10.2, 14.6, 16.1), 5),
        ("P01", 2, (52, 13.1, 9.1, 13.8, 16.0), 6),
        ("P01", 3, (55, 13.4, 10.4, 15.0, 16.2), 4),
        ("P02", 0, (31, 8.2, 6.5, 4.3, 12.0), 38),
        ("P02", 1, (30, 8.2, 6.1, 3.7, 12.0), 40),
        ("P02", 2, (33, 8.4, 7.2, 5.3, 12.1), 34),
        ("P03", 2, (72, 20.2, 16.8, 15.1, 19.9), 1),
        ("P03", 3, (72, 20.2, 17.0, 14.6, 20.2), 1),
    ]
    return [(person, weeks[week], scores, rank) for person, week, scores, rank in rows]


def _publish(aside: Path, folder: Path) -> None:
    try:
        aside.rename(folder)
    except OSError:
        # Somebody made the folder in the meantime: theirs stays as it is.
        if folder.exists():
            raise UsageError("template_exists", folder=shown(folder)) from None
        raise

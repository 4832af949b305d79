"""What was left out of a dataset without being wrong: counted once, of another kind, without a week; who is
listed and who has data; what nobody defined.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from types import MappingProxyType

import pandas as pd

from ssi_outcomes.base.errors import LANGUAGES
from ssi_outcomes.intake.contents import is_defined
from ssi_outcomes.panel.column_names import outcome_column
from ssi_outcomes.panel.layout import Panel
from ssi_outcomes.panel.not_known import SCORE, count_unknown_weeks
from ssi_outcomes.reading.dataset import Dataset, SourceFile
from ssi_outcomes.reading.names.registry import label_counted, outcomes
from ssi_outcomes.words.sentences import say_plain

# For each aside (`labels.asides`) the remarks on files that tell of it, and which of their values counts it
# ("": the files are counted).
ASIDES = MappingProxyType(
    {
        "counted_once": (("*_repeated", "rows_in_later_export"), "count"),
        "unread_columns": (
            (
                "columns_unread",
                "panel_columns_unread",
                "columns_nameless",
                "columns_unshared",
                "fields_ignored",
                "page_pillars_unread",
            ),
            "",
        ),
        "other_kinds": (("types_ignored", "deals_*", "stages_*"), ""),
        "other_events": (("events_counted",), "ignored"),
        "messages": (("archive_left_out",), "count"),
        "other_tables": (("page_tables",), "count"),
        "not_needed": (("archive_unopened", "archive_not_needed", "calendar_zip_others"), "count"),
        "hidden_sheets": (("sheet_hidden",), ""),
        "empty_cells": (("cells_not_stated", "scores_not_stated"), "count"),
    }
)
# Those that are counted elsewhere than in remarks.
FURTHER = ("as_asked", "headings", "without_week")


@dataclass(frozen=True)
class People:
    """How many people are listed, how many have data, and of these how many are not listed."""

    listed: int
    with_data: int
    unlisted: int

    @property
    def silent(self) -> int:
        """Return how many are listed and have no data."""
        return self.listed - (self.with_data - self.unlisted)


def count_asides(data: Dataset, panel: Panel | None) -> dict[str, int]:
    """Return how much was set aside, by the names of `ASIDES` and `FURTHER`; what was not is not named."""
    counts = Counter(_of_remarks(data.files))
    # What was refused as a whole is told by its reason.
    refused = {each.file for each in data.rejected if each.line is None}
    read = [file for file in data.files if file.name not in refused]
    counts.update(filter(None, map(_of_whole_file, read)))
    counts["headings"] = sum(map(_count_headings, read))
    counts["without_week"] = sum(int(values["records"]) for _, values in panel.left_out) if panel else 0
    return {name: counts[name] for name in (*ASIDES, *FURTHER) if counts[name]}


def count_people(data: Dataset) -> People | None:
    """Return who is listed and who has data; None where there is no list."""
    listed = _persons(data.tables, "people")
    if not listed:
        return None
    active = set().union(*(_persons(data.tables, table) for table in ("ssi", "outcomes", "activity")))
    return People(len(listed), len(active), len(active - listed))


def list_undefined(data: Dataset, panel: Panel) -> list[str]:
    """Return the real outcomes that are counted and that nobody defined."""
    counted = [name for name in outcomes() if outcome_column(name) in panel.frame]
    return [name for name in counted if not is_defined(data, name)]


def count_unknown(data: Dataset, panel: Panel | None) -> dict[tuple[str, str], int]:
    """Return how many person-weeks are not known, by table and name of what was to be counted."""
    return count_unknown_weeks(data.tables, panel.frame) if panel else {}


def label_unknown(table: str, name: str) -> Mapping[str, str]:
    """Return how each language calls what `count_unknown` names."""
    if (table, name) == SCORE:
        return {language: say_plain("labels.score_name", language, {}) for language in LANGUAGES}
    return label_counted(table, name)


def _of_remarks(files: Iterable[SourceFile]) -> Counter:
    counts: Counter = Counter()
    for key, values in (note for file in files for note in file.notes):
        for name, (patterns, value) in ASIDES.items():
            if any(fnmatchcase(key, pattern) for pattern in patterns):
                counts[name] += int(values.get(value, 1)) if value else 1
    return counts


def _of_whole_file(file: SourceFile) -> str | None:
    """Return the aside that a file is which was read and has no row to count, None where it has or where its
    remarks tell.
    """
    if file.table == "ignored":
        return "as_asked"
    return None if file.table == "aside" or file.rows or not _count_untold(file) else "not_needed"


def _count_headings(file: SourceFile) -> int:
    """Return how many titles, totals and footers a table has: of a file without rows they are the file."""
    return _count_untold(file) if file.rows else 0


def _count_untold(file: SourceFile) -> int:
    """Return how many rows were ignored that no remark counts, as it does events and what stands in two
    sources.
    """
    if any(key == "events_counted" for key, _ in file.notes):
        return 0
    return max(0, file.ignored - _of_remarks([file])["counted_once"])


def _persons(tables: Mapping[str, pd.DataFrame], table: str) -> set[str]:
    return set(tables[table]["person"].dropna()) if table in tables else set()

"""What the readers make of synthetic archives, in a form that tests can compare."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from reading.archives import OWNER, make_zip, message

from ssi_outcomes.reading.kinds.archive.zipped import read_archive
from ssi_outcomes.reading.parsed import Context

HERE = Context(today=date(2026, 10, 1), owner="P07", time_zone="Europe/Paris")
EXPORT = "Basic_LinkedInDataExport_10-01-2026.zip"


def read(folder: Path, members, context: Context = HERE):
    """Return what is read of an archive with these members, written to `folder`."""
    return read_archive(make_zip(folder / EXPORT, members), EXPORT, context)


def counts(parsed, table_name: str) -> list[tuple]:
    """Return the counts of all files: what, day, how many."""
    kind = "outcome" if table_name == "outcomes" else "activity"
    rows = [row for each in parsed for row in each.tables.get(table_name, [])]
    assert all(row["start"] == row["end"] for row in rows)
    return sorted((row[kind], row["start"].isoformat(), row["count"]) for row in rows)


def refusals(parsed) -> list[tuple]:
    """Return file, rule and line of each refusal."""
    return [(each.file.rpartition("/")[2], each.key, each.line) for one in parsed for each in one.rejected]


def notes(parsed) -> set[str]:
    """Return the keys of all notes."""
    return {key for each in parsed for key, _ in each.notes}


def spans(parsed) -> dict[str, tuple[str, str]]:
    """Return the first and last day that is covered, by what is counted."""
    return {
        row["name"]: (row["start"].isoformat(), row["end"].isoformat())
        for each in parsed
        for row in each.tables.get("coverage", [])
    }


def exchange() -> list[list[str]]:
    """Return two conversations; P01 writes far more than the owner does."""
    return [
        message("c2", OWNER, "P02", "2026-02-05 10:00:00 UTC"),
        *(message("c1", "P01", OWNER, f"2026-02-0{day} 10:00:00 UTC") for day in (4, 3, 2)),
    ]

"""Up to which day an archive knows everything: the one before it was made."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from reading.archive_counts import HERE, counts, notes, read, spans
from reading.archives import make_zip, whole_archive

from ssi_outcomes.reading.kinds.archive.zipped import read_archive, read_archive_members
from ssi_outcomes.reading.parsed import Context


def until(
    folder: Path, name: str, stamp: tuple[int, int, int] | None, today: date = date(2026, 10, 1)
) -> tuple[str, str]:
    """What tells the day of export of an archive with this name and stamp, and up to when its comments are known."""
    path = folder / name
    with zipfile.ZipFile(path, "w") as packed:
        for member, content in whole_archive().items():
            packed.writestr(zipfile.ZipInfo(member, (*stamp, 12, 0, 0)) if stamp else member, content)
    parsed = read_archive(path, f"P07/{name}", Context(today=today))
    (told,) = [
        (key, values) for each in parsed for key, values in each.notes if key.startswith("archive_until")
    ]
    assert told[1]["until"] == spans(parsed)["comments_written"][1]
    return told[0].removeprefix("archive_until_"), told[1]["until"]


def test_a_file_covers_its_first_day_to_the_day_before_the_export_and_invitations_cover_nothing(tmp_path):
    parsed = read(tmp_path, whole_archive())
    assert spans(parsed)["comments_written"] == ("2026-02-09", "2026-09-30")
    # Advertisements, spam and drafts are no messages to count, but the file does reach to their days.
    assert (
        spans(parsed)["messages_sent"]
        == spans(parsed)["inbound_conversations"]
        == ("2026-02-03", "2026-09-30")
    )
    assert "invitations_sent" not in spans(parsed)
    assert "archive_recent_only" in notes(parsed)


STAMP, TODAY = (2026, 9, 9), date(2026, 10, 1)  # the last thing in the archive happened on 5 September


@pytest.mark.parametrize(
    ("name", "stamp", "today", "told"),
    [
        ("Basic_LinkedInDataExport_09-15-2026.zip", STAMP, TODAY, ("name", "2026-09-14")),
        ("Complete_LinkedInDataExport_09-15-2026 (1).zip", STAMP, TODAY, ("name", "2026-09-14")),
        ("archive.zip", STAMP, TODAY, ("stamp", "2026-09-08")),
        ("Basic_LinkedInDataExport_13-40-2026.zip", STAMP, TODAY, ("stamp", "2026-09-08")),  # no such day
        (
            "Basic_LinkedInDataExport_01-15-2026.zip",
            STAMP,
            TODAY,
            ("stamp", "2026-09-08"),
        ),  # before what happened in it
        (
            "Basic_LinkedInDataExport_09-15-2026.zip",
            STAMP,
            date(2026, 9, 10),
            ("stamp", "2026-09-08"),
        ),  # not yet
        ("archive.zip", (1980, 1, 1), TODAY, ("event", "2026-09-04")),  # a zip without stamps
        ("archive.zip", STAMP, date(2026, 9, 8), ("event", "2026-09-04")),
    ],
)
def test_the_day_of_export_is_told_by_the_name_else_the_stamps_else_the_last_event(
    tmp_path, name, stamp, today, told
):
    assert until(tmp_path, name, stamp, today) == told


def test_the_day_of_an_export_is_not_over_so_two_archives_do_not_contradict_each_other(tmp_path):
    header = "Date,Type,Link\n"
    early = read_archive(
        make_zip(
            tmp_path / "a.zip",
            {"Reactions.csv": header + "2026-02-09 10:00:00,LIKE,a\n2026-02-12 08:00:00,LIKE,b\n"},
        ),
        "LinkedInDataExport_02-12-2026.zip",
        HERE,
    )
    assert counts(early, "activity") == [("reactions_given", "2026-02-09", 1)]
    assert spans(early) == {"reactions_given": ("2026-02-09", "2026-02-11")}
    assert early[0].accepted == 2, "the row was read all the same"


def test_of_an_archive_made_on_its_only_day_nothing_is_known(tmp_path):
    parsed = read_archive(
        make_zip(tmp_path / "a.zip", {"Reactions.csv": "Date,Type,Link\n2026-02-12 08:00:00,LIKE,b\n"}),
        "LinkedInDataExport_02-12-2026.zip",
        HERE,
    )
    assert parsed[0].tables == {}


def test_the_name_of_the_folder_tells_of_an_unzipped_archive(tmp_path):
    files = {
        f"P07/Basic_LinkedInDataExport_09-15-2026/{name}": content.encode()
        for name, content in whole_archive().items()
    }
    assert spans(read_archive_members(files, HERE))["comments_written"] == ("2026-02-09", "2026-09-14")
    bare = {name.rpartition("/")[2]: content for name, content in files.items()}
    assert spans(read_archive_members(bare, HERE))["comments_written"] == ("2026-02-09", "2026-09-04")

"""LinkedIn's stamps are moments in UTC, counted on the reader's own day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from reading import archives
from reading.archive_counts import counts, read, refusals
from reading.archives import OWNER, table, url, whole_archive

from ssi_outcomes.reading.kinds.archive.moments import order_of, read_moments
from ssi_outcomes.reading.parsed import Context


@pytest.mark.parametrize(
    "zone, days",
    [
        ("Europe/Paris", ["2026-02-09", "2026-02-10"]),
        ("America/New_York", ["2026-02-09"]),
        ("Asia/Tokyo", ["2026-02-10"]),
    ],
)
def test_the_day_is_that_of_the_readers_time_zone(tmp_path, zone, days):
    parsed = read(
        tmp_path,
        {"Reactions.csv": whole_archive()["Reactions_123456789.csv"]},
        Context(date(2026, 10, 1), time_zone=zone),
    )
    assert [day for _, day, _ in counts(parsed, "activity")] == days


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Auckland"])
def test_a_connection_has_a_day_and_no_time_so_no_zone_moves_it(tmp_path, zone):
    parsed = read(
        tmp_path,
        {"Connections.csv": whole_archive()["Connections.csv"]},
        Context(date(2026, 10, 1), time_zone=zone),
    )
    assert [day for _, day, _ in counts(parsed, "outcomes")] == ["2026-02-08", "2026-02-09"]


def test_days_that_cannot_be_told_from_months_are_asked_about_unless_the_mapping_says(tmp_path):
    files = {"Reactions.csv": "Date;Type;Link\n09/02/2026 10:00;LIKE;\n10/02/2026 10:00;LIKE;\n"}
    assert refusals(read(tmp_path, files)) == [
        ("Reactions.csv", "archive_date_ambiguous", 2),
        ("Reactions.csv", "archive_date_ambiguous", 3),
    ]
    told = Context(date(2026, 10, 1), mapping={"dates": "dmy"})
    assert [day for _, day, _ in counts(read(tmp_path, files, told), "activity")] == [
        "2026-02-09",
        "2026-02-10",
    ]
    sure = {"Reactions.csv": files["Reactions.csv"] + "25/02/2026 10:00;LIKE;\n"}
    assert [day for _, day, _ in counts(read(tmp_path, sure), "activity")] == [
        "2026-02-09",
        "2026-02-10",
        "2026-02-25",
    ]


def test_invitations_are_american_even_where_the_column_cannot_tell(tmp_path):
    rows = [[OWNER, "P01", "3/4/26, 9:00 AM", "", "OUTGOING", archives.OWNER_URL, url("P01")]]
    invitations = table("From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl", rows)
    assert counts(read(tmp_path, {"Invitations.csv": invitations}), "activity") == [
        ("invitations_sent", "2026-03-04", 1)
    ]


def test_a_day_that_is_not_in_the_calendar_is_refused(tmp_path):
    content = (
        "Date,Type,Link\n2026-02-30 10:00:00,LIKE,a\n2026-02-28 10:00:00,LIKE,a\n2026-02-28 24:00:00,LIKE,a\n"
    )
    parsed = read(tmp_path, {"Reactions.csv": content})
    assert refusals(parsed) == [
        ("Reactions.csv", "archive_date_unreadable", 2),
        ("Reactions.csv", "archive_date_unreadable", 4),
    ]


def test_a_stamp_is_utc_however_it_is_written_and_a_bare_day_has_no_hour():
    cells = ["2026-02-09 22:59:59", "2026-02-09 22:59:59 UTC", "2/9/26, 10:59 PM", "08 Feb 2026"]
    assert read_moments(cells) == [
        datetime(2026, 2, 9, 22, 59, 59, tzinfo=UTC),
        datetime(2026, 2, 9, 22, 59, 59, tzinfo=UTC),
        datetime(2026, 2, 9, 22, 59, tzinfo=UTC),
        date(2026, 2, 8),
    ]


def test_what_is_wrong_with_a_stamp_is_told_by_its_kind_and_never_by_its_text():
    assert read_moments(["", "PLANTED", "2026-02-30 10:00:00", "09/02/2026 10:00"]) == [
        "archive_date_blank",
        "archive_date_unreadable",
        "archive_date_unreadable",
        "archive_date_ambiguous",
    ]


def test_a_bare_day_is_sorted_by_its_first_second():
    noon = datetime(2026, 2, 9, 12, tzinfo=UTC)
    assert sorted([noon, date(2026, 2, 10), date(2026, 2, 9)], key=order_of) == [
        date(2026, 2, 9),
        noon,
        date(2026, 2, 10),
    ]

"""LinkedIn's archive: what is counted on which day, and that nothing else leaves."""

from __future__ import annotations

import struct
import traceback
import zipfile
from datetime import date
from pathlib import Path

import pytest
from reading import archives
from reading.archives import OWNER, PLANTED, make_zip, message, messages, table, url, whole_archive

from ssi_outcomes.base.errors import LANGUAGES, FileRefused
from ssi_outcomes.base.errors import message as sentence
from ssi_outcomes.reading.kinds.archive import zipped as archive
from ssi_outcomes.reading.kinds.archive.zipped import (
    is_archive,
    is_archive_member,
    read_archive,
    read_archive_member,
    read_archive_members,
)
from ssi_outcomes.reading.names.registry import activities, outcomes
from ssi_outcomes.reading.parsed import Context

HERE = Context(today=date(2026, 10, 1), owner="P07", time_zone="Europe/Paris")
EXPORT = "Basic_LinkedInDataExport_10-01-2026.zip"


def read(folder: Path, members, context: Context = HERE):
    return read_archive(make_zip(folder / EXPORT, members), EXPORT, context)


def counts(parsed, table_name: str) -> list[tuple]:
    """The counts of all files: what, day, how many."""
    kind = "outcome" if table_name == "outcomes" else "activity"
    rows = [row for each in parsed for row in each.tables.get(table_name, [])]
    assert all(row["start"] == row["end"] for row in rows)
    return sorted((row[kind], row["start"].isoformat(), row["count"]) for row in rows)


def refusals(parsed) -> list[tuple]:
    return [(each.file.rpartition("/")[2], each.key, each.line) for one in parsed for each in one.rejected]


def notes(parsed) -> set[str]:
    return {key for each in parsed for key, _ in each.notes}


def has_planted(text: str) -> list[str]:
    return [planted for planted in PLANTED if planted in text.casefold()]


def test_each_file_counts_what_was_done_on_the_local_day(tmp_path):
    parsed = read(tmp_path, whole_archive())
    assert counts(parsed, "activity") == [
        ("comments_written", "2026-02-09", 1),
        ("comments_written", "2026-02-11", 1),
        ("company_follows", "2026-09-05", 1),
        ("invitations_sent", "2026-01-29", 1),
        ("invitations_sent", "2026-02-03", 1),
        ("job_applications", "2023-07-06", 1),
        ("job_applications", "2023-08-15", 1),
        ("messages_sent", "2026-02-03", 1),
        ("messages_sent", "2026-02-06", 1),
        ("posts", "2026-02-09", 1),
        # 22:59:59 and 23:00:00 UTC are the two sides of midnight in Paris.
        ("reactions_given", "2026-02-09", 1),
        ("reactions_given", "2026-02-10", 1),
        ("searches", "2024-02-01", 2),
    ]
    assert counts(parsed, "outcomes") == [
        ("connections", "2026-02-08", 2),
        ("connections", "2026-02-09", 1),
        ("endorsements", "2024-02-01", 1),
        ("inbound_conversations", "2026-02-03", 1),  # written on the 2nd at 23:30 UTC
    ]
    assert refusals(parsed) == [("Comments.csv", "archive_date_blank", 4)]


def test_every_name_of_a_count_is_in_the_registry(tmp_path):
    parsed = read(tmp_path, whole_archive())
    assert {name for name, _, _ in counts(parsed, "activity")} <= set(activities())
    assert {name for name, _, _ in counts(parsed, "outcomes")} <= set(outcomes())


def test_every_row_is_accounted_for(tmp_path):
    by_file = {each.file: each for each in read(tmp_path, whole_archive())}
    assert {
        name.removeprefix(EXPORT + "/"): (each.rows, each.accepted, each.ignored)
        for name, each in by_file.items()
    } == {
        "Connections.csv": (3, 3, 2),
        "Invitations.csv": (3, 3, 0),
        "messages.csv": (7, 7, 0),
        "Shares.csv": (1, 1, 0),
        "Comments.csv": (3, 2, 0),
        "Reactions.csv": (2, 2, 0),
        "Endorsement_Received_Info.csv": (1, 1, 0),
        "Job Applications.csv": (1, 1, 0),
        "Job Applications_1.csv": (1, 1, 0),
        "SearchQueries.csv": (2, 2, 0),
        "Company Follows.csv": (1, 1, 0),
    }


def spans(parsed) -> dict[str, tuple[str, str]]:
    return {
        row["name"]: (row["start"].isoformat(), row["end"].isoformat())
        for each in parsed
        for row in each.tables.get("coverage", [])
    }


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


# --- what a file is


@pytest.mark.parametrize(
    "name",
    [
        "Comments.csv",
        "comments_1.csv",
        "Comments (2).csv",
        "COMMENTS_123456789.CSV",
        "export/Comments.csv",
        "a\\b\\Comments.csv",
        "Job Applications_3.csv",
        "job_applications.csv",
        "Search Queries.csv",
    ],
)
def test_files_are_known_without_case_space_underscore_or_number(name):
    assert is_archive_member(name)


@pytest.mark.parametrize(
    "name",
    [
        "guide_messages.csv",
        "learning_coach_messages.csv",
        "Ad_Targeting.csv",
        "Logins.csv",
        "Comments.txt",
        "__MACOSX/._Comments.csv",
        "Email Addresses.csv",
    ],
)
def test_other_files_are_not(name):
    assert not is_archive_member(name)


def test_a_file_of_ones_own_with_the_same_name_is_told_by_its_columns():
    assert is_archive_member("acme/comments.csv", b"Date,Link,Message\n")
    assert not is_archive_member("acme/comments.csv", b"Week,Person,Comments\n2026-W05,P01,3\n")


def test_ad_targeting_and_logins_are_never_opened(tmp_path, monkeypatch):
    opened = []
    original = archive.read_member
    monkeypatch.setattr(
        archive,
        "read_member",
        lambda zipped, info, shown: opened.append(info.filename) or original(zipped, info, shown),
    )
    read(tmp_path, whole_archive())
    assert opened and not {"Ad_Targeting.csv", "Logins.csv"} & set(opened)


def test_an_archive_is_known_by_its_members_or_when_damaged_by_its_name(tmp_path):
    good = make_zip(tmp_path / "renamed.zip", {"a/messages.csv": "x"})
    assert is_archive(good)
    broken = tmp_path / EXPORT
    broken.write_bytes(good.read_bytes()[:40])
    assert is_archive(broken)
    assert not is_archive(make_zip(tmp_path / "book.xlsx", {"xl/workbook.xml": "<x/>"}))
    assert not is_archive(make_zip(tmp_path / "holidays.zip", {"p.jpg": b"x"}))
    text = tmp_path / "notes.csv"
    text.write_text("a,b\n")
    assert not is_archive(text)


def test_nothing_is_written_to_disk(tmp_path):
    path = make_zip(tmp_path / EXPORT, whole_archive())
    read_archive(path, EXPORT, HERE)
    assert list(tmp_path.rglob("*")) == [path]


# --- spellings of headers and dates


def test_connections_are_read_with_and_without_preamble_and_address(tmp_path):
    old = "First Name,Last Name,Email Address,Company,Position,Connected On\nP01,Planted,,,,08 Feb 2026\n"
    assert counts(read(tmp_path, {"Connections.csv": old}), "outcomes") == [("connections", "2026-02-08", 1)]


def test_a_file_that_was_saved_again_in_excel_is_read(tmp_path):
    saved = "\ufeffFirst Name;Last Name;URL;Email Address;Company;Position;Connected On\r\nP01;Planted;;;;;7-Feb-22\r\n"
    assert counts(read(tmp_path, {"Connections.csv": saved}), "outcomes") == [
        ("connections", "2022-02-07", 1)
    ]


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


def test_shifted_rows_are_refused_by_line_and_not_counted(tmp_path):
    content = "Date,Type,Link\n2026-02-09 10:00:00,LIKE,a,PLANTED\n2026-02-09 10:00:00,LIKE\nPLANTED,LIKE,a\n2026-02-09 10:00:00,LIKE,a\n"
    parsed = read(tmp_path, {"Reactions.csv": content})
    assert refusals(parsed) == [
        ("Reactions.csv", "archive_width", 2),
        ("Reactions.csv", "archive_width", 3),
        ("Reactions.csv", "archive_date_unreadable", 4),
    ]
    assert counts(parsed, "activity") == [("reactions_given", "2026-02-09", 1)]


def test_a_day_that_is_not_in_the_calendar_is_refused(tmp_path):
    content = (
        "Date,Type,Link\n2026-02-30 10:00:00,LIKE,a\n2026-02-28 10:00:00,LIKE,a\n2026-02-28 24:00:00,LIKE,a\n"
    )
    parsed = read(tmp_path, {"Reactions.csv": content})
    assert refusals(parsed) == [
        ("Reactions.csv", "archive_date_unreadable", 2),
        ("Reactions.csv", "archive_date_unreadable", 4),
    ]


def test_an_open_quote_costs_its_own_line_only(tmp_path):
    content = 'Date,Type,Link\n2026-02-09 10:00:00,LIKE,"PLANTED\n2026-02-10 10:00:00,LIKE,b\n'
    parsed = read(tmp_path, {"Reactions.csv": content})
    assert refusals(parsed) == [("Reactions.csv", "archive_line", 2)]
    assert counts(parsed, "activity") == [("reactions_given", "2026-02-10", 1)]


def test_a_file_without_its_columns_is_refused_and_an_empty_one_is_told(tmp_path):
    parsed = read(
        tmp_path,
        {
            "Shares.csv": "When,What\n2026-02-09,PLANTED\n",
            "messages.csv": "No conversations found\n",
            "Comments.csv": "Date,Link,Message\n",
        },
    )
    assert refusals(parsed) == [("Shares.csv", "archive_header", None)]
    assert notes(parsed) == {"archive_nothing"}
    assert sum(each.accepted for each in parsed) == 0


# --- parts and copies


def test_parts_are_added_and_repeated_rows_are_counted_once(tmp_path):
    first = "Date,Type,Link\n2026-02-09 10:00:00,LIKE,a\n2026-02-09 10:00:00,LIKE,a\n"
    second = "Date,Type,Link\n2026-02-09 10:00:00,LIKE,a\n2026-02-10 10:00:00,LIKE,b\n"
    parsed = read(tmp_path, {"Reactions.csv": first, "Reactions_1.csv": second})
    assert counts(parsed, "activity") == [
        ("reactions_given", "2026-02-09", 2),
        ("reactions_given", "2026-02-10", 1),
    ]
    assert "archive_repeated" in notes(parsed)


def test_the_members_number_is_not_shown(tmp_path):
    assert "123456789" not in repr(read(tmp_path, whole_archive()))


# --- messages


def talk(tmp_path, rows, **files):
    return read(
        tmp_path,
        {"messages.csv": messages(rows), **{f"{name}.csv": content for name, content in files.items()}},
    )


def exchange() -> list[list[str]]:
    """Two conversations; P01 writes far more than the owner does."""
    return [
        message("c2", OWNER, "P02", "2026-02-05 10:00:00 UTC"),
        *(message("c1", "P01", OWNER, f"2026-02-0{day} 10:00:00 UTC") for day in (4, 3, 2)),
    ]


def test_the_owner_is_who_is_in_all_conversations_not_who_writes_most(tmp_path):
    parsed = talk(tmp_path, exchange())
    assert counts(parsed, "activity") == [("messages_sent", "2026-02-05", 1)]
    assert counts(parsed, "outcomes") == [("inbound_conversations", "2026-02-02", 1)]


def test_one_conversation_alone_does_not_tell_whose_archive_it_is(tmp_path):
    rows = [
        message("c1", OWNER, "P01", "2026-02-05 10:00:00 UTC"),
        message("c1", "P01", OWNER, "2026-02-04 10:00:00 UTC"),
    ]
    parsed = talk(tmp_path, rows)
    assert refusals(parsed) == [("messages.csv", "archive_owner_unknown", None)]
    assert counts(parsed, "activity") == []
    profile = "First Name,Last Name\nTest,Person\n"
    assert counts(talk(tmp_path, rows, Profile=profile), "outcomes") == [
        ("inbound_conversations", "2026-02-04", 1)
    ]
    invitations = table(
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
        [["P02", "Renamed", "1/29/26, 2:37 PM", "", "INCOMING", url("P02"), archives.OWNER_URL]],
    )
    assert counts(talk(tmp_path, rows, Invitations=invitations), "outcomes") == [
        ("inbound_conversations", "2026-02-04", 1)
    ]


def test_a_namesake_is_not_the_owner(tmp_path):
    namesake = message(
        "c9", OWNER, "P09", "2026-02-01 10:00:00 UTC", profile="https://www.linkedin.com/in/another-planted"
    )
    namesake[4:6] = [OWNER, archives.OWNER_URL]
    parsed = talk(tmp_path, [*exchange(), namesake], Profile="First Name,Last Name\nTest,Person\n")
    assert counts(parsed, "activity") == [("messages_sent", "2026-02-05", 1)]
    assert counts(parsed, "outcomes") == [
        ("inbound_conversations", "2026-02-01", 1),
        ("inbound_conversations", "2026-02-02", 1),
    ]


def test_a_conversation_that_an_advertisement_opened_is_nobodys_request(tmp_path):
    rows = [
        *exchange(),
        message("c3", OWNER, "P03", "2026-02-08 10:00:00 UTC"),
        message("c3", "Planted", OWNER, "2026-02-07 10:00:00 UTC", profile=""),
    ]
    parsed = talk(tmp_path, rows)
    assert counts(parsed, "outcomes") == [("inbound_conversations", "2026-02-02", 1)]
    assert counts(parsed, "activity") == [
        ("messages_sent", "2026-02-05", 1),
        ("messages_sent", "2026-02-08", 1),
    ]


def test_of_two_messages_in_one_second_the_lower_line_came_first(tmp_path):
    rows = [
        *exchange(),
        message("c3", OWNER, "P03", "2026-02-08 10:00:00 UTC"),
        message("c3", "P03", OWNER, "2026-02-08 10:00:00 UTC"),
    ]
    assert ("inbound_conversations", "2026-02-08", 1) in counts(talk(tmp_path, rows), "outcomes")


def test_the_order_of_rows_changes_nothing(tmp_path):
    rows = [
        *exchange(),
        message("c3", "P03", OWNER, "2026-02-06 10:00:00 UTC"),
        message("c3", OWNER, "P03", "2026-02-07 10:00:00 UTC"),
    ]
    there, back = talk(tmp_path, rows), talk(tmp_path, rows[::-1])
    assert counts(there, "outcomes") == counts(back, "outcomes")
    assert counts(there, "activity") == counts(back, "activity")


def test_columns_of_messages_may_come_and_go(tmp_path):
    keep = [
        place
        for place, name in enumerate(archives.MESSAGES)
        if name in {"CONVERSATION ID", "FROM", "SENDER PROFILE URL", "DATE"}
    ]
    old = table(
        [archives.MESSAGES[place] for place in keep],
        [
            [row[place] for place in keep]
            for row in [*exchange(), message("c7", OWNER, "P03", "2026-02-09 10:00:00 UTC")]
        ],
    )
    parsed = read(tmp_path, {"messages.csv": old})
    assert counts(parsed, "outcomes") == [("inbound_conversations", "2026-02-02", 1)]


def test_without_addresses_sent_messages_count_and_inbound_ones_are_not_guessed(tmp_path):
    keep = [place for place, name in enumerate(archives.MESSAGES) if "URL" not in name]
    bare = table(
        [archives.MESSAGES[place] for place in keep], [[row[place] for place in keep] for row in exchange()]
    )
    parsed = read(tmp_path, {"messages.csv": bare})
    assert counts(parsed, "activity") == [("messages_sent", "2026-02-05", 1)]
    assert counts(parsed, "outcomes") == []
    assert "archive_no_addresses" in notes(parsed)


# --- unzipped


def test_an_unzipped_archive_gives_the_same_counts(tmp_path):
    zipped = read(tmp_path, whole_archive())
    loose = read_archive_members(
        {f"acme/P07/{name}": content.encode() for name, content in whole_archive().items()}, HERE
    )
    for name in ("activity", "outcomes"):
        assert counts(loose, name) == counts(zipped, name)
    assert not has_planted(repr(loose)) and not any(row.raw for each in loose for row in each.rejected)


def test_one_unzipped_file_is_read_alone():
    parsed = read_archive_member("acme/Shares.csv", whole_archive()["Shares_123456789.csv"].encode(), HERE)
    assert (parsed.file, parsed.tables["activity"][0]["person"], parsed.tables["activity"][0]["count"]) == (
        "acme/Shares.csv",
        "P07",
        1,
    )
    assert read_archive_member("acme/Profile.csv", b"First Name,Last Name\nTest,Person\n", HERE) is None


# --- refused


def test_a_path_that_climbs_is_refused_without_naming_its_folders(tmp_path):
    refused = refusal(tmp_path, {"../../Test Person/messages.csv": "x"})
    assert refused.key == "member_climbs"
    assert "messages.csv" in refused.text("en")


@pytest.mark.parametrize(
    "members, key",
    [
        ({"messages.csv": "x", "../Planted secret.csv": "x"}, "member_climbs"),
        ({"messages.csv": "x", "/test-person/a.csv": "x"}, "member_climbs"),
        ({"messages.csv": "x", "Planted secret.zip": b"PK"}, "member_nested"),
        ({"messages.csv": "x", "a.Planted.zip": b"PK"}, "member_nested"),
        ({"a/messages.csv": "x", "b/messages.csv": "x"}, "member_twice"),
        ({"messages.csv": "x", "MESSAGES.CSV": "y"}, "member_twice"),
        ({"Shares_111111111.csv": "x", "Shares_222222222.csv": "y"}, "member_twice"),
        ({"messages.csv": "0" * 20_000_000}, "member_too_large"),
    ],
)
def test_archives_that_are_not_linkedins_are_refused_by_name(tmp_path, members, key):
    assert refusal(tmp_path, members).key == key


def test_an_encrypted_archive_is_refused_by_name(tmp_path):
    path = make_zip(tmp_path / EXPORT, {"messages.csv": "x"})
    content = bytearray(path.read_bytes())
    # The flag stands 6 bytes into the local header, and 8 into the central one.
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.index(magic) + offset
        content[place : place + 2] = struct.pack("<H", struct.unpack("<H", content[place : place + 2])[0] | 1)
    path.write_bytes(content)
    assert is_archive(path)
    with pytest.raises(FileRefused) as refused:
        read_archive(path, EXPORT, HERE)
    assert (refused.value.key, refused.value.values["member"]) == ("member_encrypted", "messages.csv")


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_truncated_archive_is_refused(tmp_path, kept):
    path = make_zip(tmp_path / EXPORT, whole_archive())
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * kept)])
    with pytest.raises(FileRefused) as refused:
        read_archive(path, EXPORT, HERE)
    assert refused.value.key == "archive_broken"


def test_a_damaged_file_is_refused_alone(tmp_path):
    path = make_zip(
        tmp_path / EXPORT,
        {
            "Reactions.csv": whole_archive()["Reactions_123456789.csv"],
            "Shares.csv": whole_archive()["Shares_123456789.csv"],
        },
    )
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as zipped:
        place = zipped.getinfo("Shares.csv").header_offset + 30 + len("Shares.csv") + 10
    content[place] ^= 0xFF
    path.write_bytes(content)
    parsed = read_archive(path, EXPORT, HERE)
    assert refusals(parsed) == [("Shares.csv", "member_broken", None)]
    assert [name for name, _, _ in counts(parsed, "activity")] == ["reactions_given", "reactions_given"]


# --- nothing personal leaves


def refusal(tmp_path, members) -> FileRefused:
    """The error that an archive ends in, once it is known that nothing of its trace quotes the archive."""
    with pytest.raises(FileRefused) as refused:
        read(tmp_path, members)
    for said in (
        repr(refused.value),
        *(refused.value.text(language) for language in LANGUAGES),
        "".join(traceback.format_exception_only(refused.value)),
    ):
        assert not has_planted(said), said
    assert refused.value.__context__ is None
    return refused.value


def hurt(members: dict[str, str]) -> dict[str, str]:
    """The archive with what breaks readers in each file: shifted rows, open quotes, blank and odd dates."""
    return {
        name: content + '\nPLANTED secret,P01\n"P01","PLANTED\n' if name.endswith(".csv") else content
        for name, content in members.items()
    }


@pytest.mark.parametrize("members", [whole_archive(), hurt(whole_archive())], ids=["as it comes", "damaged"])
def test_no_planted_name_link_or_text_leaves_the_reader(tmp_path, members):
    parsed = read(tmp_path, members, Context(date(2026, 10, 1)))
    assert parsed
    assert not has_planted(repr(parsed))
    for each in parsed:
        assert all(not row.raw and not row.value for row in each.rejected)
        for language in LANGUAGES:
            said = [sentence(row.key, language, **row.values) for row in each.rejected] + [
                sentence(key, language, **values) for key, values in each.notes
            ]
            assert not has_planted(" ".join(said))


def test_only_counts_days_and_places_are_in_the_records(tmp_path):
    for each in read(tmp_path, whole_archive()):
        for name, rows in each.tables.items():
            for row in rows:
                texts = {value for value in row.values() if isinstance(value, str)}
                assert texts <= {"P07", each.file, "activity", "outcomes", *activities(), *outcomes()}, (
                    name,
                    texts,
                )

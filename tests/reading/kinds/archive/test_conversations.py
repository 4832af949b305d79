"""Who an archive belongs to, and which conversations others opened."""

from __future__ import annotations

from reading import archives
from reading.archive_counts import counts, exchange, read, refusals
from reading.archives import OWNER, message, messages, table, url


def talk(tmp_path, rows, **files):
    return read(
        tmp_path,
        {"messages.csv": messages(rows), **{f"{name}.csv": content for name, content in files.items()}},
    )


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

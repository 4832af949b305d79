"""A file of the archive is cut into rows; those that cannot be read are told by line, never by their text."""

from __future__ import annotations

from reading import archives
from reading.archive_counts import counts, exchange, notes, read, refusals
from reading.archives import OWNER, message, table


def test_connections_are_read_with_and_without_preamble_and_address(tmp_path):
    old = "First Name,Last Name,Email Address,Company,Position,Connected On\nP01,Planted,,,,08 Feb 2026\n"
    assert counts(read(tmp_path, {"Connections.csv": old}), "outcomes") == [("connections", "2026-02-08", 1)]


def test_a_file_that_was_saved_again_in_excel_is_read(tmp_path):
    saved = "\ufeffFirst Name;Last Name;URL;Email Address;Company;Position;Connected On\r\nP01;Planted;;;;;7-Feb-22\r\n"
    assert counts(read(tmp_path, {"Connections.csv": saved}), "outcomes") == [
        ("connections", "2022-02-07", 1)
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


def test_parts_are_added_and_repeated_rows_are_counted_once(tmp_path):
    first = "Date,Type,Link\n2026-02-09 10:00:00,LIKE,a\n2026-02-09 10:00:00,LIKE,a\n"
    second = "Date,Type,Link\n2026-02-09 10:00:00,LIKE,a\n2026-02-10 10:00:00,LIKE,b\n"
    parsed = read(tmp_path, {"Reactions.csv": first, "Reactions_1.csv": second})
    assert counts(parsed, "activity") == [
        ("reactions_given", "2026-02-09", 2),
        ("reactions_given", "2026-02-10", 1),
    ]
    assert "rows_repeated" in notes(parsed)


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

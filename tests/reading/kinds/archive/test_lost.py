"""A row of an archive that could not be taken is not a row less: its weeks are not known."""

from __future__ import annotations

from datetime import date

import pytest
from reading.archive_counts import counts, exchange, read
from reading.archives import MESSAGES, OWNER, message, messages, table, url

from ssi_outcomes.reading.kinds.archive.lost import day_of_row

HEADER = "Date,ShareLink,ShareCommentary"


def gaps(parsed) -> list[tuple]:
    """Return what is not known: of what, from which day to which, told by which line."""
    return [
        (gap["name"], *(day and day.isoformat() for day in (gap["start"], gap["end"])), gap["source_line"])
        for each in parsed
        for gap in each.tables.get("gaps", [])
    ]


def shares(*dates: str) -> dict[str, str]:
    return {
        "Shares.csv": table(HEADER, [[each, f"planted{number}", "x"] for number, each in enumerate(dates)])
    }


def test_a_row_without_a_day_lies_between_the_rows_beside_it_where_the_file_is_in_order(tmp_path):
    newest_first = shares("2026-02-11 10:00:00", "", "???", "2026-01-28 10:00:00", "2026-01-27 10:00:00")
    expected = [("posts", "2026-01-28", "2026-02-11", line) for line in (3, 4)]
    assert gaps(read(tmp_path, newest_first)) == expected


@pytest.mark.parametrize(
    "dates",
    [
        ("2026-01-28 10:00:00", "", "2026-02-11 10:00:00", "2026-01-27 10:00:00"),  # in no order
        ("", "2026-02-11 10:00:00", "2026-01-28 10:00:00"),  # the first
        ("2026-01-27 10:00:00", "2026-01-28 10:00:00", "n/a"),  # where a spreadsheet sorts it
    ],
)
def test_else_it_may_be_of_any_day(dates, tmp_path):
    ((name, start, end, _),) = gaps(read(tmp_path, shares(*dates)))
    assert (name, start, end) == ("posts", None, None)


def test_a_shifted_row_is_of_the_day_of_its_one_stamp(tmp_path):
    content = f"{HEADER}\n2026-02-11 10:00:00,a,b\n2026-02-04 10:00:00,a,b,c\n2026-01-28 10:00:00,a,b\n"
    assert gaps(read(tmp_path, {"Shares.csv": content})) == [("posts", "2026-02-04", "2026-02-04", 3)]
    two = ("2026-02-04 10:00:00", "2026-02-05 10:00:00")
    assert day_of_row(two, "Europe/Paris") is None
    assert day_of_row(two[:1], "Europe/Paris") == date(2026, 2, 4)


def test_an_invitation_without_its_direction_may_have_been_sent(tmp_path):
    rows = [
        [OWNER, "P02", "2/11/26, 2:37 PM", "", direction, url(OWNER), url("P02")]
        for direction in ("OUTGOING", "INCOMING", "")
    ]
    header = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"
    parsed = read(tmp_path, {"Invitations.csv": table(header, rows)})
    assert counts(parsed, "activity") == [("invitations_sent", "2026-02-11", 1)]
    assert gaps(parsed) == [("invitations_sent", "2026-02-11", "2026-02-11", 4)]


BOTH = ["messages_sent", "inbound_conversations"]


@pytest.mark.parametrize(
    ("column", "cell", "names", "end"),
    [
        ("FOLDER", "", BOTH, "2026-02-09"),
        ("IS MESSAGE DRAFT", "#N/A", BOTH, "2026-02-09"),
        ("SENDER PROFILE URL", "???", BOTH, "2026-02-09"),
        # It may have opened its conversation: another one then counts in its place, on a later day.
        ("CONVERSATION ID", "", ["inbound_conversations"], None),
    ],
)
def test_a_message_that_may_be_another_thing_is_not_counted_for_sure(column, cell, names, end, tmp_path):
    lost = message("c9", "P05", OWNER, "2026-02-09 10:00:00 UTC")
    lost[MESSAGES.index(column)] = cell
    parsed = read(tmp_path, {"messages.csv": messages([lost, *exchange()])})
    assert gaps(parsed) == [(name, "2026-02-09", end, 2) for name in names]


def test_an_account_that_is_gone_leaves_no_gap(tmp_path):
    gone = message("c9", "", OWNER, "2026-02-09 10:00:00 UTC", profile="")
    assert gaps(read(tmp_path, {"messages.csv": messages([gone, *exchange()])})) == []

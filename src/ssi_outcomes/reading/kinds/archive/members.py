"""The files of LinkedIn's archive that are read: how they are recognised,
their columns, and what their rows count for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Member:
    """One of the archive's files: its own name, its columns (canonical name
    -> header), and what its rows count for.

    `needed` columns make a header row. `only` keeps the rows whose column says so. `history` is False where
    the file holds what is pending or recent alone: a day without a row then says nothing.
    """

    title: str
    columns: Mapping[str, str]
    needed: tuple[str, ...]
    counts: tuple[str, ...] = ()
    only: tuple[str, str] | None = None
    history: bool = True
    escape: str | None = None


# Headers are in English in every sample seen, whatever the account's language.
MESSAGES = Member(
    "messages.csv",
    {
        "moment": "DATE",
        "from": "FROM",
        "thread": "CONVERSATION ID",
        "profile": "SENDER PROFILE URL",
        "to": "TO",
        "recipients": "RECIPIENT PROFILE URLS",
        "folder": "FOLDER",
        "message_draft": "IS MESSAGE DRAFT",
        "conversation_draft": "IS CONVERSATION DRAFT",
    },
    needed=("moment", "from", "thread"),
    counts=("messages_sent", "inbound_conversations"),
)
INVITATIONS = Member(
    "Invitations.csv",
    {
        "moment": "Sent At",
        "direction": "Direction",
        "from": "From",
        "to": "To",
        "inviter": "inviterProfileUrl",
        "invitee": "inviteeProfileUrl",
    },
    needed=("moment", "direction"),
    counts=("invitations_sent",),
    only=("direction", "outgoing"),
    history=False,
)
PROFILE = Member("Profile.csv", {"first": "First Name", "last": "Last Name"}, needed=("first", "last"))


def _dated(title: str, moment: str, other: str, count: str, escape: str | None = None) -> Member:
    return Member(title, {"moment": moment, "other": other}, ("moment", "other"), (count,), escape=escape)


# What others did; the rest of what is counted is the owner's own activity.
OUTCOMES = frozenset({"connections", "endorsements", "inbound_conversations"})


# By folded name. Whatever is not here is never opened: Ad_Targeting.csv,
# Logins.csv, e-mail addresses, articles, ...
MEMBERS: Mapping[str, Member] = {
    "connections": _dated("Connections.csv", "Connected On", "Last Name", "connections"),
    "messages": MESSAGES,
    "invitations": INVITATIONS,
    "shares": _dated("Shares.csv", "Date", "ShareLink", "posts"),
    # Quotes inside a comment are written \" and not doubled: a default
    # reader silently makes shifted rows of them.
    "comments": _dated("Comments.csv", "Date", "Message", "comments_written", escape="\\"),
    "reactions": _dated("Reactions.csv", "Date", "Type", "reactions_given"),
    "endorsementreceivedinfo": _dated(
        "Endorsement_Received_Info.csv", "Endorsement Date", "Skill Name", "endorsements"
    ),
    "jobapplications": _dated("Job Applications.csv", "Application Date", "Job Title", "job_applications"),
    "searchqueries": _dated("SearchQueries.csv", "Time", "Search Query", "searches"),
    "companyfollows": _dated("Company Follows.csv", "Followed On", "Organization", "company_follows"),
    "profile": PROFILE,
}


def find_member(name: str) -> Member | None:
    """Return the file of the archive that `name` stands for, or None.

    Case, folders, spaces, underscores and numeric suffixes do not count: `Comments_1.csv`,
    `Shares_123456789.csv` (the member's own number), `job applications (2).csv`.
    """
    base, dot, ending = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    if not dot or ending.casefold() != "csv" or "__macosx" in name.casefold():
        return None
    return MEMBERS.get(_bare(base))


def without_member_number(name: str) -> str:
    """Return `name` without the number that LinkedIn knows the member by
    (`Shares_123456789.csv`); parts keep theirs.
    """
    return re.sub(r"[_ ]?[0-9]{5,}(?=[^/]*$)", "", name) if find_member(name) else name


def _bare(base: str) -> str:
    return re.sub(r"[\d()]+$", "", re.sub(r"[\s_\u00a0-]+", "", base.casefold()))


def table_of(name: str) -> str:
    """Return the table that a count belongs to: outcomes or activity."""
    return "outcomes" if name in OUTCOMES else "activity"

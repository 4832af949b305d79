"""The files of LinkedIn's archive that are read: how they are recognised,
their columns, and what their rows count for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Member:
    """One of the archive's files: its own name, its columns (canonical name
    -> headers, today's first), and what its rows count for.

    `needed` columns make a header row. `only` keeps the rows whose column says so. `history` is False where
    the file holds what is pending or recent alone: a day without a row then says nothing. `sign` are headers
    that no other table has together: with them its rows are known under any name.
    """

    title: str
    columns: Mapping[str, Sequence[str]]
    needed: tuple[str, ...]
    counts: tuple[str, ...] = ()
    only: tuple[str, str] | None = None
    history: bool = True
    escape: str | None = None
    sign: tuple[str, ...] = ()


# Headers are in English in every sample seen, whatever the account's language.
MESSAGES = Member(
    "messages.csv",
    {
        "moment": ("DATE",),
        "from": ("FROM",),
        "thread": ("CONVERSATION ID",),
        "profile": ("SENDER PROFILE URL",),
        "to": ("TO",),
        "recipients": ("RECIPIENT PROFILE URLS",),
        "folder": ("FOLDER",),
        "message_draft": ("IS MESSAGE DRAFT",),
        "conversation_draft": ("IS CONVERSATION DRAFT",),
    },
    needed=("moment", "from", "thread"),
    counts=("messages_sent", "inbound_conversations"),
    sign=("CONVERSATION ID", "FROM", "TO", "DATE"),
)
INVITATIONS = Member(
    "Invitations.csv",
    {
        "moment": ("Sent At", "Date Sent"),
        "direction": ("Direction",),
        "from": ("From",),
        "to": ("To",),
        "inviter": ("inviterProfileUrl",),
        "invitee": ("inviteeProfileUrl",),
    },
    needed=("moment", "direction"),
    counts=("invitations_sent",),
    only=("direction", "outgoing"),
    history=False,
    sign=("From", "To", "Direction"),
)
PROFILE = Member(
    "Profile.csv",
    {"first": ("First Name",), "last": ("Last Name",)},
    needed=("first", "last"),
    sign=("First Name", "Last Name", "Maiden Name", "Headline"),
)


def _dated(
    title: str, moment: str, other: str, count: str, *, escape: str | None = None, sign: str = ""
) -> Member:
    columns = {"moment": (moment,), "other": (other,)}
    sign = tuple(sign.split("|")) if sign else ()
    return Member(title, columns, ("moment", "other"), (count,), escape=escape, sign=sign)


# What others did; the rest of what is counted is the owner's own activity.
OUTCOMES = frozenset({"connections", "endorsements", "inbound_conversations"})


# By folded name. Whatever is not here is never opened: Ad_Targeting.csv,
# Logins.csv, e-mail addresses, articles, ...
MEMBERS: Mapping[str, Member] = {
    "connections": _dated(
        *("Connections.csv", "Connected On", "Last Name", "connections"),
        sign="First Name|Last Name|Connected On",
    ),
    "messages": MESSAGES,
    "invitations": INVITATIONS,
    "shares": _dated("Shares.csv", "Date", "ShareLink", "posts", sign="Date|ShareLink|ShareCommentary"),
    # Quotes inside a comment are written \" and not doubled: a default
    # reader silently makes shifted rows of them.
    "comments": _dated("Comments.csv", "Date", "Message", "comments_written", escape="\\"),
    "reactions": _dated("Reactions.csv", "Date", "Type", "reactions_given"),
    "endorsementreceivedinfo": _dated(
        *("Endorsement_Received_Info.csv", "Endorsement Date", "Skill Name", "endorsements"),
        sign="Endorsement Date|Skill Name|Endorser First Name",
    ),
    "jobapplications": _dated(
        *("Job Applications.csv", "Application Date", "Job Title", "job_applications"),
        sign="Application Date|Company Name|Job Title|Job Url",
    ),
    "searchqueries": _dated(
        "SearchQueries.csv", "Time", "Search Query", "searches", sign="Time|Search Query"
    ),
    "companyfollows": _dated(
        *("Company Follows.csv", "Followed On", "Organization", "company_follows"),
        sign="Organization|Followed On",
    ),
    "profile": PROFILE,
}
MEMBERS = {**MEMBERS, "likes": MEMBERS["reactions"]}  # what it was called until 2018
# Other files of an archive, which say nothing that is counted.
UNNEEDED = tuple(
    " ".join(title.split())
    for title in """
    Ad_Targeting | Ads Clicked | Article | Articles | Causes You Care About | Certifications | Coach
    Messages | Contacts | Courses | Education | Email Addresses | Endorsement_Given_Info | Events |
    Groups | Guide_Messages | Hashtag_Follows | Honors | Imported Contacts | Inferences_about_you |
    InstantReposts | Interests | Job Applicant Saved Answers | Job Applicant Saved Information | Job
    Applicant Saved Screening Question Responses | Job Seeker Preferences | LAN Ads Engagement |
    Languages | Learning | Learning Coach Messages | Learning Role Play Messages | Logins |
    Member_Follows | Online Job Postings | Organizations | Patents | PhoneNumbers | Positions |
    Private Identity Asset | Profile Summary | Projects | Publications | Receipts | Receipts_v |
    Recommendations_Given | Recommendations_Received | Registration | Rich_Media | Saved Articles |
    Saved Job Alerts | Saved Jobs | SavedItems | Security Challenges | Services | Skills | Talent
    Messages | Test Scores | Verifications | Volunteering | Volunteer Experiences | Votes | Whatsapp
    Phone Numbers | Providers | Engagements | Opportunities | Requests
    """.split("|")
)


def find_member(name: str) -> Member | None:
    """Return the file of the archive that `name` stands for, or None.

    Case, folders, spaces, underscores and numeric suffixes do not count: `Comments_1.csv`,
    `Shares_123456789.csv` (the member's own number), `job applications (2).csv`.
    """
    base = _base_of(name, "csv")
    return None if base is None else MEMBERS.get(_bare(base))


def find_title(title: str) -> Member | None:
    """Return the file of the archive that a workbook or a sheet is called after, whatever its ending."""
    return MEMBERS.get(_bare(re.sub(r"\.[A-Za-z]{3,4}$", "", title.replace("\\", "/").rpartition("/")[2])))


def is_unneeded(name: str) -> bool:
    """Tell whether `name` is that of another file of an archive."""
    base = _base_of(name, "csv", "html")
    return base is not None and _bare(base) in set(map(_bare, UNNEEDED))


def offer_own(member: Member | None) -> str:
    """Return the lines of `mapping.toml`, each a choice, for a table of one's own called as `member`."""
    name = member.counts[0] if member and member.counts else "…"
    kind = "outcomes" if name in OUTCOMES else "activity"
    event = f'# kind = "{kind}"\n# {kind.removesuffix("s") if kind == "outcomes" else kind} = "{name}"'
    weekly = f'# kind = "weekly"\n# columns = {{ week = "…", {name} = "…" }}'
    return f'\n{event}\n# columns = {{ date = "…" }}\n{weekly}'


def _base_of(name: str, *endings: str) -> str | None:
    base, dot, ending = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    return base if dot and ending.casefold() in endings and "__macosx" not in name.casefold() else None


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

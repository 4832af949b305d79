"""Synthetic archives in LinkedIn's shape. The people are P01 to P09 and Test Person, who owns the archive."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

OWNER, OWNER_URL = "Test Person", "https://www.linkedin.com/in/test-person-1a2b3c"
# What no output may ever contain: names, addresses and texts of the archive, in any case.
PLANTED = ("test person", "test-person", "planted", "p01", "p02", "p03", "linkedin.com", "secret")

MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT"
).split(",")
NOTES = 'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. PLANTED."\n\n'


def url(name: str) -> str:
    """Return the address of a person's profile."""
    return OWNER_URL if name == OWNER else f"https://www.linkedin.com/in/{name.lower()}-planted"


def table(header: str | Iterable[str], rows: Iterable[Iterable[str]], *, quote_all: bool = False) -> str:
    """Return a CSV as LinkedIn writes it: UTF-8, LF, quotes doubled."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
    writer.writerow(header.split(",") if isinstance(header, str) else header)
    writer.writerows(rows)
    return out.getvalue()


def message(
    thread: str,
    sender: str,
    to: str,
    when: str,
    *,
    folder: str = "INBOX",
    profile: str | None = None,
    draft: str = "No",
) -> list[str]:
    """Return one row of messages.csv; its text has a real line break, a comma and a quote."""
    profile = url(sender) if profile is None else profile
    return [
        thread,
        "",
        sender,
        profile,
        to,
        url(to),
        when,
        "PLANTED subject",
        'PLANTED, "secret"\nsecond line',
        folder,
        "",
        draft,
        "No",
    ]


def messages(rows: Iterable[list[str]]) -> str:
    """Return messages.csv, all cells quoted as since 2026."""
    return table(MESSAGES, rows, quote_all=True)


def make_zip(path: Path, members: Mapping[str, str | bytes]) -> Path:
    """Write a zip of `members` and return its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def whole_archive() -> dict[str, str]:
    """Return a small archive with one file of each kind; the answers stand in `test_archive.py`."""
    return {
        "Profile.csv": table(
            "First Name,Last Name,Maiden Name,Headline", [["Test", "Person", "", "PLANTED headline"]]
        ),
        "Connections.csv": NOTES
        + table(
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
            [
                ["P01", "Planted", url("P01"), "", "Total", "", "08 Feb 2026"],
                ["", "", "", "", "", "", "08 Feb 2026"],  # a member who hid their profile
                ["Total", "Planted", url("P02"), "", "", "", "09 Feb 2026"],
            ],
        ).rstrip("\n"),
        "Invitations.csv": table(
            "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
            [
                [OWNER, "P01", "1/29/26, 2:37 PM", "PLANTED note", "OUTGOING", OWNER_URL, url("P01")],
                [OWNER, "P02", "2/3/26, 9:00\u202fAM", "", "OUTGOING", OWNER_URL, url("P02")],
                ["P03", OWNER, "2/4/26, 9:00 AM", "", "INCOMING", url("P03"), OWNER_URL],
            ],
        ),
        "messages.csv": messages(
            [  # newest first, as LinkedIn writes
                message("c5", OWNER, "P03", "2026-02-12 10:00:00 UTC", draft="Yes"),
                message("c4", "Planted Advertiser", OWNER, "2026-02-11 10:00:00 UTC", profile=""),
                message("c3", "P03", OWNER, "2026-02-10 10:00:00 UTC", folder="SPAM"),
                message("c2", "P02", OWNER, "2026-02-07 08:00:00 UTC"),
                message("c2", OWNER, "P02", "2026-02-06 08:00:00 UTC"),
                message("c1", OWNER, "P01", "2026-02-03 09:00:00 UTC"),
                message("c1", "P01", OWNER, "2026-02-02 23:30:00 UTC"),
            ]
        ),
        "Shares_123456789.csv": table(
            "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility",
            [["2026-02-09 01:21:47", url("P01"), 'PLANTED "quoted"\nand more', "", "", "MEMBER_NETWORK"]],
        ),
        "Comments_123456789.csv": "Date,Link,Message\n"
        '2026-02-09 10:00:00,https://www.linkedin.com/x,"PLANTED \\"quoted, with a comma\\" and\na line break"\n'
        ",https://www.linkedin.com/y,PLANTED without a date\n"
        "2026-02-11 10:00:00,https://www.linkedin.com/z,PLANTED\n",
        "Reactions_123456789.csv": table(
            "Date,Type,Link",
            [["2026-02-09 22:59:59", "LIKE", url("P01")], ["2026-02-09 23:00:00", "PRAISE", url("P02")]],
        ),
        "Endorsement_Received_Info.csv": table(
            "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status",
            [["2024/02/01 15:02:55 UTC", "PLANTED", "P01", "Planted", url("P01"), "ACCEPTED"]],
        ),
        "Jobs/Job Applications.csv": table(
            "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And Answers",
            [["7/6/23, 2:20 PM", "planted@example.org", "", "PLANTED", "PLANTED", "", "", "PLANTED"]],
        ),
        "Jobs/Job Applications_1.csv": table(
            "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And Answers",
            [["8/15/23, 2:20 PM", "planted@example.org", "", "PLANTED", "PLANTED", "", "", "PLANTED"]],
        ),
        "SearchQueries.csv": table(
            "Time,Search Query",
            [["2024/02/01 15:02:55 UTC", "PLANTED query"], ["2024/02/01 16:02:55 UTC", "PLANTED query"]],
        ),
        "Company Follows.csv": table("Organization,Followed On", [["Total", "Sat Sep 05 08:12:14 UTC 2026"]]),
        "Ad_Targeting.csv": "PLANTED",
        "Logins.csv": "PLANTED",
    }

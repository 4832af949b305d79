"""Exports of other programs, a calendar, a page and an archive with a hostile text wherever they take one."""

from __future__ import annotations

import json
from datetime import date

from reading.archives import table
from reliability.hostile_tables import MONDAYS, as_csv
from reliability.hostile_texts import mark_of, texts

PILLARS = ("PROFESSIONAL_BRAND", "FIND_RIGHT_PEOPLE", "INSIGHT_ENGAGEMENT", "STRONG_RELATIONSHIP")


def make_exports() -> dict[str, str]:
    people = texts("person")
    deals = [
        (place, name, "Closed Won", 100, "EUR", MONDAYS[3], owner)
        for place, (name, owner) in enumerate(zip(texts("deal"), people, strict=True))
    ]
    deals += [
        (1000 + place, "deal", stage, 100, "EUR", MONDAYS[3], people[0])
        for place, stage in enumerate(texts("stage"))
    ]
    meetings = [
        (title, "Meeting", "Completed", MONDAYS[4], owner)
        for title, owner in zip(texts("meeting"), people, strict=True)
    ]
    meetings += [
        ("meeting", kind, status, MONDAYS[4], people[0])
        for kind, status in zip(texts("type"), texts("status"), strict=True)
    ]
    return {
        "deals.csv": as_csv(
            ("Record ID", "Deal Name", "Deal Stage", "Amount", "Currency", "Close Date", "Deal owner"), deals
        ),
        "open.csv": as_csv(
            ("Record ID", "Deal Name", "Deal Stage", "Amount", "Close Date", "Deal owner"),
            [(1, "deal", stage, 1, MONDAYS[3], people[0]) for stage in texts("stage")],
        ),
        "meetings.csv": as_csv(
            (
                "Meeting name",
                "Activity type",
                "Meeting outcome",
                "Meeting start time",
                "Activity assigned to",
            ),
            meetings,
        ),
    }


def calendar() -> str:
    """Return a calendar whose events have a known word beside every hostile text, in the title and around it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//zqu-calendar//EN"]
    for place, text in enumerate(texts("event")):
        escaped = (
            text.replace("\\", "\\\\")
            .replace(";", "\\;")
            .replace(",", "\\,")
            .replace("\r", "")
            .replace("\n", "\\n")
        )
        quoted = escaped.replace('"', "'")
        lines += [
            "BEGIN:VEVENT",
            f"UID:{place}@example.org",
            f"DTSTART:20260105T{place % 24:02}0000Z",
            f"SUMMARY:phone meeting {escaped}",
        ]
        lines += [
            f"DESCRIPTION:{escaped}",
            f"LOCATION:{escaped}",
            f'ATTENDEE;CN="{quoted}":mailto:{mark_of("attendee")}@example.org',
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def page() -> str:
    """Return a saved page of the score with every hostile text around its numbers, live where they are."""
    body = "".join(f"<p>{text}</p>" for text in texts("page"))
    return f"<!doctype html><html><title>{mark_of('page')}</title><code>{score_json(MONDAYS[0])}</code>{body}</html>"


def score_json(day: date, *words: str) -> str:
    """Return the answer behind the page, wrapped, with `words` as the names of further pillars and beside the wrap."""
    pillars = [{"score": 10.0, "pillar": pillar} for pillar in PILLARS]
    score = {
        "memberScore": {
            "overall": 40.0,
            "subScores": [*pillars, *({"score": 1.0, "pillar": word} for word in words)],
        }
    }
    return json.dumps({"date": day.isoformat(), "object": words, "data": score})


def archive() -> dict[str, str]:
    """Return the members of a LinkedIn archive that hold free text."""
    people, words = texts("friend"), texts("message")
    day = "2026-01-06 10:00:00"
    rows = list(zip(people, words, strict=True))
    return {
        "Profile.csv": table(
            "First Name,Last Name,Maiden Name,Headline", [[mark_of("owner"), "Owner", "", words[0]]]
        ),
        "Connections.csv": table(
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
            [[person, person, person, word, word, word, "06 Jan 2026"] for person, word in rows],
        ),
        "Invitations.csv": table(
            "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
            [[person, "x", "1/6/26, 2:37 PM", word, "INCOMING", person, ""] for person, word in rows],
        ),
        "messages.csv": table(
            "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER",
            [
                [
                    word,
                    word,
                    person,
                    f"https://www.linkedin.com/in/{place}",
                    f"{mark_of('owner')} Owner",
                    "",
                    f"{day} UTC",
                    word,
                    word,
                    "INBOX",
                ]
                for place, (person, word) in enumerate(rows)
            ],
            quote_all=True,
        ),
        "Shares.csv": table(
            "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility",
            [[day, word, word, word, word, word] for word in words],
        ),
        "Comments.csv": table("Date,Link,Message", [[day, word, word] for word in words], quote_all=True),
        "SearchQueries.csv": table(
            "Time,Search Query", [["2026/01/06 15:02:55 UTC", word] for word in words]
        ),
    }

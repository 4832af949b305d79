"""Fill a dataset with every hostile text, in every field and every file name that takes text."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter
from reading.archives import make_zip, table
from reliability.hostile_texts import FIRED, UNSAVED, mark_of, texts

from ssi_outcomes.desk.filled_in import Content
from ssi_outcomes.desk.template import make_workbook

FIRST_MONDAY = date(2026, 1, 5)
EVE = FIRST_MONDAY - timedelta(days=1)
MONDAYS = [FIRST_MONDAY + timedelta(weeks=week) for week in range(12)]
AFTER = MONDAYS[-1] + timedelta(weeks=1)
OUTCOMES = ("Phone meetings", "Physical meetings", "Contracts")
PILLARS = ("PROFESSIONAL_BRAND", "FIND_RIGHT_PEOPLE", "INSIGHT_ENGAGEMENT", "STRONG_RELATIONSHIP")


def plant(folder: Path, *, synthetic: bool = False) -> None:
    """Fill `folder` with a dataset: twelve weeks of each of the hostile people, enough for a full report."""
    folder.mkdir(parents=True)
    for name, content in {
        **_tables(),
        **_workbooks(folder.name),
        **_exports(),
        **_descriptions(synthetic),
    }.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    _plant_names(folder)


# --- tables of one's own


def _tables() -> dict[str, str]:
    people, notes, cells, headers = (
        texts("person"),
        texts("note"),
        texts("cell", "nul"),
        texts("header", "nul"),
    )
    ignored = texts(
        "ignored", "nul", "return", "hidden_formula"
    )  # the last two are another one's twins, and no header may stand twice
    staff = [
        (person, role, "yes", note) for person, role, note in zip(people, texts("role"), notes, strict=True)
    ]
    staff += [(person, "", seat, "") for person, seat in zip(people, texts("seat"), strict=True)]
    scores = [
        (person, monday, 30 + (7 * place + 3 * week) % 40, notes[place])
        for place, week, person, monday in _person_weeks(people)
    ]
    # A row whose name is none leaves what it counts unknown of everybody: `scores` has some, the others few.
    called = texts("person", "nul", "invisible")
    results = [
        (
            person,
            monday + timedelta(days=place % 5),
            OUTCOMES[(place + week) % 3],
            1 + (place + week) % 2,
            notes[place],
        )
        for place, week, person, monday in _person_weeks(called)
        if (place * week) % 4 != 1
    ]
    results += [(people[0], MONDAYS[0], label, 1, "") for label in texts("outcome")]
    results += [(people[0], day, OUTCOMES[0], 1, "") for day in texts("date")]
    results += [(people[0], MONDAYS[1], OUTCOMES[0], count, "") for count in texts("count")]
    posts = [(person, monday, "Posts", week % 3) for _, week, person, monday in _person_weeks(called)]
    posts += [(people[0], MONDAYS[0], label, 1) for label in texts("activity")]
    return {
        "staff.csv": _csv(("Person", "Role", "Sales Navigator", "Note"), staff),
        "scores.csv": _csv(("Person", "Date", "SSI", "Note"), scores),
        "sources.csv": _csv(
            ("Person", "Date", "SSI", "Source kind"),
            [(person, EVE, 40, source) for person, source in zip(people, texts("source_kind"), strict=True)],
        ),
        "results.csv": _csv(("Person", "Date", "Outcome", "Count", "Note"), results),
        "money.csv": _csv(
            ("Person", "Date", "Outcome", "Value", "Currency"),
            [(people[0], MONDAYS[0], "Revenue", 100, currency) for currency in texts("currency")],
        ),
        "activity.csv": _csv(("Person", "Date", "Activity", "Count"), posts),
        "weeks.csv": _csv(
            ("Person", "Week", "Proposals", *headers), [(person, MONDAYS[0], 1, *cells) for person in people]
        ),
        "unknown.csv": _csv(headers, [cells]),
        "mapped.csv": _csv(
            headers[:4],
            [(person, MONDAYS[2], label, 1) for person, label in zip(people, texts("mapped"), strict=True)],
        ),
        "lone.csv": _csv(("Date", "SSI", *ignored), [(MONDAYS[0], 40, *cells[: len(ignored)])]),
    }


def _person_weeks(people: Sequence[str]) -> Iterator[tuple[int, int, str, date]]:
    """Yield the place of each person and week, with who and which Monday it is."""
    for place, person in enumerate(people):
        for week, monday in enumerate(MONDAYS):
            yield place, week, person, monday


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([header, *rows])
    return stream.getvalue()


# --- workbooks


def _workbooks(dataset: str) -> dict[str, bytes]:
    people, roles, notes = (texts(field, *UNSAVED) for field in ("person", "sheet_role", "sheet_note"))
    scores = (40, 10, 10, 10, 10)
    rows = {
        "people": [
            (person, role, "yes", AFTER, None, note)
            for person, role, note in zip(people, roles, notes, strict=True)
        ],
        "ssi": [
            (person, AFTER, *scores, None, None, None, None, source)
            for person, source in zip(people, notes, strict=True)
        ],
        "outcomes": [(person, AFTER, 1, 0, 0, 0, 0) for person in people],
        "activity": [(person, AFTER, 1, 0, 0, 0) for person in people],
    }
    meaning, place, chosen = (
        " · ".join(texts(field, *UNSAVED, "long", "unbroken"))
        for field in ("sheet_meaning", "sheet_place", "sheet_chosen")
    )
    about = {"title": texts("sheet_title")[0], "chosen": chosen, "picked": "no"}
    free = 15  # rows that the sheet About has for each of these
    sections = {
        "definitions": [("Phone meetings", meaning, place)],
        "coverage": [
            (source, "SSI", None, None, MONDAYS[0], AFTER)
            for source in texts("sheet_source", *UNSAVED)[:free]
        ],
        "absences": [(person, MONDAYS[-1], MONDAYS[-1]) for person in people[:free]],
    }
    return {
        "template.xlsx": make_workbook(dataset, "en", AFTER, Content(rows, about, sections)),
        "sheets.xlsx": _named_sheets(),
        _creator_name(): _creator(),
    }


def _named_sheets() -> bytes:
    """Return a workbook with a sheet of each name that a spreadsheet allows: 31 characters, none of []:*?/\\ in it. Every eighth is empty."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        for place, (text, person) in enumerate(
            zip(texts("sheet", *UNSAVED), texts("person", *UNSAVED), strict=True)
        ):
            with suppress(xlsxwriter.exceptions.XlsxWriterException):
                sheet = book.add_worksheet(
                    "".join(sign for sign in text if sign not in "[]:*?/\\").strip("'")[:31]
                )
                for row, cells in enumerate(
                    [("Person", "Date", "SSI"), (person, "2026-01-06", 40), (text, text, text)]
                    if place % 8
                    else []
                ):
                    sheet.write_row(row, 0, cells)
    return stream.getvalue()


def _creator_name() -> str:
    return f"Content_2026-01-05_2026-02-01_{mark_of('member')} <svg onload={FIRED}>.xlsx"


def _creator() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        engagement, posts = book.add_worksheet("ENGAGEMENT"), book.add_worksheet("TOP POSTS")
        engagement.write_row(0, 0, ["Date", "Impressions", "Engagements"])
        for row, day in enumerate(range(5, 31), 1):
            engagement.write_row(row, 0, [f"1/{day}/2026", 10 + row, row])
        posts.write_column(2, 0, texts("post", *UNSAVED))
    return stream.getvalue()


# --- exports of other programs


def _exports() -> dict[str, str]:
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
        "deals.csv": _csv(
            ("Record ID", "Deal Name", "Deal Stage", "Amount", "Currency", "Close Date", "Deal owner"), deals
        ),
        "open.csv": _csv(
            ("Record ID", "Deal Name", "Deal Stage", "Amount", "Close Date", "Deal owner"),
            [(1, "deal", stage, 1, MONDAYS[3], people[0]) for stage in texts("stage")],
        ),
        "meetings.csv": _csv(
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


# --- what is said of the dataset, and names on the disk


def _descriptions(synthetic: bool) -> dict[str, str]:
    everyone = _toml_list(texts("person"))
    span = [f"start = {MONDAYS[0]}", f"end = {MONDAYS[-1] + timedelta(days=6)}"]
    lines = [
        f"synthetic = {str(synthetic).lower()}",
        "picked = false",
        'language = "en"',
        'time_zone = "Europe/Paris"',
    ]
    lines += [
        f"title.{language} = {quote(' · '.join(texts('title', 'long', 'unbroken')))}"
        for language in ("fr", "en")
    ]
    lines += [f"chosen = {quote(' · '.join(texts('chosen')))}"]
    for outcome in ("phone_meetings", "physical_meetings", "contracts"):
        lines += [
            f"[definitions.{outcome}]",
            f"meaning = {quote(' · '.join(texts('meaning')))}",
            f"counted_in = {quote(' · '.join(texts('counted_in')))}",
        ]
    for outcome, text in zip(("proposals", "revenue", "orders"), texts("meaning")[-3:], strict=True):
        lines += [f"[definitions.{outcome}]", f"meaning = {quote(text)}", f"counted_in = {quote(text)}"]
    for table_name, source in (
        ("outcomes", quote("results.csv")),
        ("activity", quote("activity.csv")),
        ("ssi", _toml_list(texts("source"))),
    ):
        lines += [
            "[[coverage]]",
            f"source = {source}",
            f'table = "{table_name}"',
            f"person = {everyone}",
            *span,
        ]
    lines += [
        "[[absences]]",
        f"person = {everyone}",
        f"start = {MONDAYS[5]}",
        f"end = {MONDAYS[5] + timedelta(days=2)}",
    ]
    return {"dataset.toml": "\n".join([*lines, ""]), "mapping.toml": _mapping()}


def _mapping() -> str:
    columns = ", ".join(
        f"{name} = {quote(text)}"
        for name, text in zip(("person", "date", "outcome", "count"), texts("header", "nul"), strict=False)
    )
    names = ", ".join(f'{quote(text)} = "phone_meetings"' for text in texts("mapped"))
    lines = ['["mapped.csv"]', 'kind = "outcomes"', f"columns = {{ {columns} }}", f"names = {{ {names} }}"]
    lines += [
        '["lone.csv"]',
        f"person = {quote(texts('person')[0])}",
        f"ignore = {_toml_list(texts('ignored'))}",
    ]
    lines += [f'[{quote(text)}]\nkind = "ignore"' for text in texts("entry")]
    return "\n".join([*lines, ""])


def _toml_list(words: Iterable[str]) -> str:
    return f"[{', '.join(map(quote, words))}]"


def quote(text: str) -> str:
    """Return a text as TOML writes it, with an escape for everything but letters and digits."""
    return (
        '"'
        + "".join(sign if sign.isalnum() and sign.isascii() else f"\\U{ord(sign):08x}" for sign in text)
        + '"'
    )


def _plant_names(folder: Path) -> None:
    """Make a file, and a person's folder, of each name that the file system takes."""
    for text in texts("person"):
        with suppress(OSError):
            (folder / _file_name(text)).mkdir()
            (folder / _file_name(text) / "ssi.json").write_text(score_json(EVE - timedelta(days=2)), "utf-8")
    for text, person in zip(texts("file"), texts("person"), strict=True):
        with suppress(OSError):
            (folder / f"{_file_name(text)}.csv").write_text(
                _csv(
                    ("Person", "Date", "SSI"), [(person, EVE - timedelta(days=1), 40), (person, "bad", "bad")]
                ),
                "utf-8",
            )
    owner = folder / f"{mark_of('owner')} <img src=x onerror={FIRED}>"
    owner.mkdir()
    for name, content in {
        "calendar.ics": calendar(),
        "ssi-2026-01-05.html": page(),
        "ssi-2026-01-12.json": score_json(MONDAYS[1], *texts("pillar")),
    }.items():
        (owner / name).write_text(content, "utf-8")
    make_zip(owner / f"Basic_LinkedInDataExport_04-06-2026 {mark_of('zip')} $(touch x).zip", archive())
    with suppress(OSError):  # as an archive of another system leaves it: bytes that are no text
        Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.csv")).write_text(
            _csv(("Person", "Date", "SSI"), [("x", MONDAYS[0], 40)]), "utf-8"
        )


def _file_name(text: str) -> str:
    """Return what of a text a file can be called: no slash, no NUL, not hidden, at most 255 bytes."""
    return text.replace("/", "∕").replace("\0", "")[:60].lstrip(".")

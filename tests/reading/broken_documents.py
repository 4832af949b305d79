"""Good workbooks and documents (calendars, pages, archives), and the same with one of their values blank or broken."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from reading.archives import OWNER, message, table, url
from reading.broken_files import TODAY, Broken, break_each, cut
from reading.workbooks import Error, make

from ssi_outcomes.reading.dataset import Dataset
from ssi_outcomes.reading.joining.folder import read_team

Content = str | bytes
_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{2})/([0-9]{2})/([0-9]{4})")


def read_folder(folder: Path, files: Mapping[str, Content]) -> Dataset:
    """Return what a folder of these files, and no other, is read as."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_team(folder, TODAY)


def as_workbook(kind: str, text: str) -> bytes:
    """Return a workbook with the cells of a text as a spreadsheet keeps them: days, numbers, errors."""
    _, rows = cut(text)
    return make(kind, [[_typed(cell) for cell in row] for row in rows])


def _typed(cell: str) -> object:
    if cell == "#N/A":
        return Error(cell)
    if found := _DAY.fullmatch(cell):
        year, month, day, of_month, of_year, then = found.groups()
        return date(int(year), int(month), int(day)) if year else date(int(then), int(of_year), int(of_month))
    if _NUMBER.fullmatch(cell):
        number = float(cell.replace(",", "."))
        return int(number) if number.is_integer() else number
    return cell or None


def _event(number: int, title: str, day: int, month: int = 2, *lines: str) -> str:
    stamp = f"2026{month:02}{day:02}T"
    body = (
        f"UID:{number}",
        f"SUMMARY:{title}",
        f"DTSTART;TZID=Europe/Paris:{stamp}090000",
        f"DTEND;TZID=Europe/Paris:{stamp}100000",
        *lines,
    )
    return "\n".join(["BEGIN:VEVENT", *body, "END:VEVENT"])


CALENDAR = "\n".join(
    [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Synthetic//EN",
        _event(1, "RDV client", 27, 1),
        _event(2, "RDV client", 28, 1),
        _event(3, "Dentiste", 29, 1),
        _event(4, "RDV client", 4, 2, "STATUS:CONFIRMED"),
        _event(5, "RDV client", 5, 2, "STATUS:CANCELLED"),
        _event(6, "RDV client", 2, 2, "RRULE:FREQ=WEEKLY;COUNT=2"),
        _event(7, "Dentiste", 13, 2),
        "END:VCALENDAR",
        "",
    ]
)

SCORES = json.dumps(
    [
        {
            "date": f"2026-0{month}-{day:02}",
            "memberScore": {
                "overall": score,
                "subScores": [
                    {"score": 13.1, "pillar": "PROFESSIONAL_BRAND"},
                    {"score": 11.5, "pillar": "FIND_RIGHT_PEOPLE"},
                ],
            },
        }
        for month, day, score in ((1, 26, 53.2), (2, 2, 54), (2, 9, 52))
    ],
    indent=0,
)

# By the name of the file of the archive: newest first, as LinkedIn writes it.
ARCHIVE = {
    "Connections.csv": table(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        [
            ["P03", "Planted", "", "", "", "", day]
            for day in ("12 Feb 2026", "05 Feb 2026", "04 Feb 2026", "28 Jan 2026")
        ],
    ),
    "Comments.csv": table(
        "Date,Link,Message",
        [
            [f"2026-{day} 10:00:00", f"planted{day}", "planted"]
            for day in ("02-11", "02-10", "02-03", "01-29", "01-27")
        ],
    ),
    "Shares.csv": table(
        "Date,ShareLink,ShareCommentary",
        [
            [f"2026-{day} 10:00:00", f"planted{day}", "planted"]
            for day in ("02-11", "02-04", "02-03", "01-27")
        ],
    ),
    "Invitations.csv": table(
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
        [
            [OWNER, "P02", "2/11/26, 2:37 PM", "", "OUTGOING", url(OWNER), url("P02")],
            ["P03", OWNER, "2/4/26, 2:37 PM", "", "INCOMING", url("P03"), url(OWNER)],
            [OWNER, "P01", "1/28/26, 2:37 PM", "", "OUTGOING", url(OWNER), url("P01")],
        ],
    ),
    "messages.csv": table(
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT",
        [
            message("c3", "P03", OWNER, "2026-02-11 10:00:00 UTC"),
            message("c2", OWNER, "P02", "2026-02-05 10:00:00 UTC"),
            message("c2", "P02", OWNER, "2026-02-04 10:00:00 UTC"),
            message("c1", OWNER, "P01", "2026-01-29 10:00:00 UTC"),
            message("c1", "P01", OWNER, "2026-01-28 10:00:00 UTC"),
        ],
    ),
}


ARCHIVED = "P01/Basic_LinkedInDataExport_02-16-2026.zip"
_VALUES = {
    "agenda.ics": re.compile(r"(?m)^(?:UID|SUMMARY|DTSTART[^:\n]*|DTEND[^:\n]*|STATUS|RRULE):(.*)$"),
    "scores.json": re.compile(r': "?([^"{\[,\n]+)"?'),
}
DOCUMENTS = {"agenda.ics": CALENDAR, "scores.json": SCORES, **ARCHIVE}


def placed(name: str, text: str) -> dict[str, Content]:
    """Return the files of a folder of P01 with this text: as a file, or in the archive with its others."""
    if name not in ARCHIVE:
        return {f"P01/{name}": text}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for member, content in {**ARCHIVE, name: text}.items():
            archive.writestr(member, content)
    return {ARCHIVED: packed.getvalue()}


def break_document(name: str, broken: str) -> Iterator[Broken]:
    """Yield a document once for each value in it, with this one broken."""
    text = DOCUMENTS[name]
    if name not in _VALUES:
        # An address that is missing is what LinkedIn writes of an advertisement, or of an account that is gone.
        tries = break_each(text, broken)
        yield from (each for each in tries if broken or each.header != "SENDER PROFILE URL")
        return
    for found in _VALUES[name].finditer(text):
        start, end = found.span(1)
        if text[start:end] != broken:
            line = text.count("\n", 0, start) + 1
            yield Broken(text[:start] + broken + text[end:], line, found[0], None)

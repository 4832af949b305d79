"""Folders as programs and people leave them, of shapes that public reports describe: what is read, asked or refused of
each, and that nothing in it becomes a number or a person that it does not say.

Where a shape was met: Outlook's quoted and numbered zones (urlaubsverwaltung 4827, GAS-ICS-Sync 254), an all-day series
moved by a moment (node-ical 460), messages before 2020 (Facebook-Messenger-Bot 54), a header twice (SuiteCRM 435),
YetiForce's headers (YetiForceCRM 10075); the others are ours.
"""

from __future__ import annotations

from datetime import date

import pytest

from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.reading.joining.folder import read_team

TODAY = date(2026, 4, 20)
SCORES = "Personne;Date;SSI\nNoa Berg;2026-03-02;53\nIda Demo;2026-03-02;41\n"
OWN = "Date;SSI\n2026-03-02;53\n"
DEALS = "Record ID,Deal Name,Deal Stage,Close Date,Deal owner\n"


def deal(day="2026-03-04", owner="Noa Berg", stage="Closed Won"):
    return f"1,x,{stage},{day},{owner}\n"


def ics(*events):
    body = "".join(
        f"BEGIN:VEVENT\nUID:{n if 'RECUR' not in str(events) else 0}\nDTSTAMP:20260401T000000Z\n{each}\nEND:VEVENT\n"
        for n, each in enumerate(events)
    )
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{body}END:VCALENDAR\n".replace("\n", "\r\n")


def read(folder, **files):
    folder.mkdir()
    for name, text in {"scores_csv": SCORES, "dataset_toml": "synthetic = true\n", **files}.items():
        (folder / ".".join(name.rsplit("_", 1))).write_text(text, "utf-8")
    return read_team(folder, TODAY)


def counted(data):
    """Return who is counted what on which day."""
    names = {code: name for name, code in data.names.items()} | {"you": "you"}
    rows = data.tables["outcomes"]
    return [
        (names.get(who), str(day.date()), int(n))
        for who, day, n in zip(rows["person"], rows["start"], rows["count"], strict=True)
    ]


def keys(data):
    return sorted(
        {each.key for each in data.rejected} | {key for file in data.files for key, _ in file.notes}
    )


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"a_ics": ics('SUMMARY:RDV client\nDTSTART;TZID="W. Europe Standard Time":20260309T003000')},
            [("you", "2026-03-09", 1)],
        ),
        (
            {"a_ics": ics("SUMMARY:RDV client\nDTSTART;TZID=GMT Standard Time 1:20260310T090000")},
            [("you", "2026-03-10", 1)],
        ),
        (
            {
                "a_ics": ics(
                    "SUMMARY:RDV client\nDTSTART;VALUE=DATE:20260302\nRRULE:FREQ=WEEKLY;COUNT=3",
                    'SUMMARY:RDV client\nRECURRENCE-ID;TZID="W. Europe Standard Time":20260309T000000\nDTSTART;VALUE=DATE:20260311',
                )
            },
            [("you", "2026-03-02", 1), ("you", "2026-03-11", 1), ("you", "2026-03-16", 1)],
        ),
        (
            {"a_ics": ics("SUMMARY:[ANNULÉ] RDV client\nDTSTART:20260313T080000Z", "SUMMARY:RDV\nSTATUS:CANCELLED\nDTSTART:20260313T090000Z")},
            [],
        ),
    ],
)  # fmt: skip
def test_calendars_are_counted_on_their_days(tmp_path, files, expected):
    assert sorted(counted(read(tmp_path / "acme", scores_csv=OWN, **files))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (DEALS + DEALS + deal(), [("Noa Berg", "2026-03-04", 1)]),
        (DEALS + deal(owner="Noa Berg (Deactivated User)"), [("Noa Berg", "2026-03-04", 1)]),
        (DEALS + deal(stage="Closed Lost") + deal(stage="Proposal Sent"), []),
        (
            "Deal - Title,Deal - Status,Deal - Won time,Deal - Lost time,Deal - Owner\n"
            "x,Won,2026-03-04 10:00:00,,Noa Berg\ny,Lost,2026-03-04 10:00:00,2026-03-09 10:00:00,Noa Berg\n"
            "z,Open,2026-03-05 10:00:00,,Ida Demo\nd,Deleted,2026-03-05 10:00:00,,Ida Demo\n",
            [("Noa Berg", "2026-03-04", 1)],
        ),
    ],
)
def test_deals_are_counted_where_they_are_surely_won_and_surely_somebodys(tmp_path, text, expected):
    assert counted(read(tmp_path / "acme", deals_csv=text)) == expected


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (DEALS + deal(owner='"Berg, Noa"'), "asks_people"),
        (DEALS + deal(owner="48213377"), "asks_people"),
        (DEALS + deal(owner="Sales Team"), "asks_people"),
        (DEALS + deal(owner="Noa Berg; Ida Demo"), "person_several"),
        (DEALS + deal(day="1772611200000"), "date_unreadable"),
        (DEALS + deal(day="3 days ago"), "date_unreadable"),
        (DEALS + deal() + deal(stage="Closed Won - Cancelled"), "stage_unsure"),
        ("Details::Subject,Details::Assigned To,Details::Status\nx,Noa Berg,Held\n", "asks_kind"),
        ("Personne;Semaine;RDV\nNoa Berg;2026-W10;oui\n", "count_unreadable"),
        ("Personne;Semaine;RDV\nNoa Berg;02/03 - 06/03/2026;2\n", "range_not_week"),
        ("Date;Δ SSI;Évolution SSI;RDV\n2026-03-02;+1;+2 %;2\n", "asks_score"),
        ("Semaine;SSI Noa;RDV Noa;SSI Ida;RDV Ida\n2026-W10;53;2;41;1\n", "asks_abreast"),
        ("Semaine;RDV cumulés;Contrats\n2026-W10;2;1\n", "columns_unread"),
        ("Semaine;Meetings per day;Contrats\n2026-W10;0.4;1\n", "columns_unread"),
        ("Semaine;CA (k€);Contrats\n2026-W10;12,5;1\n", "columns_unread"),
        ("Personne;Date;SSI\nNoa Berg;2026-03-09;0.53\n", "rule_fraction_range"),
        ("Personne;Date;SSI\nNoa Berg;46083;53\n", "date_is_number"),
        ("Subject,Type,Date,Status,Assigned,Contact\n" + 2 * "x,Meeting,2026-03-04,Completed,Noa Berg,A\n", "rows_alike"),
        ("Personne;Semaine;RDV\nNoa Berg;2026-W10;2\nMédiane;2026-W10;1\n", "totals_aside"),
    ],
)  # fmt: skip
def test_what_is_not_sure_is_said(tmp_path, text, key):
    data = read(tmp_path / "acme", other_csv=text)
    assert key in keys(data), keys(data)
    assert set(data.names) <= {"Noa Berg", "Ida Demo", "Berg, Noa"}


def test_messages_of_before_2020_are_asked_about_and_not_quoted(tmp_path):
    text = "FROM,TO,DATE,SUBJECT,CONTENT,DIRECTION,FOLDER\nsomeone,Noa,2026-03-04T02:08:20,,a secret,INCOMING,INBOX\n"
    data = read(tmp_path / "acme", messages_csv=text)
    (asked,) = data.rejected
    assert asked.key == "asks_own" and "secret" not in str(asked)


def test_of_weeks_of_another_year_nothing_is_taken(tmp_path):
    text = "Person;Fiscal Week;SSI;Meetings\nNoa;FY26 W10;53;2\n"
    try:
        data = read(tmp_path / "acme", scores_csv=text)
    except DataRefused:
        return
    assert data.tables["outcomes"].empty

"""Each person's calendar says what was drawn for them, keeps no time busy, and counts as no result if it comes back."""

from datetime import date, timedelta

import pytest
from desk.trial_home import PEOPLE, make_home, promise
from icalendar import Calendar

from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.desk.trial_calendars import make_calendars, name_file
from ssi_outcomes.reading.joining.folder import read_team


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    make_home(tmp_path)
    return tmp_path


def events_of(text: bytes) -> list:
    return list(Calendar.from_ical(text).walk("VEVENT"))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_week_has_what_its_person_drew_and_each_monday_a_reading_before_noon(language):
    drawn = promise(language=language)
    calendars = make_calendars("acme", drawn.protocol, drawn.schedule, language)
    assert len(calendars) == 8
    for (_, text), person in zip(calendars.items(), PEOPLE, strict=True):
        weeks = [event for event in events_of(text) if not hasattr(event["dtstart"].dt, "hour")]
        readings = [event for event in events_of(text) if hasattr(event["dtstart"].dt, "hour")]
        rows = drawn.schedule[drawn.schedule["person"] == person]
        assert [event["dtstart"].dt for event in weeks] == list(rows["week_start"])
        assert len({str(event["summary"]) for event in weeks}) == 2
        assert {event["dtend"].dt - event["dtstart"].dt for event in weeks} == {timedelta(days=5)}
        assert len(readings) == 17 and readings[-1]["dtstart"].dt.date() == drawn.protocol.ends == date(
            2026, 6, 22
        )
        assert all(event["dtend"].dt.hour < 12 for event in readings)
        assert {str(event["transp"]) for event in events_of(text)} == {"TRANSPARENT"}


def test_no_two_events_have_one_name_and_lines_are_folded_and_ended_as_the_standard_says():
    drawn = promise()
    texts = list(make_calendars("acme", drawn.protocol, drawn.schedule, "fr").values())
    names = [str(event["uid"]) for text in texts for event in events_of(text)]
    assert len(names) == len(set(names)) == 8 * (16 + 17)
    for text in texts:
        assert text.endswith(b"END:VCALENDAR\r\n") and b"\n" not in text.replace(b"\r\n", b"")
        assert max(map(len, text.split(b"\r\n"))) <= 75
    again = make_calendars("acme", drawn.protocol, drawn.schedule, "fr")
    assert list(again.values()) == texts


@pytest.mark.parametrize(
    "person, name",
    [
        ("Zoé d’Exemple", "03-zoe-dexemple.ics"),
        ("../../etc", "03-etc.ics"),
        ("李雷", "03.ics"),
        ("CON", "03-con.ics"),
        ("x" * 200, f"03-{'x' * 40}.ics"),
    ],
)
def test_a_file_has_a_name_that_every_system_takes(person, name):
    assert name_file(3, person) == name


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_calendar_that_is_exported_again_counts_as_no_result(language):
    drawn = promise(language=language)
    text = next(iter(make_calendars("drawn", drawn.protocol, drawn.schedule, language).values()))
    folder = raw_folder("acme")
    folder.mkdir()
    (folder / "Demo A.ics").write_bytes(text)
    (folder / "semaines.csv").write_text("Personne;Semaine;Contrats\nDemo A;2026-W10;1\n", "utf-8")
    data = read_team(folder, date(2026, 7, 6))
    assert set(data.tables["outcomes"]["outcome"]) == {"contracts"}

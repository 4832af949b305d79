"""Google gives calendars in a zip: they are read as if they lay there unpacked."""

import pytest
from reading.archives import make_zip
from reading.calendars import TODAY, event

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.kinds.calendar.packed import CalendarZip
from ssi_outcomes.reading.kinds.recognition import find_archive
from ssi_outcomes.reading.parsed import Context


def calendar(*events):
    return "\r\n".join(["BEGIN:VCALENDAR", *events, "END:VCALENDAR", ""]).encode()


CALL, BIRTHDAY = event("Call", ":20260105T090000Z"), event("Anniversaire", ":20260106T090000Z", uid="2")


def read(tmp_path, files, name="noa@example.test.ical.zip", **mapping):
    path = tmp_path / name
    make_zip(path, files)
    kind = find_archive(path)
    assert isinstance(kind, CalendarZip)
    return kind.read_packed(path, name, Context(today=TODAY, owner="P01", mapping=mapping))


@pytest.mark.parametrize("name", ["noa@example.test.ical.zip", "calendars.zip", "takeout-20260420.zip"])
def test_each_calendar_of_a_zip_is_read(tmp_path, name):
    found = read(
        tmp_path,
        {"Takeout/Calendar/noa.ics": calendar(CALL), "b.ics": calendar(BIRTHDAY), "readme.html": b"x"},
        name,
    )
    assert {each.file: (each.kind, each.accepted, each.ignored) for each in found} == {
        f"{name}/noa.ics": ("calendar", 1, 0),
        f"{name}/b.ics": ("calendar", 0, 1),
    }
    assert ("calendar_zip_others", {"count": 1}) in found[0].notes


def test_an_event_in_two_calendars_of_a_zip_counts_once(tmp_path):
    found = read(tmp_path, {"a.ics": calendar(CALL), "b.ics": calendar(CALL)})
    assert sum(len(each.tables["outcomes"]) for each in found) == 1


def test_a_calendar_that_cannot_be_read_stops_no_other(tmp_path):
    found = read(tmp_path, {"a.ics": calendar(CALL)[:40], "b.ics": calendar(CALL)})
    assert [each.accepted for each in found] == [0, 1]
    assert [each.key for each in found[0].rejected] == ["calendar_cut"]


def test_where_no_calendar_has_a_known_word_the_zip_is_asked_about_and_the_mapping_answers(tmp_path):
    files = {"a.ics": calendar(event("Point Acme", ":20260105T090000Z"))}
    with pytest.raises(FileRefused) as refused:
        read(tmp_path, files)
    assert refused.value.key == "asks_words"
    assert '["noa@example.test.ical.zip"]' in refused.value.text("fr")
    assert read(tmp_path, files, words={"point acme": "meetings"})[0].accepted == 1


def test_a_zip_without_a_calendar_is_another_kind(tmp_path):
    make_zip(tmp_path / "x.zip", {"a.txt": b"x"})
    assert find_archive(tmp_path / "x.zip") is None

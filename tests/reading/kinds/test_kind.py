"""What all kinds of files have in common."""

import json
from dataclasses import replace

import pytest
from reading.texts import CONTEXT
from reading.whole_files import CALENDAR, PAGE, written

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.kinds import kind
from ssi_outcomes.reading.kinds.calendar.events import CalendarFile
from ssi_outcomes.reading.kinds.page.saved_page import ScorePage
from ssi_outcomes.reading.kinds.page.score_json import ScoreJson
from ssi_outcomes.reading.kinds.people import People


def test_a_page_and_a_calendar_are_read_from_their_files(tmp_path):
    assert (
        ScorePage().open(written(tmp_path, PAGE), "ssi-2026-01-05.html", CONTEXT).tables["ssi"][0]["ssi"]
        == 53
    )
    assert (
        CalendarFile().open(written(tmp_path, CALENDAR), "a.ics", CONTEXT).tables["outcomes"][0]["outcome"]
        == "physical_meetings"
    )
    answer = json.dumps({"memberScore": {"overall": 53}})
    assert (
        ScoreJson().open(written(tmp_path, answer), "ssi-2026-01-05.json", CONTEXT).tables["ssi"][0]["ssi"]
        == 53
    )


def test_a_kind_is_called_by_its_usual_label_and_offers_its_names():
    assert CalendarFile().id == "calendar"
    people = People()
    assert (people.id, people.offered) == (people.labels[0], people.mapped)


def test_a_file_larger_than_any_of_its_kind_is_refused_unparsed(tmp_path, monkeypatch):
    monkeypatch.setattr(kind, "LIMITS", replace(kind.LIMITS, whole_bytes=2_000_000))
    path = tmp_path / "agenda.ics"
    path.write_bytes(CALENDAR.encode() + b" " * 3_000_000)
    with pytest.raises(FileRefused) as refused:
        CalendarFile().open(path, "agenda.ics", CONTEXT)
    assert (refused.value.key, refused.value.values) == (
        "file_too_large",
        {"file": "agenda.ics", "size": 3, "limit": 2},
    )

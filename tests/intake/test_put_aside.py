"""What is set aside without being wrong is counted, and who is listed is told apart from who has data."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from ssi_outcomes.base.catalogues import read_catalogue
from ssi_outcomes.intake.put_aside import (
    ASIDES,
    FURTHER,
    People,
    count_asides,
    count_people,
    count_unknown,
    label_unknown,
    list_undefined,
)
from ssi_outcomes.panel.layout import Panel, build_panel
from ssi_outcomes.reading.dataset import Dataset, SourceFile
from ssi_outcomes.reading.parsed import Rejected


def told(*notes: tuple[str, dict[str, object]], ignored: int = 0) -> Dataset:
    files = tuple(SourceFile("a.csv", "outcomes", 0, 0, 0, 0, 9, "0", notes=(note,)) for note in notes)
    file = SourceFile("b.csv", "outcomes", 1, 1, 0, 0, 9, "0", ignored)
    return Dataset("acme", {}, {}, {}, (*files, file), "0")


def listing(listed: str, **active: str) -> Dataset:
    tables = {
        name: pd.DataFrame({"person": list(people)}) for name, people in {"people": listed, **active}.items()
    }
    return Dataset("acme", {}, {}, tables, (), "0")


def test_asides_are_counted_by_what_their_remarks_say():
    notes = [
        ("archive_repeated", {"count": 500}),
        ("calendar_repeated", {"count": 3}),
        ("columns_unread", {"columns": "mood, colour", "paste": ""}),
        ("events_counted", {"accepted": 4, "ignored": 11, "outcomes": ""}),
        ("archive_nothing", {}),
    ]
    assert count_asides(told(*notes, ignored=2), None) == {
        "counted_once": 503,
        "unread_columns": 1,
        "other_events": 11,
        "headings": 2,
    }


def test_only_lines_of_tables_are_headings():
    def read(table: str, rows: int, *notes: tuple[str, dict[str, object]]) -> SourceFile:
        return SourceFile(f"{table}.x", table, rows, rows, 0, 0, 9, "0", 7, notes=notes)

    files = (
        read("weekly", 3),
        read("calendar", 4, ("events_counted", {"accepted": 4, "ignored": 7, "outcomes": "meetings"})),
        read("calendar", 0, ("events_counted", {"accepted": 0, "ignored": 7, "outcomes": "–"})),
        read("ignored", 0),
        SourceFile("whole.csv", "ignored", 0, 0, 0, 0, 9, "0"),
        read("aside", 0, ("sheet_hidden", {"sheet": "Old", "known": False})),
        read("creator", 0),
        read("archive", 2, ("rows_repeated", {"count": 4, "other": "b.zip"})),
        read(
            "archive", 0, ("rows_repeated", {"count": 5, "other": "b.zip"}), ("file_repeated", {"other": "c"})
        ),
        read("creator", 3, ("rows_in_later_export", {"count": 7})),
        read("creator_post", 0, ("creator_one_post", {})),
        read("calendar_zip", 4, ("calendar_zip_others", {"count": 2}), ("page_tables", {"count": 3})),
    )
    assert count_asides(replace(told(), files=files[:-1]), None) == {
        "counted_once": 17,
        "other_events": 14,
        "not_needed": 3,
        "hidden_sheets": 1,
        "as_asked": 2,
        "headings": 7 + 3,
    }
    # Messages of which nothing says whose they are.
    unowned = Rejected("archive.x", "archive_owner_unknown")
    alone = replace(told(), files=(read("archive", 1),), rejected=(unowned,))
    assert count_asides(alone, None) == {}
    zipped = count_asides(replace(told(), files=files[-1:]), None)
    assert (zipped["not_needed"], zipped["other_tables"]) == (2, 3)


def test_records_without_a_week_of_one_person_are_counted_together():
    left = (("panel_team", {"records": 4, "count": 9}), ("panel_absent", {"records": 1, "count": 1}))
    assert count_asides(told(), Panel(pd.DataFrame(), left, ())) == {"without_week": 5}


def test_where_nothing_was_set_aside_nothing_is_named():
    assert count_asides(told(), Panel(pd.DataFrame(), (), ())) == {}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_aside_has_its_words(language):
    named = {key for key in read_catalogue(language, "labels") if key.startswith("asides.")}
    assert named == {f"asides.{name}" for name in (*ASIDES, *FURTHER)}


@pytest.mark.parametrize(
    ("listed", "active", "counts"),
    [
        ("ABC", {"ssi": "AB", "outcomes": "BC"}, (3, 3, 0, 0)),
        ("ABC", {"ssi": "AD", "activity": "E"}, (3, 3, 2, 2)),
        ("AAB", {"outcomes": "A"}, (2, 1, 0, 1)),
    ],
)
def test_people_are_told_as_listed_with_data_unlisted_and_silent(listed, active, counts):
    found = count_people(listing(listed, **active))
    assert (found.listed, found.with_data, found.unlisted, found.silent) == counts


def test_without_a_list_of_people_nobody_is_missing_from_it():
    assert count_people(listing("", ssi="AB")) is None
    assert People(3, 3, 1).silent == 1


def weeks(**about: object) -> tuple[Dataset, Panel]:
    monday = pd.Timestamp("2026-01-05")
    shared = {"person": "A", "start": monday, "end": monday + pd.Timedelta(6, "D"), "count": 1, "value": None}
    rows = pd.DataFrame([{**shared, "outcome": name} for name in ("meetings", "orders", "likes")])
    tables = {"outcomes": rows.assign(currency=None, source_file="a.csv", source_line=2)}
    return Dataset("acme", {}, about, tables, (), "0"), build_panel(tables)


def test_an_outcome_is_undefined_until_it_is_said_what_it_is_and_where_it_was_counted():
    said = {"meaning": "a meeting", "counted_in": "the calendar"}
    assert list_undefined(*weeks()) == ["meetings", "orders"]
    assert list_undefined(*weeks(definitions={"meetings": said, "orders": {"meaning": "x"}})) == ["orders"]


def test_weeks_that_are_not_known_are_those_that_a_gap_touches():
    data, panel = weeks()
    gap = data.tables["outcomes"].rename(columns={"outcome": "name"}).head(1).assign(table="outcomes")
    frame = panel.frame.assign(outcome_meetings=float("nan"))
    data = replace(data, tables={**data.tables, "gaps": gap})
    assert count_unknown(data, Panel(frame, (), ())) == {("outcomes", "meetings"): 1}
    assert count_unknown(data, None) == {}


def test_what_is_not_known_is_called_what_it_is():
    assert label_unknown("ssi", "ssi") == {"en": "SSI", "fr": "SSI"}
    assert label_unknown("outcomes", "meetings")["en"].startswith("meetings")

"""What stands in a template from the start: nothing, or a row for each person and Monday."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from desk.workbooks import CONTEXT, TODAY, both_languages, read

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.desk.filled_in import Content, lay_out, mark_drawn, read_monday, read_weeks
from ssi_outcomes.desk.template import make_workbook
from ssi_outcomes.reading.kinds.recognition import read_sheet

MONDAY = date(2026, 3, 2)


def test_a_template_begins_with_nothing_in_it():
    assert (Content().rows, Content().about, Content().sections, Content().laid) == ({}, {}, {}, None)


def test_each_week_has_a_row_for_each_person_in_the_order_of_the_list():
    content = lay_out(["Zoé", "Anne"], MONDAY, 2)
    weeks = [("Zoé", MONDAY), ("Anne", MONDAY), ("Zoé", date(2026, 3, 9)), ("Anne", date(2026, 3, 9))]
    assert content.rows == {
        "people": [("Zoé",), ("Anne",)],
        **dict.fromkeys(("ssi", "outcomes", "activity"), weeks),
    }
    assert content.laid == (2, 2, MONDAY)


def test_people_without_weeks_are_listed_and_nothing_else():
    content = lay_out(["Zoé"], None, 0)
    assert (content.rows, content.laid) == ({"people": [("Zoé",)]}, None)


def test_weeks_go_on_over_a_change_of_year_and_of_the_clock():
    mondays = [row[1] for row in lay_out(["P01"], date(2025, 12, 22), 20).rows["outcomes"]]
    assert all(monday.weekday() == 0 for monday in mondays) and mondays[-1] == date(2026, 5, 4)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_too_much_for_one_workbook_is_refused_with_the_most_that_fits(language):
    people = [f"P{number:04}" for number in range(2_000)]
    assert len(lay_out(people, MONDAY, 10).rows["ssi"]) == 20_000
    with pytest.raises(UsageError) as refused:
        lay_out(people, MONDAY, 11)
    assert "22000" in refused.value.text(language) and "--weeks 10" in refused.value.text(language)
    lay_out(people, MONDAY, 10)  # what was said to fit fits
    with pytest.raises(UsageError) as refused:
        lay_out([*people, "one more"], None, 0)
    assert "2001" in refused.value.text(language) and "2000" in refused.value.text(language)


@pytest.mark.parametrize(
    ("day", "weekday", "jour", "before", "after"),
    [
        ("2026-03-03", "Tuesday", "mardi", "2026-03-02", "2026-03-09"),
        ("2026-03-08", "Sunday", "dimanche", "2026-03-02", "2026-03-09"),
        ("2026-01-01", "Thursday", "jeudi", "2025-12-29", "2026-01-05"),
        ("2024-02-28", "Wednesday", "mercredi", "2024-02-26", "2024-03-04"),
    ],
)
def test_another_day_than_a_monday_is_refused_with_the_mondays_around_it(day, weekday, jour, before, after):
    with pytest.raises(UsageError) as refused:
        read_monday(day)
    assert all(word in refused.value.text("en") for word in (day, weekday, before, after))
    assert all(word in refused.value.text("fr") for word in (day, jour, before, after))
    assert read_monday(before) < read_monday(after)


@pytest.mark.parametrize("text", ["02/03/2026", "2026-3-2", "20260302", "2026-02-30", "x", "46083", "lundi"])
def test_what_is_no_date_is_refused_with_the_form_to_write(text):
    for language in ("fr", "en"):
        with pytest.raises(UsageError) as refused:
            read_monday(text)
        assert text in refused.value.text(language) and "--from 2026-03-02" in refused.value.text(language)


@pytest.mark.parametrize("text", ["1026-03-05", "9999-12-27", "1999-01-04"])
def test_a_year_that_was_mistyped_is_refused(text):
    with pytest.raises(UsageError) as refused:
        read_monday(text)
    assert refused.value.key == "from_too_far"


@pytest.mark.parametrize("text", ["0", "-1", "ten", "1.5", "1e3", "", "٣", "1_0", "9999999"])
def test_what_is_no_number_of_weeks_is_refused(text):
    for language in ("fr", "en"):
        with pytest.raises(UsageError) as refused:
            read_weeks(text)
        assert "--weeks 10" in refused.value.text(language)
    assert read_weeks(" 10 ") == 10


def test_what_was_drawn_stands_beside_the_activities_and_the_content_before_is_as_it_was():
    plain = lay_out(["Anne", "Zoé"], MONDAY, 1)
    drawn = mark_drawn(plain, {("Anne", MONDAY): "push", ("Zoé", MONDAY): "ordinary week"})
    assert drawn.rows["activity"] == [("Anne", MONDAY, "push"), ("Zoé", MONDAY, "ordinary week")]
    assert drawn.rows["outcomes"] == plain.rows["outcomes"] == plain.rows["activity"]
    assert (plain.drawn, drawn.drawn) == (False, True)


@both_languages
def test_a_template_with_what_was_drawn_is_read_as_one_without(tmp_path, language):
    plain = lay_out(["Anne"], MONDAY, 1)
    drawn = mark_drawn(plain, {("Anne", MONDAY): "push"})
    found = []
    for content, cells in ((plain, ()), (drawn, ("push",))):
        filled = replace(content, rows={**content.rows, "activity": [("Anne", MONDAY, *cells, 3, 1)]})
        sheet = read(tmp_path, make_workbook("acme", language, TODAY, filled))[5]
        parsed = read_sheet(sheet, CONTEXT)
        found.append((parsed.tables["activity"], parsed.notes, parsed.rejected))
    assert found[0] == found[1]
    assert {(row["activity"], row["count"]) for row in found[1][0]} == {("posts", 3), ("comments_written", 1)}

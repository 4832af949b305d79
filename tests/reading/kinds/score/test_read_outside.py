"""A row whose day lies outside of its own week is told; the score counts from its day, all else in the week."""

from datetime import date

import pytest
from reading.texts import faults, outcomes, read

HEAD = "Person;Week of;{0};SSI;Meetings\n"
ROWS = "Noa;2026-01-26;{0};53;2\nNoa;2026-02-02;2026-02-04;54;1\n"


def told(parsed):
    return [values for key, values in parsed.notes if key == "day_outside_told"]


@pytest.mark.parametrize("header", ["Read on", "Date"])
@pytest.mark.parametrize("day", ["2026-02-02", "2026-01-25", "2025-12-01"])
def test_a_day_outside_of_the_week_is_told_with_line_and_example(header, day):
    parsed = read(HEAD.format(header) + ROWS.format(day))
    assert parsed.accepted == 2 and [each["read_at"] for each in parsed.tables["ssi"]][0].isoformat() == day
    assert outcomes(parsed)[0] == ("Noa", "meetings", date(2026, 1, 26), date(2026, 2, 1), 2)
    (said,) = told(parsed)
    assert (said["count"], said["lines"]) == (1, "2")
    assert (said["day"], said["start"], said["end"]) == (day, "2026-01-26", "2026-02-01")


def test_a_day_within_the_week_and_a_week_alone_say_nothing():
    assert told(read(HEAD.format("Read on") + ROWS.format("2026-02-01"))) == []
    assert told(read("Person;Week of;SSI\nNoa;2026-01-26;53\n")) == []


def test_a_row_that_is_refused_anyhow_is_not_told_again():
    parsed = read(HEAD.format("Read on") + ROWS.format("2026-02-02").replace("53;2", "53;~2"))
    assert faults(parsed) == [(2, "count_unreadable")] and told(parsed) == []


def test_ten_lines_are_named():
    rows = "".join(f"P{n};2026-01-26;2026-02-02;53;2\n" for n in range(12))
    (said,) = told(read(HEAD.format("Read on") + rows))
    assert (said["count"], said["lines"]) == (12, "2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …")

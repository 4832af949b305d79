"""A row of weeks is one by all of its headers, and says which days each column counts."""

from __future__ import annotations

from datetime import date

import pytest

from ssi_outcomes.reading.cells.values import ValueFault
from ssi_outcomes.reading.kinds.across.header_days import find_across, show_header


@pytest.mark.parametrize(
    ("row", "places"),
    [
        (("Nom", "S5", "S6"), (1, 2)),
        (("Nom", "Équipe", "semaine 5", "KW 6"), (2, 3)),
        (("Nom", date(2026, 1, 26), "x", date(2026, 2, 2)), (1, 3)),
        (("Nom", "janvier 2026", "fév. 2026"), (1, 2)),
    ],
)
def test_headers_that_are_all_weeks_or_all_dated_are_across(row, places):
    assert find_across(row).places == places


@pytest.mark.parametrize(
    "row", [("Nom", "S5"), ("Nom", "S5", "2026-02-02"), ("Nom", 5, 6), ("Nom", "RDV", "Contrats"), ()]
)
def test_one_week_alone_or_a_mixture_is_no_row_of_weeks(row):
    assert find_across(row) is None


@pytest.mark.parametrize(
    ("row", "year"),
    [
        (("Nom", "2-8 mars 2026", "9-15 mars 2026"), None),
        (("Nom", "02/03 - 08/03", "09/03 - 15/03"), 2026),
        (("Nom", "03/02/2026 - 03/08/2026", "03/09/2026 - 03/15/2026"), None),
    ],
)
def test_weeks_may_be_written_as_their_first_and_last_days(row, year):
    across = find_across(row)
    weeks = ((date(2026, 3, 2), date(2026, 3, 8)), (date(2026, 3, 9), date(2026, 3, 15)))
    assert across.days(None, year) == weeks and across.moments(None) is None


@pytest.mark.parametrize(
    ("row", "year", "key"),
    [
        (("Nom", "S5", "S6"), None, "across_no_year"),
        (("Nom", "S52", "S1"), 2026, "across_order"),
        (("Nom", "S52", "S53"), 2025, "across_order"),
        (("Nom", "2026-01-30", "2026-02-06"), None, "across_unclear"),
        (("Nom", "02/03/2026", "09/03/2026"), None, "date_ambiguous"),
        (("Nom", "2-8 mars", "9-15 mars"), None, "across_no_year"),
        (("Nom", "1-7 mars 2026", "8-14 mars 2026"), None, "across_span"),
        (("Nom", "2-8 mars 2026", "9-30 mars 2026"), None, "across_span"),
    ],
)
def test_weeks_that_cannot_be_told_have_a_reason(row, year, key):
    with pytest.raises(ValueFault) as fault:
        find_across(row).days(None, year)
    assert fault.value.key == key


def test_a_date_is_shown_as_its_day():
    assert (show_header(date(2026, 1, 5)), show_header(" S5 ")) == ("2026-01-05", "S5")

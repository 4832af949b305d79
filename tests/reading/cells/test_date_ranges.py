"""Two days in one cell are the week from Monday to Sunday that they write, or are asked about for a reason that is theirs."""

from datetime import date, timedelta

import pytest
from reading.cells.faults import fault_of

from ssi_outcomes.base.errors import LANGUAGES, message
from ssi_outcomes.reading.cells.date_ranges import is_range, week_of_range
from ssi_outcomes.reading.cells.dates import DateRule
from ssi_outcomes.reading.cells.text import ValueFault

MONDAY = date(2026, 3, 2)
WRITTEN = (
    *("2-8 mars 2026", "2 – 8 mars 2026", "du 2 au 8 mars 2026", "Du 02/03/2026 au 08/03/2026", "2 mars - 8 mars 2026"),
    *("03/02/2026 - 03/08/2026", "02/03/2026–08/03/2026", "02/03 - 08/03/2026", "3/2/2026 to 3/8/2026"),
    *("Mar 2 - Mar 8, 2026", "March 2–8, 2026", "Mon, Mar 2, 2026 - Sun, Mar 8, 2026", "2nd to 8th March 2026"),
    *("2026-03-02 - 2026-03-08", "2026-03-02/2026-03-08", "2026-03-02 to 2026-03-08", "2026/03/02 – 2026/03/08"),
    *("02.03. - 08.03.2026", "02.–08.03.2026", "2. bis 8. März 2026", "vom 02.03.2026 bis 08.03.2026"),
    *("del 2 al 8 de marzo de 2026", "2 a 8 de março de 2026", "dal 2 all'8 marzo 2026", "2 t/m 8 maart 2026"),
)  # fmt: skip


def week(text, order=None, year=None):
    return week_of_range(text, DateRule(order, said=bool(order)), year)


@pytest.mark.parametrize("text", WRITTEN)
def test_a_week_written_as_its_first_and_last_day_is_that_week(text):
    assert week(text) == (MONDAY, MONDAY + timedelta(days=6)) and is_range(text)


@pytest.mark.parametrize(
    ("text", "monday"),
    [
        ("30 mars - 5 avril 2026", date(2026, 3, 30)),
        ("29 Dec - 4 Jan 2026", date(2025, 12, 29)),  # the year is the last day's
        ("29/12/2025 - 04/01/2026", date(2025, 12, 29)),
        ("Dec 29, 2025 - Jan 4, 2026", date(2025, 12, 29)),
    ],
)
def test_a_week_may_lie_in_two_months_or_two_years(text, monday):
    assert week(text) == (monday, monday + timedelta(days=6))


@pytest.mark.parametrize("text", ["Mar 2 - Mar 8", "2-8 mars", "02/03 - 08/03", "March 2 - 8"])
def test_days_without_a_year_take_that_of_the_mapping_and_are_asked_about_without_it(text):
    assert week(text, year=2026) == (MONDAY, MONDAY + timedelta(days=6))
    assert fault_of(week, text) == "range_without_year"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1-7 mars 2026", (date(2026, 3, 1), date(2026, 3, 7))),  # from a Sunday
        ("2-6 mars 2026", (date(2026, 3, 2), date(2026, 3, 6))),  # its working days alone
        ("2-15 mars 2026", (date(2026, 3, 2), date(2026, 3, 15))),
        ("8-2 mars 2026", (None, None)),
        ("01/03/2026 - 04/03/2026", (None, None)),  # in either order it is no week
        ("2-30 février 2026", (None, None)),
        ("5.5. - 5.5.2026", (date(2026, 5, 5), date(2026, 5, 5))),  # one day, and no year
    ],
)
def test_other_days_are_no_week_and_their_days_are_kept_where_they_are_sure(text, days):
    with pytest.raises(ValueFault) as caught:
        week(text)
    assert (caught.value.key, caught.value.days) == ("range_not_week", days)


def test_the_order_that_was_said_holds_even_where_the_other_one_makes_a_week():
    assert week("03/02/2026 - 03/08/2026", "mdy")[0] == MONDAY
    assert fault_of(week, "03/02/2026 - 03/08/2026", "dmy") == "range_not_week"


@pytest.mark.parametrize(
    "text",
    [
        *("2026-03-02", "02-03-2026", "2-mars-2026", "2026-W10", "W10-2026", "2026-03", "03/2026", "mars 2026", ""),
        *("S10", "10", "2-8", "mars - avril", "2026 - 2027", "Noa - Ida", "10:00 - 11:30", "Smith-Berg", "-", "- -"),
        "2026-03-02 09:00 - 2026-03-02 10:00",  # an hour, not a week
        "Noa - 08/03/2026",
        "2/3 - 2026-03-08",  # one of each kind
    ],
)  # fmt: skip
def test_one_day_a_week_a_month_and_other_texts_are_no_two_days(text):
    assert not is_range(text) and week(text) is None


def test_no_day_is_another_one_in_any_week_of_twelve_years():
    for number in range(12 * 53):
        monday = date(2020, 1, 6) + timedelta(weeks=number)
        sunday = monday + timedelta(days=6)
        for form in ("%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%b %d, %Y"):
            assert week(f"{monday:{form}} - {sunday:{form}}") == (monday, sunday)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "key", ["date_is_range", "range_not_week", "range_without_year", "week_of_fiscal_year"]
)
def test_what_is_said_of_it_quotes_the_cell(language, key):
    assert "2-8 X" in message(key, language, value="2-8 X")

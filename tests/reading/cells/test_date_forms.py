"""A date is cut into its parts by the form in which it is written, whatever its case, accents and dots."""

import pytest

from ssi_outcomes.reading.cells.date_forms import (
    WEEK_FORM,
    cut_date,
    fold_date,
    is_of_any_year,
    is_short_month,
)


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        ("2026-03-02", "ymd", ("2026", "03", "02")),
        ("02/03/26", "numeric", ("02", "03", "26")),
        ("1er Févr. 2026", "named", ("1", None, "2026")),
        ("2 foo 2026", None, (None, None, None)),
        ("02/03-2026", None, (None, None, None)),
    ],
)
def test_a_date_is_cut_by_its_form_or_not_at_all(text, kind, parts):
    found, cut = cut_date(fold_date(text))
    assert (found, tuple(cut.get(name) for name in "abc")) == (kind, parts)


def test_marks_of_dates_outlive_the_folding_and_dots_of_abbreviations_do_not():
    assert fold_date(" Févr. 02/03-2026, 10:30 ") == "fevr 02/03-2026 10:30"
    assert fold_date("x" * 61) == ""


def test_a_week_is_known_by_its_word_in_each_language():
    for word in ("Semaine", "Week", "Woche", "KW", "Semana", "Settimana", "Sem.", "CW", "Wk"):
        assert WEEK_FORM.fullmatch(fold_date(f"{word} 10 2026"))["week2"] == "10"


def test_a_day_and_a_month_are_of_any_year_and_a_month_is_known_by_its_name():
    told = {
        text: is_of_any_year(fold_date(text)) for text in ("2 mars", "Mar 2", "12/03", "2 demain", "3.5.26")
    }
    assert [text for text, said in told.items() if said] == ["2 mars", "Mar 2", "12/03"]


def test_a_month_beside_two_digits_is_one_that_a_spreadsheet_shows():
    told = {
        text: is_short_month(fold_date(text))
        for text in ("mars-26", "Mar/26", "Mar 2026", "lune-26", "26-03")
    }
    assert [text for text, said in told.items() if said] == ["mars-26", "Mar/26"]

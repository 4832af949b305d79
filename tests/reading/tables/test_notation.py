"""How a column writes numbers and dates: as its own cells show, else it is asked."""

from datetime import date

from reading.texts import read, refusal


def test_a_thousand_that_could_be_one_is_asked_about():
    refused = refusal("person;outcome;date;count\nP01;views;2026-01-28;1.000\n")
    assert refused.key == "asks_numbers"
    assert '["file.csv"]\ndecimal = ","' in refused.text("en")
    assert (
        read("person;outcome;date;count\nP01;views;2026-01-28;1.000\n", decimal=",").tables["outcomes"][0][
            "count"
        ]
        == 1000
    )


def test_day_and_month_that_cannot_be_told_apart_are_asked_about_with_the_line_to_paste():
    refused = refusal("Date;SSI\n05/01/2026;53\n")
    assert refused.key == "asks_dates"
    for language in ("fr", "en"):
        assert '["file.csv"]\ndates = "dmy"' in refused.text(language)
    assert read("Date;SSI\n05/01/2026;53\n", dates="mdy").tables["ssi"][0]["read_at"] == date(2026, 5, 1)

"""A quote that is closed lines further down takes whole rows into a cell: each is told, and none is zero."""

from __future__ import annotations

import pytest
from reading.texts import faults, outcomes, read

from ssi_outcomes.base.errors import message

HEAD = "Personne;Semaine;RDV;Devis\nP01;2026-W05;3;1\n"
INSIDE = "P02;2026-W05;1;1\nP02;2026-W06;1;1\n"
AFTER = "P03;2026-W06;0;0\n"
SWALLOWED = {
    "in the first column": HEAD + '"P01;2026-W06;3;1\n' + INSIDE + 'P03";2026-W05;2;2\n' + AFTER,
    "in the last column": HEAD + 'P01;2026-W06;3;"1\n' + INSIDE + 'P03;2026-W05;2;2"\n' + AFTER,
    "in one between": HEAD + 'P01;2026-W06;"3;1\n' + INSIDE + 'P03;2026-W05";2;2\n' + AFTER,
    "over the whole line": HEAD + '"P01;2026-W06;3;1\n' + INSIDE + 'P03;2026-W05;2;2"\n' + AFTER,
    "with commas": (HEAD + 'P01;2026-W06;3;"1\n' + INSIDE + 'P03;2026-W05;2;2"\n' + AFTER).replace(";", ","),
    "with tabs": (HEAD + 'P01;2026-W06;3;"1\n' + INSIDE + 'P03;2026-W05;2;2"\n' + AFTER).replace(";", "\t"),
    "with the ends of lines of an old Mac": (
        HEAD + 'P01;2026-W06;3;"1\n' + INSIDE + 'P03;2026-W05;2;2"\n' + AFTER
    ).replace("\n", "\r"),
    "with Windows' line ends": (
        HEAD + 'P01;2026-W06;3;"1\n' + INSIDE + 'P03;2026-W05;2;2"\n' + AFTER
    ).replace("\n", "\r\n"),
}


@pytest.mark.parametrize("text", SWALLOWED.values(), ids=SWALLOWED)
def test_each_line_inside_a_quote_is_told_and_its_week_is_unknown(text):
    parsed = read(text)
    assert faults(parsed) == [(line, "quote_swallowed") for line in (3, 4, 5, 6)]
    assert parsed.rejected[0].values == {"first": 3, "last": 6, "count": 4}
    assert {(each[0], each[2].isoformat()) for each in outcomes(parsed)} == {
        ("P01", "2026-01-26"),
        ("P03", "2026-02-02"),
    }
    unknown = {(each["source_line"], str(each["start"])) for each in parsed.tables["gaps"]}
    assert unknown >= {(4, "2026-01-26"), (5, "2026-02-02")}
    assert {line for line, _ in unknown} == {3, 4, 5, 6}


def test_a_swallowed_row_of_a_log_is_no_day_on_which_nothing_happened():
    head = "Person;Date;Outcome;Note\nP01;2026-01-28;contracts;ok\n"
    parsed = read(
        head
        + 'P01;2026-01-29;contracts;"signed\nP02;2026-01-30;contracts;by mail\nP02;2026-02-02;contracts;"\n'
    )
    assert faults(parsed) == [(line, "quote_swallowed") for line in (3, 4, 5)]
    assert [str(each["start"]) for each in parsed.tables["gaps"]] == [
        "2026-01-29",
        "2026-01-30",
        "2026-02-02",
    ]


@pytest.mark.parametrize(
    "note",
    [
        "rien, mais\nvoilà",
        "un; deux; trois; quatre\nP02; bientôt; 3; 4",
        "à rappeler\n\n2026-W06",
        "P01;2026-W06\n3;1",
    ],
)
def test_a_text_of_several_lines_is_a_text(note):
    parsed = read(f'Personne;Semaine;RDV;Note\nP01;2026-W05;3;"{note}"\nP02;2026-W05;1;ok\n')
    assert (parsed.accepted, parsed.rejected) == (2, ())


def test_what_is_said_names_both_ends_of_the_quote():
    (first, *_) = read(SWALLOWED["in the last column"]).rejected
    assert "line 3 is closed on line 6 alone: to the file all of it is one row (lines: 4)" in message(
        first.key, "en", **first.values
    )

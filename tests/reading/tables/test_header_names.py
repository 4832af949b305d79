"""Columns are known by one line or by two, whatever signs stand beside their names."""

from __future__ import annotations

import pytest
from reading.texts import TODAY, outcomes, read, refusal
from reading.workbooks import FORMATS, read_made

from ssi_outcomes.reading.kinds.recognition import read_sheet
from ssi_outcomes.reading.parsed import Context
from ssi_outcomes.reading.tables.header_names import adds_names, fold_header, headers_at

PILLARS = ["Total", "Brand", "Find", "Engage", "Build"]
READING = [46, 15, 9, 10, 12]


@pytest.mark.parametrize(
    "written",
    [
        "Close Date  ↓",
        "Close Date ↑",
        "▲ Close Date",
        "Close Date ⬆️",
        "Close Date *",
        "Close Date (sorted ascending)",
        "Close Date (tri croissant)",
    ],
)
def test_signs_of_sorting_and_stars_are_no_part_of_a_name(written):
    assert fold_header(written) == "close date"


def test_what_is_no_text_or_too_long_is_no_name():
    assert [fold_header(cell) for cell in (None, 3, "x" * 201)] == ["", "", ""]


def test_the_lower_line_names_a_column_by_itself_and_by_both():
    _, both = headers_at([["Date", "Outcomes", ""], ["", "Calls", "Meetings"]], 0)
    assert both.names == (("date",), ("outcomes calls", "calls"), ("outcomes meetings", "meetings"))
    assert both.texts == ("Date", "Outcomes Calls", "Outcomes Meetings")


def test_two_lines_are_one_header_only_where_together_they_name_more_and_lose_nothing():
    assert adds_names(["a", "b", "c"], ["a", None, None], [None, "b", "c"])
    assert not adds_names(["a", "b"], ["a", "b"], [None, None])
    assert not adds_names(["b", "c", "d"], ["a", None, None], ["b", "c"])


def ssi(parsed):
    return [(each["person"], each["ssi"], each["brand"], each["build"]) for each in parsed.tables["ssi"]]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_merged_title_over_total_and_pillars_gives_them_all(kind):
    rows = [["Date", "Social Selling Index"], [None, *PILLARS], ["2026-01-05", *READING]]
    sheet = read_made(kind, rows, merged={"date": (0, 0, 1, 0), "title": (0, 1, 0, 5)})
    assert ssi(read_sheet(sheet, Context(TODAY))) == [(None, 46, 15, 12)]


@pytest.mark.parametrize(
    "head",
    [
        "Date,Person,Social Selling Index,,,,\n,,Total,Brand,Find,Engage,Build",
        "Date,Personne,SSI,Piliers,,,\n,,(/100),Marque,Trouver,Interagir,Construire des relations",
        "Fecha,Person,SSI,SSI,SSI,SSI,SSI\nDate,,Total,Brand,Find,Engage,Build",
    ],
)
def test_two_lines_of_a_text_are_read_as_one_header(head):
    assert ssi(read(f"{head}\n2026-01-05,P01,46,15,9,10,12\n")) == [("P01", 46, 15, 12)]


@pytest.mark.parametrize(
    "units",
    [",,/100,nb", "(aaaa-mm-jj),,%,nombre", ",,(/100),#".replace("#", "n"), "dd/mm/yyyy,text,points,number"],
)
def test_a_line_of_units_under_the_header_is_no_row(units):
    parsed = read(f"Date,Personne,SSI,Rendez-vous\n{units}\n2026-01-05,P01,46,3\n")
    assert (parsed.rows, parsed.rejected, len(parsed.tables["ssi"]), len(outcomes(parsed))) == (1, (), 1, 1)


def test_the_first_row_of_a_table_is_never_taken_for_the_second_line_of_its_header():
    parsed = read("Date,Personne,Résultat\n2026-01-05,P01,Rendez-vous\n2026-01-06,P01,Contrat signé\n")
    assert [each[1] for each in outcomes(parsed)] == ["meetings", "contracts"]


def test_what_two_lines_call_alike_is_refused_and_not_chosen():
    text = "Date,Personne,SSI,,Avant,\n,,Total,Brand,Total,Brand\n2026-01-05,P01,46,15,40,12\n"
    assert refusal(text).key == "asks_twice"


def test_a_column_under_two_lines_is_mapped_as_it_is_written():
    text = "Date,Personne,Contrats,,SSI\n,,Appels ok,Gagnés\n2026-01-05,P01,3,1,46\n"
    parsed = read(text, columns={"phone_meetings": "Contrats Appels ok"})
    assert [each[:2] for each in outcomes(parsed)] == [("P01", "phone_meetings")]


@pytest.mark.parametrize("under", ["Planned,Held", "Prévus,Tenus", "Online,On site"])
def test_a_name_over_several_columns_is_not_that_of_the_first(under):
    text = f"Date,Personne,Rendez-vous,\n,,{under}\n2026-01-05,P01,3,1\n"
    asked = refusal(text)
    second = under.partition(",")[2]
    assert asked.key == "asks_kind"
    assert f"Rendez-vous {second}" in asked.values["headers"]
    parsed = read(text, kind="outcomes", columns={"meetings": f"Rendez-vous {second}"})
    assert [each[4] for each in outcomes(parsed)] == [1]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_title_two_lines_of_header_and_one_of_units_are_no_rows(kind):
    rows = [
        ["Suivi commercial 2026"],
        ["Personne", "Semaine", "SSI", None, "Résultats", None],
        [None, None, "Total", "Marque", "RDV", "Contrats"],
        [None, "(lundi)", "/100", "/25", "nb", "nb"],
        ["Ana Test", "2026-01-05", 46, 15, 2, 1],
    ]
    merged = {"t": (0, 0, 0, 5), "p": (1, 0, 2, 0), "w": (1, 1, 2, 1), "s": (1, 2, 1, 3), "r": (1, 4, 1, 5)}
    parsed = read_sheet(read_made(kind, rows, merged=merged), Context(TODAY))
    ((*_, reading),) = (parsed.tables["ssi"],)
    assert (reading["ssi"], reading["brand"], parsed.rejected) == (46, 15, ())
    assert [each[1] for each in outcomes(parsed)] == ["meetings", "contracts"]


def test_two_headers_that_are_too_long_together_are_none_and_no_endless_search_for_a_number():
    long, longer = "a" * 150, "b" * 150
    alone, joined = headers_at([[long, longer, long, longer], ["c" * 150, "d" * 150] * 2], 0)
    assert [names[0] for names in joined.names] == [""] * 4
    numbered = [f"{long} (1)", f"{longer} (1)", f"{long} (2)", f"{longer} (2)"]
    assert [names[0] for names in alone.names] == numbered

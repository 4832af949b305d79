"""A sheet is asked what it is, with what mapping.toml says of it."""

from __future__ import annotations

import tomllib

from reading.texts import TODAY, refusal, sheet

from ssi_outcomes.reading.parsed import Context
from ssi_outcomes.reading.tables.search import Search

COLUMNS = {"person": ["Personne"], "date": ["Date"], "count": ["Nombre"]}
REQUIRED = [["person"], ["date"]]
TEXT = "Personne;Jour;Nombre\nP01;2026-01-05;3\n"


def search(text: str, **mapping: object) -> Search:
    return Search(sheet(text), Context(today=TODAY, mapping=mapping))


def test_a_header_of_one_s_own_is_found_once_the_mapping_names_it():
    assert search(TEXT).find(COLUMNS, REQUIRED) is None
    table = search(TEXT, columns={"date": "Jour"}).find(COLUMNS, REQUIRED)
    assert table.columns == {"person": 0, "date": 1, "count": 2}
    assert table.rows == (("P01", "2026-01-05", "3"),)


def test_the_mapping_says_what_a_sheet_is_or_nobody_does():
    assert (search(TEXT).kind, search(TEXT, kind="outcomes").kind) == (None, "outcomes")


def test_several_kinds_may_ask_one_sheet_and_each_finds_its_own_columns():
    one = search("Total;;\nPersonne;Date;Nombre\nP01;2026-01-05;3\nTotal;;3\n")
    whole, part = one.find(COLUMNS, REQUIRED), one.find({"count": ["Nombre"]}, [["count"]])
    assert (whole.lines, whole.ignored) == (part.lines, part.ignored) == ((3,), 2)
    assert (list(whole.columns), list(part.columns)) == (["person", "date", "count"], ["count"])


def test_the_lines_to_paste_repeat_what_was_said_of_this_sheet_before():
    lines = search(TEXT, kind="outcomes", columns={"date": "Jour"}).paste(dates="dmy")
    assert tomllib.loads(lines)["file.csv"] == {
        "kind": "outcomes",
        "columns": {"date": "Jour"},
        "dates": "dmy",
    }


def test_of_two_headers_that_mean_the_same_both_are_named():
    asked = refusal("Personne;Semaine;Entretiens téléphoniques;RDV tél;Contrats\nP01;2026-W05;3;2;1\n")
    said = {"columns": "RDV tél", "alike": "Entretiens téléphoniques", "again": ""}
    assert asked.key == "asks_twice" and said.items() <= asked.values.items()
    assert "de ce tableau (Entretiens téléphoniques)" in asked.text("fr") and "RDV tél." in asked.text("en")
    assert refusal("Personne;Semaine;RDV;RDV\nP01;2026-W05;3;2\n").values["alike"] == ""

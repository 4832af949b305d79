"""A row says whose it is, else the mapping or its folder does; what is no name names nobody."""

from datetime import date

import pytest
from reading.texts import TODAY, outcomes, read, sheet

from ssi_outcomes.reading.cells.values import ValueFault
from ssi_outcomes.reading.kinds.recognition import read_sheet
from ssi_outcomes.reading.kinds.whose_row import person_of, person_readers, whose
from ssi_outcomes.reading.opening.sheets import cut_text
from ssi_outcomes.reading.parsed import Context
from ssi_outcomes.reading.tables.headers import find_table
from ssi_outcomes.reading.tables.rows import RowFault


def test_in_a_persons_folder_the_rows_are_theirs():
    theirs = cut_text(b"Week,Meetings\n2026-W05,2\n", "P07/weeks.csv")
    assert (
        read_sheet(theirs, Context(today=date(2026, 3, 1), owner="P07")).tables["outcomes"][0]["person"]
        == "P07"
    )


def test_nobody_is_made_up_where_the_file_names_no_one():
    assert outcomes(read("Week,Meetings\n2026-W05,2\n"))[0][0] is None


def test_an_error_or_a_sign_names_nobody():
    read_person = person_readers()["person"]
    assert [read_person(each) for each in ("P01", " Ève ", "NA")] == ["P01", "Ève", "NA"]
    for sign in (
        "(blank)",
        "(vide)",
        "(Leer)",
        "Inconnu",
        "Deactivated User",
        "à compléter",
        "Desconhecido",
        "anonymous",
        "Anonyme",
        "Anônimo",
        "ditto",
        "Idem",
        "wie oben",
    ):
        with pytest.raises(ValueFault, match="person_unreadable"):
            read_person(sign)
    assert [read_person(each) for each in ("Null", "Blank", "Nil Leer")] == ["Null", "Blank", "Nil Leer"]
    for sign in ("#N/A", "#NOM?", "-", "?", "#####", "n/a", "N / A"):
        with pytest.raises(ValueFault, match="person_unreadable"):
            read_person(sign)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Noa Berg (Deactivated User)", "Noa Berg"),
        ("Ida Demo [inactive]", "Ida Demo"),
        ("Noa Berg (utilisateur désactivé)", "Noa Berg"),
        ("Noa Berg (gelöscht)", "Noa Berg"),
        ("Noa Berg (Lyon)", "Noa Berg (Lyon)"),
        ("(Noa)", "(Noa)"),
    ],
)
def test_what_a_crm_says_of_an_account_is_no_part_of_the_name(cell, name):
    assert person_readers()["person"](cell) == name


def test_a_row_without_a_name_is_refused_where_others_have_one_with_the_line_that_carries_names_down():
    table = find_table(sheet("Personne;Nombre\nP01;3\n;4\n"), {"person": ["Personne"]}, [["person"]])
    owner = whose(table, {}, Context(today=TODAY))
    assert owner({"person": "P01"}) == "P01"
    with pytest.raises(RowFault) as fault:
        owner({"person": None})
    assert (fault.value.key, fault.value.column) == ("person_blank", "person")
    assert fault.value.values["paste"].endswith('carry_down = ["person"]')
    assert whose(table, {"person": "P09"}, Context(today=TODAY))({}) == "P09"
    nameless = find_table(sheet("Personne;Nombre\n;4\n"), {"person": ["Personne"]}, [["person"]])
    assert whose(nameless, {}, Context(today=TODAY))({}) is None


def test_a_row_is_whose_it_says_else_whose_the_mapping_says_else_whose_folder_it_lies_in():
    owned = Context(today=TODAY, owner="P07")
    full = {"first_name": "Test", "last_name": "Person", "email": "test.person@example.org"}
    assert person_of({"person": "P01", **full}, {"person": "P09"}, owned) == "P01"
    assert person_of(full, {"person": "P09"}, owned) == "Test Person"
    assert person_of({"email": full["email"]}, {"person": "P09"}, owned) == full["email"]
    assert [person_of({}, entry, owned) for entry in ({"person": "P09"}, {})] == ["P09", "P07"]
    assert person_of({}, {}, Context(today=TODAY)) is None


@pytest.mark.parametrize("name", ["(blank)", "(vide)", "Unknown", "anonymous"])
def test_of_a_row_whose_name_is_not_known_the_week_is_unknown_of_everybody(name):
    parsed = read(f"Nom;Semaine;RDV\nAna Demo;2026-W05;2\n{name};2026-W06;3\n")
    assert [each[0] for each in outcomes(parsed)] == ["Ana Demo"]
    assert [(each["person"], each["start"]) for each in parsed.tables["gaps"]] == [(None, date(2026, 2, 2))]


@pytest.mark.parametrize(
    "name", ["Noa Demo & Ida Demo", "Noa et Ida", "P01/P02", "Noa Demo + Max Demo", "les deux", "both"]
)
def test_a_row_of_two_people_is_nobodys_of_them(name):
    parsed = read(f"Person;Week;Meetings\nNoa Demo;2026-W05;3\n{name};2026-W06;2\n")
    (refused,) = parsed.rejected
    assert refused.line == 3 and refused.key in ("person_several", "person_unreadable")


@pytest.mark.parametrize(
    "name", ["Demo, Noa", "Noa Demo (AE/SDR)", "Jean-Pierre Demo", "Noa de la Demo", "Ö. Demo"]
)
def test_one_person_is_one_however_it_is_written(name):
    assert read(f'Person;Week;Meetings\n"{name}";2026-W05;3\n').accepted == 1

"""Lists of people: their roles, seats and stays."""

from dataclasses import replace
from datetime import date

import pytest
from reading.texts import CONTEXT, faults, read, refusal, sheet

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.base.errors import FileRefused, message
from ssi_outcomes.reading.kinds.recognition import read_sheet


def test_a_list_of_people_has_roles_seats_and_stays():
    parsed = read(
        "Prénom;Nom;Fonction;Sales Navigator;Arrivée;Départ\nTest;Person;vendeur;oui;13/01/2026;\nP02;;directrice;non;;28/02/2026\n"
    )
    first, second = parsed.tables["people"]
    assert (first["person"], first["role"], first["seat"], first["start"], first["end"]) == (
        "Test Person",
        "vendeur",
        True,
        date(2026, 1, 13),
        None,
    )
    assert (second["person"], second["seat"], second["end"]) == ("P02", False, date(2026, 2, 28))


def test_someone_who_leaves_before_coming_is_rejected():
    parsed = read("person,role,start,end\nP01,sales,2026-02-01,2026-01-01\nP02,sales,,\n,sales,,\n")
    assert faults(parsed) == [(2, "ends_before_start"), (4, "person_missing")]


def test_two_dates_alone_may_be_an_absence_and_are_asked_about():
    assert refusal("person,start,end\nP01,2026-02-01,2026-02-14\n").key == "asks_kind"
    assert read("person,start,end\nP01,2026-02-01,2026-02-14\n", kind="people").kind == "people"


@pytest.mark.parametrize(
    ("row", "is_lost"),
    [
        ("P01,maybe,,", False),
        (",yes,,", False),
        ("P01,maybe,2026-02-01,", True),
        ("P01,yes,soon,", True),
        ("P01,yes,,", False),
    ],
)
def test_a_row_that_is_refused_leaves_weeks_unknown_only_if_it_told_of_a_stay(row, is_lost):
    parsed = read(f"person,seat,start,end\nP02,yes,,\n{row}\n")
    assert bool(parsed.tables.get("gaps")) == is_lost


@pytest.mark.parametrize(
    "name",
    [
        *(message("template_sheet_people", language) for language in LANGUAGES),
        "Équipe",
        "team",
        "Mitarbeiter",
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "Person,Start,End\nP01,,\nP02,,\n",
        "Personne;Début;Fin\nP01;;\nP02;13/01/2026;\n",
        "Person,Start,End\nP01,2026-02-01,2026-02-14\nP02,,\n",
    ],
)
def test_a_sheet_that_is_called_after_people_lists_them_with_two_dates_alone(name, text):
    parsed = read_sheet(replace(sheet(text), name=name), CONTEXT)
    assert parsed.kind == "people" and parsed.rejected == ()
    assert [each["person"] for each in parsed.tables["people"]] == ["P01", "P02"]


@pytest.mark.parametrize("name", ["Absences", "Congés", "Sheet1", "Feuil1"])
def test_any_other_sheet_with_two_dates_alone_is_asked_about(name):
    with pytest.raises(FileRefused) as refused:
        read_sheet(replace(sheet("Person,Start,End\nP01,,\n"), name=name), CONTEXT)
    assert refused.value.key == "asks_kind"


def test_a_header_that_is_lost_may_have_been_that_of_a_stay_and_is_asked_about():
    text = "person,role,#N/A\nP01,sales,2026-02-02\n"
    asked = refusal(text)
    assert asked.key == "asks_lost_header" and 'start = "#N/A"' in asked.values["paste"]
    assert read(text.replace("#N/A", "remark")).tables["people"][0]["start"] is None


@pytest.mark.parametrize(
    "text",
    [
        "Nom;Équipe\nClaire Essai;Lyon\nMarc Essai;Lille\n",
        "Name,Office,Role\nClaire Essai,Leeds,sales\nMarc Essai,York,sales\n",
        "Personne;Agence;Arrivée\nClaire Essai;Lyon;2026-02-02\nMarc Essai;Lille;\n",
        "Name,Sales team,Seat\nClaire Essai,North,yes\nMarc Essai,South,no\n",
    ],
)
def test_a_list_of_people_may_name_their_teams(text):
    rows = read(text).tables["people"]
    assert len({row["team"] for row in rows}) == 2


def test_teams_beside_counts_are_no_list_of_people():
    assert refusal("Name,Team,Meetings,Calls\nClaire Essai,North,2,3\n").key

"""What a column is, its header tells by itself, or it is asked."""

import pytest
from reading.texts import MONDAY, SUNDAY, outcomes, read, refusal


def test_a_header_that_means_two_things_is_asked_about_with_the_choices():
    refused = refusal("Personne;Semaine;Contacts\nP01;2026-W05;3\n")
    assert refused.key == "asks_columns"
    assert "Contacts: recruiter_approaches | connections" in refused.text("fr")
    assert 'columns = { recruiter_approaches = "Contacts" }' in refused.text("fr")
    assert outcomes(
        read("Personne;Semaine;Contacts\nP01;2026-W05;3\n", columns={"connections": "Contacts"})
    ) == [("P01", "connections", MONDAY, SUNDAY, 3)]


def test_two_unsure_headers_are_offered_two_meanings():
    refused = refusal("Personne;Semaine;Contacts;Relations\nP01;2026-W05;3;4\n")
    assert 'columns = { recruiter_approaches = "Contacts", connections = "Relations" }' in refused.text("fr")


@pytest.mark.parametrize(
    "header", ["Nb RDV", "Nombre de rendez-vous", "nb_rdv", "Number of meetings", "# Meetings"]
)
def test_a_header_may_say_that_it_counts(header):
    assert outcomes(read(f"Personne;Semaine;{header}\nP01;2026-W05;3\n")) == [
        ("P01", "meetings", MONDAY, SUNDAY, 3)
    ]


def test_a_counted_word_is_as_unsure_as_the_word():
    assert refusal("Personne;Semaine;Nombre d'appels\nP01;2026-W05;3\n").key == "asks_columns"


def test_a_column_of_remarks_called_comments_is_not_a_count():
    parsed = read("Person,Week,Meetings,Comments\nP01,2026-W05,2,a good week\n")
    assert outcomes(parsed) == [("P01", "meetings", MONDAY, SUNDAY, 2)]


@pytest.mark.parametrize(
    ("header", "cells"),
    [("Termine", ("2", "Urlaub")), ("Comments", ("good", "bad")), ("Clients", ("Acme", "Zeta"))],
)
def test_an_unsure_header_over_words_is_told_among_the_columns_that_are_not_read(header, cells):
    one, two = cells
    parsed = read(f"Woche;Name;SSI;{header}\n2026-W04;P01;50;{one}\n2026-W05;P01;51;{two}\n")
    (said,) = [values for key, values in parsed.notes if key == "columns_unread"]
    assert said["columns"] == header and "outcomes" not in parsed.tables


@pytest.mark.parametrize("header", ["Drawn by lot", "Tiré au sort", "tiré au sort ", "TIRE AU SORT"])
def test_what_was_drawn_for_a_week_stands_beside_the_counts_and_is_none(header):
    for drawn in ("push", "semaine ordinaire", "1", ""):
        parsed = read(f"Person;Week;{header};Meetings\nP01;2026-W05;{drawn};2\n")
        assert outcomes(parsed) == [("P01", "meetings", MONDAY, SUNDAY, 2)]
        assert parsed.notes == read("Person;Week;Meetings\nP01;2026-W05;2\n").notes

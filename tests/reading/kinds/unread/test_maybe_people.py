"""A column of names under a header that is not known is asked about before its rows are taken for one person's."""

import pytest
from reading.texts import read, refusal

FORM = "Horodateur;{0};Score SSI;RDV\n2026-03-02;{1};53;2\n2026-03-03;{2};33;1\n2026-03-09;{1};54;3\n"


def names(parsed):
    return [each["person"] for each in parsed.tables["ssi"]]


@pytest.mark.parametrize("header", ["Votre nom complet ici", "Qui êtes-vous ?", "Portefeuille", "Who?"])
@pytest.mark.parametrize("people", [("Noa Berg", "Ida Demo"), ("Noa", "Ida"), ("Jean-Loup d’Arc", "N. Berg")])
def test_names_under_an_unknown_header_are_asked_about_and_both_answers_are_heard(header, people):
    text = FORM.format(header, *people)
    asked = refusal(text)
    assert (asked.key, asked.values["column"]) == ("asks_maybe_people", header)
    assert (asked.values["value"], asked.values["ignored"]) == (people[0], f'["{header}"]')
    assert names(read(text, columns={"person": header})) == [*people, people[0]]
    assert names(read(text, ignore=[header])) == [None] * 3
    assert names(read(text, person="Noa")) == ["Noa"] * 3


@pytest.mark.parametrize("other", ["anonyme", "Unknown", "Ida & Max"])
def test_who_is_not_named_beside_somebody_is_somebody_else(other):
    asked = refusal(FORM.format("Qui ?", "Noa", other))
    assert (asked.key, asked.values["column"]) == ("asks_maybe_people", "Qui ?")


@pytest.mark.parametrize("last", ["Total;;86;3", ";Total;86;3", ";Moyenne;43;"])
def test_a_row_of_totals_among_names_is_nobodys(last):
    assert refusal(FORM.format("Qui ?", "Noa", "Ida") + last + "\n").key == "asks_maybe_people"


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Avis", ("anonyme", "anonyme")),  # nobody is named at all
        ("Humeur", ("-", "Bien")),
        ("Ville", ("Lyon", "Lyon")),  # one text alone tells nobody from another
        ("Canal", ("e-mail", "LinkedIn")),  # words by which files call what they hold
        ("Lot", ("A 12", "B 7")),
        ("Humeur", ("", "Bien")),  # half of it is blank
        ("Mot du jour", ("une bonne semaine, avec deux beaux rendez-vous", "rien")),
        ("Heures", ("3", "4")),
    ],
)
def test_other_texts_are_a_column_that_is_not_read(header, cells):
    parsed = read(FORM.format(header, *cells))
    assert names(parsed) == [None] * 3 and "columns_unread" in [key for key, _ in parsed.notes]


def test_where_people_are_named_nothing_is_asked():
    text = "Personne;Portefeuille;Date;SSI\nNoa;Nord Est;2026-03-02;53\nIda;Sud;2026-03-02;50\n"
    assert names(read(text)) == ["Noa", "Ida"]

"""When two spellings mean the same thing, the same person, or nobody in particular."""

import pytest

from ssi_outcomes.base.spelling import fold, means_team, same_name


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Prénom", "prenom"),
        ("PRENOM", "prenom"),
        ("Pre\u0301nom", "prenom"),
        ("  Score\u00a0 SSI ", "score ssi"),
        ("score_ssi", "score ssi"),
        ("Score-SSI :", "score ssi"),
        ("Deal - Won time", "deal won time"),
        ("L\u2019activité", "l'activite"),
        ("L`activité", "l'activite"),
        ("\ufeffDa\u200bte", "date"),
        ("Stra\u00dfe", "strasse"),
        ("\uff33\uff33\uff29", "ssi"),
        ("İstanbul", "istanbul"),
        ("\u200b", ""),
    ],
)
def test_names_are_compared_without_case_accents_and_signs_that_do_not_show(text: str, folded: str):
    assert fold(text) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize(
    "name", ["Zoé  Martin", "ZOÉ MARTIN", "Zoe\u0301 Martin", " zoé\u00a0martin ", "Zoé Mar\u00adtin\u200b"]
)
def test_one_name_in_two_spellings_is_one_person(name):
    assert same_name(name) == "zoe martin"


@pytest.mark.parametrize("name", ["Zoe Martin", "Zoé Martín", "ZOE\u0301 MARTIN"])
def test_an_accent_that_somebody_left_out_makes_nobody_else(name):
    assert same_name(name) == same_name("Zoé Martin")


@pytest.mark.parametrize("name", ["Zoé-Martin", "Zoé Martin 2", "Martin, Zoé", "Z. Martin", "Zoé Marttin"])
def test_anything_else_tells_people_apart_and_is_asked_about(name):
    # Unlike the names of columns: two people may differ by nothing else.
    assert same_name(name) != same_name("Zoé Martin")


@pytest.mark.parametrize("name", ["Ann O'Test", "Ann O’Test", "Ann Oʼtest"])
def test_an_apostrophe_has_many_shapes(name):
    assert same_name(name) == "ann o'test"


@pytest.mark.parametrize(
    "name", ["", " ", "\u200b", "-", "Team", " TEAM ", "équipe", "Equipe:", "E\u0301quipe"]
)
def test_what_files_write_for_a_whole_team_is_nobody(name):
    assert means_team(name)


@pytest.mark.parametrize(
    "name",
    [
        "Unassigned",
        "(No owner)",
        "Non attribué",
        "[non assignée]",
        "Nicht zugewiesen",
        "Sin asignar",
        "Não atribuído",
    ],
)
def test_what_is_assigned_to_nobody_is_nobodys(name):
    assert means_team(name)


@pytest.mark.parametrize("name", ["P01", "Noa Owner", "Team A", "Timéo", "équipes", "?"])
def test_a_name_that_only_looks_like_a_team_is_somebody(name):
    assert not means_team(name)

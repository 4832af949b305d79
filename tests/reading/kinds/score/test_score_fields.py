"""What fields of the score are called, and whose score a field is."""

import pytest

from ssi_outcomes.reading.kinds.score.score_fields import column_of, find_field


@pytest.mark.parametrize(
    ("section", "name", "field"),
    [
        ("", "Build strong relationships", "build"),
        ("", "Industry SSI rank", "industry_rank_pct"),
        ("Classement", "Réseau", "network_rank_pct"),
        ("People in your industry", "SSI", "industry_mean"),
        ("Personnes de votre secteur", "Établir des relations", None),
        ("", "Prénom", None),
    ],
)
def test_a_field_is_known_by_its_name_and_section(section, name, field):
    assert find_field(section, name) == field


@pytest.mark.parametrize(
    ("section", "name"),
    [
        ("pessoas_no_seu_setor", "Tamanho do grupo"),
        ("People in your industry", "Members"),
        ("Personnes de votre secteur", "Effectif"),
        ("Personen in Ihrer Branche", "Größe"),
        ("Réseau", "Relations de 1er niveau"),
        ("Équipe", "SSI"),
        ("Peer benchmark", "Overall score"),
        ("Objectif", "Score"),
    ],
)
def test_a_field_of_others_that_is_not_known_is_neither_their_mean_nor_one_s_own(section, name):
    assert find_field(section, name) is None


@pytest.mark.parametrize(
    ("section", "name", "field"),
    [
        ("People in your industry", "Average", "industry_mean"),
        ("Personnes de votre réseau", "SSI moyen", "network_mean"),
        ("Pessoas no seu setor", "Social Selling Index", "industry_mean"),
        ("Personas de tu red", "Promedio", "network_mean"),
        ("Personen in Ihrem Netzwerk", "Durchschnitt", "network_mean"),
        ("Aktuell", "SSI-Wert", "ssi"),
    ],
)
def test_the_total_of_others_is_their_mean(section, name, field):
    assert find_field(section, name) == field


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Social Selling Index (SSI)", "ssi"),
        ("SSI – Social Selling Index", "ssi"),
        ("Social Selling Index (SSI) score", "ssi"),
        ("Current SSI Score", "ssi"),
        ("SSI (actuel)", "ssi"),
        ("Mon Social Selling Index (SSI) /100", "ssi"),
        ("SSI (team)", None),
        ("SSI (previous)", None),
        ("Current score of the deal", None),
        ("Social Selling Index (goal)", None),
    ],
)
def test_the_score_may_be_named_twice_or_said_to_be_that_of_now(header, column):
    assert column_of(header) == column

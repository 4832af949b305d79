"""The score's total under many names, and asked for where no name says it plainly."""

import tomllib

import pytest
from reading.scores import only
from reading.texts import read, refusal


@pytest.mark.parametrize(
    "header",
    [
        *("Mon SSI", "SSI LinkedIn", "Score total SSI", "Indice SSI", "SSI (%)", "SSI score (out of 100)"),
        *(
            "Score de vente sociale",
            "Votre SSI (/100)",
            "ssi_score",
            "My LinkedIn SSI",
            "Mein SSI",
            "SSI-Wert",
        ),
        *("Índice de social selling", "Pontuação SSI", "Meu SSI", "Puntuación SSI", "Mi SSI"),
        *("Punteggio SSI", "Il mio SSI", "Mijn SSI", "SSI-score (van 100)", "SSI sur 100", "SSI von 100"),
    ],
)
def test_a_score_is_known_under_many_names(header):
    assert only(read(f"Date;{header}\n2026-01-05;53\n"))["ssi"] == 53


@pytest.mark.parametrize("header", ["SSI Lyon", "SSI ajusté", "SSI brut v2", "Social selling (calculé)"])
def test_a_header_that_speaks_of_the_ssi_and_is_not_known_is_asked_about_and_the_line_answers(header):
    text = f"Date;{header}\n2026-01-05;53\n"
    asked = refusal(text)
    assert asked.key == "asks_score" and asked.values["columns"] == header
    assert only(read(text, **pasted(asked)))["ssi"] == 53


def test_a_header_in_two_lines_is_asked_about_as_it_is_shown():
    text = "Date;SSI;;Contrats\n;ajusté;brut;\n2026-01-05;53;41;2\n"
    asked = refusal(text)
    assert asked.key == "asks_score" and asked.values["columns"] == "SSI ajusté, SSI brut"


def test_beside_the_total_such_a_header_is_left_aside_by_the_line():
    text = "Date;SSI;SSI objectif;Contrats\n2026-01-05;53;70;2\n"
    asked = refusal(text)
    assert asked.key == "asks_score"
    answered = read(text, **pasted(asked))
    assert only(answered)["ssi"] == 53 and len(answered.tables["outcomes"]) == 1


@pytest.mark.parametrize(
    "headers",
    [
        "SSI Lyon v2;SSI Paris v3",
        "SSI secteur v2",
        "SSI équipe",
        "SSI objectif",
        "Team SSI",
        "SSI Netzwerk neu",
    ],
)
def test_of_several_or_of_others_none_is_offered_as_the_person_s_own(headers):
    numbers = ";".join("53" for _ in headers.split(";"))
    text = f"Date;Contrats;{headers}\n2026-01-05;2;{numbers}\n"
    asked = refusal(text)
    assert asked.key == "asks_score"
    answered = read(text, **pasted(asked))
    assert "ssi" not in answered.tables and len(answered.tables["outcomes"]) == 1


def test_a_remark_about_the_ssi_is_no_question():
    parsed = read("Date;SSI;Commentaire SSI\n2026-01-05;53;stable\n")
    assert only(parsed)["ssi"] == 53 and [key for key, _ in parsed.notes] == ["columns_unread"]


def test_pillars_without_a_total_that_do_not_add_up_are_asked_about_and_the_line_answers():
    text = "Date;Marque professionnelle;Bonnes personnes;Contrats\n2026-01-05;13,1;3,7;2\n"
    asked = refusal(text)
    assert (asked.key, asked.values["columns"]) == ("asks_total", "Marque professionnelle, Bonnes personnes")
    assert len(read(text, **pasted(asked)).tables["outcomes"]) == 1


def pasted(asked):
    """Return what the offered lines say of their file, as mapping.toml would hold them."""
    (entry,) = tomllib.loads(asked.values["paste"]).values()
    return entry


def test_a_rank_is_never_offered_as_the_score():
    refused = refusal("Person;Date;SSI rank\nNoa Demo;2026-01-26;12\n")
    (said,) = tomllib.loads(refused.values["paste"]).values()
    assert said == {"ignore": ["SSI rank"]}

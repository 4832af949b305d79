"""Bare words over a column: what stands with them tells what they mean."""

import pytest
from reading.scores import only
from reading.texts import read


@pytest.mark.parametrize("total", ["Total", "Somme", "Gesamt", "Totale"])
def test_a_bare_total_is_the_score_beside_its_pillars_alone(total):
    record = only(read(f"Date;Marque;Trouver;Échanger;Relations;{total}\n13/01/2026;13,1;3,7;0,3;2,6;20\n"))
    assert (record["ssi"], record["build"]) == (20, 2.6)
    parsed = read(f"Date;Contrats;{total}\n13/01/2026;2;20\n")
    assert "ssi" not in parsed.tables and parsed.notes[0][1]["columns"] == total


@pytest.mark.parametrize(
    "text",
    [
        "Fecha;Nombre;SSI\n13/01/2026;Persona Uno;53\n",
        "Fecha;Nombre;Apellidos;SSI\n13/01/2026;Persona;Uno;53\n",
        "Fecha;Nombre;Resultado\n13/01/2026;Persona Uno;Contratos\n",
        "Fecha;Nombre;Resultado;Cantidad\n13/01/2026;Persona Uno;Contratos;2\n",
    ],
)
def test_a_spaniard_s_nombre_is_a_name(text):
    parsed = read(text)
    (record,) = parsed.tables.get("ssi") or parsed.tables["outcomes"]
    assert (record["person"], parsed.notes) == ("Persona Uno", ())


def test_a_frenchman_s_nombre_is_a_number():
    parsed = read("Date;Personne;Résultat;Nombre\n13/01/2026;Une;Contrats;2\n")
    assert (parsed.tables["outcomes"][0]["person"], parsed.tables["outcomes"][0]["count"]) == ("Une", 2)
    weekly = read("Date;SSI;Nombre\n13/01/2026;53;2\n")
    assert only(weekly)["person"] is None and weekly.notes[0][1]["columns"] == "Nombre"

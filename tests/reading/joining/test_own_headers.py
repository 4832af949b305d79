"""A rule names the column that it found wrong as the file does."""

import pytest
from reading.team_folder import TODAY, write

from ssi_outcomes.reading.joining.folder import read_team
from ssi_outcomes.reading.joining.own_headers import own_header


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Personne;Relevé le;Score SSI\nAna Demo;2026-01-26;153\n", "Score SSI"),
        ("Person;Read on;SSI\nAna Demo;2031-01-26;53\n", "Read on"),
        ("Personne;Semaine;RDV tél;Contrats\nAna Demo;2026-W05;1;-3\n", "Contrats"),
        ("Vendeur;Jour;Résultat;Nombre\nAna Demo;1999-01-26;contrats;1\n", "Jour"),
        ("Rep;Week of;Calls received\nAna Demo;2031-01-27;4\n", "Week of"),
    ],
)
def test_the_column_of_a_broken_rule_is_called_as_in_the_file(folder, text, column):
    write(folder, {"sales.csv": text, "known.csv": "Person;Date;SSI\nAna Demo;2026-02-02;53\n"})
    (wrong,) = read_team(folder, TODAY).rejected
    assert wrong.column == column


def test_what_has_no_header_keeps_our_name():
    assert own_header({}, "count", "contracts") == "count"
    assert own_header({"ssi": "Score"}, "brand") == "brand"

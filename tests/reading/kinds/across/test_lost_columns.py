"""Numbers under a header that is lost are of days that are not known, unless nothing is missing between them."""

from __future__ import annotations

from datetime import date

import pytest
from reading.texts import read


@pytest.mark.parametrize(
    ("header", "gaps"),
    [
        ("Nom;S5 2026;x;S7 2026", [(date(2026, 2, 2), date(2026, 2, 8))]),
        ("Nom;S5 2026;x;S6 2026", []),
        ("Nom;S5 2026;S6 2026;x", [(date(2026, 2, 9), None)]),
        ("Nom;S5 2026;S6 2026;Total", []),
        ("Nom;S5 2026;S6 2026;Moyenne", []),
    ],
)
def test_a_column_of_numbers_without_a_week_may_be_any_that_is_missing_beside_it(header, gaps):
    found = read(f"RDV;;;\n{header}\nAna Demo;3;1;2\n").tables.get("gaps", [])
    assert [(each["start"], each["end"]) for each in found] == gaps


def test_a_column_of_words_counts_nothing():
    assert "gaps" not in read("RDV;;;\nNom;S5 2026;S6 2026;Avis\nAna Demo;3;1;bien\n").tables

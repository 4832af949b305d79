"""Any table, a nasty one or one drawn at random, says by its columns what it says row by row."""

from __future__ import annotations

from itertools import groupby

import pytest
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading.bulk.three_ways import read_three_ways
from reading.nasty import ENCODINGS, corpus

TABLES = [each for each in corpus() if each.name.endswith(".csv")]
# A trap of a text is there in each encoding that can write it, and both ways begin with the decoded text: in
# `make test` every trap is tried in one of them, each encoding in its turn.
ENDINGS = tuple(f"-{encoding}.csv" for encoding in ENCODINGS)


def _trap(name: str) -> str:
    """Return the name of a table without its encoding."""
    return next((name.removesuffix(ending) for ending in ENDINGS if name.endswith(ending)), name)


TRAPS = [[each.name for each in made] for _, made in groupby(TABLES, key=lambda each: _trap(each.name))]
ONCE = {names[number % len(names)] for number, names in enumerate(TRAPS)}


@pytest.mark.parametrize(
    "nasty",
    [
        pytest.param(each, id=each.name, marks=() if each.name in ONCE else pytest.mark.long)
        for each in TABLES
    ],
)
def test_no_nasty_file_says_another_thing_by_its_columns(nasty, tmp_path):
    read_three_ways(nasty.content, tmp_path)


CELLS = [
    "",
    " ",
    "P01",
    "52.6",
    "52,6",
    "1.234",
    "1,234",
    "48",
    "1e3",
    "5.",
    ".5",
    "+5",
    "-5",
    "0x1F",
    "nan",
    "1_000",
    "2026-01-05",
    "05/01/2026",
    "13/01/2026",
]
CELLS += [
    "Total",
    "é",
    "\u00a0",
    '"',
    '"a"',
    "a\tb",
    "Contrat",
    "RDV",
    "0",
    "007",
    "12 €",
    "2026-W05",
    "53/100",
    "Top 5 %",
]
HEADERS = [
    "Personne",
    "Date",
    "Semaine",
    "SSI",
    "Trouver",
    "RDV",
    "CA",
    "Résultat",
    "Nombre",
    "Montant",
    "Devise",
    "Posts",
    "Activité",
    "Début",
    "Fin",
    "Truc",
]


@settings(examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.data(), st.sampled_from(",;\t"))
def test_any_table_says_the_same_three_ways(tmp_path, data, separator: str):
    header = data.draw(st.lists(st.sampled_from(HEADERS), min_size=2, max_size=6, unique=True))
    # Half of the columns hold what belongs there, lest every table be refused.
    likely = {
        "Date": "2026-01-05",
        "Semaine": "2026-W05",
        "SSI": "48",
        "Résultat": "Contrat",
        "Activité": "Posts",
        "Nombre": "2",
        "RDV": "1",
        "Début": "2026-01-05",
    }
    cells = [st.one_of(st.just(likely.get(name, "5")), st.sampled_from(CELLS)) for name in header]
    table = data.draw(st.lists(st.tuples(*cells), max_size=6))
    read_three_ways("\n".join(separator.join(row) for row in [header, *table]).encode(), tmp_path)

"""Headers that hold a name beside what is counted; what is no name, or not of everybody alike, is none."""

import pytest

from ssi_outcomes.reading.kinds.stacked.named_headers import find_named_headers
from ssi_outcomes.reading.parsed import Sheet


def found(*lines):
    rows = tuple(tuple(line.split(";")) for line in lines)
    return find_named_headers(Sheet("a.csv", "", range(1, len(rows) + 1), rows))


@pytest.mark.parametrize(
    ("lines", "blocks"),
    [
        (["Semaine;SSI Noa;RDV Noa;SSI Ida;RDV Ida"], {"Noa": (1, 2), "Ida": (3, 4)}),
        (["Week;SSI of Noa Berg;SSI of Ida Demo"], {"Noa Berg": (1,), "Ida Demo": (2,)}),
        (["Suivi", "Semaine;Noa : SSI;Ida : SSI"], {"Noa": (1,), "Ida": (2,)}),
        (["Semaine;SSI;;RDV;", ";Noa;Ida;Noa;Ida"], {"Noa": (1, 3), "Ida": (2, 4)}),
    ],
)
def test_each_name_has_its_columns(lines, blocks):
    assert found(*lines).blocks == blocks


@pytest.mark.parametrize(
    "line",
    [
        "Semaine;SSI Noa;RDV Ida",  # not the same of both
        "Semaine;SSI Noa;RDV Noa",  # one name
        "Semaine;SSI total;SSI moyen;RDV",  # no names
        "Personne;SSI Noa;SSI Ida",  # nothing says when
        "Week;Phone meetings;Physical meetings",
        "Semaine;SSI ajusté;SSI brut",
    ],
)
def test_other_headers_are_none(line):
    assert found(line) is None

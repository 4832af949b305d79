"""What a sheet counts is said by its file, its name, its title or its corner, surely or not."""

from __future__ import annotations

import pytest

from ssi_outcomes.reading.kinds.across.said_count import id_of, read_said
from ssi_outcomes.reading.parsed import Sheet


def said(file: str = "export.xlsx", name: str = "Feuil1", title: str = "", corner: str = "Nom"):
    return read_said(Sheet(f"data/raw/acme/{file}", name, (), ()), [(title, None, 3)], corner)


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ({"file": "rdv-2026.csv"}, "meetings"),
        ({"file": "Suivi hebdo contrats.ods"}, "contracts"),
        ({"name": "Meetings"}, "meetings"),
        ({"title": "Nombre de RDV par commercial et par semaine"}, "meetings"),
        ({"title": "Sum of Contracts"}, "contracts"),
        ({"corner": "SSI"}, "ssi"),
        ({"file": "rdv.csv", "title": "RDV par semaine"}, "meetings"),
        ({}, None),
        ({"title": "RDV et contrats"}, None),
        ({"file": "rdv.csv", "name": "Contrats"}, None),
        ({"title": "RDV reportés"}, None),
        ({"file": "rdv.csv", "name": "Objectifs"}, None),
        ({"file": "RDV cumulés.csv"}, None),
        ({"title": "Messages"}, None),
        ({"title": "Contacts par semaine"}, None),
    ],
)
def test_one_thing_that_all_texts_say_is_what_is_counted(where, count):
    assert said(**where).count == count


def test_a_year_is_said_where_there_is_one():
    assert (said(file="rdv 2026.csv").year, said(file="rdv 2025-2026.csv").year, said().year) == (
        2026,
        None,
        None,
    )


def test_a_name_of_a_count_is_known_by_its_id_or_its_spellings():
    assert [id_of(each) for each in ("RDV", "meetings", "ssi", "Ana Demo")] == [
        "meetings",
        "meetings",
        "ssi",
        None,
    ]

"""What a sheet counts is said by its file, its name, its title or its corner, surely or not."""

from __future__ import annotations

import pytest

from ssi_outcomes.reading.kinds.across import said_count
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


@pytest.mark.parametrize("words", [61, 5000])
def test_a_text_too_long_for_a_title_is_not_looked_up_stretch_by_stretch(monkeypatch, words):
    asked = []
    monkeypatch.setattr(said_count, "id_of", lambda text: asked.append(text))
    assert said(file="x.csv", title="On Not Modify) " * words).count is None
    assert len(asked) < 20  # the other texts


def test_a_title_as_long_as_any_is_still_read():
    assert said(
        title="ceci est le tableau de tous nos rdv par semaine " + "et par personne " * 10
    ).counts == ("meetings",)

"""A name beside a table that names nobody: taken where a label says that it is whose, else asked, never passed over."""

from __future__ import annotations

import tomllib
from html import escape
from pathlib import Path

import pytest
from reading.handmade import ods, workbook
from reading.texts import TODAY

from ssi_outcomes.base.errors import message
from ssi_outcomes.reading.joining.folder import read_team
from ssi_outcomes.reading.kinds.beside import may_name

TABLE = "Semaine;SSI;RDV\n2026-W05;53;2\n"
LATER = "Semaine;SSI;RDV\n2026-W06;47;1\n"
FORMS = ("csv", "xlsx", "ods")


def write(folder: Path, text: str, form: str = "csv") -> Path:
    """Write the lines of a table as a file of a form, and return the folder."""
    folder.mkdir(exist_ok=True)
    rows = [line.split(";") for line in text.split("\n")]
    if form == "csv":
        content = text.encode()
    elif form == "xlsx":
        content = workbook([[_typed(cell) for cell in row] for row in rows])
    else:
        content = ods(
            "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
        )
    (folder / f"suivi.{form}").write_bytes(content)
    return folder


def _typed(cell: str) -> object:
    return int(cell) if cell.isdigit() else cell or None


def _cell(cell: str) -> str:
    if cell.isdigit():
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'


def read(folder: Path) -> tuple[set, dict[str, dict]]:
    """Return whose the outcomes are (None: nobody's), and what is said of lines beside the table."""
    data = read_team(folder, TODAY)
    names = {code: name for name, code in data.names.items()} | {"you": "you"}
    people = {names.get(each) for each in data.tables["outcomes"]["person"]}
    return people, {key: said for file in data.files for key, said in file.notes if "beside" in key}


@pytest.mark.parametrize(
    ("above", "form"),
    [
        ("Vendeur : Noa Berg\n\n", "csv"),
        ("Owner: Noa Berg\n", "xlsx"),
        ("Mitarbeiter: Noa Berg\n", "ods"),
        ("# Salesperson: Noa Berg\n", "csv"),
        ("Vendedor;Noa Berg\n", "xlsx"),
        ("Suivi hebdomadaire\nNom : Berg\nPrénom : Noa\n", "csv"),
        ("Manager : Ida Demo\nCommercial;Noa Berg;Équipe;Nord\n", "ods"),
    ],
)
def test_a_line_with_a_label_of_people_says_whose_the_table_is(tmp_path, above, form):
    people, said = read(write(tmp_path / "acme", above + TABLE, form))
    assert people == {"Noa Berg"} and list(said) == ["owner_beside"]


@pytest.mark.parametrize(
    ("text", "form", "names"),
    [
        ("Noa Berg\n\n" + TABLE, "csv", "Noa Berg"),
        ("Suivi SSI de Noa Berg;;\n" + TABLE, "xlsx", "Noa Berg"),
        ("Prepared for Noa\n" + TABLE, "ods", "Noa"),
        ("noa berg\n" + TABLE, "csv", "noa berg"),
        ("noa.berg@example.test\n" + TABLE, "csv", "noa.berg@example.test"),
        ("Semaine;SSI;RDV;Noa Berg\n2026-W05;53;2;\n", "xlsx", "Noa Berg"),
        (TABLE + "\nNoa Berg\n", "ods", "Noa Berg"),
        (f"Vendeur;Noa\n{TABLE}\nVendeur;Ida\n{LATER}", "ods", "Ida, Noa"),
    ],
)
def test_what_may_be_a_name_is_asked_about(tmp_path, text, form, names):
    folder = write(tmp_path / "acme", text, form)
    people, said = read(folder)
    assert people == {None} and said["asks_beside"]["people"] == names
    french, lines = (message("asks_beside", each, **said["asks_beside"]) for each in ("fr", "en"))
    lines = lines[lines.index("\n[") :]
    assert french.endswith(lines)
    assert tomllib.loads(lines) == {f"suivi.{form}": {"person": "team"}}
    for answer in (lines, lines.replace('person = "team"\n# ', "", 1)):
        (folder / "mapping.toml").write_text(answer, "utf-8")
        people, said = read(folder)
        assert said == {} and "you" not in people
    assert None not in people


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (f"Vendeur : Noa\n{TABLE}\nVendeur : Ida\n{LATER}", "csv"),
        (f"Rep: Noa;;\n{TABLE};;\nRep: Ida;;\n{LATER}", "xlsx"),
        (f"Vendedora: Noa;;\n{TABLE};;\nVendedora: Ida;;\n{LATER}", "ods"),
    ],
)
def test_of_blocks_that_each_have_a_label_each_is_whose_it_says(tmp_path, text, form):
    assert read(write(tmp_path / "acme", text, form)) == ({"Noa", "Ida"}, {})


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "above",
    [
        "Suivi hebdomadaire",
        "Période : janvier 2026",
        "Société : Exempla",
        "Export du 12/03/2026",
        "Nom : Suivi SSI 2026",
        "acme",
        "Total",
    ],
)
def test_titles_of_what_is_counted_ask_nothing(tmp_path, above, form):
    assert read(write(tmp_path / "acme", f"{above}\n{TABLE}", form)) == ({"you"}, {})


def test_a_line_that_names_the_only_person_known_is_theirs(tmp_path):
    folder = write(tmp_path / "acme", "Noa Berg\n" + TABLE)
    (folder / "scores.csv").write_text("Personne;Date;SSI\nNoa Berg;2026-01-26;50\n", "utf-8")
    assert read(folder) == ({"Noa Berg"}, {})
    (folder / "scores.csv").write_text("Personne;Date;SSI\nIda Demo;2026-01-26;50\n", "utf-8")
    people, said = read(folder)
    assert people == {None} and '"Noa Berg"' in said["asks_beside"]["paste"]


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("Weekly report of Noa Berg, first quarter of 2026", True),
        ("Report exported by Noa from the CRM", True),
        ("Remplir une ligne par semaine, laisser vide sinon. Merci", False),
        ("Copyright (c) 2026 Exempla. All rights reserved", False),
        ("12 mars 2026", False),
    ],
)
def test_a_sentence_may_hold_a_name_where_it_is_written_as_one(text, may):
    assert may_name(text) is may

"""Several files or sheets that are called as people are, and name nobody, are asked about: they are not one's own."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import xlsxwriter
from reading.handmade import ods
from reading.texts import TODAY

from ssi_outcomes.base.errors import DataRefused, message
from ssi_outcomes.reading.joining.folder import read_team

FIRST, SECOND = "Semaine;SSI;RDV\n2026-W05;53;2\n", "Semaine;SSI;RDV\n2026-W06;47;0\n"


def write(folder: Path, *names: str) -> Path:
    """Write a nameless week into each file, of a workbook into each sheet, and return the folder."""
    folder.mkdir(exist_ok=True)
    for name, text in zip(names, (FIRST, SECOND), strict=True):
        (folder / name).write_text(text, "utf-8")
    return folder


def write_book(folder: Path, *sheets: str) -> Path:
    folder.mkdir(exist_ok=True)
    with xlsxwriter.Workbook(folder / "suivi.xlsx") as book:
        for name, text in zip(sheets, (FIRST, SECOND), strict=True):
            sheet = book.add_worksheet(name)
            for place, line in enumerate(text.splitlines()):
                sheet.write_row(place, 0, [int(cell) if cell.isdigit() else cell for cell in line.split(";")])
    return folder


def two_sheets(*names: str) -> bytes:
    """Return an OpenDocument workbook with a nameless week on each of two sheets."""
    ends = '</table:table><table:table table:name="{}">'
    one, two = (
        "".join(
            "<table:table-row>" + "".join(map(_cell, line.split(";"))) + "</table:table-row>"
            for line in text.splitlines()
        )
        for text in (FIRST, SECOND)
    )
    return ods(f"{ends.format(names[0])}{one}{ends.format(names[1])}{two}")


def _cell(cell: str) -> str:
    kind = (
        f'office:value-type="float" office:value="{cell}"' if cell.isdigit() else 'office:value-type="string"'
    )
    return f"<table:table-cell {kind}><text:p>{cell}</text:p></table:table-cell>"


def asked(folder: Path) -> tuple[set, list[dict]]:
    """Return whose the outcomes of a folder are (None: nobody's), and what is asked of its titles."""
    data = read_team(folder, TODAY)
    people = {None if each != each else each for each in data.tables["outcomes"]["person"]}
    return people, [said for file in data.files for key, said in file.notes if key == "asks_titled"]


@pytest.mark.parametrize(
    "names",
    [
        ("Noa Demo.csv", "Ida Demo.csv"),
        ("Noa.csv", "Ida.csv"),
        ("Suivi Noa.csv", "Suivi Ida.csv"),
        ("SSI tracker Noa Demo.csv", "SSI tracker Ida Demo.csv"),
        ("P01.csv", "P02.csv"),
        ("Lyon.csv", "Paris.csv"),
        ("ssi_noa.csv", "ssi_ida.csv"),
        ("noa.csv", "Ida.csv"),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_files_that_are_called_as_people_are_nobodys_until_it_is_said(tmp_path, names, language):
    folder = write(tmp_path / "acme", *names)
    people, (said,) = asked(folder)
    assert people == {None}
    lines = message("asks_titled", language, **said)
    lines = lines[lines.index("\n[") :]
    (folder / "mapping.toml").write_text(lines, "utf-8")
    assert tomllib.loads(lines) == {name: {"person": "team"} for name in names}
    assert asked(folder) == ({None}, [])
    answer = lines.replace('person = "team"\n# ', "")
    (folder / "mapping.toml").write_text(answer, "utf-8")
    people, said = asked(folder)
    assert (len(people), said) == (2, []) and None not in people and "you" not in people


def test_sheets_that_are_called_as_people_are_nobodys_until_it_is_said(tmp_path):
    folder = write_book(tmp_path / "acme", "Noa", "Ida Demo")
    people, (said,) = asked(folder)
    assert people == {None}
    (folder / "mapping.toml").write_text(said["paste"].replace('person = "team"\n# ', ""), "utf-8")
    people, said = asked(folder)
    assert (len(people), said) == (2, []) and None not in people and "you" not in people


@pytest.mark.parametrize(
    "names",
    [
        ("2025.csv", "2026.csv"),
        ("janvier.csv", "février.csv"),
        ("SSI.csv", "RDV.csv"),
        ("suivi.csv", "Noa Demo.csv"),
        ("ssi_q1.csv", "ssi_q2.csv"),
        ("suivi.csv", "relances.csv"),
        ("tracker noa.csv", "noa 2026.csv"),
    ],
)
def test_other_files_are_ones_own(tmp_path, names):
    people, said = asked(write(tmp_path / "acme", *names))
    assert (people, said) == ({"you"}, [])


@pytest.mark.parametrize(
    "names",
    [
        ("Feuil1", "Feuil2"),
        ("Tabelle1", "Hoja1"),
        ("T1", "T2"),
        ("Scores", "Outcomes"),
        ("Q1 2026", "Q2 2026"),
    ],
)
def test_other_sheets_are_ones_own(tmp_path, names):
    people, said = asked(write_book(tmp_path / "acme", *names))
    assert (people, said) == ({"you"}, [])


def test_the_names_in_titles_stay_on_this_machine(tmp_path):
    data = read_team(write(tmp_path / "acme", "Noa Demo.csv", "Ida Demo.csv"), TODAY)
    assert {"Noa Demo", "Ida Demo"} <= data.names.keys()
    assert not any("Demo" in file.name for file in data.files)


@pytest.mark.parametrize("form", ["xlsx", "ods"])
@pytest.mark.parametrize("titles", [("Noa", "Ida Demo"), ("P01", "P02"), ("Suivi Noa", "Suivi Ida")])
def test_where_others_are_named_each_sheet_has_lines_of_its_own(tmp_path, form, titles):
    folder = write_book(tmp_path / "acme", *titles)
    if form == "ods":
        (folder / "suivi.xlsx").unlink()
        (folder / "suivi.ods").write_bytes(two_sheets(*titles))
    (folder / "scores.csv").write_text(
        "Personne;Date;SSI\nEva Demo;2026-01-26;50\nPia Demo;2026-01-26;50\n", "utf-8"
    )
    data = read_team(folder, TODAY)
    (said,) = [said for file in data.files for key, said in file.notes if key == "asks_owner"]
    (folder / "mapping.toml").write_text(said["paste"], "utf-8")
    assert set(tomllib.loads(said["paste"])[f"suivi.{form}"]["sheets"]) == set(titles)
    (folder / "mapping.toml").write_text(said["paste"].replace('person = "team"\n# ', ""), "utf-8")
    data = read_team(folder, TODAY)
    assert set(titles) <= data.names.keys()
    assert data.tables["outcomes"]["person"].nunique() == 2
    assert not any(key.startswith("asks") for file in data.files for key, _ in file.notes)


@pytest.mark.parametrize("names", [("Noa Demo.csv", "Ida Demo.csv"), ("ssi_noa.csv", "ssi_ida.csv")])
def test_until_it_is_said_two_such_files_contradict_each_other_in_nothing(tmp_path, names):
    folder = write(tmp_path / "acme", *names)
    (folder / names[1]).write_text(FIRST.replace("53;2", "47;0"), "utf-8")
    data = read_team(folder, TODAY)
    assert data.rejected == () and len(data.tables["ssi"]) == len(data.tables["outcomes"]) == 2
    assert asked(folder)[0] == {None}
    (folder / "mapping.toml").write_text("".join(f'["{name}"]\nperson = "Noa"\n' for name in names), "utf-8")
    with pytest.raises(DataRefused, match="Neither is taken|Aucun des deux"):
        read_team(folder, TODAY)

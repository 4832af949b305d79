"""A folder, read as a whole or refused as a whole."""

import json
import shutil

import pytest

from ssi_outcomes.base.errors import DataRefused, UsageError, message
from ssi_outcomes.base.files import hash_bytes
from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.reading import read_dataset


def problems_of(folder) -> list[tuple[str, str]]:
    with pytest.raises(DataRefused) as refusal:
        read_dataset(folder)
    return [(problem.file, problem.key) for problem in refusal.value.values["problems"]]


def test_the_article_is_read_with_nothing_left_out():
    dataset = read_dataset(raw_folder("article"))
    assert list(dataset.tables) == [
        "cases",
        "variables",
        "statements",
        "derivations",
        "claims",
        "claim_statements",
        "criteria",
    ]
    for file in dataset.files:
        assert file.rows == file.accepted == len(dataset.tables[file.table]) > 0
        assert (file.rejected, file.blank) == (0, 0)


def test_each_row_says_where_it_comes_from():
    cases = read_dataset(raw_folder("article")).tables["cases"]
    assert cases["source_file"].unique().tolist() == ["cases.csv"]
    assert cases["source_line"].tolist() == [2, 3, 4, 5, 6]


def test_the_title_is_the_same_in_the_package_and_in_what_is_said_about_it():
    dataset = read_dataset(raw_folder("article"))
    package = json.loads((raw_folder("article") / "datapackage.json").read_text("utf-8"))
    assert dataset.title == {"fr": package["title_fr"], "en": package["title"]}


def test_the_hash_is_that_of_what_sha256sum_prints():
    folder = raw_folder("article")
    names = [
        "cases.csv",
        "variables.csv",
        "statements.csv",
        "derivations.csv",
        "claims.csv",
        "claim_statements.csv",
        "criteria.csv",
        "dataset.toml",
    ]
    listing = "".join(f"{hash_bytes((folder / name).read_bytes())}  {name}\n" for name in names)
    assert read_dataset(folder).hash == hash_bytes(listing.encode())


def test_reading_twice_gives_the_same():
    first, second = read_dataset(raw_folder("article")), read_dataset(raw_folder("article"))
    assert first.hash == second.hash
    assert all(first.tables[name].equals(second.tables[name]) for name in first.tables)


def test_an_unknown_dataset_lists_those_that_exist(package):
    shutil.copytree(package.folder, package.folder.parent / "second")
    with pytest.raises(UsageError) as error:
        read_dataset(package.folder.parent / "artcle")
    assert (
        error.value.text("en")
        == "There is no dataset “artcle” in data/raw. Did you mean “article”? There are: article, second."
    )
    assert (
        error.value.text("fr")
        == "Le jeu de données «\u00a0artcle\u00a0» n’existe pas dans data/raw. Vouliez-vous dire «\u00a0article\u00a0»\u00a0? Il y a\u00a0: article, second."
    )


def test_a_folder_without_a_package_is_a_team_s_and_says_when_nothing_is_filled_in(package):
    (package.folder.parent / "mine").mkdir()
    with pytest.raises(DataRefused) as error:
        read_dataset(package.folder.parent / "mine")
    assert error.value.key == "nothing_filled_in" and "data/raw/mine" in error.value.text("en")


def test_the_article_without_its_descriptor_is_refused(package):
    (package.folder / "datapackage.json").unlink()
    with pytest.raises(DataRefused) as error:
        read_dataset(package.folder)
    assert error.value.text("en").startswith("data/raw/article has no datapackage.json.")


def test_a_missing_file_is_named(package):
    (package.folder / "claims.csv").unlink()
    assert problems_of(package.folder) == [("claims.csv", "file_missing")]


def test_one_changed_figure_is_seen_by_its_hash(package):
    package.replace("statements", "isabelle_ssi,isabelle,ssi,=,15", "isabelle_ssi,isabelle,ssi,=,12")
    with pytest.raises(DataRefused) as error:
        read_dataset(package.folder)
    assert error.value.text("en") == (
        "The dataset “article” is refused. To be put right (1):\n"
        "  statements.csv: the file differs from the one that datapackage.json sealed. "
        "Bring it back with git restore; if the change is meant, seal it again: make seal."
    )
    place = message("place", "fr", place="statements.csv", problem="").strip()
    assert error.value.text("fr") == (
        "Le jeu de données «\u00a0article\u00a0» est refusé. À corriger (1)\u00a0:\n"
        f"  {place} le fichier diffère de celui que datapackage.json a scellé. "
        "Rétablissez-le avec git restore\u00a0; si le changement est voulu, scellez à nouveau\u00a0: make seal."
    )


def test_what_is_said_about_the_dataset_is_sealed_too(package):
    about = package.folder / "dataset.toml"
    about.write_text(about.read_text("utf-8").replace("critic", "friend"), "utf-8", newline="\n")
    assert problems_of(package.folder) == [("dataset.toml", "file_altered")]


def test_line_ends_changed_by_windows_get_their_own_remedy(package):
    cases = package.folder / "cases.csv"
    cases.write_bytes(cases.read_bytes().replace(b"\n", b"\r\n"))
    assert problems_of(package.folder) == [("cases.csv", "file_line_endings")]


def test_a_csv_that_nobody_declared_is_refused(package):
    (package.folder / "more").mkdir()
    (package.folder / "more" / "Team.CSV").write_text("a\n1\n")
    assert problems_of(package.folder) == [("more/Team.CSV", "file_undeclared")]


def test_all_that_is_wrong_is_listed_at_once(package):
    (package.folder / "criteria.csv").unlink()
    (package.folder / "notes.csv").write_text("a\n")
    line = package.replace("statements", "benoit_ssi,benoit,ssi,=,12,", "benoit_ssi,benoit,ssi,=,twelve,")
    with pytest.raises(DataRefused) as error:
        read_dataset(package.folder)
    found = [
        (problem.file, problem.line, problem.column, problem.key)
        for problem in error.value.values["problems"]
    ]
    assert found == [
        ("criteria.csv", None, None, "file_missing"),
        ("notes.csv", None, None, "file_undeclared"),
        ("statements.csv", None, None, "file_altered"),
        ("statements.csv", line, "value", "cell_not_number"),
    ]
    assert f"statements.csv, line {line}, column value: “twelve” is not a number." in error.value.text("en")
    assert f"statements.csv, ligne {line}, colonne value" in error.value.text("fr")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"resources"', '"ressources"'),
        ('"path": "cases.csv"', '"path": "../cases.csv"'),
        ('"type": "number"', '"type": "list"'),
        ("{", ""),
    ],
)
def test_a_descriptor_that_cannot_be_used_is_refused(package, old, new):
    descriptor = package.folder / "datapackage.json"
    descriptor.write_text(descriptor.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert problems_of(package.folder) == [("datapackage.json", "descriptor_unreadable")]


def test_a_file_without_a_hash_is_refused(package):
    descriptor = package.folder / "datapackage.json"
    described = json.loads(descriptor.read_text("utf-8"))
    del described["resources"][0]["hash"]
    descriptor.write_text(json.dumps(described), "utf-8")
    assert problems_of(package.folder) == [("cases.csv", "file_unsealed")]

"""Sealing, by maintainers."""

import pytest

from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.reading import read_dataset
from ssi_outcomes.reading.package.seal import describe_packages, main, seal_package


def test_sealing_what_is_sealed_changes_nothing(package):
    before = (package.folder / "datapackage.json").read_bytes()
    seal_package(package.folder)
    assert (package.folder / "datapackage.json").read_bytes() == before


def test_a_meant_change_is_read_once_it_is_sealed(package):
    hash_before = read_dataset(package.folder).hash
    package.replace("statements", "isabelle_ssi,isabelle,ssi,=,15", "isabelle_ssi,isabelle,ssi,=,16")
    seal_package(package.folder)
    dataset = read_dataset(package.folder)
    assert dataset.tables["statements"].set_index("statement_id").loc["isabelle_ssi", "value"] == 16
    assert dataset.hash != hash_before


def test_faults_are_listed_and_nothing_is_sealed(package):
    before = (package.folder / "datapackage.json").read_bytes()
    first = package.replace("statements", "benoit_ssi,benoit,ssi,=,12,", "benoit_ssi,benoit,ssi,=,twelve,")
    second = package.replace("criteria", "inmail_replies,engage,", "inmail_replies,charm,")
    with pytest.raises(DataRefused) as error:
        seal_package(package.folder)
    assert [(problem.file, problem.line, problem.column) for problem in error.value.values["problems"]] == [
        ("statements.csv", first, "value"),
        ("criteria.csv", second, "pillar"),
    ]
    assert (package.folder / "datapackage.json").read_bytes() == before


def test_the_page_on_raw_data_is_what_the_packages_give():
    assert (raw_folder("article").parent / "README.md").read_text("utf-8") == describe_packages(
        [raw_folder("article")]
    )


def test_the_page_follows_the_package(package):
    package.append("criteria", "planted,brand,L,L,oneself,,,,")
    seal_package(package.folder)
    assert "| `criteria.csv` | 19 |" in describe_packages([package.folder])


def test_the_page_names_each_table_and_column():
    page = describe_packages([raw_folder("article")])
    for name, frame in read_dataset(raw_folder("article")).tables.items():
        assert f"#### `{name}`" in page
        assert all(f"| `{column}` |" in page for column in frame.columns.drop(["source_file", "source_line"]))


def test_the_command_seals_and_writes_the_page(package, monkeypatch, capsys):
    monkeypatch.setenv("SSI_HOME", str(package.folder.parents[2]))
    monkeypatch.setenv("SSI_LANG", "en")
    assert main(["article"]) == 0
    assert (
        capsys.readouterr().out
        == "Sealed: data/raw/article/datapackage.json. Written anew: data/raw/README.md.\n"
    )
    assert (package.folder.parent / "README.md").read_text("utf-8") == describe_packages([package.folder])


@pytest.mark.parametrize(
    ("arguments", "code"), [([], 2), (["article", "more"], 2), (["../article"], 2), (["nothing"], 2)]
)
def test_a_command_that_names_no_dataset_is_refused_in_one_line(
    package, monkeypatch, capsys, arguments, code
):
    monkeypatch.setenv("SSI_HOME", str(package.folder.parents[2]))
    assert main(arguments) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1

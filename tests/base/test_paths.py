"""Where things are follows the repository's folder, and no name of a user leads out of it."""

from pathlib import Path

import pytest

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.base.paths import (
    check_name,
    notebooks_folder,
    output_folder,
    processed_folder,
    raw_folder,
    reports_folder,
    root,
    shown,
)


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    monkeypatch.delenv("SSI_STAGE", raising=False)
    return tmp_path.resolve()


def test_every_folder_lies_in_the_home_that_is_set(home):
    assert [raw_folder("acme"), processed_folder("acme"), reports_folder(), notebooks_folder()] == [
        home / "data" / "raw" / "acme",
        home / "data" / "processed" / "acme",
        home / "reports",
        home / "notebooks",
    ]


def test_without_a_home_the_folder_is_the_one_that_holds_the_package(monkeypatch):
    monkeypatch.delenv("SSI_HOME", raising=False)
    assert (root() / "src" / "ssi_outcomes" / "base" / "paths.py").is_file()


def test_a_notebook_writes_aside_while_the_pipeline_runs_it(home, monkeypatch):
    assert output_folder("acme") == processed_folder("acme")
    monkeypatch.setenv("SSI_STAGE", str(home / "aside"))
    assert output_folder("acme") == home / "aside"


@pytest.mark.parametrize("name", ["acme", "7", "a-b-c", "x" * 64])
def test_a_plain_name_is_returned_as_it_is(name):
    assert check_name(name, "DATASET") == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        "a/b",
        "a\\b",
        "-p",
        "Acme",
        "équipe",
        "a b",
        "a\n",
        "a.b",
        "a.",
        "a ",
        "con.",
        "nul.txt",
        "x" * 65,
        None,
        7,
    ],
)
def test_a_name_that_could_lead_elsewhere_is_refused_in_every_folder(home, name):
    for find_folder in (raw_folder, processed_folder):
        with pytest.raises(UsageError) as refused:
            find_folder(name)
        assert refused.value.key == "bad_name" and len(refused.value.values["name"]) <= 80


@pytest.mark.parametrize("name", ["con", "prn", "aux", "nul", "com1", "com0", "lpt9"])
def test_a_name_that_windows_keeps_for_a_device_is_refused_on_every_system(home, name):
    for find_folder in (raw_folder, processed_folder):
        with pytest.raises(UsageError) as refused:
            find_folder(name)
        assert "Windows" in refused.value.text("en") and f"{name}-equipe" in refused.value.text("fr")
    # What is proposed instead is taken.
    assert check_name(f"{name}-team", "DATASET") == f"{name}-team"


@pytest.mark.parametrize("name", ["console", "com", "com10", "lpt", "nul-team", "auxerre"])
def test_a_name_that_only_begins_like_a_device_is_taken(name):
    assert check_name(name, "DATASET") == name


def test_a_path_is_shown_from_the_repository_on_and_one_elsewhere_by_its_name_alone(home):
    assert shown(home / "data" / "raw" / "acme" / "a.csv") == "data/raw/acme/a.csv"
    assert shown(Path("/elsewhere/secret/a.csv")) == "a.csv"

"""Who asks for what does not exist hears what was probably meant, and all that exists."""

from __future__ import annotations

import pytest
from IPython.core.interactiveshell import InteractiveShell

from ssi_outcomes.base.by_name import list_datasets, no_case, no_dataset


@pytest.fixture
def raw(tmp_path):
    for name in ("article", "demo-team", "acme", ".acme.12.ssi-part"):
        (tmp_path / name).mkdir()
    (tmp_path / "README.md").write_text("no data set", "utf-8")
    return tmp_path


def test_data_sets_are_the_folders_that_are_seen(raw):
    assert list_datasets(raw) == ["acme", "article", "demo-team"]
    assert list_datasets(raw / "nowhere") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("acmee", "acme"), ("Acme", "acme"), ("demo_team", "demo-team"), ("artcile", "article")],
)
def test_the_nearest_name_is_offered_and_all_are_listed(raw, typed, meant):
    said = no_dataset(typed, raw).text("en")
    assert f"Did you mean “{meant}”? There are: acme, article, demo-team." in said and "\n" not in said


def test_nothing_is_offered_where_nothing_is_near(raw):
    assert no_dataset("zzz", raw).text("en") == (
        "There is no dataset “zzz” in data/raw. There are: acme, article, demo-team."
    )
    assert no_dataset("acme", raw / "nowhere").text("fr").endswith("Il y a\u00a0: –.")


def test_a_person_is_offered_as_a_data_set_is():
    said = no_case("Benoît", ["benoit", "isabelle"])
    assert (
        said.text("en")
        == "“Benoît” is not a name of this dataset. Did you mean “benoit”? There are: benoit, isabelle."
    )
    assert "Vouliez-vous dire «\u00a0benoit\u00a0»\u00a0?" in said.text("fr")
    assert "Did you mean" not in no_case("Zoé", ["benoit"]).text("en")


def test_a_notebook_shows_an_error_of_ours_as_what_it_says(raw, capsys):
    shell = InteractiveShell()
    shell.user_ns["error"] = no_dataset("acmee", raw)
    shell.run_cell("raise error")
    shown = capsys.readouterr().out.strip()
    assert shown == shell.user_ns["error"].text() and "\n" not in shown

"""A stored notebook that was run on other data is noticed, whichever way that was done."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ssi_outcomes.base.paths import root
from ssi_outcomes.desk import doctor
from ssi_outcomes.desk.strayed import find_strayed


def test_the_stored_notebooks_show_the_data_that_they_are_stored_with():
    assert [path.name for path in find_strayed()] == [], (
        "git restore notebooks; make lab DATASET=… works on copies"
    )


@pytest.fixture
def change(tmp_path, monkeypatch) -> Callable[[str, Callable[[dict], None]], None]:
    """A copy of the stored notebooks, in which one cell of one chapter can be changed."""
    for name in ("notebooks", "data/raw/article", "data/raw/demo-team", "data/raw/demo-pool"):
        (tmp_path / name).mkdir(parents=True)
    for path in [*(root() / "notebooks").glob("*.ipynb"), *(root() / "data" / "raw").glob("*/dataset.toml")]:
        target = tmp_path / path.relative_to(root())
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(path.read_bytes())
    monkeypatch.setenv("SSI_HOME", str(tmp_path))

    def change(name: str, how: Callable[[list], None]) -> None:
        path = tmp_path / "notebooks" / f"{name}.ipynb"
        notebook = json.loads(path.read_text("utf-8"))
        how(notebook["cells"])
        path.write_text(json.dumps(notebook), "utf-8")

    return change


def find(cells: list, words: str) -> dict:
    return next(cell for cell in cells if cell["cell_type"] == "code" and words in "".join(cell["source"]))


def set_to_acme(cells: list) -> None:
    cell = find(cells, "dataset: str")
    cell["source"] = "".join(cell["source"]).replace('"demo-team"', '"acme"').replace('"article"', '"acme"')


def show_acme(cells: list) -> None:
    find(cells, "h.count_study")["outputs"] = [
        {"output_type": "execute_result", "data": {"text/html": ["<p>Acme&#39;s sales: 12 people</p>"]}}
    ]


def add_papermills_cell(cells: list) -> None:
    cells.insert(3, {"cell_type": "code", "metadata": {"tags": ["injected-parameters"]}, "source": ["x = 1"]})


@pytest.mark.parametrize("how", [set_to_acme, show_acme, add_papermills_cell])
@pytest.mark.parametrize("name", ["01-read-the-data", "04-compare", "06-what-to-track"])
def test_set_to_other_data_or_showing_them_is_noticed(change, name, how):
    assert find_strayed() == []
    change(name, how)
    assert [path.stem for path in find_strayed()] == [name]


def test_the_report_is_known_by_what_it_is_set_to(change):
    change("08-report", set_to_acme)
    assert [path.stem for path in find_strayed()] == ["08-report"]


def test_the_doctor_names_it_and_says_how_to_take_it_back(change):
    change("04-compare", show_acme)
    (finding,) = [each for each in doctor.examine(language="en") if each.name == "notebooks"]
    assert not finding.fine and "notebooks/04-compare.ipynb" in finding.text
    assert "git restore notebooks/04-compare.ipynb" in finding.fix and "lab" in finding.fix
    (told,) = [each for each in doctor.examine(language="fr") if each.name == "notebooks"]
    assert "git restore notebooks/04-compare.ipynb" in told.fix


def test_where_there_are_no_notebooks_nothing_is_wrong(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    assert find_strayed() == []

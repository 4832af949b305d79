"""A chapter in one language: its words alone, its parameters set, nothing run yet, and what runs is the same."""

from __future__ import annotations

import json

import nbformat
import pytest

from ssi_outcomes.base.errors import LANGUAGES, UsageError
from ssi_outcomes.base.paths import notebooks_folder
from ssi_outcomes.intake.asking import open_receipt
from ssi_outcomes.running.notebooks import declared_parameters, run_notebook
from ssi_outcomes.running.spoken import speak

NOTEBOOKS = sorted(notebooks_folder().glob("*.ipynb"))


def cells_of(text: str) -> list:
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    return notebook.cells


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_calls_and_ideas_are_those_of_the_source_and_the_words_are_of_one_language(path, language):
    cells = cells_of(speak(path, language, {}))
    source = nbformat.read(path, as_version=4).cells

    def code(these: list) -> list[str]:
        return [
            cell.source
            for cell in these
            if cell.cell_type == "code" and "parameters" not in str(cell.metadata)
        ]

    assert code(cells) == code(source)
    wanted = [cell.source for cell in source if f"lang-{language}" in cell.metadata.get("tags", [])]
    said = [cell.source for cell in cells if cell.cell_type == "markdown"]
    assert not wanted or said == wanted
    assert not any("lang-" in str(cell.metadata) or "source_hidden" in str(cell.metadata) for cell in cells)
    assert all(
        cell.outputs == [] and cell.execution_count is None for cell in cells if cell.cell_type == "code"
    )


def test_parameters_are_set_and_explained_in_the_language(tmp_path):
    copy = tmp_path / "copy.ipynb"
    copy.write_text(speak(notebooks_folder() / "04-compare.ipynb", "fr", {"dataset": "acme"}), "utf-8")
    declared = declared_parameters(copy)
    assert {name: each.default for name, each in declared.items()} == {"dataset": "acme", "report_lang": "fr"}
    assert declared["dataset"].comment == "un dossier de data/raw"


def test_a_parameter_that_is_not_given_keeps_its_value():
    (cell,) = [
        cell
        for cell in cells_of(speak(notebooks_folder() / "02-meet-a-case.ipynb", "en", {}))
        if "parameters" in cell.metadata.get("tags", [])
    ]
    assert 'case: str = "benoit"  # ' in cell.source and 'dataset: str = "article"  # ' in cell.source


def test_what_is_no_notebook_is_refused(tmp_path):
    (tmp_path / "x.ipynb").write_text(json.dumps({"cells": []}), "utf-8")
    with pytest.raises(UsageError):
        speak(tmp_path / "x.ipynb", "en", {})


@pytest.mark.long
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_each_chapter_runs_in_french(path, built_reports, demo_reports, tmp_path):
    """A kernel for each, on the data that it is stored with: that its code is the source's is tried above, without one."""
    source = tmp_path / "notebooks" / path.name
    source.parent.mkdir()
    source.write_text(speak(path, "fr", {}), "utf-8")
    open_receipt(declared_parameters(source)["dataset"].default)  # a run finds its data read
    done = run_notebook(source, {}, tmp_path / "done.ipynb", tmp_path / "stage")
    cells = [cell for cell in nbformat.read(done, as_version=4).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert "Vérifications" in done.read_text("utf-8") or path.stem.startswith("08")

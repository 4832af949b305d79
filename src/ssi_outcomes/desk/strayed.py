"""Stored notebooks that somebody ran on other data: what they show is no longer what the repository says."""

from __future__ import annotations

import html
import tomllib
from pathlib import Path

from ssi_outcomes.base import paths
from ssi_outcomes.base.catalogues import SOURCE
from ssi_outcomes.running.notebooks import declared_parameters, read_cells
from ssi_outcomes.running.stored_notebooks import STORED

_INJECTED = "injected-parameters"  # papermill's tag of a cell that sets others


def find_strayed() -> list[Path]:
    """Return the stored notebooks, in their order, that are set to another data set than that which they are
    stored with, or show another's counts; one that is not there is not looked at.
    """
    of = {name: dataset for dataset, names in STORED.items() for name in names}
    files = {paths.notebooks_folder() / f"{name}.ipynb": of[name] for name in sorted(of)}
    return [path for path, dataset in files.items() if path.is_file() and not _is_of(path, dataset)]


def _is_of(path: Path, dataset: str) -> bool:
    cells = read_cells(path)
    if any(_INJECTED in cell.get("metadata", {}).get("tags", ()) for cell in cells):
        return False
    if declared_parameters(path)["dataset"].default != dataset:
        return False
    counted = [cell for cell in cells if "h.count_study(" in cell["source"]]
    title = _read_title(dataset)
    return not title or all(title in _shown(cell) for cell in counted)


def _read_title(dataset: str) -> str:
    """Return what a data set is called in the language of the stored notebooks, "" where it does not say."""
    about = paths.raw_folder(dataset) / "dataset.toml"
    titles = tomllib.loads(about.read_text("utf-8")).get("title", {}) if about.is_file() else {}
    return titles.get(SOURCE, "")


def _shown(cell: dict) -> str:
    """Return the HTML that a cell gave, as it is read."""
    given = [output.get("data", {}).get("text/html", "") for output in cell.get("outputs", [])]
    return html.unescape("".join("".join(each) for each in given))

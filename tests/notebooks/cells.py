"""The stored notebooks and their cells, for the tests of their form."""

from __future__ import annotations

from pathlib import Path

import nbformat

from ssi_outcomes.base.paths import notebooks_folder

NOTEBOOKS = sorted(notebooks_folder().glob("*.ipynb"))
STUDIES = [path for path in NOTEBOOKS if not path.stem.startswith("08")]
IDEAS = [path for path in NOTEBOOKS if "02" <= path.stem[:2] <= "06"]
IMPORTS = ("import numpy as np", "import pandas as pd", "from scipy import stats", "import helpers as h")


def read(path: Path) -> nbformat.NotebookNode:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return notebook


def code_cells(path: Path) -> list:
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def prose_cells(path: Path) -> list:
    """Return the Markdown cells; where a notebook speaks both languages, the English ones."""
    return [
        cell
        for cell in read(path).cells
        if cell.cell_type == "markdown" and "lang-fr" not in cell.metadata.get("tags", [])
    ]


def tags(cell) -> list[str]:
    return cell.metadata.get("tags", [])


def lines(cell) -> int:
    return len([line for line in cell.source.splitlines() if line.strip()])


def ideas(path: Path) -> list:
    """Return the code cells that compute before the reader's eyes."""
    return [cell for cell in code_cells(path) if "idea" in tags(cell)]


def calls(path: Path) -> list:
    """Return the other code cells: parameters, imports and calls."""
    return [cell for cell in code_cells(path) if "idea" not in tags(cell)]

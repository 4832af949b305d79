"""SECURITY.md promises what the code does: each test that it names is there, and each limit is that of the code, none left out."""

from __future__ import annotations

import ast
import importlib
import re
from dataclasses import fields
from pathlib import Path

import pytest

from ssi_outcomes.reading.opening.limits import Limits

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "SECURITY.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| ")
]
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))
FIGURES = [row for row in ROWS if len(row) == 4 and row[0] != "limit"]
PROMISES = [row for row in ROWS if len(row) == 2 and row[0] != "promise"]


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_test_that_is_named_is_there(file, name):
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("row", [*PROMISES, *FIGURES], ids=lambda row: row[0][:40])
def test_each_promise_and_each_limit_names_what_holds_it(row):
    assert re.search(r"`tests/[\w/]+\.py::test_\w+`", row[-1])


def value_of(place: str) -> object:
    """Return what stands in a place of the package: a constant of a module, or a field of one."""
    module, *rest = place.split(".")
    found = importlib.import_module(f"ssi_outcomes.{module}")
    for name in rest:
        found = (
            getattr(found, name)
            if hasattr(found, name)
            else importlib.import_module(f"{found.__name__}.{name}")
        )
    return found


@pytest.mark.parametrize("row", FIGURES, ids=lambda row: row[2])
def test_a_figure_is_that_of_the_code(row):
    assert row[1] == f"{value_of(row[2].strip('`')):,}"


def test_no_limit_of_a_file_is_left_out():
    told = {row[2].strip("`").rpartition(".")[2] for row in FIGURES if "LIMITS" in row[2]}
    assert told == {each.name for each in fields(Limits)}


def test_the_page_is_as_long_as_it_looks():
    assert len(PROMISES) >= 14 and len(FIGURES) >= 24

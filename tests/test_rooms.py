"""The package shows its architecture: few rooms, small ones, and names that are not mistaken for each other."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src/ssi_outcomes"
MODULES = [
    PurePosixPath(path.relative_to(PACKAGE).as_posix())
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.name != "__init__.py"
]
ROOMS = [
    PurePosixPath(path.parent.relative_to(PACKAGE).as_posix())
    for path in sorted(PACKAGE.rglob("*/__init__.py"))
    if path.parent != PACKAGE
]
ENDINGS = ("s", "es", "r", "er", "or", "ing", "ed", "ion", "ation")
# Grep finds a hundred of each, and not the one that is meant.
VAGUE = {"draw", "words", "table"}


def test_at_most_twenty_rooms_stand_at_the_root():
    assert len([room for room in ROOMS if len(room.parts) == 1]) <= 20
    assert [str(module) for module in MODULES if len(module.parts) == 1] == ["study.py"]


def test_a_room_of_reading_has_twelve_modules_at_most():
    sizes = {room: sum(module.parent == room for module in MODULES) for room in ROOMS}
    assert {str(room): size for room, size in sizes.items() if room.parts[0] == "reading" and size > 12} == {}


def test_no_module_or_room_has_the_name_of_another():
    named = defaultdict(list)
    for place in (*MODULES, *ROOMS):
        named[place.stem].append(str(place))
    assert [places for places in named.values() if len(places) > 1] == []


def test_no_module_has_nearly_the_name_of_another():
    stems = {module.stem: str(module) for module in MODULES}
    assert [
        (place, stems[near])
        for stem, place in stems.items()
        for near in grow(stem)
        if near in stems and near != stem
    ] == []


def test_the_check_knows_near_names():
    for stem, near in (
        ("plan", "planner"),
        ("plan", "planning"),
        ("calibrate", "calibration"),
        ("export", "exported"),
        ("story", "stories"),
        ("reader", "readers"),
    ):
        assert near in grow(stem), (stem, near)
    assert "paging" in grow("page") and "sheet" not in grow("sheets")


def test_no_function_inside_another_has_a_name_that_grep_cannot_find():
    assert [str(module) for module in MODULES if VAGUE & set(inner_functions(module))] == []


def test_contributors_are_shown_the_rooms_as_they_are():
    layers = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][
        0
    ]
    house = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("## The house")[1].split("\n## ")[0]
    shown = re.findall(r"^\| `(\w+)(?:/|\.py)` \|", house, re.MULTILINE)
    assert shown == layers["layers"][::-1]
    assert set(shown) == {str(room) for room in ROOMS if len(room.parts) == 1} | {"study"}


@pytest.mark.parametrize("file", ["CONTRIBUTING.md", "docs/facts.md"])
def test_what_contributors_are_shown_is_there(file):
    named = re.findall(
        r"`((?:src|tests|benchmarks|docs|notebooks)/[\w./*-]*)`", (ROOT / file).read_text("utf-8")
    )
    assert [path for path in named if not list(ROOT.glob(path.rstrip("/")))] == []


def grow(stem: str) -> set[str]:
    """Return the names that a stem has with an ending added: plan, plans, planner, planning."""
    roots = {stem, stem.removesuffix("e"), stem + stem[-1]}
    if stem.endswith("y"):
        roots.add(stem[:-1] + "i")
    return {root + ending for root in roots for ending in ENDINGS} - {stem}


def inner_functions(module: PurePosixPath) -> Iterator[str]:
    """Give the names of the functions that stand inside others in a module."""
    for outer in ast.walk(ast.parse((PACKAGE / module).read_text("utf-8"))):
        if isinstance(outer, ast.FunctionDef):
            yield from (
                inner.name
                for inner in ast.walk(outer)
                if inner is not outer and isinstance(inner, ast.FunctionDef)
            )

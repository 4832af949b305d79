"""Ideas are computed in the reader's sight: asked about first, broken on purpose, and with what they give today."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from notebooks.cells import IDEAS, calls, ideas, lines, read, tags


def test_the_chapters_compute_in_the_readers_sight():
    assert all(len(ideas(path)) >= 3 for path in IDEAS)
    assert sum(lines(cell) for path in IDEAS for cell in ideas(path)) >= 40


CHANGED = re.compile(
    r"\b(?:Change|Set|Put|Make|Run)\b.*\b(?:again|both|until|`|your own)", re.DOTALL | re.IGNORECASE
)
FOLD = re.compile(r"<details><summary>[^<]+</summary>\n\n[^<]+\n\n</details>")


@pytest.mark.parametrize("path", IDEAS, ids=lambda path: path.stem)
def test_each_idea_is_asked_about_first_with_its_answer_folded_away(path):
    cells = [cell for cell in read(path).cells if "lang-fr" not in tags(cell)]
    asked = [before.source for before, cell in zip(cells, cells[1:], strict=False) if "idea" in tags(cell)]
    assert all(text.startswith("###") or FOLD.search(text) for text in asked)
    folded = [text for text in asked if FOLD.search(text)]
    assert len(folded) >= 3 and all(
        "?" in text.split("<details>")[0] or "The cell" in text for text in folded
    )
    assert any("### Now break" in text for text in asked) or path.stem.startswith("03")
    assert sum(bool(CHANGED.search(text)) for text in folded) >= 2


@pytest.mark.parametrize("path", IDEAS, ids=lambda path: path.stem)
def test_no_idea_takes_a_name_of_the_calls(path):
    def bound(cells: list) -> set[str]:
        nodes = [node for cell in cells for node in ast.walk(ast.parse(cell.source))]
        return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}

    assert bound(ideas(path)) & bound(calls(path)) == set()


def run_ideas(path: Path) -> list[str]:
    """Return what each idea of a notebook gives today, computed here in the order of the cells."""
    known: dict[str, object] = {}
    exec("import numpy as np, pandas as pd\nfrom scipy import stats", known)
    given = []
    for cell in ideas(path):
        *before, last = ast.parse(cell.source).body
        exec(compile(ast.Module(before, []), path.stem, "exec"), known)
        given.append(repr(eval(compile(ast.Expression(last.value), path.stem, "eval"), known)))
    return given


@pytest.mark.parametrize("path", IDEAS, ids=lambda path: path.stem)
def test_an_idea_gives_what_is_stored_under_it(path):
    assert [cell.outputs[0].data["text/plain"] for cell in ideas(path)] == run_ideas(path)

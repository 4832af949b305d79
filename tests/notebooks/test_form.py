"""The notebooks have one form: a question, parameters, one import, calls and prose around them, checks, limits, a stamp."""

from __future__ import annotations

import ast
import re
import statistics
from pathlib import Path

import nbformat
import pytest

from ssi_outcomes.base.paths import notebooks_folder
from ssi_outcomes.running.pipeline import MEET, OF_CASES, OF_TRIALS, OF_WEEKS, STORED

NOTEBOOKS = sorted(notebooks_folder().glob("*.ipynb"))
STUDIES = [path for path in NOTEBOOKS if not path.stem.startswith("08")]
FORBIDDEN = (
    "sys.path",
    "os.chdir",
    "!pip",
    "%pip",
    "warnings",
    "../",
    "def ",
    "lambda",
    "for ",
    "while ",
    ".head(",
)


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


def lines(cell) -> int:
    return len([line for line in cell.source.splitlines() if line.strip()])


def problems_of_form(notebook: nbformat.NotebookNode) -> list[str]:
    """Return what breaks the form, for any notebook; empty where nothing does."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    found = [f"forbidden: {word}" for cell in code for word in FORBIDDEN if word in cell.source]
    found += [f"a cell of {lines(cell)} lines" for cell in code if lines(cell) > 10]
    imports = [
        line for cell in code for line in cell.source.splitlines() if re.match(r"\s*(import|from)\b", line)
    ]
    if imports != ["import helpers as h"]:
        found.append(f"imports: {imports}")
    if len(notebook.cells) > 30:
        found.append("more than 30 cells")
    if not notebook.cells[0].source.startswith("# ") or notebook.cells[0].cell_type != "markdown":
        found.append("no question first")
    return found


def test_each_notebook_is_of_described_persons_of_weeks_or_of_a_trial():
    assert [path.stem for path in NOTEBOOKS] == [
        "01-read-the-data",
        "02-meet-a-case",
        "03-five-stories",
        "04-compare",
        "05-challenge",
        "06-what-to-track",
        "07-trial",
        "08-report",
    ]


OF = {
    "of_cases": ("02-meet-a-case", "03-five-stories"),
    "of_weeks": ("04-compare", "05-challenge", "06-what-to-track"),
    "of_trials": ("07-trial",),
}


def test_a_notebook_says_of_which_kind_of_data_it_is_and_the_pipeline_runs_it_on_those():
    for guard, stems in OF.items():
        for stem in stems:
            (load,) = [
                cell.source
                for cell in code_cells(notebooks_folder() / f"{stem}.ipynb")
                if "open_study" in cell.source
            ]
            assert f"h.{guard}(h.open_study(" in load
    assert ((MEET, *OF_CASES), OF_WEEKS, OF_TRIALS) == tuple(OF.values())
    assert [stem for stems in STORED.values() for stem in stems] == sorted(
        (path.stem for path in NOTEBOOKS), key=lambda stem: (stem in OF_TRIALS, stem in OF_WEEKS)
    )


FORK = re.compile(
    r"\b(?:in|on) (?:the article|a team)\b.*\b(?:in|on) (?:the article|a team)\b", re.IGNORECASE | re.DOTALL
)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_paragraph_forks_between_article_and_team(path):
    paragraphs = [text for cell in prose_cells(path) for text in cell.source.split("\n\n")]
    assert [text for text in paragraphs if FORK.search(text)] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_form_is_kept(path):
    assert problems_of_form(read(path)) == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("import pandas as pd", "imports"),
        ("for x in y: print(x)", "forbidden: for "),
        ("df.head()", "forbidden: .head("),
        ("\n".join("abcdefghijk"), "11 lines"),
    ],
)
def test_a_breach_of_form_is_seen(source, said):
    notebook = read(STUDIES[0])
    notebook.cells.append(nbformat.v4.new_code_cell(source))
    assert any(said in problem for problem in problems_of_form(notebook))


@pytest.mark.parametrize("path", STUDIES, ids=lambda path: path.stem)
def test_prose_outnumbers_code_and_code_is_short(path):
    assert len(prose_cells(path)) >= len(code_cells(path))
    assert statistics.median(map(lines, code_cells(path))) <= 2


@pytest.mark.parametrize("path", STUDIES, ids=lambda path: path.stem)
def test_each_study_has_its_nine_beats(path):
    first, *rest = [cell.source for cell in prose_cells(path)]
    assert first.splitlines()[0].endswith("?") and all(
        word in first for word in ("**You need**", "**You get**", "**Minutes:**")
    )
    headings = [line for text in rest for line in text.splitlines() if line.startswith("## ")]
    assert headings[0] == "## Load" and headings[-3:] == [
        "## Checks",
        "## What this does not show",
        "## Recap",
    ]
    sources = [cell.source for cell in code_cells(path)]
    assert (
        sources[1] == "import helpers as h"
        and "h.open_study(" in sources[2]
        and "h.count_study(study)" in sources[2]
    )
    assert (
        [source for source in sources if source != "h.keep(study)"][-3] == "h.show_checks(study)"
        and sources[-2].startswith("h.record(study, ")
        and sources[-1] == "h.stamp()"
    )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_parameters_are_typed_literals_with_a_comment_each(path):
    (cell,) = [cell for cell in code_cells(path) if "parameters" in cell.metadata.get("tags", [])]
    for statement, line in zip(ast.parse(cell.source).body, cell.source.splitlines(), strict=True):
        assert isinstance(statement, ast.AnnAssign) and isinstance(statement.value, ast.Constant)
        assert re.search(r"  # \S", line)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_stored_outputs_are_whole_in_order_and_without_errors(path):
    cells = code_cells(path)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    outputs = [output for cell in cells for output in cell.outputs]
    assert outputs and {output.output_type for output in outputs} <= {"display_data", "execute_result"}
    shown = [cell for cell in cells if cell.source.startswith("h.") or "\n" in cell.source]
    assert all(cell.outputs for cell in shown if "parameters" not in cell.metadata.get("tags", []))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_stored_pictures_have_replacement_text(path):
    for cell in code_cells(path):
        for output in cell.outputs:
            if "image/png" in output.get("data", {}):
                assert len(output.metadata["image/png"]["alt"]) > 20


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_stored_notebook_is_light_and_tells_nothing_of_the_machine(path):
    text = path.read_text("utf-8")
    assert path.stat().st_size < 400_000
    assert '"papermill"' not in text and "injected-parameters" not in text


def test_an_exhibit_is_recorded_wherever_it_is_shown():
    for path in STUDIES:
        sources = [cell.source for cell in code_cells(path)]
        shown = [match[1] for source in sources if (match := re.match(r"(\w+) = h\.show_", source))]
        recorded = re.findall(
            r"\w+", next(source for source in sources if source.startswith("h.record")).rpartition('"')[2]
        )
        assert shown == recorded

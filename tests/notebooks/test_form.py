"""The notebooks have one form: a question, parameters, one cell of imports, calls and prose around them, checks, limits, a stamp.

Beside the calls stand ideas, cells that compute something small in the reader's sight.
"""

from __future__ import annotations

import ast
import re
import statistics

import nbformat
import pytest
from notebooks.cells import IMPORTS, NOTEBOOKS, STUDIES, calls, code_cells, lines, prose_cells, read, tags

from ssi_outcomes.base.paths import notebooks_folder
from ssi_outcomes.running.pipeline import MEET, OF_CASES, OF_POOL, OF_TRIALS, OF_WEEKS
from ssi_outcomes.running.stored_notebooks import STORED

FORBIDDEN = (
    "sys.path",
    "os.chdir",
    "!pip",
    "%pip",
    "warnings",
    "../",
    "lambda",
    "while ",
    "print(",
    ".head(",
)
# A loop or a function may be the idea; in a call it is machinery, and that lives in the package.
OF_IDEAS = ("def ", "for ")


def problems_of_form(notebook: nbformat.NotebookNode) -> list[str]:
    """Return what breaks the form, for any notebook; empty where nothing does."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    called = [cell for cell in code if "idea" not in tags(cell)]
    found = [f"forbidden: {word}" for cell in code for word in FORBIDDEN if word in cell.source]
    found += [f"forbidden: {word}" for cell in called for word in OF_IDEAS if word in cell.source]
    found += [f"a call of {lines(cell)} lines" for cell in called if lines(cell) > 4]
    found += [
        f"an idea of {lines(cell)} lines"
        for cell in code
        if "idea" in tags(cell) and not 5 <= lines(cell) <= 12
    ]
    found += [
        f"a call in an idea: {line}"
        for cell in code
        if "idea" in tags(cell)
        for line in CALL.findall(cell.source)
    ]
    imports = [
        line for cell in code for line in cell.source.splitlines() if re.match(r"\s*(import|from)\b", line)
    ]
    if imports[-1:] != [IMPORTS[-1]] or imports != [line for line in IMPORTS if line in imports]:
        found.append(f"imports: {imports}")
    if len([cell for cell in notebook.cells if not {"lang-fr", "idea"} & {*tags(cell)}]) > 34:
        found.append("more than 34 cells beside those of ideas")
    if not notebook.cells[0].source.startswith("# ") or notebook.cells[0].cell_type != "markdown":
        found.append("no question first")
    return found


# What an idea is made of stands in its own lines: it asks nothing of the package, and nothing of the data.
CALL = re.compile(r"\bh\.\w+|\bstudy\b|\bdataset\b")


def test_each_notebook_is_of_described_persons_of_weeks_of_a_trial_or_of_many_teams():
    assert [path.stem for path in NOTEBOOKS] == [
        "01-read-the-data",
        "02-meet-a-case",
        "03-five-stories",
        "04-compare",
        "05-challenge",
        "06-what-to-track",
        "07-many-teams",
        "07-trial",
        "08-report",
    ]


OF = {
    "of_cases": ("02-meet-a-case", "03-five-stories"),
    "of_weeks": ("04-compare", "05-challenge", "06-what-to-track"),
    "of_pool": ("07-many-teams",),
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
    assert ((MEET, *OF_CASES), OF_WEEKS, OF_POOL, OF_TRIALS) == tuple(OF.values())
    assert [stem for stems in STORED.values() for stem in stems] == sorted(
        (path.stem for path in NOTEBOOKS),
        key=lambda stem: (stem in OF_TRIALS, stem in OF_POOL, stem in OF_WEEKS, stem),
    )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_form_is_kept(path):
    assert problems_of_form(read(path)) == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("import pandas as pd", "imports"),
        ("import seaborn as sns", "imports"),
        ("for x in y: print(x)", "forbidden: for "),
        ("df.head()", "forbidden: .head("),
        ("\n".join("abcde"), "a call of 5 lines"),
    ],
)
def test_a_breach_of_form_is_seen(source, said):
    notebook = read(STUDIES[0])
    notebook.cells.append(nbformat.v4.new_code_cell(source))
    assert any(said in problem for problem in problems_of_form(notebook))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("1 + 1", "an idea of 1 lines"),
        ("\n".join("abcdefghijklm"), "an idea of 13 lines"),
        ("\n".join(["a = 1"] * 4) + "\nh.show_people(study)", "a call in an idea"),
        ("\n".join(["a = 1"] * 4) + "\nprint(a)", "forbidden: print("),
    ],
)
def test_a_breach_of_form_in_an_idea_is_seen(source, said):
    notebook = read(STUDIES[0])
    notebook.cells.append(nbformat.v4.new_code_cell(source, metadata={"tags": ["idea"]}))
    assert any(said in problem for problem in problems_of_form(notebook))


@pytest.mark.parametrize("path", STUDIES, ids=lambda path: path.stem)
def test_prose_outnumbers_code_and_code_is_short(path):
    assert len(prose_cells(path)) >= len(code_cells(path))
    assert statistics.median(map(lines, calls(path))) <= 2


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
        sources[1].endswith("import helpers as h")
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


def test_an_exhibit_is_recorded_wherever_it_is_shown():
    for path in STUDIES:
        sources = [cell.source for cell in code_cells(path)]
        shown = [match[1] for source in sources if (match := re.match(r"(\w+) = h\.show_", source))]
        recorded = re.findall(
            r"\w+", next(source for source in sources if source.startswith("h.record")).rpartition('"')[2]
        )
        assert shown == recorded

"""The notebooks have one form: a question, parameters, one cell of imports, calls and prose around them, checks, limits, a stamp.

Beside the calls stand ideas, cells that compute something small in the reader's sight; and each cell of prose is there in French.
"""

from __future__ import annotations

import ast
import re
import statistics
from pathlib import Path

import nbformat
import pytest

from ssi_outcomes.base.paths import notebooks_folder
from ssi_outcomes.running.pipeline import MEET, OF_CASES, OF_POOL, OF_TRIALS, OF_WEEKS, STORED

NOTEBOOKS = sorted(notebooks_folder().glob("*.ipynb"))
STUDIES = [path for path in NOTEBOOKS if not path.stem.startswith("08")]
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


FORK = re.compile(
    r"\b(?:in|on) (?:the article|a team)\b.*\b(?:in|on) (?:the article|a team)\b", re.IGNORECASE | re.DOTALL
)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_each_cell_of_prose_is_followed_by_itself_in_french(path):
    words = [cell for cell in read(path).cells if cell.cell_type == "markdown"]
    english, french = words[::2], words[1::2]
    assert all("lang-en" in tags(cell) for cell in english) and all(
        "lang-fr" in tags(cell) for cell in french
    )
    for here, there in zip(english, french, strict=True):
        for mark in ("# ", "## ", "### ", "- ", "<details>", "]("):
            assert count_lines(here, mark) == count_lines(there, mark), here.source
        assert {*tags(here)} ^ {*tags(there)} == {"lang-en", "lang-fr"}


def count_lines(cell, mark: str) -> int:
    """Return how often a cell has a heading, a point of a list, a fold or a link."""
    return len(
        re.findall(rf"^{re.escape(mark)}" if mark.endswith(" ") else re.escape(mark), cell.source, re.M)
    )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_french_prose_is_set_as_french_and_folded_away_from_who_reads_english(path):
    for cell in read(path).cells:
        if "lang-fr" in tags(cell):
            text = re.sub(r"`[^`]*`|\]\([^)]*\)|</?\w+>", "", cell.source)
            assert re.findall(r"[ \w][;?!%»]|«(?!\u00a0)| :|'", text) == [], cell.source
            assert cell.metadata["jupyter"] == {"source_hidden": True}


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


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_stored_outputs_are_whole_in_order_and_without_errors(path):
    cells = code_cells(path)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    outputs = [output for cell in cells for output in cell.outputs]
    assert outputs and {output.output_type for output in outputs} <= {"display_data", "execute_result"}
    shown = [cell for cell in cells if cell.source.startswith("h.") or "\n" in cell.source]
    shown = [cell for cell in shown if not cell.source.endswith(IMPORTS[-1])]
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
    assert path.stat().st_size < 500_000
    assert '"papermill"' not in text and "injected-parameters" not in text


def test_an_exhibit_is_recorded_wherever_it_is_shown():
    for path in STUDIES:
        sources = [cell.source for cell in code_cells(path)]
        shown = [match[1] for source in sources if (match := re.match(r"(\w+) = h\.show_", source))]
        recorded = re.findall(
            r"\w+", next(source for source in sources if source.startswith("h.record")).rpartition('"')[2]
        )
        assert shown == recorded

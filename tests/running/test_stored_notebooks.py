"""Stored notebooks are run on the data that they speak of, and stored with their outputs: all of them, or none."""

import json

import pytest
from running.tiny_runs import Heard, Inline, report, tree
from tiny_home import PARAMETERS, write_notebook

from ssi_outcomes.base.errors import NotebookFailed
from ssi_outcomes.running import stored_notebooks
from ssi_outcomes.running.manifest import hash_notebook
from ssi_outcomes.running.notebooks import read_cells
from ssi_outcomes.running.stored_notebooks import refresh_notebooks


def test_refreshed_notebooks_hold_their_outputs_and_nothing_that_varies(home, monkeypatch):
    monkeypatch.setattr(stored_notebooks, "STORED", {"article": ("01-read-the-data", "08-report")})
    monkeypatch.setattr(
        stored_notebooks, "make_report", lambda *_: []
    )  # that the facts are up to date is not what this test is about
    made = [home / "notebooks" / f"{stored}.ipynb" for stored in stored_notebooks.STORED["article"]]
    for source in made:
        content = json.loads(source.read_text())
        content["cells"].append(
            {
                "cell_type": "code",
                "id": "last",
                "metadata": {},
                "source": "report_lang",
                "outputs": [],
                "execution_count": None,
            }
        )
        source.write_text(json.dumps(content))
    inputs = (
        [[cell["source"] for cell in read_cells(source)] for source in made],
        [hash_notebook(source) for source in made],
    )
    assert refresh_notebooks(progress=Heard()) == made
    first = [source.read_bytes() for source in made]
    assert inputs == (
        [[cell["source"] for cell in read_cells(source)] for source in made],
        [hash_notebook(source) for source in made],
    )
    for source in made:
        last = read_cells(source)[-1]
        assert last["outputs"][0]["data"] == {"text/plain": ["'en'"]}
        assert (last["execution_count"], last["metadata"]) == (len(read_cells(source)) - 1, {})
        assert str(home) not in source.read_text()
    refresh_notebooks(progress=Heard())
    assert [source.read_bytes() for source in made] == first


def test_a_refresh_that_fails_stores_nothing(home, quick, monkeypatch):
    report()
    monkeypatch.setattr(stored_notebooks, "make_report", lambda *_: [])
    write_notebook(home / "notebooks" / "03-five-stories.ipynb", PARAMETERS, "1 / 0")
    before = tree(home / "notebooks")
    with pytest.raises(NotebookFailed):
        refresh_notebooks(Inline(), Heard())
    assert tree(home / "notebooks") == before

"""Of an executed notebook nothing of this machine is kept, and of one that stopped nothing that a cell of the user may say."""

import nbformat
import pytest
from nbformat import v4

from ssi_outcomes.running import executed
from ssi_outcomes.running.executed import cleaned, without_quotes


def notebook(*outputs, metadata: dict | None = None):
    """A notebook of one cell that ran as the third."""
    cell = v4.new_code_cell("1", execution_count=3, outputs=list(outputs), metadata=metadata or {}, id="one")
    return v4.new_notebook(cells=[cell])


def text(value: str):
    return v4.new_output("execute_result", {"text/plain": value}, execution_count=3)


def test_two_runs_at_another_hour_leave_the_same_bytes():
    kept = []
    for hour in ("09:00", "21:30"):
        ran = notebook(text("42"), metadata={"papermill": {"start_time": hour}, "execution": {"begun": hour}})
        ran.metadata |= {
            "papermill": {"duration": hour},
            "language_info": {"name": "python", "version": hour},
        }
        injected = v4.new_code_cell("case = 'p01'", metadata={"tags": ["injected-parameters"]})
        ran.cells.insert(0, injected)  # its identifier is drawn anew each time
        kept.append(cleaned(ran, ()))
    assert kept[0] == kept[1]
    assert nbformat.reads(kept[0], 4).cells[1].outputs[0].data == {"text/plain": "42"}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("{home}/data/x.csv", "…/data/x.csv"),
        ("'{home}'", "'…'"),
        ("in {home}: gone", "in …: gone"),
        ("{home}less/x", "{home}less/x"),  # another folder, whose name only begins so
        ("/elsewhere/x", "/elsewhere/x"),
    ],
)
def test_of_a_path_of_this_machine_only_what_follows_the_folder_is_kept(home, said, kept):
    ran = cleaned(notebook(text(said.format(home=home))), ())
    assert nbformat.reads(ran, 4).cells[0].outputs[0].data["text/plain"] == kept.format(home=home)


def test_of_a_failed_cell_the_kind_of_error_and_the_places_in_the_code_are_kept(home):
    place = "File ~/reading/rows.py:12, in read_row"
    trace = [
        f"\x1b[0;32m{place}\x1b[0m(row)\n     12 row = 'Zoé Durand'",
        "Cell In[3], line 1\n----> 1",
        "KeyError: 'Zoé Durand'",
    ]
    stopped = notebook(
        text("so far"), v4.new_output("error", ename="KeyError", evalue="'Zoé Durand'", traceback=trace)
    )
    (output,) = without_quotes(stopped).cells[0].outputs
    assert (output.ename, output.evalue) == ("KeyError", "")
    assert output.traceback[0].startswith("cell [3]: KeyError.")
    assert output.traceback[1:] == [place, "Cell In[3], line 1"]


def test_what_papermill_writes_above_a_notebook_that_stopped_goes_and_the_cells_that_ran_stay():
    stopped = notebook(text("so far"))
    repeated = v4.new_markdown_cell("'Zoé Durand'", metadata={"tags": ["papermill-error-cell-tag"]})
    stopped.cells.insert(0, repeated)
    (cell,) = without_quotes(stopped).cells
    assert cell.outputs[0].data == {"text/plain": "so far"}


def test_paths_are_taken_out_of_a_large_picture_and_the_picture_stays(home):
    picture = "iVBORw0KGgo" * 200_000
    assert executed._without_paths(
        {"image/png": picture, "text/plain": f"'{home}/x' ipykernel_1/2.py:3"}, ()
    ) == {
        "image/png": picture,
        "text/plain": "'…/x' <cell>:3",
    }

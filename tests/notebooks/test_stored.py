"""What is stored under the cells is whole, light, and tells nothing of the machine."""

from __future__ import annotations

import pytest
from notebooks.cells import IMPORTS, NOTEBOOKS, code_cells


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
    assert path.stat().st_size < 400_000
    assert '"papermill"' not in text and "injected-parameters" not in text

"""What of an executed notebook is kept: nothing of this machine, of the
hour, or, where it failed, of a user's cells.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from ssi_outcomes.base import paths
from ssi_outcomes.base.errors import message

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
# A line of a traceback that names a place of the code, without the code.
_PLACE = re.compile(r"File \S+\.py:\d+, in \w+|Cell In\[\d+\], line \d+")
_KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def without_quotes(notebook):
    """Return a notebook that stopped without what its failed cell wrote: the kind
    of the error and where in our code stay.
    """
    for cell in notebook.cells:
        error = next((each for each in cell.get("outputs", []) if each.output_type == "error"), None)
        if error is not None:
            plain = [_COLOURS.sub("", line) for text in error.traceback for line in text.splitlines()]
            places = [found[0] for line in plain if (found := _PLACE.match(line))]
            said = message("error_kept_apart", cell=cell.execution_count, error=error.ename)
            cell.outputs = [
                type(error)(output_type="error", ename=error.ename, evalue="", traceback=[said, *places])
            ]
    # papermill puts the error's own words above the notebook once more.
    notebook.cells = [
        cell for cell in notebook.cells if "papermill-error-cell-tag" not in cell.metadata.get("tags", [])
    ]
    return notebook


def cleaned(notebook, folders: tuple[Path, ...]) -> str:
    """Return the text of an executed notebook, without times,
    parameters in metadata, or paths of this machine.
    """
    import nbformat

    notebook.metadata.pop("papermill", None)
    notebook.metadata["kernelspec"] = _KERNELSPEC
    notebook.metadata.get("language_info", {}).pop("version", None)
    for cell in notebook.cells:
        for volatile in ("papermill", "execution", "ExecuteTime"):
            cell.metadata.pop(volatile, None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = "injected-parameters"  # a random one would make each run differ
        if not cell.metadata.get("tags", True):
            del cell.metadata["tags"]
        if "outputs" in cell:
            cell["outputs"] = [_without_paths(output, folders) for output in cell.outputs]
    return nbformat.writes(notebook) + "\n"


def _without_paths(output: object, folders: tuple[Path, ...]) -> object:
    if isinstance(output, dict):
        return type(output)({key: _without_paths(value, folders) for key, value in output.items()})
    if isinstance(output, list):
        return [_without_paths(value, folders) for value in output]
    if not isinstance(output, str):
        return output
    for folder in (*folders, paths.root(), Path(sys.prefix), Path(sys.base_prefix), Path.home()):
        if len(str(folder)) > 3 and str(folder) in output:
            # Whole names only: letters like `/root` are also found inside pictures.
            output = re.sub(rf"(?<![\w+/]){re.escape(str(folder))}(?=[\\/:'\"\s]|$)", "…", output)
    if "ipykernel_" not in output:
        return output
    # From the start of a word on: a search from each letter of a picture's megabyte would take minutes.
    return re.sub(r"(?<!\S)\S*ipykernel_\d+[\\/]\d+\.py", "<cell>", output)

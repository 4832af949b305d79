"""Which cell of which notebook computed a fact: the one that shows the first exhibit with it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ssi_outcomes.base.files import list_visible
from ssi_outcomes.base.paths import notebooks_folder

_RECORDED = re.compile(r'h\.record\(\s*study,\s*f?"[^"]*",([^()]*)\)')
_SHOWN = re.compile(r"^(\w+) = (h\.show_.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Cells:
    """The place of each fact: the notebook that recorded it, and how many exhibits were recorded before."""

    places: dict[str, tuple[str, int]]

    def find(self, fact: str) -> tuple[str, str]:
        """Return the notebook of a fact, and the line of the cell that shows it, "" where not known."""
        notebook, place = self.places.get(fact, ("", 0))
        calls = _read_calls(notebook) if notebook else ()
        return notebook, calls[place] if place < len(calls) else ""


def read_cells(folder: Path, language: str) -> Cells:
    """Return the cells of all facts that the exhibits under `folder` were recorded with."""
    told = [
        json.loads(path.read_text("utf-8"))
        for path in list_visible(folder / "exhibits", f"*.{language}.json")
    ]
    places: dict[str, tuple[str, int]] = {}
    for each in sorted(told, key=lambda each: (each["notebook"], each["place"])):
        for fact in each.get("facts", ()):
            places.setdefault(fact, (each["notebook"], each["place"]))
    return Cells(places)


@cache
def _read_calls(notebook: str) -> tuple[str, ...]:
    """Return the calls of the exhibits that a notebook records, in their order."""
    # A notebook about one case at a time is recorded with the case behind its name.
    found = [path for path in notebooks_folder().glob("*.ipynb") if notebook.startswith(path.stem)]
    if not found:
        return ()
    # Ours are of today's format: nbformat, which could read an older one, is slow to import.
    cells = json.loads(max(found, key=lambda path: len(path.stem)).read_text("utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    calls, recorded = dict(_SHOWN.findall(code)), _RECORDED.search(code)
    names = [name.strip() for name in recorded[1].split(",")] if recorded else []
    return tuple(calls.get(name, "") for name in names if name)

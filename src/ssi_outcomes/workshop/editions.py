"""The sittings' notebooks for who gives them and for who takes part, in one language each.

The trainer's edition is the only source (`notebooks/workshop/`): in the participants' one the cells tagged
`solution` are left out, so that what is to be completed stays open.
"""

from __future__ import annotations

import json
from pathlib import Path

from ssi_outcomes.base.files import hash_bytes
from ssi_outcomes.base.paths import notebooks_folder
from ssi_outcomes.running.spoken import speak

EXERCISE, SOLUTION, CHECK = "exercise", "solution", "check"  # tags of cells
EDITIONS = ("trainer", "participant")


def list_sittings() -> list[Path]:
    """Return the source of each sitting, in their order."""
    return sorted((notebooks_folder() / "workshop").glob("*.ipynb"))


def make_edition(source: Path, language: str, edition: str) -> str:
    """Return the text of a sitting's notebook in a language, for one of `EDITIONS`, nothing run yet."""
    notebook = json.loads(speak(source, language, {}))
    if edition == "participant":
        notebook["cells"] = [cell for cell in notebook["cells"] if SOLUTION not in tags_of(cell)]
    for number, cell in enumerate(notebook["cells"]):
        # A number that counted on over cells that are left out would say where they were.
        cell["id"] = hash_bytes(f"{source.stem} {number}".encode())[:8]
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def solve_edition(source: Path, language: str) -> str:
    """Return the participants' edition as it is when all of it was completed by the solutions."""
    trainer = json.loads(make_edition(source, language, "trainer"))["cells"]
    notebook = json.loads(make_edition(source, language, "participant"))
    answers = [cell["source"] for cell in trainer if _is_code(cell) and SOLUTION in tags_of(cell)]
    open_cells = [cell for cell in notebook["cells"] if EXERCISE in tags_of(cell)]
    for cell, answer in zip(open_cells, answers, strict=True):
        cell["source"] = answer
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def tags_of(cell: dict) -> list[str]:
    """Return the tags of a cell as it stands in a notebook's file."""
    return cell.get("metadata", {}).get("tags", [])


def _is_code(cell: dict) -> bool:
    return cell["cell_type"] == "code"

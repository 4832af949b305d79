"""A notebook in one language, to be worked in: its words in it, its parameters set, nothing run yet.

English is the source; the cells of another language stand beside it, tagged `lang-<language>`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from ssi_outcomes.base.cell_tags import PARAMETERS, speaks, words_in
from ssi_outcomes.base.errors import LANGUAGES, message
from ssi_outcomes.running.notebooks import Parameter, declared_parameters, read_cells


def speak(source: Path, language: str, given: Mapping[str, str]) -> str:
    """Return the text of a notebook with the words of `language` alone, and `given` as its parameters.

    A parameter that is not given keeps its value; `report_lang` is `language`. Raises UsageError (no such
    notebook, not a notebook, a parameters cell of another form).
    """
    values = {**given, "report_lang": language}
    notebook = json.loads(source.read_text("utf-8"))
    declared = declared_parameters(source).values()
    shown = [cell for cell in read_cells(source) if speaks(_tags(cell), language)]
    notebook["cells"] = [_fresh(cell, _set(declared, values, language)) for cell in shown]
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _fresh(cell: dict, parameters: str) -> dict:
    """Return a cell as it is before it is run, without what says of which language it is."""
    spoken = {words_in(language) for language in LANGUAGES}
    tags = [tag for tag in _tags(cell) if tag not in spoken]
    text = parameters if PARAMETERS in tags else cell["source"]
    fresh = {**cell, "metadata": {"tags": tags} if tags else {}, "source": text.splitlines(keepends=True)}
    return fresh | ({"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else {})


def _set(declared: Iterable[Parameter], values: Mapping[str, str], language: str) -> str:
    """Return a parameters cell, each line with its explanation."""
    lines = []
    for each in declared:
        value = values.get(each.name, each.default)
        shown = json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)
        told = message(f"parameter_{each.name}", language)
        lines.append(f"{each.name}: {each.kind} = {shown}  # {told}")
    return "\n".join(lines)


def _tags(cell: dict) -> list[str]:
    return cell.get("metadata", {}).get("tags", [])

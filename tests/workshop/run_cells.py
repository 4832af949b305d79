"""An edition's code cells, run one after the other in this very process: what each gave, or raised."""

from __future__ import annotations

import ast
import json

from ssi_outcomes.workshop.editions import tags_of


def run(text: str) -> list[tuple[list[str], object, Exception | None]]:
    """Return tags, value and error of each code cell; a cell that fails does not stop those after it."""
    known: dict[str, object] = {}
    ran = []
    for cell in json.loads(text)["cells"]:
        if cell["cell_type"] == "code":
            try:
                ran.append((tags_of(cell), _run("".join(cell["source"]), known), None))
            except Exception as error:  # noqa: BLE001 whatever a notebook would show
                ran.append((tags_of(cell), None, error))
    return ran


def _run(source: str, known: dict[str, object]) -> object:
    *before, last = ast.parse(source).body
    if not isinstance(last, ast.Expr):
        before, last = [*before, last], None
    exec(compile(ast.Module(before, []), "cell", "exec"), known)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), known) if last else None

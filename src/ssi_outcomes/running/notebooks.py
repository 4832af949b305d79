"""Run a notebook with parameters that were checked first, in a kernel of this
very Python, and say clearly what failed.

papermill checks nothing and writes straight onto its output; what it lacks is here. It is
imported only when a notebook really runs.
"""

from __future__ import annotations

import ast
import io
import json
import logging
import math
import shutil
import sys
import time
import tokenize
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from ssi_outcomes.base import paths
from ssi_outcomes.base.errors import NotebookFailed, UsageError, message
from ssi_outcomes.base.files import remove_file, write_whole
from ssi_outcomes.running.executed import cleaned, without_quotes
from ssi_outcomes.running.failures import as_ours, is_ones_own

# What jupyter_client says of a kernel that ended before its first answer.
_NEVER_STARTED = "kernel_info"
# Seconds for a kernel to start and for an output to arrive: a loaded machine is slow, not broken.
_PATIENCE = 600
# Seconds that one notebook may take, all its cells together: it takes one in a hundred of it.
LONGEST = 1800
# Of papermill, which tells nothing of its own and keeps nothing while it runs.
_OPTIONS = {
    "kernel_name": "python3",
    "language": "python",
    "progress_bar": False,
    "request_save_on_cell_execute": False,
    "autosave_cell_every": 0,
    "start_timeout": _PATIENCE,
    "iopub_timeout": _PATIENCE,
}
_TYPES = {"str": str, "int": int, "float": float, "bool": bool}


@dataclass(frozen=True)
class Parameter:
    """What a notebook's parameters cell says of one parameter."""

    name: str
    kind: str
    default: str | int | float | bool
    comment: str


def run_notebook(source: Path, parameters: dict, output: Path, stage: Path) -> Path:
    """Run `source` with `parameters` and write the executed notebook to `output`, whole; return `output`.

    The kernel writes its own results under `stage` (`SSI_STAGE`) and works in the folder of `source`. Raises
    UsageError (parameters), NotebookFailed (the notebook as far as it ran is kept as `*.failed.ipynb` beside
    `output`), or what the notebook itself raised if that is one of this package's errors.
    """
    check_parameters(source, parameters)
    private = stage.with_name(f"{stage.name}.kernel")
    kept = failed_copy(output)
    try:
        private.mkdir(parents=True)
        stage.mkdir(parents=True, exist_ok=True)
        notebook = _execute(source, parameters, private, stage, kept)
        write_whole(output, cleaned(notebook, (private, stage)))
    except OSError as error:  # a full disk names no file
        error.filename = error.filename or str(output)
        raise
    finally:
        shutil.rmtree(private, ignore_errors=True)
    remove_file(kept)
    return output


def failed_copy(output: Path) -> Path:
    """Return where the notebook that was to become `output` is kept if it fails."""
    return output.with_name(f"{output.stem}.failed.ipynb")


def check_parameters(source: Path, parameters: dict) -> None:
    """Raise UsageError unless each parameter is in the notebook's parameters cell, with its type."""
    declared = declared_parameters(source)
    for name, value in parameters.items():
        if name not in declared:
            names = ", ".join(f"{p.name} ({message(f'type_{p.kind}')})" for p in declared.values())
            raise UsageError(
                "unknown_parameter", notebook=paths.shown(source), name=str(name)[:80], names=names or "-"
            )
        if not _is_a(value, declared[name].kind):
            expected, given = message(f"type_{declared[name].kind}"), f"{type(value).__name__} {value!r:.60}"
            values = {"expected": expected, "given": given, "default": repr(declared[name].default)}
            raise UsageError("wrong_parameter_type", notebook=paths.shown(source), name=name, **values)


def declared_parameters(source: Path) -> dict[str, Parameter]:
    """Return the parameters of the cell tagged `parameters`, in order:
    typed literals, each with a trailing comment.

    Raises UsageError: no such notebook, not a notebook, no tagged cell or
    several, a line of it that is something else.
    """
    code = _parameters_cell(source)
    comments = _trailing_comments(code, source)
    declared = {}
    for statement in ast.parse(code).body:
        parameter = _read_parameter(statement, comments.get(statement.end_lineno, ""))
        if parameter is None:
            raise UsageError(
                "bad_parameters_cell", notebook=paths.shown(source), line=ast.unparse(statement)[:80]
            )
        declared[parameter.name] = parameter
    return declared


def read_cells(source: Path) -> list[dict]:
    """Return the cells of a notebook as plain dictionaries, each `source` one text; raises UsageError."""
    if not source.is_file():
        raise UsageError("no_notebook", notebook=paths.shown(source))
    try:
        cells = json.loads(source.read_text("utf-8"))["cells"]
        return [{**cell, "source": "".join(cell["source"])} for cell in cells]
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError("not_a_notebook", notebook=paths.shown(source)) from error


def imported_modules(sources: Iterable[Path]) -> list[str]:
    """Return what cells of notebooks import by `import name`, sorted; one that is no Python has none."""
    found: set[str] = set()
    for code in {cell["source"] for source in sources for cell in read_cells(source)}:
        with suppress(SyntaxError, ValueError):
            imports = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Import))
            found |= {name.name for node in imports for name in node.names}
    return sorted(found)


def _parameters_cell(source: Path) -> str:
    tagged = [cell for cell in read_cells(source) if "parameters" in cell.get("metadata", {}).get("tags", ())]
    if len(tagged) != 1:
        raise UsageError("no_parameters_cell", notebook=paths.shown(source), count=len(tagged))
    return tagged[0]["source"]


def _trailing_comments(code: str, source: Path) -> dict[int, str]:
    try:
        ast.parse(code)
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (SyntaxError, ValueError, tokenize.TokenError) as error:
        line = getattr(error, "text", None) or code
        raise UsageError(
            "bad_parameters_cell", notebook=paths.shown(source), line=line.strip()[:80]
        ) from error
    return {token.start[0]: token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT}


def _read_parameter(statement: ast.stmt, comment: str) -> Parameter | None:
    match statement:
        case ast.AnnAssign(
            target=ast.Name(id=name), annotation=ast.Name(id=kind), value=ast.expr() as value
        ) if kind in _TYPES:
            try:
                default = ast.literal_eval(value)
            except ValueError:
                return None
            return Parameter(name, kind, default, comment) if _is_a(default, kind) else None
    return None


def _is_a(value: object, kind: str) -> bool:
    # Exact types: papermill writes numpy's integers as texts, and to Python True is an int.
    if kind == "float":
        return type(value) in (int, float) and math.isfinite(value)
    return type(value) is _TYPES[kind]


def _execute(source: Path, parameters: dict, private: Path, stage: Path, kept: Path):
    """Return the executed notebook as nbformat's node; on failure write
    what there is of it to `kept` and raise.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # it builds parsers at import, for more than a second
    import nbformat
    import papermill
    from nbclient.exceptions import CellTimeoutError

    from ssi_outcomes.running import kernels

    logging.getLogger("papermill").setLevel(logging.CRITICAL + 1)  # what it has to say is said by our errors
    deadline = time.monotonic() + LONGEST
    copy, result = private / "source.ipynb", private / "executed.ipynb"
    nbformat.write(nbformat.read(source, as_version=4), copy)
    try:
        return _start_again_once(
            papermill.execute_notebook,
            # papermill fills in {braces} in paths.
            *(str(path).replace("{", "{{").replace("}", "}}") for path in (copy, result)),
            parameters,
            kernel_manager_class=kernels.own_kernel(private, {"SSI_STAGE": str(stage)}, source.parent),
            extra_arguments=["--IPKernelApp.log_level=40"],
            shutdown_kernel="immediate",
            timeout_func=lambda _: max(1, ceil(deadline - time.monotonic())),
            **_OPTIONS,
        )
    except papermill.PapermillExecutionError as error:
        own = is_ones_own(parameters)
        failed = nbformat.read(result, as_version=4)
        write_whole(kept, cleaned(without_quotes(failed) if own else failed, (private, stage)))
        raise as_ours(error, source, kept, quotes=not own) from None
    except CellTimeoutError as error:
        raise NotebookFailed(
            "notebook_hangs", notebook=paths.shown(source), minutes=ceil(LONGEST / 60)
        ) from error
    except RuntimeError as error:  # the kernel did not start, or died
        said = kernels.last_words(private) or str(error)
        raise NotebookFailed("kernel_died", notebook=paths.shown(source), error=said) from error


def _start_again_once(execute: Callable, *given: object, **options: object):
    """Return what `execute` does; once more where its kernel never started: two kernels, of two programs,
    took the same port at the same moment.
    """
    try:
        return execute(*given, **options)
    except RuntimeError as error:
        if _NEVER_STARTED not in str(error):
            raise
        return execute(*given, **options)

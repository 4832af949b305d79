"""A hash of code that was tried: what a stored table's numbers hang on, without the words about it.

A recipe that takes minutes or hours (a calibration) stores its table once, with the hash of
the code it ran. Formatting, comments, docstrings and where a module lies do not count: a move,
or a better sentence, asks for no new run.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
# What says nothing of what code does, or differs between Pythons.
_SILENT = ("ctx", "kind", "type_comment", "type_params", "type_ignores")


def hash_code(start: str, rooms: Collection[str]) -> str:
    """Return the SHA-256 of what `start` runs: itself and each module of
    `rooms` that it imports, directly or not.

    Names are below the package, with dots, as `worlds.calibration`; a room may be one module.
    """
    return hash_modules(find_modules(start, rooms))


def hash_modules(paths: Iterable[Path]) -> str:
    """Return the SHA-256 of what these modules do, wherever each of them lies."""
    digests = sorted(_hash_module(path.read_text("utf-8")) for path in paths)
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def find_modules(start: str, rooms: Collection[str]) -> list[Path]:
    """Return the file of `start` and of each module of `rooms` that it imports, directly or not, by name."""
    found, todo = {}, [start]
    while todo:
        name = todo.pop()
        path = _file_of(name)
        if name not in found and path:
            found[name] = path
            todo += [each for each in _imported(path) if _is_in(each, rooms)]
    return [found[name] for name in sorted(found)]


def _file_of(name: str) -> Path | None:
    path = PACKAGE.joinpath(*name.split("."))
    # A room's own menu runs nothing of itself.
    return path.with_suffix(".py") if path.with_suffix(".py").is_file() else None


def _imported(path: Path) -> Iterator[str]:
    """Return the names, below the package, that a module imports from, and what
    it takes of each: a room's modules, too.
    """
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{PACKAGE.name}."):
            name = node.module.partition(".")[2]
            yield name
            yield from (f"{name}.{each.name}" for each in node.names)


def _is_in(name: str, rooms: Collection[str]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def _hash_module(text: str) -> str:
    return hashlib.sha256(_told(ast.parse(text)).encode()).hexdigest()


def _told(part: object) -> str:
    """Return a syntax tree as one text that is the same in every Python, without imports and docstrings."""
    if isinstance(part, ast.JoinedStr):  # some Pythons end it with an empty text
        part = ast.JoinedStr([each for each in part.values if getattr(each, "value", None) != ""])
    if isinstance(part, ast.AST):
        parts = ((name, getattr(part, name, None)) for name in part._fields if name not in _SILENT)
        # Some Pythons leave out what is empty, others do not.
        told = ", ".join(f"{name}={_told(each)}" for name, each in parts if each not in (None, []))
        return f"{type(part).__name__}({told})"
    if isinstance(part, list):
        return f"[{', '.join(_told(each) for each in part if not _is_silent(each))}]"
    return repr(part)


def _is_silent(part: object) -> bool:
    """Tell whether a part says something without doing it: a docstring, an import."""
    if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant):
        return isinstance(part.value.value, str)
    return isinstance(part, (ast.Import, ast.ImportFrom))

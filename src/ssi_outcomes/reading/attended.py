"""Who stands by while files are read: is told which ones reading is at, and says which to leave out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Attendant:
    """`at` is told the labels of the files that are being read, none where it is all of them; `left_out` has
    the key of a message, with its values, by the path of each file that is not to be opened.
    """

    at: Callable[[tuple[str, ...]], None] = lambda labels: None
    left_out: Mapping[str, tuple[str, dict[str, object]]] = field(default_factory=dict)


_NOBODY = Attendant()
_PRESENT: ContextVar[Attendant] = ContextVar("attendant", default=_NOBODY)  # noqa: B039 - it is frozen


def tell_at(*labels: str) -> None:
    """Say which files are read from now on; none: all of them together."""
    _PRESENT.get().at(labels)


def files_left_out() -> Mapping[str, tuple[str, dict[str, object]]]:
    """Return which files are not to be opened, by their paths, and why."""
    return _PRESENT.get().left_out


@contextmanager
def attended(attendant: Attendant) -> Iterator[None]:
    """Read with somebody standing by."""
    token = _PRESENT.set(attendant)
    try:
        yield
    finally:
        _PRESENT.reset(token)

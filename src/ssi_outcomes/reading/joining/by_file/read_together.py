"""Read the archives of a kind together, as one may hold again what another does; what breaks that is found
out, left out and named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ssi_outcomes.reading.attended import tell_at
from ssi_outcomes.reading.joining.by_file.unforeseen import refusing
from ssi_outcomes.reading.joining.found import Found
from ssi_outcomes.reading.joining.whose.person_questions import Origin
from ssi_outcomes.reading.kinds.kind import ArchiveKind
from ssi_outcomes.reading.parsed import Sheet

Files = Mapping[str, bytes | Sheet]


@dataclass(frozen=True)
class Piece:
    """One archive: where it lies, its loose files (none where it is packed), and how it is opened of some of
    them.
    """

    origin: Origin
    open: Callable[[Files], object] = field(repr=False)
    files: Files = field(default_factory=dict, repr=False)


def read_together(kind: ArchiveKind, pieces: Sequence[Piece], found: Found) -> None:
    """Add to `found` what the archives say, or why one of them, or one of their loose files, is refused."""
    try:
        opened = [(piece, _open(piece)) for piece in pieces]
        tell_at(*(name for piece in pieces for name in piece.files or (piece.origin.path,)))
        said = kind.read([bundle for _, bundle in opened])
    except Exception:
        opened = _that_read(kind, pieces, found)
        said = kind.read([bundle for _, bundle in opened])
    for parsed, (piece, _) in zip(said, opened, strict=True):
        found.take(piece.origin.path, lambda parsed=parsed: parsed, piece.origin)


def _open(piece: Piece) -> object:
    tell_at(*(piece.files or (piece.origin.path,)))
    with refusing(piece.origin.path):
        return piece.open(piece.files)


def _that_read(kind: ArchiveKind, pieces: Sequence[Piece], found: Found) -> list[tuple[Piece, object]]:
    """Return the archives that can be read with those before them, each of the loose files that can."""
    kept: list[tuple[Piece, object]] = []
    for piece in pieces:
        good: dict[str, bytes | Sheet] = {}
        for name in piece.files or (piece.origin.path,):
            trial = {**good, name: piece.files[name]} if piece.files else {}

            def read(piece: Piece = piece, trial: Files = trial) -> None:
                kind.read([*(bundle for _, bundle in kept), piece.open(trial)])

            if found.keep(name, read):
                good = trial or {name: b""}
        if good:
            kept.append((piece, piece.open(good if piece.files else {})))
    return kept

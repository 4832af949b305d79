"""What a file that breaks readers holds, and what must become of it."""

from __future__ import annotations

from dataclasses import dataclass, field

COLUMNS = {
    "person": ["Personne", "Nom", "Prénom et nom"],
    "date": ["Date", "Date de relevé"],
    "ssi": ["SSI", "Score SSI"],
    "note": ["Note"],
}
REQUIRED = [["person"], ["ssi"]]
HEAD = "Personne;Date;SSI"
ONE, TWO = "P01;2026-01-05;52,6", "P02;2026-01-12;48"
BOTH = {2: ("P01", 52.6), 3: ("P02", 48.0)}


@dataclass(frozen=True)
class Nasty:
    """A file: its `taken` rows (line -> person and score), `lost` lines (line -> key), or the key it is `refused` with.

    `table` is false where no table must be found; `ignored` and `blank` rows are counted.
    """

    name: str
    content: bytes
    taken: dict[int, tuple[str, float | str]] = field(default_factory=dict)
    lost: dict[int, str] = field(default_factory=dict)
    refused: str | None = None
    table: bool = True
    ignored: int = 0
    blank: int = 0

"""What passes between the readers: sheets of cells on the way in, records and refusals on the way out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # who only passes texts on needs neither
    import pandas as pd
    import pyarrow as pa

# A text file gives text; a workbook gives what was typed into it. Blank is None or "".
Cell = str | int | float | bool | date | datetime | None
Remark = tuple[str, dict[str, object]]  # a sentence of `messages.toml`, and what fills it in


@dataclass(frozen=True)
class Rejected:
    """A row, or a whole file (no line), that was not taken: where, the cell, and
    the rule in `messages.toml` that it breaks.

    `raw` is the row's text as it stood, kept on the user's disk only;
    readers of private archives leave it empty. So many `more` rows of the file break the same rule, and are
    not listed one by one.
    """

    file: str
    key: str
    line: int | None = None
    column: str | None = None
    value: str = ""
    values: dict[str, object] = field(default_factory=dict)
    raw: str = field(default="", repr=False)
    more: int = 0


@dataclass(frozen=True)
class Sheet:
    """One table-like sheet of a file: `rows` of cells with the line on which each begins (from 1).

    `name` is the sheet's own ("" in a text file); `faults` are lines that could not be cut into cells. `bulk`
    has all cells of a large clean text as columns, under its header; `rows` are then the first ones. A
    `hidden` sheet is not shown to who opens its workbook; `remarks` say what else a reader has to know of it.
    `separator` is what stands between the cells of a text.
    """

    file: str
    name: str
    lines: Sequence[int]
    rows: tuple[tuple[Cell, ...], ...]
    faults: tuple[Rejected, ...] = ()
    bulk: pa.Table | None = field(default=None, repr=False, compare=False)
    hidden: bool = False
    remarks: tuple[Remark, ...] = ()
    separator: str = field(default="", repr=False, compare=False)

    def row_at(self, line: int | None) -> tuple[Cell, ...] | None:
        """Return the row that begins on a line, if there is one."""
        if line is None:
            return None
        if self.bulk is not None and line > 1:
            return (
                tuple(column[line - 2].as_py() or "" for column in self.bulk.columns)
                if line in self.lines
                else None
            )
        place = bisect_left(self.lines, line)
        return self.rows[place] if place < len(self.rows) and self.lines[place] == line else None


# Told of what was refused, by the files' own labels, with how to get at the sheets that it stands in.
HandBack = Callable[[Sequence[Rejected], Mapping[str, Callable[[], Sheet]]], None]


@dataclass(frozen=True)
class Parsed:
    """What a reader made of one sheet or file: `kind` (a key of the labels),
    records by table, and the fate of each row.

    The records are dictionaries, or a frame where there are many. rows = accepted + rejected rows + blank;
    `ignored` rows (preamble, totals, footers) are counted apart. Persons in the records are still as the file
    names them: `joining` replaces them before anything leaves the room. Files of one `series` are exports
    of the same counts, each with the last day that it knows: of two that hold a day, the later one counts.
    `headers` are the file's own names of its columns, by ours. `owner` is whose an archive says that it is,
    `source` the path of the file that is shown by another name, `beside` what stands beside a table that
    names nobody, and may be a name.
    """

    file: str
    kind: str
    tables: dict[str, list[dict[str, object]] | pd.DataFrame]
    rows: int
    accepted: int
    blank: int = 0
    ignored: int = 0
    rejected: tuple[Rejected, ...] = ()
    notes: tuple[Remark, ...] = ()
    series: tuple[str, date] | None = field(default=None, repr=False)
    owner: str | None = field(default=None, repr=False)
    source: str = field(default="", repr=False)
    beside: tuple[str, ...] = field(default=(), repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        refused = len({(each.line) for each in self.rejected if each.line is not None})
        if self.rows != self.accepted + refused + self.blank:
            raise AssertionError(
                f"{self.file}: {self.rows} rows, of which {self.accepted} + {refused} + {self.blank} are "
                f"accounted for"
            )


@dataclass(frozen=True)
class Context:
    """What a file cannot say itself: whose folder it lies in, when and where it is read, and what
    `mapping.toml` says of it.

    `counted` holds the calendar events of the files before it (person, identifier,
    start): one in two calendars counts once.
    """

    today: date
    owner: str | None = None
    time_zone: str = "Europe/Paris"
    mapping: dict[str, object] = field(default_factory=dict)
    counted: set[tuple[str, str, datetime]] = field(default_factory=set, repr=False, compare=False)

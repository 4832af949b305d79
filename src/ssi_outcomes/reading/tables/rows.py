"""Turn a table that was found into records: each column read by its rule,
each row accepted whole, rejected, or blank.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd

from ssi_outcomes.reading.bulk.alike import BLANK, IGNORED, Touched, build_alike, fate_of
from ssi_outcomes.reading.bulk.columns import Column, read_column
from ssi_outcomes.reading.cells.text import NotClean, show_row
from ssi_outcomes.reading.cells.values import ValueFault, read_cells, read_text
from ssi_outcomes.reading.gaps import GAPS, PERSON, Lines, Scope
from ssi_outcomes.reading.opening.limits import check_count
from ssi_outcomes.reading.parsed import Cell, Parsed, Rejected, Sheet
from ssi_outcomes.reading.swallowed import without_swallowed
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.mapping import Entry, paste

Row = dict[str, object]
Records = list[tuple[str, dict[str, object]]]
Readers = Mapping[str, Callable[[Cell], object]]
Build = Callable[[Row, int], Records | str]
Note = tuple[str, dict[str, object]]
# The place of a row, what could be read of it, what is wrong with it.
Refused = tuple[int, Row, list[tuple[str | None, ValueFault]]]
# Rows from which a table is read by its columns: fewer take the twentieth of a second row by row.
MANY = 5_000
_SHOWN = 10  # lines that a note names


class RowFault(ValueFault):
    """A row whose cells are each readable, but not together; `column` is the one to look at first."""

    def __init__(self, column: str, key: str, **values: object):
        super().__init__(key, **values)
        self.column = column


def read_rows(
    table: Anchored,
    kind: str,
    readers: Readers,
    build: Build,
    *,
    scope: Scope | None = None,
    alike: bool = True,
) -> Parsed:
    """Return the records that `build` makes of each row's values and line.

    `readers` says how each column is read; one cell that cannot be read, or a RowFault from `build`, rejects
    its row (or itself `alone`, where the scope says so), and what `scope` tells of it is a gap. A row of
    which `build` makes nothing but gaps is blank: it says who and when, and counts nothing. `build` is called
    once for all rows that differ in their numbers and names alone: it passes those on as they are, and
    remembers no row (`bulk` says what it may do). One that must is not `alike`. Raises NotClean where a large
    clean text is not so clean, or has to be read row by row.
    """
    own = {name: read for name, read in readers.items() if name in table.columns}
    table = without_swallowed(table, _lines_of(table, own, {}, scope)) if scope else table
    alike = alike and not (scope and scope.alone) and len(table.lines) >= MANY
    if alike and (columns := _read_texts(table, own)) is not None:
        try:
            return _read_by_columns(table, kind, columns, own, build, scope)
        except Touched:
            pass
    if table.bulk is not None:
        raise NotClean
    return _read_by_rows(table, kind, own, build, scope)


def _read_by_rows(table: Anchored, kind: str, readers: Readers, build: Build, scope: Scope | None) -> Parsed:
    values, faults = _read_columns(table, readers)
    tables: dict[str, list[dict[str, object]]] = defaultdict(list)
    fates: dict[str, int] = defaultdict(int)
    alone = scope.alone.keys() if scope else set()
    for place, line in enumerate(table.lines):
        unread = {name for name, _ in faults[place]} if place in faults else ()
        if unread and not unread <= alone:
            continue
        row = {name: column[place] for name, column in values.items()}
        for name in unread:
            del row[name]
        try:
            found = build(row, line)
        except ValueFault as fault:
            faults[place].append((getattr(fault, "column", None), fault))
            continue
        if not unread:
            fates[fate_of(found)] += 1
        for name, record in found if not isinstance(found, str) else ():
            tables[name].append({**record, "source_line": line})
    refused = [
        (place, {name: column[place] for name, column in values.items()}, faults[place])
        for place in sorted(faults)
    ]
    lines = scope and _lines_of(table, readers, values, scope)
    return _account(table, kind, dict(tables), fates, refused, lines)


def _read_by_columns(
    table: Anchored,
    kind: str,
    columns: Mapping[str, Column],
    readers: Readers,
    build: Build,
    scope: Scope | None,
) -> Parsed:
    """Return the same as `_read_by_rows`, the records as frames; raises Touched where `build` looks at
    numbers, NotClean as `read_rows`.
    """
    faults: dict[int, list[tuple[str | None, ValueFault]]] = defaultdict(list)
    for name, column in columns.items():
        for place in column.find_faults().tolist():
            faults[place].append((name, column.fault_at(place)))
    sound = np.ones(len(table.lines), bool)
    sound[list(faults)] = False
    built = build_alike(columns, table.lines, np.flatnonzero(sound), build)
    for place, fault in built.faults.items():
        faults[place].append((getattr(fault, "column", None), fault))
    if faults and table.bulk is not None:
        raise NotClean
    refused = [
        (place, {name: column.at(place) for name, column in columns.items()}, faults[place])
        for place in sorted(faults)
    ]
    lines = scope and _lines_of(table, readers, {name: columns[name].values for name in columns}, scope)
    return _account(table, kind, built.tables, built.fates, refused, lines)


def _account(
    table: Anchored,
    kind: str,
    tables: Mapping[str, list | pd.DataFrame],
    fates: Mapping[str, int],
    refused: Sequence[Refused],
    lines: Lines | None,
) -> Parsed:
    """Return what was read, with each refused row among the rejected, and what it was about among the
    gaps.
    """
    rejected, gaps = list(table.rejected), []
    check_count("refused", len(rejected) + len(refused), table.file)
    for place, row, faults in refused:
        rejected += [_reject(table, place, name, fault) for name, fault in faults]
        lost = lines.scope.gaps_of_refused(row, faults) if lines else []
        gaps += [gap | {"source_line": table.lines[place]} for gap in lost]
    if lines:
        gaps += [gap | {"source_line": each.line} for each in table.rejected for gap in lines.gaps(each)]
    return Parsed(
        file=table.file,
        kind=kind,
        tables=_with_gaps(tables, gaps),
        rows=table.read - fates.get(IGNORED, 0),
        accepted=fates.get("accepted", 0),
        blank=table.blank + fates.get(BLANK, 0),
        ignored=table.ignored + fates.get(IGNORED, 0),
        rejected=tuple(rejected),
        notes=_say_not_stated(tables.get(GAPS, ())),
        headers=table.headers,
    )


def _with_gaps(tables: Mapping[str, list | pd.DataFrame], gaps: list[dict[str, object]]) -> dict:
    stated = tables.get(GAPS, [])
    if gaps and isinstance(stated, pd.DataFrame):
        gaps = pd.concat([stated.astype({"person": object, "name": object}), pd.DataFrame(gaps)])
    elif isinstance(stated, list):
        gaps = [*stated, *gaps]
    else:
        gaps = stated
    return {**tables, **({GAPS: gaps} if len(gaps) else {})}


def _say_not_stated(gaps: list[dict[str, object]] | pd.DataFrame) -> tuple[Note, ...]:
    """Return the notes on cells that were left empty where something is counted or the score is read."""
    if not len(gaps):
        return ()
    found = pd.DataFrame(gaps)
    is_score = found["table"] == "ssi"
    said = {"cells_not_stated": found[~is_score], "scores_not_stated": found[is_score]}
    return tuple((key, _count_blank(rows)) for key, rows in said.items() if len(rows))


def _count_blank(gaps: pd.DataFrame) -> dict[str, object]:
    lines = [int(line) for line in gaps["source_line"].unique()]
    shown = ", ".join(map(str, lines[:_SHOWN])) + (" …" if len(lines) > _SHOWN else "")
    return {"count": len(gaps), "rows": len(lines), "lines": shown}


def _lines_of(
    table: Anchored, readers: Readers, values: Mapping[str, Iterable[object]], scope: Scope
) -> Lines:
    width = len(table.rows[0]) if table.rows else max(table.columns.values(), default=-1) + 1
    people = {person for name in PERSON[:2] for person in values.get(name, ()) if person}
    return Lines(table.columns, width, readers, people, scope)


def unread_note(table: Anchored, sheet: Sheet, entry: Entry) -> tuple[tuple[str, dict[str, object]], ...]:
    """Return the note that lists the columns that were not read, if there are any."""
    if not table.unknown:
        return ()
    lines = paste(sheet.file, sheet.name, entry, ignore=list(table.unknown[:20]))
    return (("columns_unread", {"columns": ", ".join(table.unknown[:20])[:300], "paste": lines}),)


def _read_texts(table: Anchored, readers: Readers) -> dict[str, Column] | None:
    """Return the columns of a table of texts, or None if it has other cells; raises NotClean."""

    def read(name: str) -> Column | None:
        cells = table.texts(name)
        return None if cells is None else read_column(cells, readers[name])

    # pyarrow lets go of Python while it works.
    with ThreadPoolExecutor(2) as pool:
        columns = dict(zip(readers, pool.map(read, readers), strict=True))
    if table.bulk is not None and any(column.faults for column in columns.values()):
        raise NotClean
    return None if None in columns.values() else columns


def _read_columns(
    table: Anchored, readers: Readers
) -> tuple[dict[str, list[object]], dict[int, list[tuple[str | None, ValueFault]]]]:
    values: dict[str, list[object]] = {}
    faults: dict[int, list[tuple[str | None, ValueFault]]] = defaultdict(list)
    for name, read in readers.items():
        values[name], wrong = read_cells(table.column(name), read)
        for place, fault in wrong.items():
            faults[place].append((name, fault))
    return values, faults


def _reject(table: Anchored, place: int, name: str | None, fault: ValueFault) -> Rejected:
    cells = table.rows[place]
    value = read_text(table.cell(cells, name))[:200] if name else ""
    return Rejected(
        file=table.file,
        key=fault.key,
        line=table.lines[place],
        column=table.headers.get(name, name) if name else None,
        value=value,
        values={"value": value, **fault.values},
        raw=show_row(cells),
    )

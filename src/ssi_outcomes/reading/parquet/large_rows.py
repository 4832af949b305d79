"""The rows of a panel in Parquet that does not fit into memory: all files under each other in our columns,
each row with its file and its number in it.

What a cell means is what `panel_rows.py` says of it; a person is a whole number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import narwhals as nw
import pyarrow as pa
import pyarrow.parquet as pq

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.base.spelling import means_team, same_name
from ssi_outcomes.reading.joining.by_file.unforeseen import refusing
from ssi_outcomes.reading.parquet.engines.row_engine import Engine
from ssi_outcomes.reading.parquet.panel_rows import FILE, ROW, read_parts
from ssi_outcomes.reading.parquet.panel_schema import DAYS, MONDAY, PERSON, match_columns
from ssi_outcomes.reading.parsed import Rejected
from ssi_outcomes.reading.tables.mapping import Entry

_NUMBER = "number"  # of a person who is named by a text
_INT96 = "INT96"


@dataclass(frozen=True)
class Source:
    """One file: its path and its name in the folder, how many rows it has, which of our columns are which of
    its own, with their types, and which are told by the folders that it lies in; and whether its weeks are
    moments as older programs wrote them.
    """

    path: Path
    name: str
    rows: int
    taken: Mapping[str, str]
    unread: tuple[str, ...]
    types: Mapping[str, pa.DataType]
    parts: Mapping[str, str]
    int96: bool = False


def match_sources(
    folder: Path, paths: Iterable[Path], entries: Mapping[str, Entry]
) -> tuple[list[Source], list[Rejected]]:
    """Return the files whose columns are those of a panel, and those that are refused."""
    found, refused = [], []
    for path in paths:
        name = path.relative_to(folder).as_posix()
        try:
            with refusing(name):
                found.append(_match(path, folder, name, entries.get(name, {})))
        except FileRefused as refusal:
            values = {key: value for key, value in refusal.values.items() if key != "file"}
            refused.append(Rejected(name, refusal.key, values=values))
    return found, refused


def _match(path: Path, folder: Path, name: str, entry: Entry) -> Source:
    try:
        with pq.ParquetFile(path) as file:
            schema, rows = file.schema_arrow, file.metadata.num_rows
            old = {column.path for column in file.schema if column.physical_type == _INT96}
    except pa.ArrowException as fault:
        raise FileRefused("file_panel_broken", file=name, reason=str(fault).splitlines()[0][:200]) from fault
    parts = read_parts(path, folder, schema)
    types = {each.name: each.type for each in schema} | dict.fromkeys(parts, pa.string())
    columns = match_columns(pa.schema(list(types.items())), entry, name)
    own = {ours: types[theirs] for ours, theirs in columns.taken.items()}
    int96 = columns.taken[MONDAY] in old
    return Source(path, name, rows, columns.taken, columns.unread, own, parts, int96)


def lay_rows(engine: Engine, sources: Sequence[Source]) -> nw.LazyFrame:
    """Return all rows of the files: file (a number), row (from 1), person, week (a moment), and the numbers,
    a cell that is not known as null.
    """
    columns = our_columns(sources)
    names = None if are_numbers(sources) else _number_people(engine, sources)
    laid = []
    for places in _group(sources):
        rows = engine.scan({place: sources[place] for place in places})
        laid.append(_lay_alike(rows, sources[places[0]], columns, names))
    return nw.concat(laid)


def _lay_alike(
    rows: nw.LazyFrame, source: Source, columns: Iterable[str], names: nw.LazyFrame | None
) -> nw.LazyFrame:
    """Return the rows of files that are alike `source`."""
    cells = {name: _read_number(name, source) for name in columns if name not in (PERSON, MONDAY)}
    if names is None:
        person = nw.col(PERSON).cast(nw.Int64)
    else:
        rows = rows.with_columns(nw.col(PERSON).cast(nw.String)).join(names, on=PERSON, how="left")
        person = nw.col(_NUMBER)
    cells |= {PERSON: person, MONDAY: nw.col(MONDAY)}
    return rows.select(FILE, ROW, **{name: cells[name] for name in columns})


def _read_number(name: str, source: Source) -> nw.Expr:
    if name not in source.taken:
        return nw.lit(float(WEEK) if name == DAYS else None, nw.Float64)
    number = nw.col(name).cast(nw.Float64)
    return nw.when(~number.is_nan()).then(number)


def our_columns(sources: Iterable[Source]) -> list[str]:
    """Return which of our columns the files have, the days first: each person's week has them."""
    told = dict.fromkeys(name for source in sources for name in source.taken)
    return [DAYS, *(name for name in told if name != DAYS)]


def are_numbers(sources: Iterable[Source]) -> bool:
    """Tell whether people are whole numbers in each file: they are then called by them."""
    types = [source.types[PERSON] for source in sources]
    return all(pa.types.is_integer(kind) and not pa.types.is_uint64(kind) for kind in types)


def _group(sources: Sequence[Source]) -> list[list[int]]:
    """Return the places of the files whose columns are alike."""
    groups: dict[object, list[int]] = {}
    for place, source in enumerate(sources):
        types = tuple(map(str, source.types.values()))
        alike = (tuple(source.taken.items()), types, tuple(source.parts), source.int96)
        groups.setdefault(alike, []).append(place)
    return list(groups.values())


def _number_people(engine: Engine, sources: Sequence[Source]) -> nw.LazyFrame:
    """Return each spelling of a name with the number of the person: two spellings of one name are one person,
    and a name that is nobody's has none.
    """
    spelled = nw.concat(
        [
            engine.scan({place: sources[place] for place in places}).select(nw.col(PERSON).cast(nw.String))
            for places in _group(sources)
        ]
    ).unique()
    names = spelled.drop_nulls().collect("pyarrow").to_native()[PERSON].to_pylist()
    known, numbers = [name for name in sorted(names) if not means_team(name)], {}
    number = [numbers.setdefault(same_name(name), len(numbers)) for name in known]
    table = {PERSON: pa.array(known, pa.string()), _NUMBER: pa.array(number, pa.int64())}
    return engine.keep(pa.table(table))

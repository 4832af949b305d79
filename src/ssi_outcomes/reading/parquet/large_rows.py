"""The rows of a panel in Parquet that does not fit into memory: a query that lays all files under each other
in our columns, each row with its file and its number in it, and the rules put to it.

What a cell means is what `panel_rows.py` says of it; a person is a whole number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.base.spelling import means_team, same_name
from ssi_outcomes.reading.joining.by_file.unforeseen import refusing
from ssi_outcomes.reading.parquet.panel_rows import FILE, ROW, read_parts
from ssi_outcomes.reading.parquet.panel_schema import DAYS, MONDAY, PERSON, match_columns
from ssi_outcomes.reading.parsed import Rejected
from ssi_outcomes.reading.tables.mapping import Entry

NAMES = "names_of_people"  # a table of the engine: each spelling with the number of the person


@dataclass(frozen=True)
class Source:
    """One file: its path and its name in the folder, how many rows it has, which of our columns are which of
    its own, with their types, and which are told by the folders that it lies in.
    """

    path: Path
    name: str
    rows: int
    taken: Mapping[str, str]
    unread: tuple[str, ...]
    types: Mapping[str, pa.DataType]
    parts: Mapping[str, str]


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
    except pa.ArrowException as fault:
        raise FileRefused("file_panel_broken", file=name, reason=str(fault).splitlines()[0][:200]) from fault
    parts = read_parts(path, folder, schema)
    types = {each.name: each.type for each in schema} | dict.fromkeys(parts, pa.string())
    columns = match_columns(pa.schema(list(types.items())), entry, name)
    own = {ours: types[theirs] for ours, theirs in columns.taken.items()}
    return Source(path, name, rows, columns.taken, columns.unread, own, parts)


def query_rows(sources: Sequence[Source]) -> str:
    """Return the query of all rows of the files: file (a number), row (from 1), person, week (a moment), and
    the numbers, a cell that is not known as NULL.
    """
    columns, whole = our_columns(sources), are_numbers(sources)
    return " UNION ALL ".join(_query_alike(sources, at, columns, whole) for at in _group(sources))


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
        alike = (tuple(source.taken.items()), tuple(map(str, source.types.values())), tuple(source.parts))
        groups.setdefault(alike, []).append(place)
    return list(groups.values())


def _query_alike(sources: Sequence[Source], places: list[int], columns: Iterable[str], whole: bool) -> str:
    """Return the query of files whose columns are alike."""
    alike = [sources[at] for at in places]
    cells = {name: _own(name, alike) for name in alike[0].taken}
    told = ", ".join(f"{_cell(name, alike[0], cells, whole)} AS {_quote(name)}" for name in columns)
    joined = "" if whole else f" LEFT JOIN {NAMES} ON {NAMES}.name = {cells[PERSON]}::VARCHAR"
    return (
        f"SELECT {places}[file_index::BIGINT + 1] AS {FILE}, file_row_number + 1 AS {ROW}, {told} "
        f"FROM {_read(alike)}{joined}"
    )


def _read(sources: Iterable[Source]) -> str:
    files = ", ".join(_text(str(source.path)) for source in sources)
    return f"read_parquet([{files}], hive_partitioning = false, file_row_number = true)"


def _own(name: str, alike: Sequence[Source]) -> str:
    """Return a file's own column, or what its folders say in its place."""
    theirs = alike[0].taken[name]
    if theirs in alike[0].parts:
        return f"[{', '.join(_text(each.parts[theirs]) for each in alike)}][file_index::BIGINT + 1]"
    return _quote(theirs)


def _cell(name: str, source: Source, cells: Mapping[str, str], whole: bool) -> str:
    if name not in cells:
        return f"{WEEK}::DOUBLE" if name == DAYS else "NULL::DOUBLE"
    if name == PERSON:
        return f"{cells[name]}::BIGINT" if whole else f"{NAMES}.number::BIGINT"
    if name == MONDAY:
        return _moment(cells[name], source.types[name])
    number = f"{cells[name]}::DOUBLE"
    return f"CASE WHEN isnan({number}) THEN NULL ELSE {number} END"


def _moment(cell: str, kind: pa.DataType) -> str:
    if pa.types.is_timestamp(kind) and kind.tz:
        return f"timezone({_text(kind.tz)}, {cell})"
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        return f"{cell}::TIMESTAMP"
    return f"try_strptime({cell}::VARCHAR, '%Y-%m-%d')::TIMESTAMP"


def number_people(engine, sources: Sequence[Source]) -> None:
    """Give each person who is named by a text a number, in a table of the engine: two spellings of one name
    are one person, and a name that is nobody's has none.
    """
    engine.execute(f"CREATE OR REPLACE TABLE {NAMES} (name VARCHAR, number BIGINT)")
    if are_numbers(sources):
        return
    asked = " UNION ".join(
        f"SELECT DISTINCT {_own(PERSON, alike)}::VARCHAR FROM {_read(alike)}"
        for alike in ([sources[at] for at in places] for places in _group(sources))
    )
    spelled = [name for (name,) in engine.execute(asked).fetchall() if name is not None]
    known, numbers = [name for name in spelled if not means_team(name)], {}
    number = [numbers.setdefault(same_name(name), len(numbers)) for name in known]
    table = pa.table({"name": pa.array(known, pa.string()), "number": pa.array(number, pa.int64())})
    engine.register("spelled", table)
    engine.execute(f"INSERT INTO {NAMES} SELECT * FROM spelled")
    engine.unregister("spelled")


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

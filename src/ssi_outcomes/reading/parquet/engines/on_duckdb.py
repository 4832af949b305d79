"""The engine of this machine: DuckDB, within a bound of memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import narwhals as nw
import pyarrow as pa

from ssi_outcomes.base.threads import take_ahead
from ssi_outcomes.reading.parquet.engines.row_engine import DAY_WRITTEN
from ssi_outcomes.reading.parquet.panel_rows import FILE, ROW
from ssi_outcomes.reading.parquet.panel_schema import MONDAY

if TYPE_CHECKING:
    from ssi_outcomes.reading.parquet.large_rows import Source

_MEMORY = "2GB"


class DuckEngine:
    """DuckDB, by a connection to a database in memory."""

    def __init__(self, connection) -> None:
        self._connection = connection

    def scan(self, sources: Mapping[int, Source]) -> nw.LazyFrame:
        """Return the rows of files whose columns are alike."""
        alike = list(sources.values())
        told = ", ".join(f"{_cell(name, alike)} AS {_quote(name)}" for name in alike[0].taken)
        files = ", ".join(_text(str(source.path)) for source in alike)
        place = f"{list(sources)}[file_index::BIGINT + 1] AS {FILE}, file_row_number + 1 AS {ROW}"
        read = f"read_parquet([{files}], hive_partitioning = false, file_row_number = true)"
        return nw.from_native(self._connection.sql(f"SELECT {place}, {told} FROM {read}"))

    def keep(self, table: pa.Table) -> nw.LazyFrame:
        """Return a table of ours, moved to where the bound of memory holds."""
        self._connection.register("handed_over", table)
        self._connection.execute("CREATE OR REPLACE TABLE kept AS SELECT * FROM handed_over")
        self._connection.unregister("handed_over")
        return nw.from_native(self._connection.table("kept"))

    def stream(self, rows: nw.LazyFrame, by: Sequence[str], at_once: int) -> Iterator[pa.RecordBatch]:
        """Yield the rows sorted by these columns."""
        yield from take_ahead(rows.sort(*by).to_native().to_arrow_reader(at_once))


@contextmanager
def open_duckdb(work: Path) -> Iterator[DuckEngine]:
    """Yield DuckDB while it is open; what does not fit into its memory spills to `work`."""
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(f"SET memory_limit = '{_MEMORY}'")
        connection.execute("SET preserve_insertion_order = false")
        connection.execute("SET temp_directory = ?", [str(work)])
        yield DuckEngine(connection)


def _cell(name: str, alike: Sequence[Source]) -> str:
    """Return a file's own column, or what its folders say in its place; of a week the moment."""
    theirs, kind = alike[0].taken[name], alike[0].types[name]
    cell = _quote(theirs)
    if theirs in alike[0].parts:
        cell = f"[{', '.join(_text(each.parts[theirs]) for each in alike)}][file_index::BIGINT + 1]"
    if name != MONDAY:
        return cell
    if pa.types.is_timestamp(kind) and kind.tz:
        return f"timezone({_text(kind.tz)}, {cell})"
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        return f"{cell}::TIMESTAMP"
    day = f"try_strptime({cell}::VARCHAR, '%Y-%m-%d')::TIMESTAMP"
    return f"CASE WHEN regexp_full_match({cell}::VARCHAR, '{DAY_WRITTEN}') THEN {day} END"


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

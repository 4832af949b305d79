"""An engine for many machines: Apache Spark, each of whose executors sees this folder under the same path.

It is handed links to the files, called by their numbers: whatever a file is called, Spark neither takes it
for a pattern nor hides it, and says of each row which file it is of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import narwhals as nw
import pyarrow as pa
import pyarrow.parquet as pq

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.reading.parquet.engines.row_engine import DAY_WRITTEN
from ssi_outcomes.reading.parquet.engines.spark_session import start_spark
from ssi_outcomes.reading.parquet.panel_rows import FILE, ROW
from ssi_outcomes.reading.parquet.panel_schema import MONDAY

if TYPE_CHECKING:
    from ssi_outcomes.reading.parquet.large_rows import Source

_TYPES = {
    pa.int8(): "tinyint",
    pa.int16(): "smallint",
    pa.int32(): "int",
    pa.int64(): "bigint",
    pa.uint8(): "smallint",
    pa.uint16(): "int",
    pa.uint32(): "bigint",
    pa.uint64(): "decimal(20,0)",
    pa.float32(): "float",
    pa.float64(): "double",
    pa.null(): "double",
}
_WIDEST = 38  # digits of a decimal


class SparkEngine:
    """Spark, by a session; what it shares with its machines lies in the folder `work`."""

    def __init__(self, session, work: Path) -> None:
        self._session, self._work = session, work.resolve()

    def scan(self, sources: Mapping[int, Source]) -> nw.LazyFrame:
        """Return the rows of files whose columns are alike."""
        from pyspark.sql import functions as sql

        alike = next(iter(sources.values()))
        stored = {
            theirs: _type(ours, alike) for ours, theirs in alike.taken.items() if theirs not in alike.parts
        }
        schema = ", ".join(f"{_quote(name)} {kind}" for name, kind in stored.items())
        rows = self._read(self._link(sources), schema)
        file = sql.split_part(sql.col("_metadata.file_name"), sql.lit("."), sql.lit(1)).cast("bigint")
        cells = {FILE: file, ROW: sql.col("_metadata.row_index") + 1}
        for ours, theirs in alike.taken.items():
            cells[ours] = sql.col(_quote(theirs))
            if theirs in alike.parts:
                told = ((sql.lit(place), sql.lit(each.parts[theirs])) for place, each in sources.items())
                cells[ours] = sql.create_map(*chain.from_iterable(told))[file]
        cells[MONDAY] = _moment(cells[MONDAY], alike)
        return nw.from_native(rows.select(*(cell.alias(name) for name, cell in cells.items())))

    def keep(self, table: pa.Table) -> nw.LazyFrame:
        """Return a table of ours, from where all machines see it."""
        self._work.mkdir(parents=True, exist_ok=True)
        kept = self._work / "kept.parquet"
        pq.write_table(table, kept)
        return nw.from_native(self._read(kept))

    def stream(self, rows: nw.LazyFrame, by: Sequence[str], at_once: int) -> Iterator[pa.RecordBatch]:
        """Yield the rows sorted by these columns: the executors write them, in pieces that follow each other,
        and each is deleted once it was read.
        """
        written = self._work / "sorted"
        rows.sort(*by).to_native().write.mode("overwrite").parquet(f"file://{written}")
        for path in sorted(written.glob("part-*.parquet"), key=lambda path: int(path.name.split("-")[1])):
            with pq.ParquetFile(path) as file:
                yield from file.iter_batches(at_once)
            path.unlink()

    def _link(self, sources: Mapping[int, Source]) -> Path:
        """Return a folder with a link to each file, by its number; it stays for each scan of the same."""
        folder = self._work / f"files-{min(sources)}"
        if not folder.is_dir():
            folder.mkdir(parents=True)
            for place, source in sources.items():
                (folder / f"{place}.parquet").symlink_to(source.path.resolve())
        return folder

    def _read(self, path: Path, schema: str = ""):
        # Without this option, brackets in the path of this folder would be a pattern.
        reader = self._session.read.option("__globPaths__", "false")
        return (reader.schema(schema) if schema else reader).parquet(f"file://{path}")


@contextmanager
def open_spark(work: Path, master: str = "") -> Iterator[SparkEngine]:
    """Yield Spark while it runs, by the `master` that is named or as its own configuration says, else on all
    processors of this machine.

    Raises UsageError where it does not start, and NotebookFailed where it ends, or does not get on, in the
    middle.
    """
    with start_spark(work, master) as session:
        yield SparkEngine(session, work)


def _type(name: str, source: Source) -> str:
    """Return what Spark calls the type of a column."""
    kind = source.types[name]
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    if pa.types.is_timestamp(kind):
        if kind.unit == "ns" and not source.int96:
            return "bigint"  # of nanoseconds: Spark has moments of microseconds
        return "timestamp" if kind.tz else "timestamp_ntz"
    if pa.types.is_date(kind):
        return "date"
    if pa.types.is_decimal(kind) and kind.precision <= _WIDEST:
        return f"decimal({kind.precision},{kind.scale})"
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return "string"
    if kind not in _TYPES:
        raise UsageError("spark_type", file=source.name, column=source.taken[name], found=str(kind)[:40])
    return _TYPES[kind]


def _moment(cell, source: Source):
    """Return the moment of a week, of the clock where the column says that it is; the session's is UTC."""
    from pyspark.sql import functions as sql

    kind = source.types[MONDAY]
    if pa.types.is_timestamp(kind):
        if _type(MONDAY, source) == "bigint":
            cell = sql.timestamp_micros(sql.call_function("div", cell, sql.lit(1000)))
        cell = sql.from_utc_timestamp(cell, kind.tz) if kind.tz else cell
    elif not pa.types.is_date(kind):
        day = sql.try_to_timestamp(cell, sql.lit("yyyy-M-d"))
        cell = sql.when(cell.rlike(rf"\A{DAY_WRITTEN}\z"), day)
    return cell.cast("timestamp_ntz")


def _quote(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"

"""What each engine does by its own means; all else is asked of its frames in narwhals, once for all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import narwhals as nw
    import pyarrow as pa

    from ssi_outcomes.reading.parquet.large_rows import Source

# What a text is that names a day; whether there is such a day, the engine says. The whole text has to fit.
DAY_WRITTEN = "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"


class Engine(Protocol):
    """An engine that is open."""

    def scan(self, sources: Mapping[int, Source]) -> nw.LazyFrame:
        """Return the rows of files whose columns are alike, given by their numbers: file, row (in its file,
        from 1), week (a moment), and all other columns of ours that they have, as they are stored.
        """

    def keep(self, table: pa.Table) -> nw.LazyFrame:
        """Return a table of ours, for this engine to join with; there is one at a time."""

    def stream(self, rows: nw.LazyFrame, by: Sequence[str], at_once: int) -> Iterator[pa.RecordBatch]:
        """Yield the rows sorted by these columns, so many at once."""

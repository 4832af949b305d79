"""By which engine a panel in Parquet is read that does not fit into memory: the variables ENGINE and MASTER
say so to all processes of a run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.base.paths import raw_folder

DUCKDB, SPARK = ENGINES = ("duckdb", "spark")
ENGINE, MASTER = "ENGINE", "MASTER"  # the latter is Spark's own


def asked_engine() -> str:
    """Return which engine is asked for; raises UsageError for one that is not known."""
    asked = os.environ.get(ENGINE, "").strip().lower() or DUCKDB
    if asked not in ENGINES:
        raise UsageError("engine_unknown", name=asked[:80], known=", ".join(ENGINES))
    return asked


@contextmanager
def asking_for(engine: str, master: str) -> Iterator[None]:
    """Let all that is started from here on read by this engine, Spark by this `master`."""
    before = {name: os.environ.get(name) for name in (ENGINE, MASTER)}
    os.environ.update({ENGINE: engine, MASTER: master})
    try:
        asked_engine()
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def check_engine(dataset: str) -> None:
    """Raise UsageError where Spark is asked for and is not here, or the dataset is no panel in Parquet."""
    if asked_engine() != SPARK:
        return
    from ssi_outcomes.reading.parquet.engines.spark_session import need_spark
    from ssi_outcomes.reading.parquet.panel_folder import is_panel

    if not is_panel(raw_folder(dataset)):
        raise UsageError("engine_no_panel", dataset=dataset)
    need_spark()


def find_way(dataset: str) -> str:
    """Return "large" where a panel that would fit into memory is asked to be read as one that does not.

    Which engine read a panel changes neither words nor facts, and what one read stands for the other; but of
    a panel that fits into memory there is a whole report.
    """
    folder = raw_folder(dataset)
    if not is_for_spark(folder):
        return ""
    from ssi_outcomes.reading.parquet.panel_folder import count_large

    return "" if count_large(folder) else "large"


def is_for_spark(folder: Path) -> bool:
    """Tell whether a folder is a panel in Parquet, of whatever size, that Spark is asked to read."""
    if asked_engine() != SPARK:
        return False
    from ssi_outcomes.reading.parquet.panel_folder import is_panel

    return is_panel(folder)


def choose_opener():
    """Return what opens the engine that is asked for."""
    if asked_engine() == SPARK:
        from ssi_outcomes.reading.parquet.engines.on_spark import open_spark

        return partial(open_spark, master=os.environ.get(MASTER, "").strip())
    from ssi_outcomes.reading.parquet.engines.on_duckdb import open_duckdb

    return open_duckdb

"""Start Spark, watch over it, and end it. What it says on the way is not shown: what has to be known is said
by our own lines.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import copy_context
from importlib.util import find_spec
from pathlib import Path

from ssi_outcomes.base.errors import NotebookFailed, UsageError
from ssi_outcomes.reading.attended import tell_at

PATIENCE = 600  # seconds in which Spark ends no task, although it has some: less than whoever asked waits
_LOOK = 5  # seconds between two looks at how far it is
_ENDS = 10  # seconds for it to end
# What all rests on, whatever Spark's own configuration says.
_SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "true",
    "spark.sql.legacy.parquet.nanosAsLong": "true",
    "spark.sql.parquet.int96RebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
_CAUSE = re.compile(r"\b(?:[a-z]\w*\.)+([A-Z]\w*(?:Exception|Error))\b")


def need_spark() -> None:
    """Raise UsageError unless Spark's library and Java are here."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home) / "bin") if home else None)
    missing = "java" if find_spec("pyspark") else "pyspark"
    if missing == "pyspark" or not java:
        raise UsageError("spark_missing", missing=missing)


@contextmanager
def start_spark(work: Path, master: str = "") -> Iterator:
    """Yield a session of Spark while it runs; it spills to `work` where it runs on this machine alone."""
    need_spark()
    # What it has to say is said by our lines.
    logging.getLogger("py4j").setLevel(logging.CRITICAL + 1)
    gateway = _launch(master)
    try:
        session = _start(gateway, work, master)
        with watched(session.sparkContext) as watch:
            try:
                yield session
            except Exception as fault:
                if not is_sparks(fault):
                    raise
                raise _explain(fault, watch.idle, gateway.proc.poll() is not None) from fault
    finally:
        _end(gateway)


def _launch(master: str):
    """Return the program that Spark runs in, started."""
    from pyspark import SparkConf
    from pyspark.errors import PySparkException
    from pyspark.java_gateway import launch_gateway

    conf = SparkConf(loadDefaults=False).setAll(_SETTINGS.items())
    conf = conf.setMaster(master) if master else conf
    try:
        with _without_bounds():
            return launch_gateway(conf, {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL})
    except (PySparkException, OSError) as fault:
        raise UsageError("spark_start", master=master[:80], error=name_cause(fault)) from fault


def _start(gateway, work: Path, master: str):
    from pyspark import SparkConf, SparkContext
    from pyspark.sql import SparkSession

    conf = SparkConf(_jvm=gateway.jvm)  # with what Spark's own configuration says
    conf.setAppName("ssi")
    if conf.get("spark.master", "local").startswith("local"):
        work.mkdir(parents=True, exist_ok=True)
        # Nobody else is to reach it, and what it spills are people's weeks.
        conf.set("spark.driver.host", "127.0.0.1").set("spark.local.dir", str(work.resolve()))
    try:
        return SparkSession(SparkContext(conf=conf, gateway=gateway))
    except Exception as fault:
        if not is_sparks(fault):
            raise
        raise UsageError("spark_start", master=master[:80], error=name_cause(fault)) from fault


def _end(gateway) -> None:
    """End Spark and the program that it runs in, whatever state either is in."""
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    with suppress(Exception):
        if SparkContext._active_spark_context:
            SparkContext._active_spark_context.stop()
    with suppress(Exception):
        gateway.shutdown()
    gateway.proc.stdin.close()  # it listens there, and ends
    try:
        gateway.proc.wait(_ENDS)
    except subprocess.TimeoutExpired:
        gateway.proc.kill()
        gateway.proc.wait()
    # The next one is another program.
    SparkContext._gateway = SparkContext._jvm = SparkContext._active_spark_context = None
    SparkSession._instantiatedSession = None


@contextmanager
def _without_bounds() -> Iterator[None]:
    """Start a program without the bounds of memory and time that this one has: they are for Python."""
    try:
        import resource
    except ImportError:  # Windows: there are none
        yield
        return
    kept = {limit: resource.getrlimit(limit) for limit in (resource.RLIMIT_AS, resource.RLIMIT_CPU)}
    try:
        for limit, (_, hard) in kept.items():
            resource.setrlimit(limit, (hard, hard))
        yield
    finally:
        for limit, bounds in kept.items():
            resource.setrlimit(limit, bounds)


class _Watch:
    """Look at how far Spark is: whoever stands by is told that it gets on, and what it does not get on with
    is ended (`idle`).
    """

    def __init__(self, context) -> None:
        self.idle = False
        self._context, self._done = context, threading.Event()

    def look(self) -> None:
        """Look until it is over."""
        seen, since = None, time.monotonic()
        while not self._done.wait(_LOOK):
            try:
                found = _measure(self._context.statusTracker())
                if not found or found != seen:
                    seen, since = found, time.monotonic()
                    tell_at()
                elif time.monotonic() - since > PATIENCE:
                    self.idle = True
                    self._context.cancelAllJobs()
            except Exception:  # it has gone, and whoever asks it is told so
                return

    def end(self) -> None:
        """Look no more."""
        self._done.set()


@contextmanager
def watched(context) -> Iterator[_Watch]:
    """Watch over a context of Spark."""
    watch = _Watch(context)
    looking = threading.Thread(target=copy_context().run, args=(watch.look,), daemon=True)
    looking.start()
    try:
        yield watch
    finally:
        watch.end()
        looking.join(_ENDS)


def _measure(tracker) -> tuple[tuple[int, int], ...]:
    """Return how many tasks of each stage that runs have ended; none where Spark has nothing to do."""
    stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
    return tuple((each.stageId, each.numCompletedTasks) for each in stages if each)


def is_sparks(fault: BaseException) -> bool:
    """Tell whether Spark, or the way to it, raised this."""
    library = type(fault).__module__.partition(".")[0]
    return library in ("pyspark", "py4j") or isinstance(fault, ConnectionError | EOFError)


def _explain(fault: BaseException, idle: bool, gone: bool) -> NotebookFailed:
    # The way to it is found shut before the system tells that it has ended.
    shut = isinstance(fault, ConnectionError | EOFError) or type(fault).__name__ == "Py4JNetworkError"
    if gone or shut:
        return NotebookFailed("spark_gone")
    if idle:
        return NotebookFailed("spark_idle", minutes=PATIENCE // 60)
    return NotebookFailed("spark_broke", error=name_cause(fault))


def name_cause(fault: BaseException) -> str:
    """Return the kind of what went wrong first: its words could quote a user's cell."""
    causes = _CAUSE.findall(str(fault))
    return causes[-1] if causes else type(fault).__name__

"""Spark is started, watched over and ended: where it is not there, does not get on, or goes, a line says so."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from large_home import DATASET, REPOSITORY, fill_home
from spark_here import set_up_spark
from waiting import HANGS, wait_for

from ssi_outcomes.base.errors import LANGUAGES, UsageError, message
from ssi_outcomes.reading.attended import Attendant, attended
from ssi_outcomes.reading.parquet.engines import spark_session
from ssi_outcomes.reading.parquet.engines.spark_session import (
    is_sparks,
    name_cause,
    need_spark,
    start_spark,
    watched,
)


@pytest.mark.parametrize(("library", "missing"), [(None, "pyspark"), ("there", "java")])
def test_without_spark_or_java_it_is_said_how_to_install_them(tmp_path, monkeypatch, library, missing):
    monkeypatch.setattr(spark_session, "find_spec", lambda name: library)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(UsageError) as refused:
        need_spark()
    assert refused.value.values == {"missing": missing}
    for language in LANGUAGES:
        said = refused.value.text(language)
        assert "requirements-spark.lock" in said and "Java 17" in said and len(said.splitlines()) == 1
    with pytest.raises(UsageError), start_spark(tmp_path):
        pass


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("spark_start", {"master": "yarn", "error": "SparkException"}),
        ("spark_gone", {}),
        ("spark_idle", {"minutes": 10}),
        ("spark_broke", {"error": "IOException"}),
        ("engine_rows_unseen", {"file": "a.parquet", "rows": 3, "seen": 2}),
        ("engine_rows_lost", {"rows": 3, "seen": 2}),
    ],
)
def test_each_end_is_told_in_one_line(key, values):
    for language in LANGUAGES:
        assert len(message(key, language, **values).splitlines()) == 1


class Context:
    """A context of Spark whose one stage has ended so many tasks at each look; after that it is gone."""

    def __init__(self, *tasks):
        self.tasks, self.cancelled = list(tasks), threading.Event()

    def statusTracker(self):
        done = self.tasks.pop(0)
        stages = [] if done is None else [7]
        told = SimpleNamespace(stageId=7, numCompletedTasks=done)
        return SimpleNamespace(getActiveStageIds=lambda: stages, getStageInfo=lambda stage: told)

    def cancelAllJobs(self):
        self.cancelled.set()


def watch(monkeypatch, context: Context, patience: float) -> tuple[bool, int]:
    """Return whether Spark was found idle, and how often it was told that it gets on."""
    monkeypatch.setattr(spark_session, "_LOOK", 0.001)
    monkeypatch.setattr(spark_session, "PATIENCE", patience)
    told = []
    with attended(Attendant(told.append)), watched(context) as looking:
        wait_for(lambda: not context.tasks)
    return looking.idle, len(told)


def test_it_gets_on_as_long_as_tasks_end_or_there_is_none(monkeypatch):
    assert watch(monkeypatch, Context(0, 1, None, None, 4), -1) == (False, 5)


def test_what_gets_no_further_is_ended(monkeypatch):
    context = Context(3, 3, 3)
    assert watch(monkeypatch, context, -1) == (True, 1) and context.cancelled.is_set()
    assert watch(monkeypatch, Context(3, 3, 3), HANGS) == (False, 1)


def test_of_what_went_wrong_the_kind_alone_is_said():
    said = "o7: org.apache.spark.SparkException: 'Nora'\nCaused by: java.io.IOException: Nora"
    assert name_cause(RuntimeError(said)) == "IOException"
    assert name_cause(KeyError("Nora")) == "KeyError"
    assert is_sparks(ConnectionRefusedError()) and not is_sparks(ValueError())


def test_a_way_that_is_shut_says_that_spark_has_ended():
    lost = type("Py4JNetworkError", (Exception,), {})  # by its name: the library is not here for everybody
    for fault in (ConnectionRefusedError(), EOFError(), lost()):
        assert str(spark_session._explain(fault, idle=False, gone=False)) == message("spark_gone")


@pytest.mark.skipif(sys.platform == "win32", reason="not run: no limits here")
def test_it_starts_without_the_bounds_of_who_starts_it():
    tell = "import resource; print(resource.getrlimit(resource.RLIMIT_CPU)[0])"
    start = f"""
import resource, subprocess, sys
from ssi_outcomes.reading.parquet.engines.spark_session import _without_bounds
_, hard = resource.getrlimit(resource.RLIMIT_CPU)
resource.setrlimit(resource.RLIMIT_CPU, (300, hard))
with _without_bounds():
    inside = subprocess.check_output([sys.executable, "-c", {tell!r}], text=True)
print(int(inside) == hard, resource.getrlimit(resource.RLIMIT_CPU)[0])
"""
    told = subprocess.check_output([sys.executable, "-c", start], text=True)
    assert told.split() == ["True", "300"]


def find_java(process: subprocess.Popen) -> psutil.Process | None:
    started = psutil.Process(process.pid).children(recursive=True)
    return next((each for each in started if each.name() == "java"), None)


@pytest.mark.long
def test_where_spark_is_killed_a_line_says_so_and_the_next_run_makes_the_page(tmp_path, monkeypatch):
    variables = set_up_spark(tmp_path / "set-up") | {"SSI_LANG": "en", "SSI_KEY_FILE": str(tmp_path / "key")}
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    home = tmp_path / "home"
    fill_home(home, monkeypatch)
    shutil.copytree(REPOSITORY / "notebooks", home / "notebooks")
    command = [Path(sys.executable).parent / "ssi", "report", "--dataset", DATASET, "--engine", "spark"]
    work = home / "data/processed" / DATASET
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        wait_for(
            lambda: list(work.glob(".large-*/engine/kept.parquet"))
        )  # who is who is known: the rules are next
        find_java(run).kill()
        out, err = run.communicate(timeout=HANGS)
    assert run.returncode == 4 and not out and err.strip() == message("spark_gone", "en")
    again = subprocess.run(command, capture_output=True, text=True, timeout=HANGS)
    assert again.returncode == 0, again.stderr
    assert {Path(line).name for line in again.stdout.split()} >= {f"{DATASET}.en.html", f"{DATASET}.fr.html"}
    assert not list(work.glob(".large-*"))
    heard = again.stderr.lower()
    assert not any(word in heard for word in ("warn", "log4j", "stage ", "traceback"))

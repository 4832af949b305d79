"""Reports on a Dask cluster: each worker is asked first whether it sees the same folder, and one that is killed leaves its
report to another.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from reliability.real_runs import make_real_home
from waiting import HANGS, wait_for

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.running import cluster as on_cluster
from ssi_outcomes.running.many_reports import Outcome, make_reports
from ssi_outcomes.running.progress import Lines


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("SSI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SSI_LANG", "en")
    monkeypatch.setenv("SSI_KEY_FILE", str(tmp_path / "key"))
    return tmp_path / "home"


class Workers:
    """A client of a scheduler whose workers answer as they are told to."""

    status = "running"

    def __init__(self, *answers):
        self.answers, self.closed = answers, False

    def nthreads(self):
        return {f"tcp://{number}": 2 for number, _ in enumerate(self.answers)}

    def run(self, function, *given, on_error):
        answered = {}
        for worker, answer in zip(self.nthreads(), self.answers, strict=True):
            try:
                answered[worker] = answer(function, *given)
            except Exception as error:
                answered[worker] = error
        return answered

    def close(self, timeout):
        self.closed = True


def same(function, *given):
    return function(*given)


def elsewhere(function, asked, key):
    raise FileNotFoundError(asked)


def silently(function, asked, key):
    """Write on a disk of its own: the answer is not there for who asked."""
    name, seal = function(asked, key)
    (Path(asked).parent / name).unlink()
    return name, seal


def no_key(function, asked, key):
    return function(asked, f"{key}.not-there")


def join(monkeypatch, *answers) -> Workers:
    client = Workers(*answers)
    monkeypatch.setattr(on_cluster, "_connect", lambda address: client)
    with on_cluster.join_cluster("tcp://here:1") as cluster:
        assert cluster.places == 2 * len(answers)
    return client


def test_workers_that_see_this_folder_are_joined_and_nothing_is_left_in_it(home, monkeypatch):
    assert join(monkeypatch, same, same).closed
    assert list((home / "data/processed/.cluster").iterdir()) == []


@pytest.mark.parametrize(
    ("answers", "key"),
    [
        ((same, elsewhere), "cluster_folder"),
        ((silently,), "cluster_folder"),
        ((same, no_key), "cluster_key"),
        ((), "cluster_empty"),
    ],
)
def test_a_worker_that_sees_another_folder_or_hides_names_otherwise_is_refused(
    home, monkeypatch, answers, key
):
    with pytest.raises(UsageError) as refused:
        join(monkeypatch, *answers)
    assert refused.value.key == key and len(str(refused.value).splitlines()) == 1
    assert list((home / "data/processed/.cluster").iterdir()) == []


@pytest.mark.parametrize("address", ["here", "tcp://here", "file:///etc/passwd", "tcp://a b:1", ""])
def test_what_is_no_address_is_said_before_anything_is_asked(home, address):
    with pytest.raises(UsageError, match="is no address"), on_cluster.join_cluster(address):
        pass


def test_without_dask_it_is_said_how_to_install_it(home, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match="requirements-dask.lock"), on_cluster.join_cluster("tcp://here:1"):
        pass


def test_a_worker_ends_what_nobody_waits_for_any_more(tmp_path, monkeypatch):
    asked, ended = tmp_path / "asked", threading.Event()
    asked.write_text("x")

    class Making:
        def __init__(self, environment):
            assert environment == {"SSI_HOME": "there"}

        def __call__(self, dataset, languages, pdf):
            asked.unlink()
            assert ended.wait(HANGS)
            return Outcome(dataset)

        def stop(self):
            ended.set()

    monkeypatch.setattr(on_cluster, "Children", Making)
    monkeypatch.setattr(on_cluster, "_LOOK", 0.01)
    given = (str(asked), {"SSI_HOME": "there"}, "acme", ("en",), False)
    assert on_cluster.make_here(*given) == Outcome("acme")
    assert on_cluster.make_here(*given).key == "cluster_stopped"  # and begins nothing


# --- a real scheduler and real workers


def start_dask(program: str, folder: Path, *options: str) -> subprocess.Popen:
    command = [sys.executable, "-m", f"distributed.cli.dask_{program}", *options, "--no-dashboard"]
    with (folder / f"{program}.log").open("a") as log:
        return subprocess.Popen(
            [*command, "--scheduler-file", str(folder / "at.json")], stdout=log, stderr=log
        )


@pytest.fixture
def dask(tmp_path) -> Iterator[tuple[str, subprocess.Popen, list[subprocess.Popen]]]:
    """A scheduler and two workers, each of one thread: its address, and the processes."""
    if importlib.util.find_spec("distributed") is None:
        if os.environ.get("REQUIRE_DASK") == "1":
            pytest.fail("no Dask, and REQUIRE_DASK=1: uv pip install -r requirements-dask.lock")
        pytest.skip("not run: no Dask")
    scheduler = start_dask("scheduler", tmp_path, "--port", "0", "--host", "127.0.0.1")
    wait_for((tmp_path / "at.json").is_file)
    address = wait_for(lambda: json.loads((tmp_path / "at.json").read_text() or "{}").get("address"))
    options = ("--no-nanny", "--nthreads", "1", "--local-directory", str(tmp_path))
    workers = [start_dask("worker", tmp_path, *options) for _ in range(2)]
    try:
        from distributed import Client

        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=HANGS)
        yield address, scheduler, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def makers(workers: list[subprocess.Popen], dataset: str) -> list[subprocess.Popen]:
    """Return the workers that make the report of `dataset` now."""
    return [
        worker
        for worker in workers
        if worker.poll() is None
        and any(dataset in child.cmdline() for child in psutil.Process(worker.pid).children())
    ]


@pytest.mark.long
def test_a_worker_killed_amid_a_report_leaves_it_to_another(home, tmp_path, dask):
    address, scheduler, workers = dask
    make_real_home(home)
    stages = home / "data/processed/acme/.stages"

    def kill() -> None:
        wait_for(stages.is_dir)
        (making,) = makers(workers, "acme")
        making.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    with on_cluster.join_cluster(address) as cluster:
        outcomes = make_reports(["acme", "nowhere"], ["en"], Lines(), False, cluster, cluster.places)
        killer.join()
    assert [(each.dataset, each.code) for each in outcomes] == [("acme", 0), ("nowhere", 2)]
    assert sum(worker.poll() is None for worker in workers) == 1
    assert all(path.is_file() for path in outcomes[0].made)
    assert not stages.exists() and not list(home.rglob("*.ssi-part"))


@pytest.mark.long
def test_a_cluster_that_goes_is_told_in_one_line_and_the_next_run_makes_what_is_missing(home, dask):
    address, scheduler, workers = dask
    make_real_home(home)

    def kill() -> None:
        wait_for((home / "data/processed/acme/.stages").is_dir)
        scheduler.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    with on_cluster.join_cluster(address) as cluster:
        (outcome,) = make_reports(["acme"], ["en"], Lines(), False, cluster, cluster.places)
    killer.join()
    assert outcome.key == "cluster_lost" and outcome.code == 4 and len(outcome.failure.splitlines()) == 1
    (made,) = make_reports(["acme"], ["en"], Lines())
    assert made.code == 0 and {path.suffix for path in made.made} == {".json", ".xlsx", ".html"}
    with pytest.raises(UsageError) as silent, on_cluster.join_cluster(address):
        pass
    assert silent.value.key == "cluster_silent"

"""Processes that share a work end with it: done, failed, stopped or killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from waiting import wait_for

from ssi_outcomes.base.workers import share_work

# A work that says who shares it, and would take an hour.
_LONG_WORK = """
import os, sys, time
from ssi_outcomes.base.stops import hear_stops
from ssi_outcomes.base.workers import share_work

def work(folder):
    open(f"{folder}/{os.getpid()}", "w").close()
    time.sleep(3600)

if __name__ == "__main__":
    with hear_stops(), share_work(2) as executor:
        jobs = [executor.submit(work, sys.argv[1]) for _ in range(50)]
        jobs[0].result()
"""


def _is_there(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def at_work(tmp_path):
    """A process at work, and the numbers of those that share it."""
    script, said = tmp_path / "work.py", tmp_path / "said"
    script.write_text(_LONG_WORK, "utf-8")
    said.mkdir()
    owner = subprocess.Popen(
        [sys.executable, str(script), str(said)],
        start_new_session=True,
        stderr=subprocess.DEVNULL,
        # What was begun in the background of a script is deaf to Ctrl-C, and so would be all that it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    wait_for(lambda: len([*said.iterdir()]) == 2)
    yield owner, [int(each.name) for each in said.iterdir()]
    owner.kill()
    owner.wait()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes where Linux shows them")
@pytest.mark.parametrize(
    ("name", "told"), [("SIGINT", "group"), ("SIGTERM", "one"), ("SIGTERM", "group"), ("SIGKILL", "one")]
)
def test_whoever_shares_a_work_ends_with_it(at_work, name, told):
    owner, workers = at_work
    (os.killpg if told == "group" else os.kill)(owner.pid, getattr(signal, name))
    wait_for(lambda: owner.poll() is not None)
    wait_for(lambda: not any(map(_is_there, workers)))


def test_all_that_is_asked_is_done_where_nobody_stops_it():
    with share_work(2) as executor:
        assert [*executor.map(abs, range(-5, 0))] == [5, 4, 3, 2, 1]


def _count_threads() -> int:
    import numpy as np

    square = np.ones((300, 300))
    return len(os.listdir("/proc/self/task")) if (square @ square).any() else 0


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks at threads where Linux shows them")
def test_each_worker_keeps_to_one_thread_whatever_was_loaded_before():
    assert _count_threads() > 0  # numpy is here already
    with share_work(1) as executor:
        assert executor.submit(_count_threads).result() == 2  # its own, and the one that looks for its owner


def test_a_failure_drops_what_waits():
    with pytest.raises(ZeroDivisionError), share_work(1) as executor:
        waiting = [executor.submit(time.sleep, 3600) for _ in range(5)]
        raise ZeroDivisionError
    wait_for(lambda: all(each.done() for each in waiting))
    assert not any(each.cancelled() is False and each.exception() is None for each in waiting)

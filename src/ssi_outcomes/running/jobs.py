"""Send jobs to any executor of `concurrent.futures`' kind; on a failure or Ctrl-C leave none behind."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager

# Seconds that a stop waits for jobs to notice that their kernels are dead; nbclient looks once a second.
GRACE = 10


def run_jobs(
    executor: Executor, function: Callable, jobs: list[tuple], done: Callable[[int, object], None]
) -> None:
    """Run `function(*job)` for each job and call `done(number of the job, result)`, here, as each ends.

    After a failure no further job starts, those that run are waited for, then the failure of the first of
    `jobs` that has one is raised. On Ctrl-C, or if `done` fails, everything is stopped at once.
    """
    futures: dict[Future, int] = {}
    failures: dict[int, BaseException] = {}
    try:
        for number, job in enumerate(jobs):
            futures[executor.submit(function, *job)] = number
        pending = set(futures)
        while pending:
            ended, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in sorted(ended, key=futures.get):
                if error := future.exception():
                    failures[futures[future]] = error
                    pending -= {other for other in pending if other.cancel()}
                else:
                    done(futures[future], future.result())
    except BaseException:
        _stop(futures)
        raise
    if failures:
        raise failures[min(failures)]


def _stop(futures: dict[Future, int]) -> None:
    with _deaf_to_interrupts():
        running = [future for future in futures if not future.cancel()]
        kernels = sys.modules.get("ssi_outcomes.running.kernels")
        if kernels:
            kernels.stop_kernels()
        wait(running, timeout=GRACE)
        if kernels:
            kernels.allow_kernels()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let a second Ctrl-C not stop the tidying up after the first."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)

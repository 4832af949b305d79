"""Send jobs to any executor of `concurrent.futures`' kind; on a failure or a stop leave none behind."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait

from ssi_outcomes.base.stops import deaf_to_stops

# Seconds that a stop waits for jobs to notice that their kernels are dead; nbclient looks once a second.
GRACE = 10


def run_jobs(
    executor: Executor, function: Callable, jobs: list[tuple], done: Callable[[int, object], None]
) -> None:
    """Run `function(*job)` for each job and call `done(number of the job, result)`, here, as each ends.

    After a failure no further job starts, those that run are waited for, then the failure of the first of
    `jobs` that has one is raised. On Ctrl-C or another stop, or if `done` fails, all is stopped at once.
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
    with deaf_to_stops():
        running = [future for future in futures if not future.cancel()]
        kernels = sys.modules.get("ssi_outcomes.running.kernels")
        if kernels:
            kernels.stop_kernels()
        wait(running, timeout=GRACE)
        if kernels:
            kernels.allow_kernels()

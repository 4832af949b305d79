"""Processes that share this one's work, and end with it however it ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager

from ssi_outcomes.base.stops import deaf_to_stops

# Seconds between two looks whether the process whose work is shared is still there.
_LOOK = 2


@contextmanager
def share_work(workers: int | None = None) -> Iterator[Executor]:
    """Give an executor of processes, one a processor unless told, in each of which numpy keeps to one
    thread; where this process is stopped or fails, they are ended amid their work, and what waits for them is
    dropped.
    """
    os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    # Of its threads numpy is told as it is loaded: a process forked from one that has it would not hear.
    context = multiprocessing.get_context("spawn")
    before = set(multiprocessing.active_children())
    executor = ProcessPoolExecutor(workers, context, initializer=_belong_to, initargs=(os.getpid(),))
    try:
        yield executor
    except BaseException:
        with deaf_to_stops():
            executor.shutdown(wait=False, cancel_futures=True)
            for worker in set(multiprocessing.active_children()) - before:
                worker.terminate()
        raise
    finally:
        executor.shutdown()


def _belong_to(owner: int) -> None:
    """Let whoever shares the work decide when it stops: a worker that heard Ctrl-C itself would tell of one
    job that failed, and take the next. One whose owner is gone ends.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with, args=(owner,), daemon=True).start()


def _end_with(owner: int) -> None:
    while os.getppid() == owner:
        time.sleep(_LOOK)
    os._exit(1)

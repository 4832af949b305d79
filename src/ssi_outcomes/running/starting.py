"""Start a run of the pipeline: alone on its dataset, its raw files read, nothing left of killed runs."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ssi_outcomes.base import paths
from ssi_outcomes.base.errors import StaleResults, UsageError, message
from ssi_outcomes.base.files import ASIDE, find_aside, make_way, sweep_parts
from ssi_outcomes.base.privacy import audience
from ssi_outcomes.intake.asking import check_folder, open_receipt
from ssi_outcomes.intake.inputs import hash_parts
from ssi_outcomes.intake.receipt import CASES, pin_receipt, tell_receipt
from ssi_outcomes.running import manifest as made
from ssi_outcomes.running.manifest import Manifest
from ssi_outcomes.running.progress import Lines
from ssi_outcomes.running.stages import Run

# The work is done by kernels, processes of their own: threads that drive them are as fast as processes, start
# at once and can be stopped with their kernels.
WORKERS = 2
PATIENCE = 300  # seconds to wait for another run on the same dataset
_ASIDE = ".stages"


@contextmanager
def start_run(dataset: str, executor: Executor | None, progress: Lines | None) -> Iterator[Run]:
    """Yield a run, alone on its dataset, with its raw files read and what became of them told, and with what
    killed runs left behind swept away.

    Raises UsageError (no such dataset, or another run on it that does
    not end within `PATIENCE`) or DataRefused.
    """
    check_folder(dataset)
    folder, progress = paths.processed_folder(dataset), progress or Lines()
    with alone_on(dataset, progress):
        shutil.rmtree(folder / _ASIDE, ignore_errors=True)
        sweep_parts(folder)
        sweep_parts(paths.reports_folder(), dataset)
        own = None if executor else ThreadPoolExecutor(WORKERS)
        until_end = ExitStack()
        try:
            receipt = open_receipt(dataset)
            if receipt.kind != CASES:
                progress.files(tell_receipt(receipt))
            # Never a name used before: kernels of a run that was killed may write for another second.
            aside = folder / _ASIDE / f"{os.getpid()}-{secrets.token_hex(4)}"
            # The article's claims are told of beside any dataset.
            for each in (receipt, *([open_receipt(paths.ARTICLE)] if receipt.kind != CASES else ())):
                pin_receipt(each, aside)
            shared = hash_parts(made.hash_shared(), receipt.hash, audience())
            manifest = Manifest(dataset, receipt.outputs)
            common = until_end if own else None
            try:
                yield Run(dataset, executor or own, progress, manifest, shared, aside, receipt, common)
            except StaleResults:
                manifest.forget()
                raise
        finally:
            progress.close()
            if own:
                own.shutdown()
            until_end.close()
            shutil.rmtree(folder / _ASIDE, ignore_errors=True)


@contextmanager
def alone_on(dataset: str, progress: Lines) -> Iterator[None]:
    """Hold a dataset's folder of computed files for this process, and say at the end what was moved aside
    there; raises UsageError after `PATIENCE`.
    """
    folder = paths.processed_folder(dataset)
    before = _find_aside(dataset)
    make_way(folder / ".lock")
    lock = FileLock(folder / ".lock")  # the system lets go of it when a run is killed
    try:
        lock.acquire(timeout=0)
    except Timeout:
        progress.say(message("run_waits", dataset=dataset))
        try:
            lock.acquire(timeout=PATIENCE)
        except Timeout:
            raise UsageError("run_busy", dataset=dataset) from None
    try:
        yield
    finally:
        lock.release()
        for path in sorted(_find_aside(dataset) - before):
            progress.say(message("put_aside", file=paths.shown(path)))


def _find_aside(dataset: str) -> set[Path]:
    """Return what was moved aside where runs on a dataset write."""
    computed = paths.processed_folder(dataset)
    # The folder itself may have stood as a file where it is to be.
    beside = computed.parent.glob(f"{dataset}*{ASIDE}")
    return {*beside, *find_aside(computed), *find_aside(paths.reports_folder())}

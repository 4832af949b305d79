"""Make the reports of many data sets, several at a time, each in a process of its own: one that fails is told
in a line, and stops no other.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from ssi_outcomes.base.errors import NotebookFailed, message
from ssi_outcomes.base.stops import deaf_to_stops
from ssi_outcomes.base.threads import count_processors
from ssi_outcomes.running.one_report import PDF
from ssi_outcomes.running.progress import Lines

# What one report takes at its most, of a team's data: two kernels, and the process that reads.
_BYTES_EACH = 1_500_000_000
_LONGEST = 300  # signs of a line


@dataclass(frozen=True)
class Outcome:
    """What became of one data set's report: the files made, or why there is none, in a line, the code that
    `ssi report` would have ended with, and the error's `key`; `said` is what whoever asked has to know of it.
    """

    dataset: str
    made: tuple[Path, ...] = ()
    failure: str = ""
    code: int = 0
    key: str = ""
    said: tuple[str, ...] = ()


def make_reports(
    datasets: Sequence[str],
    languages: Sequence[str],
    progress: Lines,
    pdf: bool = False,
    told: Callable[[str, Sequence[str], bool], Outcome] | None = None,
    places: int | None = None,
) -> list[Outcome]:
    """Return what became of the report of each of `datasets`, in their order; why one failed, and what was
    left out of one, is said as it ends. `told` makes one report, by default in a process of its own, and is
    told to `stop` where it can.

    So many are made at a time as there are `places`, by default as this machine has processors and memory
    for. A stop ends all of them.
    """
    make = told or Children()
    workers = places or count_workers()
    progress.start(len(datasets))
    progress.announce(message("reports_start", count=len(datasets), workers=workers))
    found: dict[str, Outcome] = {}
    with ThreadPoolExecutor(workers) as executor:
        try:
            futures = [executor.submit(make, dataset, languages, pdf) for dataset in datasets]
            for future in as_completed(futures):
                outcome = future.result()
                found[outcome.dataset] = outcome
                progress.count(outcome.dataset)
                for line in _tell(outcome):
                    progress.say(line)
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            getattr(make, "stop", _nothing)()
            raise
        finally:
            progress.close()
    return [found[dataset] for dataset in datasets]


def _nothing() -> None:
    """Stop what ends by itself."""


def _tell(outcome: Outcome) -> Iterator[str]:
    """Give the lines about one report, each with the name of its data set."""
    if outcome.failure:
        yield message("report_failed", dataset=outcome.dataset, reason=outcome.failure)
    for line in "\n".join(outcome.said).splitlines():
        yield message("report_said", dataset=outcome.dataset, line=line.strip())


def count_workers() -> int:
    """Return how many reports are made at a time: one a processor, and no more than there is memory for."""
    processors, free = count_processors(), _find_free_memory()
    return max(1, min(processors, free // _BYTES_EACH if free else processors))


def _find_free_memory() -> int:
    """Return how many bytes may be taken now; 0 where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration, ValueError):
        return 0


class Children:
    """Make reports, each in a process of its own that ends with this one, in this `environment` beside what
    this process has.
    """

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self._environment = {**os.environ, **(environment or {})}
        self._running: set[subprocess.Popen] = set()
        self._stopped = False

    def __call__(self, dataset: str, languages: Sequence[str], pdf: bool) -> Outcome:
        """Make one report; return what became of it."""
        command = [sys.executable, "-m", "ssi_outcomes.running.one_report", dataset, *languages]
        # It listens on its input: when that ends, whoever asked has gone, and so does it.
        child = subprocess.Popen(
            [*command, *([PDF] if pdf else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self._environment,
        )
        self._running.add(child)
        if self._stopped:  # while it was being started
            child.terminate()
        try:
            said = child.stdout.read()
            code = child.wait()
        finally:
            self._running.discard(child)
            child.stdin.close()
            child.stdout.close()
        return read_ended(dataset, said, code)

    def stop(self) -> None:
        """End what still runs, and whatever starts from now on."""
        with deaf_to_stops():
            self._stopped = True
            for child in list(self._running):
                child.terminate()


def read_ended(dataset: str, said: bytes, code: int) -> Outcome:
    """Return what became of a report by what its process said last, and how it ended."""
    lines = said.decode("utf-8", "replace").strip().splitlines()
    try:
        last = json.loads(lines[-1]) if lines else {}
        last = last if isinstance(last, dict) else {}
    except ValueError:  # what a library printed
        last = {}
    kept = tuple(map(str, last.get("said", ())))
    if code == 0 and "made" in last:
        return Outcome(dataset, tuple(map(Path, last["made"])), said=kept)
    failure = str(last.get("failed") or message("report_ended", code=code, dataset=dataset))
    first = next((line.strip() for line in failure.splitlines() if line.strip()), "")
    code = code if code > 0 else NotebookFailed.exit_code
    return Outcome(dataset, (), first[:_LONGEST], code, str(last.get("key", "")), kept)

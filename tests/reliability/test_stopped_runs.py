"""Real runs are stopped at moments that nobody chose: nothing is torn or goes on, the next run repairs it, and what comes out is
what a run that was never stopped makes.

Half of the runs begin with nothing, half with a page or report whose inputs have changed since.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from reliability.real_runs import (
    COMPUTED,
    PAGE,
    REPORT,
    change_page,
    end,
    files,
    make_real_home,
    run,
    start,
    stop,
    wait_until_all_ended,
    write_team,
)

# In `make test`, runs of a tiny repository are stopped (`test_interruptions.py`).
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(os.name == "nt", reason="not run: signals of POSIX"),
]

# How many moments of each command are tried, fifty together: one in each equal part of the time that it takes.
OF_PAGES, OF_REPORTS = 35, 15
SIGNALS = ("SIGKILL", "SIGTERM", "SIGINT")
INTERRUPTED = "Interrupted. Nothing is half written; the next command carries on."


@dataclass(frozen=True)
class Course:
    """Runs that were never stopped: the repository after each, the first from nothing, the second after a change of
    its inputs; and how many seconds each took.
    """

    arguments: tuple[str, ...]
    homes: tuple[Path, Path]
    seconds: tuple[float, float]


def follow(folder: Path, arguments: tuple[str, ...], change) -> Course:
    home, homes, seconds = make_real_home(folder / "home"), [], []
    for name in ("first", "second"):
        begun = time.monotonic()
        ended = run(home, *arguments)
        seconds.append(time.monotonic() - begun)
        assert ended.code == 0, ended.err
        homes.append(shutil.copytree(home, folder / name))
        change(home)
    return Course(arguments, tuple(homes), tuple(seconds))


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> Course:
    """The page about one described person."""
    return follow(tmp_path_factory.mktemp("pages"), PAGE, change_page)


@pytest.fixture(scope="module")
def reports(tmp_path_factory) -> Course:
    """The report on a small team."""
    return follow(tmp_path_factory.mktemp("reports"), REPORT, lambda home: write_team(home, more=1))


def computed(home: Path) -> dict[str, bytes]:
    return files(home, *COMPUTED)


def begin(course: Course, changed: bool) -> tuple[Path, dict[str, bytes], dict[str, bytes]]:
    """Return a repository on which the command is to be run, what is computed there, and what it leads to."""
    first, second = course.homes
    home = first.parent / "trial"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(second if changed else first, home)
    for folder in COMPUTED:
        shutil.rmtree(home / folder, ignore_errors=True)
        if changed and (first / folder).is_dir():
            shutil.copytree(first / folder, home / folder)
    for looks in home.glob("data/raw/*/looks.csv"):
        looks.unlink()
        if changed:
            shutil.copy2(first / looks.relative_to(home), looks)
    return home, files(home), files(second if changed else first)


def stop_on_the_way(course: Course, number: int, moments: int) -> None:
    """Stop the command at one of its `moments`, look at what is left, and let the next run put it right."""
    changed, name = number % 2 == 1, SIGNALS[number % len(SIGNALS)]
    home, before, after = begin(course, changed)
    moment = (number + random.Random(number).random()) / moments * course.seconds[changed]
    process = start(home, *course.arguments)
    time.sleep(moment)
    stop(process, getattr(signal, name))
    ended = end(process)
    wait_until_all_ended(home)
    _look_at_the_end(ended, getattr(signal, name))
    _look_at_the_files(files(home), before, after)
    repaired = run(home, *course.arguments)
    assert repaired.code == 0, repaired.err
    assert files(home) == after


def _look_at_the_end(ended, number: int) -> None:
    assert ended.code in (0, -number, 128 + number)  # done before it was stopped, or before it could hear
    if ended.code == 128 + number:
        assert ended.err.splitlines()[-1] == INTERRUPTED and "Traceback" not in ended.err
        assert ended.out == ""


def _look_at_the_files(left: dict[str, bytes], before: dict[str, bytes], after: dict[str, bytes]) -> None:
    """Each file is wholly that of before or that of after; the record of what was made lies between the two."""
    for name, content in left.items():
        if name.endswith("manifest.json") or "/.stages/" in name or name.endswith(".ssi-part"):
            continue
        assert content in (before.get(name), after.get(name)), f"{name} is torn"
    assert before.keys() - after.keys() <= left.keys()


@pytest.mark.parametrize("number", range(OF_PAGES), ids=lambda n: f"{n}-{SIGNALS[n % len(SIGNALS)]}")
def test_a_page_that_is_stopped_at_any_moment_is_whole_and_repaired_by_the_next_run(pages, number):
    stop_on_the_way(pages, number, OF_PAGES)


@pytest.mark.parametrize("number", range(OF_REPORTS), ids=lambda n: f"{n}-{SIGNALS[n % len(SIGNALS)]}")
def test_a_report_that_is_stopped_at_any_moment_is_whole_and_repaired_by_the_next_run(reports, number):
    stop_on_the_way(reports, number, OF_REPORTS)

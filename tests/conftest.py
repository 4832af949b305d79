"""What several rooms of the tests share: the repository's own reports, built once, and a Chromium without a network to open pages in."""

from __future__ import annotations

import gc
import os
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from examples import ALL, EXPLORE, few
from filelock import FileLock
from hypothesis import HealthCheck, settings
from waiting import HANGS

from ssi_outcomes.base.paths import reports_folder, root

# What the gallery shows: the article, an invented team, an invented trial, an invented pool, invented worlds.
GALLERY = (
    *("article", "demo-team", "demo-trial", "demo-pool"),
    *("world-nothing", "world-thermometer", "world-useful"),
)
# Those whose reports the suite makes anyhow; the whole gallery is made in the long part.
MADE = ("article", "demo-team")
SHOWN = few(GALLERY, MADE)
CHROMIUM = next(
    (
        found
        for found in map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge"))
        if found
    ),
    None,
)


# The files that take longest, in the order in which they are begun.
LONGEST = (
    "reliability/test_stopped_runs.py",
    "reliability/test_hostile_text.py",
    "workshop/test_try_page.py",
    "report/test_browser.py",
    "exhibits/test_whole_report.py",
    "workshop/test_same_word.py",
    "exhibits/test_panel_exhibits.py",
    "reliability/test_interruptions.py",
    "running/test_notebooks.py",
    "evidence/test_two_judges.py",
    "reading/test_broken_documents.py",
    "report/test_page_rules.py",
    "reading/bulk/test_clean.py",
    "worlds/test_calibration.py",
    "reading/joining/whose/test_owners.py",
    "reliability/test_leaks.py",
    "evidence/engine/test_poisson.py",
    "evidence/test_judge.py",
    "reading/joining/test_demo_team_files.py",
    "reading/joining/test_folder.py",
    "exhibits/alone/test_diary.py",
    "intake/test_writing.py",
    "panel/test_any_tables.py",
    "claims/test_rulings.py",
    "reliability/test_planted_faults.py",
    "workshop/test_editions.py",
    "running/test_pipeline.py",
    "workshop/test_slides.py",
    "running/test_fork_server.py",
    "reading/test_broken_cells.py",
    "report/test_demo_report.py",
    "intake/test_asking.py",
    "intake/test_step.py",
    "test_environment.py",
    "workshop/test_same_rows.py",
    "workshop/test_guide.py",
    "reading/package/test_constraints.py",
    "base/test_another_language.py",
    "report/test_pdf.py",
    "workshop/test_measure_page.py",
    "figures/test_changes.py",
    "exhibits/test_exhibits.py",
    "running/test_printing.py",
    "intake/test_apart.py",
    "desk/test_gallery.py",
    "evidence/beyond/test_judged_laid.py",
    "reading/bulk/test_any_table.py",
    "reading/joining/whose/test_titled_files.py",
    "intake/test_odds_kept.py",
    "running/test_manifest.py",
    "worlds/test_scenarios.py",
    "exhibits/team/test_announcing.py",
    "base/test_workers.py",
    "running/test_handing_back.py",
    "data/test_article_package.py",
    "exhibits/team/test_claims_here.py",
)
# A loaded machine draws examples slowly, and that is no fault of theirs. The examples are the same everywhere
# and each time, so that a change is judged by what it changed; `--hypothesis-profile=explore` draws new ones.
settings.register_profile(
    "any machine", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(EXPLORE, settings.get_profile("any machine"), derandomize=False, print_blob=True)
settings.load_profile("any machine")
LAST_DIGITS = Path(__file__).with_name("last_digits")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--last-digits",
        action="store_true",
        help="move the last binary digit of every estimate, as another processor would",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Say how many examples are tried; and move the last digits, if asked to.

    They are moved here, in each test process and in each command that the tests start; what was computed before is computed anew.
    """
    # Matrices are small here, and each core has its worker: threads would keep it busy with waiting. Read by numpy's import.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    if config.option.markexpr == "long":
        os.environ[ALL] = "1"
    if not config.getoption("--last-digits"):
        return
    if "PYTEST_XDIST_WORKER" not in os.environ:
        _forget_what_was_computed()
        os.environ["PYTHONPATH"] = os.pathsep.join(
            filter(None, [str(LAST_DIGITS), os.environ.get("PYTHONPATH")])
        )
    runpy.run_path(str(LAST_DIGITS / "sitecustomize.py"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take minutes, so that no worker is left alone with one of them at the end.

    In the long part, properties are tried once more, on all of their examples.
    """
    for item in items:
        if ALL in os.environ and getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.long)
    names = [item.path.relative_to(Path(__file__).parent).as_posix() for item in items]
    places = {name: place for place, name in enumerate(LONGEST)}
    order = sorted(range(len(items)), key=lambda place: places.get(names[place], len(places)))
    items[:] = [items[place] for place in order]


def pytest_collection_finish() -> None:
    """Look for circles of garbage less often, and never among what stays to the end: a tenth of the tests' time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave no moved digit behind."""
    if config.getoption("--last-digits") and "PYTEST_XDIST_WORKER" not in os.environ:
        _forget_what_was_computed()


def _forget_what_was_computed() -> None:
    subprocess.run(["sh", str(root() / ".make" / "clean.sh")], cwd=root(), check=True, capture_output=True)


@dataclass
class Visit:
    """An opened page, what it asked for, and what went wrong on it."""

    page: object
    address: str
    requests: list[str] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    """A browser for the tests of one module: its event loop must not run beside those of other modules."""
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("no Chromium, and REQUIRE_BROWSER=1: apt-get install chromium")
        pytest.skip("not run: no Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"], timeout=HANGS * 1000
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium) -> Iterator[Callable[..., Visit]]:
    """Open a file: `visit(path, width=360, scheme="dark")`."""
    with _visits(chromium) as open_page:
        yield open_page


@pytest.fixture(scope="module")
def visit_for_long(chromium) -> Iterator[Callable[..., Visit]]:
    """Open a file that stays open for all the tests of a module, which only look at it."""
    with _visits(chromium) as open_page:
        yield open_page


@contextmanager
def _visits(chromium) -> Iterator[Callable[..., Visit]]:
    contexts = []

    def open_page(path: Path, width: int = 1280, height: int = 800, scheme: str = "light") -> Visit:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, offline=True
        )
        context.set_default_timeout(HANGS * 1000)
        contexts.append(context)
        seen = Visit(context.new_page(), path.as_uri())
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        seen.page.on("requestfailed", lambda request: seen.failures.update({request.url: request.failure}))
        seen.page.on(
            "console",
            lambda said: seen.errors.append(said.text) if said.type in {"error", "warning"} else None,
        )
        seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
        seen.page.on(
            "dialog", lambda dialog: (seen.errors.append(f"dialog: {dialog.message}"), dialog.dismiss())
        )
        seen.page.goto(seen.address)
        return seen

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def built_reports(tmp_path_factory) -> dict[str, Path]:
    """The report on the article, language -> file."""
    _run_once(tmp_path_factory, "report")
    return _pages("article")


@pytest.fixture(scope="session")
def demo_reports(tmp_path_factory) -> dict[str, Path]:
    """The report on the demo team, language -> file."""
    _run_once(tmp_path_factory, "report", "--dataset", "demo-team")
    return _pages("demo-team")


@pytest.fixture(scope="session")
def gallery(tmp_path_factory) -> Path:
    """The folder of the gallery, as `make gallery` makes it."""
    _run_once(tmp_path_factory, "gallery")
    return reports_folder() / "gallery"


@pytest.fixture
def pages_of(request) -> Callable[[str], dict[str, Path]]:
    """Return the pages of a report of `GALLERY`, language -> file, made by what makes the fewest reports."""
    makers = {"article": "built_reports", "demo-team": "demo_reports"}

    def find(dataset: str) -> dict[str, Path]:
        if dataset in makers:
            return request.getfixturevalue(makers[dataset])
        folder = request.getfixturevalue("gallery")
        return {language: folder / f"{dataset}.{language}.html" for language in ("fr", "en")}

    return find


def _pages(dataset: str) -> dict[str, Path]:
    return {language: reports_folder() / f"{dataset}.{language}.html" for language in ("fr", "en")}


def _run_once(tmp_path_factory, *arguments: str) -> None:
    """Bring the repository's own reports up to date with a command, one test process at a time."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if os.environ.get("PYTEST_XDIST_WORKER") else shared
    ssi = shutil.which("ssi", path=str(Path(sys.executable).parent))
    assert ssi, "the command ssi is not installed beside this Python"
    # One at a time: none waits for the article that another is at work on, and each runs two notebooks at once.
    with FileLock(shared / "reports.lock"):
        done = subprocess.run(
            [ssi, *arguments], cwd=root(), capture_output=True, text=True, encoding="utf-8", timeout=HANGS
        )
    assert done.returncode == 0, done.stdout + done.stderr

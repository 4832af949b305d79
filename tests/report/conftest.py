"""A Chromium without a network, and the pages to open in it: samples, and the repository's own reports."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from report import sample

from ssi_outcomes.report import export_case, export_report

CHROMIUM = next((found for found in map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")) if found), None)


@dataclass
class Visit:
    """An opened page, what it asked for, and what went wrong on it."""

    page: object
    address: str
    requests: list[str] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("no Chromium, and REQUIRE_BROWSER=1: apt-get install chromium")
        pytest.skip("not run: no Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium) -> Iterator[Callable[..., Visit]]:
    """Open a file: `visit(path, width=360, scheme="dark")`."""
    contexts = []

    def open_page(path: Path, width: int = 1280, height: int = 800, scheme: str = "light") -> Visit:
        context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, offline=True)
        contexts.append(context)
        seen = Visit(context.new_page(), path.as_uri())
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        seen.page.on("requestfailed", lambda request: seen.failures.update({request.url: request.failure}))
        seen.page.on("console", lambda said: seen.errors.append(said.text) if said.type in {"error", "warning"} else None)
        seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
        seen.page.goto(seen.address)
        return seen

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def sample_pages(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    pages = {f"sample-{language}": export_report(sample.report_notebook(language), language) for language in ("fr", "en")}
    pages |= {f"case-{language}": export_case(sample.case_notebook(), language) for language in ("fr", "en")}
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in pages}


@pytest.fixture(
    params=["sample-fr", "sample-en", "case-fr", *(f"{name}-{language}" for name in ("article", "world-useful", "index") for language in ("fr", "en"))]
)
def any_page(request, sample_pages) -> Path:
    """Each kind of page in turn; the language is the end of the file's stem."""
    if request.param in sample_pages:
        return sample_pages[request.param]
    name, _, language = request.param.rpartition("-")
    return request.getfixturevalue("gallery") / f"{name}.{language}.html"

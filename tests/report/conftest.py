"""The pages of the sample to look into, and the pages to open in a browser: samples, and the repository's own reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from report import sample

from ssi_outcomes.report import export_case, export_report


@pytest.fixture(scope="session")
def french() -> BeautifulSoup:
    return BeautifulSoup(export_report(sample.report_notebook("fr"), "fr"), "html.parser")


@pytest.fixture(scope="session")
def case() -> BeautifulSoup:
    return BeautifulSoup(export_case(sample.case_notebook(), "fr"), "html.parser")


@pytest.fixture(scope="session")
def sample_pages(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    pages = {
        f"sample-{language}": export_report(sample.report_notebook(language), language)
        for language in ("fr", "en")
    }
    pages |= {f"case-{language}": export_case(sample.case_notebook(), language) for language in ("fr", "en")}
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in pages}


# A page of each kind is opened each time, the others in the long part.
PRINTED = ["sample-en", "case-fr", "article-fr"]
PRINTED += [
    pytest.param(name, marks=pytest.mark.long)
    for name in ("sample-fr", "article-en", "world-useful-fr", "world-useful-en", "demo-pool-fr")
]
FRONT = [pytest.param(f"index-{language}", marks=pytest.mark.long) for language in ("fr", "en")]


def _find_page(request, sample_pages, pages_of) -> Path:
    if request.param in sample_pages:
        return sample_pages[request.param]
    name, _, language = request.param.rpartition("-")
    if name == "index":
        return request.getfixturevalue("gallery") / f"index.{language}.html"
    return pages_of(name)[language]


@pytest.fixture(params=PRINTED)
def any_report(request, sample_pages, pages_of) -> Path:
    """Each kind of page that is printed, in turn; the language is the end of the file's stem."""
    return _find_page(request, sample_pages, pages_of)


@pytest.fixture(params=[*PRINTED, *FRONT])
def any_page(request, sample_pages, pages_of) -> Path:
    """Each kind of page in turn, the gallery's front page as well; the language is the end of the file's stem."""
    return _find_page(request, sample_pages, pages_of)

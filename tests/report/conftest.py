"""The pages to open in a browser: samples, and the repository's own reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from report import sample

from ssi_outcomes.report import export_case, export_report


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


REPORTS = [f"{name}-{language}" for name in ("article", "world-useful") for language in ("fr", "en")]
PRINTED = ["sample-fr", "sample-en", "case-fr", *REPORTS]


def _find_page(request, sample_pages) -> Path:
    if request.param in sample_pages:
        return sample_pages[request.param]
    name, _, language = request.param.rpartition("-")
    return request.getfixturevalue("gallery") / f"{name}.{language}.html"


@pytest.fixture(params=PRINTED)
def any_report(request, sample_pages) -> Path:
    """Each kind of page that is printed, in turn; the language is the end of the file's stem."""
    return _find_page(request, sample_pages)


@pytest.fixture(params=[*PRINTED, "index-fr", "index-en"])
def any_page(request, sample_pages) -> Path:
    """Each kind of page in turn, the gallery's front page as well; the language is the end of the file's stem."""
    return _find_page(request, sample_pages)

"""What a real browser prints: tagged, with an outline, in the page's language, on numbered A4 pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from waiting import HANGS

from ssi_outcomes.running.printing import find_browser, print_page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Path:
    found = find_browser()
    if found is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("no Chromium, and REQUIRE_BROWSER=1: apt-get install chromium")
        pytest.skip("not run: no Chromium")
    return found


@dataclass(frozen=True)
class Print:
    """The PDF of a page: the page's language, its bytes, where it was made, and what was left there."""

    language: str
    content: bytes
    folder: Path
    left: tuple[Path, ...]


@pytest.fixture(scope="session")
def prints() -> dict[Path, Print]:
    """What was printed so far, by its page."""
    return {}


@pytest.fixture
def printed(browser, any_report, tmp_path, prints) -> Print:
    """Return each kind of page in turn, printed once for all that is asked of it."""
    if any_report not in prints:
        content = print_page(browser, any_report, tmp_path)
        prints[any_report] = Print(any_report.stem[-2:], content, tmp_path, tuple(tmp_path.iterdir()))
    return prints[any_report]


def outline(content: bytes) -> list[str]:
    """Return the titles in a PDF as Chromium writes it: plain, or in UTF-16 where they have accents."""
    found = re.findall(rb"/Title ?(?:\(((?:[^()\\]|\\.)*)\)|<([0-9A-F]*)>)", content)
    return [
        re.sub(r"\\(.)", r"\1", plain.decode("latin-1"))
        if plain
        else bytes.fromhex(coded.decode()).decode("utf-16")
        for plain, coded in found
    ]


def test_a_print_is_tagged_and_says_its_language(printed):
    assert b"/Marked true" in printed.content and b"/StructTreeRoot" in printed.content
    assert re.findall(rb"/Lang ?\((\w\w)\)", printed.content)[0].decode() == printed.language


def test_a_print_has_the_headings_as_its_outline(printed, any_report):
    from bs4 import BeautifulSoup

    titles = outline(printed.content)
    headings = [
        " ".join(tag.get_text().split(" "))
        for tag in BeautifulSoup(any_report.read_text("utf-8"), "html.parser").select("main :is(h1, h2)")
    ]
    assert (
        b"/Outlines" in printed.content
        and len(headings) > 1
        and [heading for heading in headings if heading not in titles] == []
    )


def test_a_print_is_on_a4_and_holds_no_path_of_this_machine(printed):
    boxes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed.content))
    assert [(round(float(width)), round(float(height))) for width, height in boxes] == [(595, 842)]
    assert b"file:" not in printed.content and printed.folder.name.encode() not in printed.content
    assert printed.left == ()


def test_each_page_has_its_number_in_the_language_of_the_report(printed, tmp_path):
    if shutil.which("pdftotext") is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("no pdftotext, and REQUIRE_BROWSER=1: apt-get install poppler-utils")
        pytest.skip("not run: no pdftotext")
    language = printed.language
    (tmp_path / "page.pdf").write_bytes(printed.content)
    done = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "page.pdf", "-"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANGS,
        check=True,
    )
    sheets = done.stdout.rstrip("\f").split("\f")
    numbers = [re.findall(r"Page (\d+) (?:of|sur) (\d+)\s*$", sheet) for sheet in sheets]
    assert numbers == [[(str(number), str(len(sheets)))] for number in range(1, len(sheets) + 1)]
    assert all(
        (" sur " if language == "fr" else " of ") in sheet.rstrip().splitlines()[-1] for sheet in sheets
    )

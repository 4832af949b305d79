"""What a real browser prints: tagged, with an outline, in the page's language, on numbered A4 pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
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


@pytest.fixture
def printed(browser, any_report, tmp_path) -> tuple[str, bytes]:
    """Print each kind of page in turn; return its language and the PDF."""
    return any_report.stem[-2:], print_page(browser, any_report, tmp_path)


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
    language, content = printed
    assert b"/Marked true" in content and b"/StructTreeRoot" in content
    assert re.findall(rb"/Lang ?\((\w\w)\)", content)[0].decode() == language


def test_a_print_has_the_headings_as_its_outline(printed, any_report):
    from bs4 import BeautifulSoup

    titles = outline(printed[1])
    headings = [
        " ".join(tag.get_text().split(" "))
        for tag in BeautifulSoup(any_report.read_text("utf-8"), "html.parser").select("main :is(h1, h2)")
    ]
    assert (
        b"/Outlines" in printed[1]
        and len(headings) > 1
        and [heading for heading in headings if heading not in titles] == []
    )


def test_a_print_is_on_a4_and_holds_no_path_of_this_machine(printed, tmp_path):
    boxes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed[1]))
    assert [(round(float(width)), round(float(height))) for width, height in boxes] == [(595, 842)]
    assert b"file:" not in printed[1] and tmp_path.name.encode() not in printed[1]
    assert list(tmp_path.iterdir()) == []


def test_each_page_has_its_number_in_the_language_of_the_report(printed, tmp_path):
    if shutil.which("pdftotext") is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("no pdftotext, and REQUIRE_BROWSER=1: apt-get install poppler-utils")
        pytest.skip("not run: no pdftotext")
    language, content = printed
    (tmp_path / "page.pdf").write_bytes(content)
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

"""What a real browser prints: tagged, with an outline, in the page's language, on numbered A4 pages that are nearly full."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import MADE
from PIL import Image
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
        if tag.find_parent(id="where") is None  # on paper there are no links to follow
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


def need(program: str) -> str:
    """Return a program of poppler's; without it, the test is not run."""
    if shutil.which(program) is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(f"no {program}, and REQUIRE_BROWSER=1: apt-get install poppler-utils")
        pytest.skip(f"not run: no {program}")
    return program


def test_each_page_has_its_number_in_the_language_of_the_report(printed, tmp_path):
    need("pdftotext")
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


# Millimetres of an A4 page, and of what report.css leaves free above and below.
HEIGHT, ABOVE, BELOW = 297, 18, 19


def measure_fill(content: bytes, folder: Path) -> list[float]:
    """Return down to where each page of a PDF is filled, as a share of the height that it has for text."""
    (folder / "filled.pdf").write_bytes(content)
    subprocess.run(
        [need("pdftoppm"), "-r", "30", "-gray", "-png", folder / "filled.pdf", folder / "filled"],
        timeout=HANGS,
        check=True,
    )
    return [share_filled(Image.open(path)) for path in sorted(folder.glob("filled-*.png"))]


def share_filled(page: Image.Image) -> float:
    """Return the same of one page, in grey."""
    top, bottom = (round(page.height * place / HEIGHT) for place in (ABOVE, HEIGHT - BELOW))
    ink = page.crop((0, top, page.width, bottom)).point(lambda light: 255 if light < 200 else 0).getbbox()
    return ink[3] / (bottom - top) if ink else 0.0


def test_how_far_a_page_is_filled_is_measured_without_its_number():
    page = Image.new("L", (210, HEIGHT), 255)
    page.putpixel((100, HEIGHT - 5), 0)  # its number
    assert share_filled(page) == 0
    page.paste(0, (30, ABOVE, 60, ABOVE + 130))
    assert share_filled(page) == 0.5


@pytest.mark.long
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("dataset", MADE)
def test_at_most_one_page_but_the_last_is_less_than_two_thirds_full(
    browser, pages_of, dataset, language, tmp_path
):
    content = print_page(browser, pages_of(dataset)[language], tmp_path)
    *filled, _ = measure_fill(content, tmp_path)
    assert len(filled) > 5 and sum(share < 2 / 3 for share in filled) <= 1, filled

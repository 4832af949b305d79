"""PDFs: printed by whatever browser is there, whole or not at all; a browser that is absent, fails or hangs costs the reader nothing else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from running.stub_browser import FAILS, PRINTS, PRINTS_AND_FAILS, PRINTS_HALF, install, posix_only
from running.tiny_runs import Heard
from tiny_home import make_home
from waiting import wait_for

from ssi_outcomes.intake import asking
from ssi_outcomes.intake.step import read_stored
from ssi_outcomes.report.story import BESIDE
from ssi_outcomes.running import printing
from ssi_outcomes.running.printing import find_browser, print_pages
from ssi_outcomes.running.starting import start_run

HANGS = 'sleep 7200 & echo $! > "$0.pid"; wait'


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """A repository with two finished pages, and no browser."""
    home = make_home(tmp_path / "une maison à moi")
    (home / "reports").mkdir()
    for language in ("fr", "en"):
        (home / "reports" / f"article.{language}.html").write_text(f"<html lang={language}>", "utf-8")
    monkeypatch.setenv("SSI_HOME", str(home))
    monkeypatch.setenv("SSI_LANG", "en")
    monkeypatch.setenv("PATH", str(tmp_path / "bin") + os.pathsep + "/usr/bin" + os.pathsep + "/bin")
    monkeypatch.setattr(printing, "NAMES", ("chromium-stub",))
    monkeypatch.setattr(printing, "usual_places", lambda: [])
    monkeypatch.setattr(
        asking, "_read_anew", read_stored
    )  # in this process: what is read is none of these tests' business
    return home


def pages(home: Path) -> list[Path]:
    return [home / "reports" / f"article.{language}.html" for language in ("fr", "en")]


def ask(home: Path, wanted: bool = True) -> tuple[list[str], list[str], int]:
    """Return the names of the PDFs that stand, what was said, and how many were made."""
    heard = Heard()
    with start_run("article", None, heard) as run:
        made = print_pages(run, pages(home), wanted)
    return [path.name for path in made], heard.said, heard.made


def pdfs(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (home / "reports").iterdir() if path.suffix != ".html"}


BOTH = ["article.fr.pdf", "article.en.pdf"]


@posix_only
def test_each_page_is_printed_once_and_again_when_it_changes(home, tmp_path):
    browser = install(tmp_path, PRINTS)
    assert ask(home) == (BOTH, [], 2)
    assert pdfs(home) == {
        f"article.{language}.pdf": b"%%PDF-1.4 of article.%s.html\n%%%%EOF\n" % language.encode()
        for language in ("fr", "en")
    }
    browser.unlink()
    assert ask(home) == (BOTH, [], 0), "what stands needs no browser"
    install(tmp_path, PRINTS)
    pages(home)[1].write_text("<html lang=en>another")
    assert ask(home) == (BOTH, [], 1)
    (home / "reports" / "article.fr.pdf").unlink()
    assert ask(home) == (BOTH, [], 1)


@posix_only
def test_the_browser_has_a_room_of_its_own_which_is_gone_afterwards(home, tmp_path):
    browser = install(tmp_path, PRINTS)
    ask(home)
    words = browser.with_name(browser.name + ".words").read_text("utf-8").splitlines()
    options = {name: value for name, _, value in (word.partition("=") for word in words)}
    assert words[-1] == pages(home)[1].as_uri()
    assert {
        "--headless",
        "--no-pdf-header-footer",
        "--generate-pdf-document-outline",
        "--disable-background-networking",
    } <= options.keys()
    assert ("--no-sandbox" in options) == (os.geteuid() == 0)
    said = dict(
        line.partition("=")[::2]
        for line in browser.with_name(browser.name + ".env").read_text("utf-8").splitlines()
    )
    rooms = [
        options["--user-data-dir"],
        options["--print-to-pdf"],
        said["XDG_CONFIG_HOME"],
        said["XDG_CACHE_HOME"],
    ]
    rooms.append(browser.with_name(browser.name + ".folder").read_text("utf-8").strip())
    aside = home / "data" / "processed" / "article" / ".stages"
    assert all(Path(room).is_relative_to(aside) for room in rooms) and not aside.exists()


def test_the_window_is_one_in_which_figures_are_drawn_wide():
    narrow, beside = (int(width) * 16 for width in re.findall(r"(\d+)em", BESIDE))
    assert narrow < printing.WINDOW[0] < beside


@posix_only
def test_nothing_is_printed_that_was_not_asked_for(home, tmp_path):
    browser = install(tmp_path, PRINTS)
    assert ask(home, wanted=False) == ([], [], 0)
    assert pdfs(home) == {} and not browser.with_name(browser.name + ".words").exists()


@posix_only
def test_the_print_of_an_earlier_page_does_not_stay_beside_a_new_one(home, tmp_path):
    install(tmp_path, PRINTS)
    ask(home)
    assert ask(home, wanted=False)[1] == [] and len(pdfs(home)) == 2
    pages(home)[0].write_text("<html lang=fr>another")
    assert ask(home, wanted=False) == (
        [],
        [
            "reports/article.fr.pdf was the print of an earlier page: deleted. “make report PDF=1” makes it anew."
        ],
        0,
    )
    assert list(pdfs(home)) == ["article.en.pdf"]


@posix_only
def test_a_pdf_that_somebody_wrote_into_is_left_alone_until_one_is_asked_for(home, tmp_path):
    install(tmp_path, PRINTS)
    ask(home)
    notes = home / "reports" / "article.fr.pdf"
    notes.write_bytes(b"%PDF with notes")
    pages(home)[0].write_text("<html lang=fr>another")
    assert ask(home, wanted=False) == ([], [], 0)
    assert notes.read_bytes() == b"%PDF with notes"


def test_without_a_browser_one_line_says_what_to_do(home, monkeypatch):
    made, said, count = ask(home)
    assert (made, count, pdfs(home)) == ([], 0, {}) and len(said) == 1
    assert (
        said[0].startswith(
            "No PDF: neither Chromium nor Google Chrome nor Microsoft Edge is found here. Install one"
        )
        and "Ctrl-P" in said[0]
    )
    monkeypatch.setenv("SSI_LANG", "fr")
    french = ask(home)[1]
    assert (
        french[0].startswith(
            "Pas de PDF\u00a0: ni Chromium, ni Google Chrome, ni Microsoft Edge ne se trouvent ici. Installez"
        )
        and "imprimez-la" in french[0]
    )
    assert "\n" not in said[0] + french[0]


@posix_only
@pytest.mark.parametrize(
    ("body", "reason"),
    [(FAILS, "No usable sandbox!"), (PRINTS_HALF, "0"), (PRINTS_AND_FAILS, "3"), ("exit 0", "0")],
)
def test_a_browser_that_fails_is_told_of_in_one_line_a_page(home, tmp_path, body, reason):
    install(tmp_path, body)
    made, said, count = ask(home)
    assert (made, count, pdfs(home)) == ([], 0, {})
    assert said == [
        f"reports/article.{language}.html: chromium-stub could not make a PDF of it ({reason}). Open the page in your browser and print it (Ctrl-P, “Save as PDF”)."
        for language in ("fr", "en")
    ]


@posix_only
def test_a_browser_that_cannot_be_started_is_told_of_too(home, tmp_path):
    install(tmp_path, PRINTS).write_text("#!/nowhere/sh\n")
    assert "chromium-stub could not make a PDF of it (No such file" in ask(home)[1][0]


@posix_only
def test_a_browser_that_hangs_is_stopped_with_all_that_it_started(home, tmp_path, monkeypatch):
    browser = install(tmp_path, HANGS)
    started = browser.with_name(browser.name + ".pid")

    class Patient(subprocess.Popen):
        def wait(self, timeout=None):
            # However slow the machine: what it started is there before the patience with it begins.
            wait_for(lambda: timeout is None or started.exists() and started.read_text())
            return super().wait(timeout)

    monkeypatch.setattr(printing.subprocess, "Popen", Patient)
    monkeypatch.setattr(printing, "PATIENCE", 0.5)
    made, said, count = ask(home)
    assert (made, count, pdfs(home)) == ([], 0, {}) and len(said) == 2
    assert said[0].startswith(
        "reports/article.fr.html: chromium-stub did not finish the PDF within 0.5 s and was stopped."
    )
    pid = int(started.read_text())
    wait_for(lambda: not lives(pid))  # the system takes a moment to bury it


@pytest.mark.skipif(sys.platform != "linux", reason="not run: only Linux ends what a killed process started")
def test_a_browser_ends_with_the_run_that_is_killed_while_it_prints(tmp_path):
    browser = install(tmp_path, 'echo $$ > "$0.pid"; exec sleep 7200')
    started, page = browser.with_name(browser.name + ".pid"), tmp_path / "page.html"
    printed = "import sys; from pathlib import Path; from ssi_outcomes.running.printing import print_page"
    command = f"{printed}; print_page(*map(Path, sys.argv[1:]))"
    process = subprocess.Popen([sys.executable, "-c", command, browser, page, tmp_path / "aside"])
    pid = int(wait_for(lambda: started.exists() and started.read_text()))
    process.kill()
    process.wait()
    wait_for(lambda: not lives(pid))


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        stat = Path(f"/proc/{pid}/stat")
        return not Path("/proc").is_dir() or stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


# --- where browsers are


@posix_only
def test_a_browser_on_the_path_comes_before_the_usual_places(home, tmp_path, monkeypatch):
    usual = install(tmp_path, "", "usual")
    monkeypatch.setattr(printing, "usual_places", lambda: [tmp_path / "not there", usual])
    assert find_browser() == usual
    found = install(tmp_path, "")
    assert find_browser() == found
    monkeypatch.setattr(sys, "platform", "win32")
    assert find_browser() == usual


@posix_only
def test_a_program_in_the_folder_where_one_stands_is_not_taken_for_a_browser(home, tmp_path, monkeypatch):
    install(tmp_path, "")
    monkeypatch.chdir(tmp_path / "bin")
    monkeypatch.setenv("PATH", ".")
    assert find_browser() is None


@pytest.mark.parametrize(
    ("platform", "place"),
    [
        ("win32", "Program Files/Microsoft/Edge/Application/msedge.exe"),
        ("win32", "Program Files/Google/Chrome/Application/chrome.exe"),
        ("win32", "Local/Chromium/Application/chrome.exe"),
        ("darwin", "Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
        ("darwin", "Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
    ],
)
def test_each_system_has_its_usual_places(tmp_path, monkeypatch, platform, place):
    monkeypatch.setattr(sys, "platform", platform)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path / "Program Files"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    assert tmp_path / place in printing.usual_places()

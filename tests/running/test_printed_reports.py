"""A report that is printed, too: the command names its PDFs, and has its report whatever becomes of them."""

from __future__ import annotations

import os

import pytest
from running.stub_browser import FAILS, OUT, PRINTS, install, posix_only
from tiny_home import make_home, run_ssi, start_ssi
from waiting import wait_for


@pytest.mark.long
@posix_only
def test_the_command_names_the_pdfs_and_an_unchanged_one_is_quick(tmp_path):
    install(tmp_path, PRINTS, "chromium")
    home = make_home(tmp_path / "home")
    path = str(tmp_path / "bin") + os.pathsep + os.environ["PATH"]
    made = [
        os.path.join("reports", f"article.{name}") for name in ("facts.json", "en.xlsx", "en.pdf", "en.html")
    ]
    code, out, err = run_ssi(home, "report", "--lang", "en", "--pdf", PATH=path)
    assert (code, out.splitlines()) == (0, made), err
    code, out, err = run_ssi(home, "report", "--lang", "en", PATH=path, PDF="1")
    assert (code, out.splitlines()) == (0, made)
    said, step, imported = err.splitlines()
    assert (said, imported) == ("Nothing has changed: these files are up to date.", "imported:")
    assert step.startswith("Next: open reports/article.en.html")


@pytest.mark.long
@posix_only
def test_a_browser_that_fails_leaves_a_report_and_no_error(tmp_path):
    install(tmp_path, FAILS, "chromium")
    home = make_home(tmp_path / "home")
    code, out, err = run_ssi(
        home, "report", "--lang", "en", "--pdf", PATH=str(tmp_path / "bin") + os.pathsep + os.environ["PATH"]
    )
    assert code == 0 and [line.rpartition(".")[2] for line in out.split()] == ["json", "xlsx", "html"]
    assert err.count("No usable sandbox!") == 1 and "Traceback" not in err


@pytest.mark.long
@posix_only
def test_a_run_killed_between_two_prints_leaves_whole_files_and_the_next_carries_on(tmp_path, request):
    held = 'while [ -e "$0.hold" ]; do sleep 0.1; done'
    slow_in_english = f"{OUT}; case $last in *en.html) {held} ;; esac; {PRINTS.replace('exec ', '')}"
    browser = install(tmp_path, slow_in_english, "chromium")
    hold = browser.with_name(browser.name + ".hold")
    hold.touch()
    request.addfinalizer(hold.unlink)
    home, path = make_home(tmp_path / "home"), str(tmp_path / "bin") + os.pathsep + os.environ["PATH"]
    process = start_ssi(home, "report", "--pdf", PATH=path)
    assert wait_for(lambda: (home / "reports" / "article.fr.pdf").exists() or process.poll() is not None)
    assert process.poll() is None
    process.kill()
    process.communicate()
    left = {file.name: file.read_bytes() for file in (home / "reports").iterdir()}
    assert sorted(left) == sorted(
        [
            "article.facts.json",
            *(f"article.{lang}.{kind}" for lang in ("fr", "en") for kind in ("xlsx", "html")),
            "article.fr.pdf",
        ]
    )
    assert left["article.fr.pdf"].endswith(b"%EOF\n")
    install(tmp_path, PRINTS, "chromium")
    code, out, err = run_ssi(home, "report", "--pdf", PATH=path)
    assert code == 0 and "article.en.pdf" in out, err
    after = {file.name: file.read_bytes() for file in (home / "reports").iterdir()}
    assert after == left | {"article.en.pdf": after["article.en.pdf"]} and after["article.en.pdf"].endswith(
        b"%EOF\n"
    )

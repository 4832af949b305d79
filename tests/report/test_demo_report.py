"""The report on the demo team: it keeps every rule of a page, and says that nothing can be concluded, of people who do not exist."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from waiting import HANGS

from ssi_outcomes.base.paths import processed_folder, root
from ssi_outcomes.report.page_rules import check_html, compare_languages
from ssi_outcomes.words.facts import read_citable

NAME = "demo-team"
both_languages = pytest.mark.parametrize("language", ["fr", "en"])


@pytest.fixture(scope="module")
def pages(demo_reports) -> dict[str, str]:
    """The demo team's pages, language -> HTML."""
    return {language: path.read_text("utf-8") for language, path in demo_reports.items()}


def words(html: str, section: str = "main") -> str:
    return " ".join(BeautifulSoup(html, "html.parser").select_one(section).get_text(" ").split())


@both_languages
def test_each_page_keeps_every_rule(pages, language):
    assert check_html(pages[language], read_citable(processed_folder(NAME) / "facts"), language) == []


def test_both_languages_tell_the_same(pages):
    assert compare_languages(pages["fr"], pages["en"]) == []


@pytest.mark.parametrize(("language", "word"), [("fr", "indéterminé"), ("en", "undetermined")])
def test_the_answer_is_that_nothing_is_decided(pages, language, word):
    assert word in words(pages[language], "section#answer").casefold()


@pytest.mark.parametrize(("language", "word"), [("fr", "synthétique"), ("en", "synthetic")])
def test_it_says_that_the_people_are_invented(pages, language, word):
    assert word in words(pages[language]).casefold()


@both_languages
def test_nobody_of_the_team_is_shown_apart(pages, language):
    told = words(pages[language])
    assert not [f"P{number:02}" for number in range(1, 41) if f"P{number:02}" in told]


def test_the_command_says_what_became_of_each_file(pages):
    ssi = shutil.which("ssi", path=str(Path(sys.executable).parent))
    done = subprocess.run(
        [ssi, "report", "--dataset", NAME],
        cwd=root(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANGS,
    )
    lines = {
        line.split(":")[0].strip(): re.findall(r"\d+", line.partition(":")[2])
        for line in done.stderr.splitlines()
        if "synthet" in line and not line.startswith((" ", "["))  # what is said of its rows stands under it
    }
    assert lines["propositions-synthetiques.csv"] == ["297", "283", "8", "6"]
    assert len(lines) == 7 and [line.rpartition(".")[2] for line in done.stdout.split()] == [
        "json",
        "xlsx",
        "xlsx",
        "html",
        "html",
    ]

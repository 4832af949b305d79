"""The READMEs: their commands run as they are written, and their numbers are the study's."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from drawn_alike import assert_drawn_alike
from waiting import HANGS

from ssi_outcomes.base.paths import processed_folder, root
from ssi_outcomes.claims.cases import count_claims
from ssi_outcomes.study import open_study
from ssi_outcomes.words.facts import read_citable

READMES = {"en": root() / "README.md", "fr": root() / "README.fr.md"}
# Not run from here: the suite itself, and a server that stays open.
ELSEWHERE = {"make test", "make lab", "make wheelhouse"}
# Their reports are made anyhow.
BRIEF = {"make", "make report", "make report REPORT_LANG=fr", "make report DATASET=demo-team"}


def commands(text: str, kind: str) -> list[str]:
    return [
        line for block in re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL) for line in block.splitlines()
    ]


def read(language: str) -> str:
    return READMES[language].read_text("utf-8")


def test_both_readmes_give_the_same_commands():
    for kind in ("sh", "bat"):
        assert commands(read("en"), kind) == commands(read("fr"), kind) != []
    assert len(commands(read("en"), "bat")) == 4


@pytest.mark.skipif(
    not (root() / ".venv" / "ready").exists() or shutil.which("make") is None,
    reason="not run: the environment was not set up by make",
)
@pytest.mark.parametrize(
    "command",
    [
        pytest.param(command, marks=() if command in BRIEF else pytest.mark.long)
        for command in commands(read("en"), "sh")
        if command not in ELSEWHERE
    ],
)
def test_a_command_of_the_readme_runs(command, built_reports, demo_reports):
    # `make PYTHON=... test` exports what would make the inner make set up the environment anew, under this very test.
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHON", "MAKEFLAGS", "MAKEOVERRIDES", "MFLAGS")
    }
    done = subprocess.run(
        shlex.split(command),
        cwd=root(),
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANGS,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr and "Warning" not in done.stderr
    if command != "make":
        made = [line for line in done.stdout.splitlines() if line.startswith("reports")]
        assert (
            made and made[-1].endswith((".html", ".zip")) and all((root() / name).is_file() for name in made)
        )


def test_commands_run_elsewhere_exist_in_the_menu():
    makefile = (root() / "Makefile").read_text("utf-8")
    for command in ELSEWHERE:
        assert command in commands(read("en"), "sh")
        assert re.search(rf"^{command.removeprefix('make ')}:", makefile, re.MULTILINE)


def as_posix(line: str) -> list[str]:
    """Return a Windows line as this machine would write it."""
    words = line.replace("py -3.13 ", f"{sys.executable} ").replace(".venv\\Scripts\\", ".venv/bin/").split()
    return words if os.name == "posix" else line.split()


def test_what_is_double_clicked_does_what_both_readmes_say_for_windows():
    text = (root() / "start.bat").read_bytes().decode("ascii")
    assert text.count("\n") == text.count("\r\n") > 10, "Windows' own line ends"
    run = [line.partition(" || ")[0] for line in text.splitlines() if line.startswith(("py ", ".venv"))]
    assert run == commands(read("en"), "bat")
    for said in (read("en"), read("fr")):
        assert "start.bat" in said and "ZIP" in said and "py -3.12" in said
    assert "not been tried on a Windows machine yet" in read("en").replace("\n", " ")
    assert "pas encore été essayé sous Windows" in read("fr").replace("\n", " ")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_make_offers_a_team_stands_in_the_readme_and_by_its_whole_path_for_windows(language):
    text = read(language)
    for command in ("new", "check", "plan", "report", "lab"):
        assert f"make {command}" in text and f".venv\\Scripts\\ssi {command}" in text, command
    assert "AUDIENCE=private" in text


@pytest.mark.long
def test_the_four_windows_lines_make_a_report(tmp_path):
    copied = (
        "data/raw",
        "notebooks",
        "src",
        "analysis-plan.toml",
        "pyproject.toml",
        "requirements.lock",
        "README.md",
        "LICENSE",
    )
    for name in copied:
        target = tmp_path / "a folder" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(root() / name, target) if (root() / name).is_dir() else shutil.copy2(
            root() / name, target
        )
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("VIRTUAL_ENV", "SSI_HOME", "PYTHONPATH")
    }
    for line in commands(read("en"), "bat"):
        done = subprocess.run(
            as_posix(line),
            cwd=tmp_path / "a folder",
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=HANGS,
        )
        if (
            done.returncode
            and "uv" in line
            and re.search(r"connect|resolve|network|dns", done.stderr, re.IGNORECASE)
        ):
            pytest.skip("not run: no network to install from")
        assert done.returncode == 0, (line, done.stderr[-2000:])
    made = [
        "article.facts.json",
        *(f"article.{language}.{kind}" for kind in ("xlsx", "html") for language in ("fr", "en")),
    ]
    assert done.stdout.split() == [str(Path("reports") / name) for name in made]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_numbers_of_the_answer_are_those_of_the_study(language):
    study, text = open_study(), " ".join(read(language).split())
    known = study.statements.set_index("statement_id")["value"]
    expected = {"Benoit (SSI": known["benoit_ssi"], "Isabelle (": known["isabelle_ssi"]}
    for before, value in expected.items():
        assert f"{before} {value:g}".replace("( ", "(") in text
    counts = count_claims(study.claims)
    claims = {"en": f"Of the {len(study.claims)} claims", "fr": f"Sur les {len(study.claims)} affirmations"}[
        language
    ]
    assert claims in text and f", {counts['not testable']} " in text


@pytest.mark.stored
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_figures_are_todays(language, built_reports, demo_reports):
    figures = re.findall(r"!\[.{60,}\]\(docs/([^)]+)\)", read(language))
    drawn = {
        f"people.{language}.svg": ("article", "people"),
        f"demo-team.{language}.svg": ("demo-team", "verdict"),
    }
    assert figures == list(drawn)
    for stored, (dataset, name) in drawn.items():
        today = root() / "data" / "processed" / dataset / "figures" / f"{name}.{language}.svg"
        assert_drawn_alike((root() / "docs" / stored).read_text("utf-8"), today.read_text("utf-8"))


@pytest.mark.stored
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_answer_quoted_is_that_of_the_demo_team(language, demo_reports):
    facts = read_citable(processed_folder("demo-team") / "facts")
    size = {
        "en": f"{facts['n_people']} people over {facts['n_weeks']} weeks",
        "fr": f"{facts['n_people']} personnes pendant {facts['n_weeks']} semaines",
    }
    assert size[language] in read(language)
    (quoted,) = re.findall(r"(?:^> .*\n)+", read(language), re.MULTILINE)
    page = BeautifulSoup(demo_reports[language].read_text("utf-8"), "html.parser")
    # The word, what is excluded, what is possible.
    said = [page.select_one(".lede"), *page.select(".plainly dl > div")[:2]]
    answer = " ".join(part.get_text() for part in said)
    assert re.sub(r"[ \n]+(?:> )?|\*\*", " ", quoted.removeprefix("> ")).split() == answer.split()


def told(html: str) -> list[str]:
    """Return what a page says: its words, its replacement texts, its style; versions and fingerprints are those of the machine that made it."""
    page = BeautifulSoup(html, "html.parser")
    for code in page.select("code"):
        code.clear()
    return [
        page.get_text(),
        *(image["alt"] for image in page.select("img")),
        *(style.get_text() for style in page.select("style")),
    ]


@pytest.mark.stored
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_report_that_is_ready_to_read_is_todays(language, built_reports):
    stored, today = (
        told(path.read_text("utf-8"))
        for path in (root() / "docs" / f"article.{language}.html", built_reports[language])
    )
    assert stored == today, "make refresh"
    assert f"(docs/article.{language}.html)" in read(language)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_link_leads_somewhere(language):
    links = re.findall(r"\]\(([^)#]+)\)", read(language))
    assert [link for link in links if not link.startswith("https://") and not (root() / link).exists()] == []

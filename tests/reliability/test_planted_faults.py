"""Faults planted on purpose: each must be seen, by the program or by the suite that guards it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from waiting import HANGS

from ssi_outcomes.base.paths import processed_folder, root
from ssi_outcomes.reading.package.seal import seal_package
from ssi_outcomes.report.page_rules import check_html
from ssi_outcomes.words.facts import read_citable


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of what a report is made from."""
    for name in ("data/raw", "notebooks", "analysis-plan.toml"):
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(root() / name, target) if (root() / name).is_dir() else shutil.copy2(
            root() / name, target
        )
    return tmp_path


def give_isabelle_a_twelve(home: Path) -> None:
    table = home / "data" / "raw" / "article" / "statements.csv"
    text = table.read_text("utf-8")
    assert text.count("isabelle_ssi,isabelle,ssi,=,15") == 1
    table.write_text(
        text.replace("isabelle_ssi,isabelle,ssi,=,15", "isabelle_ssi,isabelle,ssi,=,12"),
        encoding="utf-8",
        newline="\n",
    )


def run_tests(home: Path, *names: str) -> subprocess.CompletedProcess:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-x",
        *(str(root() / "tests" / name) for name in names),
    ]
    environment = {**os.environ, "SSI_HOME": str(home), "SSI_LANG": "en"}
    return subprocess.run(
        command, cwd=root(), env=environment, capture_output=True, text=True, encoding="utf-8", timeout=HANGS
    )


@pytest.mark.long
def test_isabelle_with_a_twelve_is_refused_by_the_seal(home):
    give_isabelle_a_twelve(home)
    done = run_tests(home, "exhibits/test_exhibits.py")
    assert done.returncode == 1 and "statements.csv" in done.stdout


@pytest.mark.long
@pytest.mark.parametrize(
    "guard",
    ["data/test_article_package.py", pytest.param("exhibits/article/test_person.py", marks=pytest.mark.long)],
)
def test_isabelle_with_a_twelve_turns_the_suite_red_even_when_sealed(home, guard):
    give_isabelle_a_twelve(home)
    seal_package(home / "data" / "raw" / "article")
    done = run_tests(home, guard)
    assert done.returncode == 1 and "statements.csv" not in done.stdout.splitlines()[-1]


@pytest.mark.parametrize(("language", "typed"), [("en", "seven"), ("fr", "sept"), ("en", "12"), ("fr", "12")])
def test_a_number_typed_into_the_report_is_refused(built_reports, language, typed):
    html = built_reports[language].read_text("utf-8")
    end = html.index("</p>", html.index('class="lede"'))
    facts = read_citable(processed_folder("article") / "facts")
    assert check_html(html, facts, language) == []
    problems = check_html(f"{html[:end]} {typed}{html[end:]}", facts, language)
    assert len(problems) == 1 and typed in problems[0]

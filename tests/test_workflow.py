"""What a public forge is asked to run: what this repository says of each system, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / ".github" / "workflows" / "everywhere.yml"
WINDOWS = re.compile(r"### Windows.*?```bat\n(.*?)```", re.S)


def commands(job: str) -> list[str]:
    steps = yaml.safe_load(FILE.read_text("utf-8"))["jobs"][job]["steps"]
    return [step["run"] for step in steps if "run" in step]


def test_linux_runs_what_a_bare_debian_runs():
    assert commands("linux") == [".ci/run"]


def test_weaknesses_are_asked_of_what_is_locked():
    assert commands("audit") == ["make .venv/ready", "sh .make/audit.sh"]


def test_macos_makes_a_report_and_the_tests():
    assert commands("macos") == ["make report", "make test"]


@pytest.mark.parametrize("readme", ["README.md", "README.fr.md"])
def test_windows_runs_the_lines_of_the_readme_word_for_word(readme):
    (lines,) = WINDOWS.findall((ROOT / readme).read_text("utf-8"))
    assert commands("windows") == lines.splitlines()


def test_a_forge_may_read_and_nothing_else():
    said = yaml.safe_load(FILE.read_text("utf-8"))
    assert said["permissions"] == {"contents": "read"}
    assert not any("permissions" in job or "secrets" in str(job) for job in said["jobs"].values())


def test_the_file_says_that_nobody_has_run_it_until_somebody_has():
    is_run = "first run of the workflow" in (ROOT / "CHANGELOG.md").read_text("utf-8").lower()
    assert ("UNTESTED" in FILE.read_text("utf-8")) != is_run

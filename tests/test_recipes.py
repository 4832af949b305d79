"""The recipes that ask the network, with a stand-in for what asks it: newest versions are tried aside, weaknesses are asked of what is locked."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCK = "-e .\nbabel==2.18.0 \\\n    --hash=sha256:0\ntqdm==4.67.0 ; python_version < '4' \\\n    --hash=sha256:1\n"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="not run: the recipes are shell scripts")


@pytest.fixture
def home(tmp_path) -> Path:
    """A small repository with the recipes and a lock."""
    home = tmp_path / "home"
    shutil.copytree(ROOT / ".make", home / ".make")
    for name in ("requirements.lock", "requirements-test.lock"):
        (home / name).write_text(LOCK)
    named = ["-c", "user.name=x", "-c", "user.email=x@example.test"]
    for command in (["init", "-q"], ["add", "-A"], [*named, "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=home, check=True)
    return home


def stand_in(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def run(home: Path, recipe: str) -> subprocess.CompletedProcess:
    env = os.environ | {"PATH": f"{home.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        ["sh", f".make/{recipe}.sh"], cwd=home, env=env, capture_output=True, text=True, check=False
    )


def test_each_locked_version_is_asked_about_and_nothing_of_ours(home):
    asks = 'test "$2" = --version && exit; echo "$@"; eval "last=\\${$#}"; cat "$last"; exit 3'
    stand_in(home / ".venv" / "bin" / "uvx", asks)
    done = run(home, "audit")
    first, *asked = done.stdout.splitlines()
    assert first.startswith("pip-audit --strict --disable-pip --require-hashes --requirement ")
    assert asked == LOCK.splitlines()[1:] and done.returncode == 3
    assert "nothing is known" in done.stderr


def test_without_a_network_nothing_is_taken_for_sound(home):
    stand_in(home / ".venv" / "bin" / "uvx", "echo trying; echo 'no route to anywhere' >&2; exit 2")
    done = run(home, "audit")
    assert (done.returncode, done.stdout) == (69, "")
    assert done.stderr.splitlines() == [
        "no route to anywhere",
        "pip-audit did not come: nothing was asked, and nothing is known. Try again where the network is.",
    ]


def test_a_sound_lock_ends_without_a_word_of_ours(home):
    stand_in(home / ".venv" / "bin" / "uvx", "exit 0")
    done = run(home, "audit")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("code", [0, 2])
def test_newest_versions_are_named_and_tried_in_a_copy_that_ends_as_its_tests_do(home, code):
    newer = "sed -i.old s/2.18.0/2.19.0/ requirements-test.lock"
    stand_in(home.parent / "bin" / "make", f'case "$1" in lock) {newer} ;; test) exit {code} ;; esac')
    done = run(home, "newest")
    assert done.stdout.splitlines() == ["-babel==2.18.0", "+babel==2.19.0"]
    assert done.returncode == code
    assert (home / "requirements-test.lock").read_text() == LOCK

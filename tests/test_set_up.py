"""What a machine without a fitting Python, or without a network, is told when it is set up."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest
from bare_clone import MAKE, copy_clone, make, path_with_pythons, pretend_ready, put_script, said

pytestmark = pytest.mark.skipif(MAKE is None, reason="not run: make is not installed")


@pytest.fixture
def clone(tmp_path) -> Path:
    # A space and an accent in the name: no recipe may take it for two.
    return copy_clone(tmp_path / "un clone à moi")


def test_a_python_that_is_too_old_gets_one_line_that_says_what_to_install(clone, tmp_path):
    path = path_with_pythons(tmp_path / "old", "echo 3.9")
    english = make(clone, "report", PATH=path, SSI_LANG="en")
    french = make(clone, "report", PATH=path, LC_ALL="fr_FR.UTF-8")
    assert english.returncode != 0
    assert len(said(english)) == 1
    assert said(english)[0].startswith(
        "Python 3.11, 3.12 or 3.13 is needed (here: python3 3.9): install it from https://www.python.org/downloads/"
    )
    assert len(said(french)) == 1
    assert said(french)[0].startswith("Il faut Python 3.11, 3.12 ou 3.13")
    assert not (clone / ".venv").exists()


def test_a_python_that_is_too_new_is_refused_too(clone, tmp_path):
    result = make(clone, "test", PATH=path_with_pythons(tmp_path / "new", "echo 3.14"), SSI_LANG="en")
    assert result.returncode != 0
    assert "(here: python3 3.14)" in said(result)[0]


def test_a_python_without_venv_gets_one_line_that_names_the_package(clone, tmp_path):
    no_ensurepip = 'case "$2" in *ensurepip*) exit 1 ;; *) echo 3.12 ;; esac'
    folder = tmp_path / "split"
    path = path_with_pythons(folder, no_ensurepip)
    put_script(folder / "apt-get", "exit 0")
    result = make(clone, "report", PATH=path, SSI_LANG="en")
    assert result.returncode != 0
    assert said(result) == [
        "python3 cannot make environments: install that with “sudo apt install python3-venv”, then try again."
    ]


def test_a_fitting_python_is_found_under_its_other_name(clone, tmp_path):
    # python3 is too old; python3.12 fits, and says so by making an environment (which is all that is looked at here).
    folder = tmp_path / "both"
    path = path_with_pythons(folder, "echo 3.9")
    put_script(
        folder / "python3.12",
        'case "$*" in *sys.version*) echo 3.12 ;; *"-m venv"*) echo made; exit 7 ;; esac',
    )
    result = make(clone, "report", PATH=path, SSI_LANG="en")
    assert said(result) == ["1/3 Environment .venv, Python 3.12…", "made"]
    assert result.returncode != 0


def test_a_folder_that_was_moved_is_set_up_again(clone, tmp_path):
    pretend_ready(clone)
    moved = clone.rename(tmp_path / "ailleurs")
    result = make(moved, "report", PATH=path_with_pythons(tmp_path / "old", "echo 3.9"), SSI_LANG="en")
    assert "is needed" in said(result)[0]


@pytest.mark.skipif(
    (platform.system(), platform.machine()) != ("Linux", "x86_64"),
    reason="the folder is named for that system",
)
@pytest.mark.parametrize(("language", "words"), [("en", "does not fit this"), ("fr", "ne va pas avec ce")])
def test_collected_libraries_that_do_not_fit_are_named_with_what_to_do(clone, tmp_path, language, words):
    kept = clone / "wheels" / "linux-3.12"
    kept.mkdir(parents=True)
    python = """case "$*" in
    *sys.version*) echo 3.12 ;;
    *"-m venv"*) mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
    *"pip install"*) echo "$PIP_NO_INDEX $PIP_FIND_LINKS" > asked; exit 1 ;;
    esac"""
    path = path_with_pythons(tmp_path / "stand-ins", python)
    result = make(clone, "report", PATH=path, SSI_LANG=language)
    last = said(result)[-1]
    assert (
        result.returncode != 0 and words in last and "wheels/linux-3.12" in last and "make wheelhouse" in last
    )
    assert (clone / "asked").read_text() == "1 wheels/linux-3.12\n"
    kept.rmdir()
    assert words not in make(clone, "report", PATH=path, SSI_LANG=language).stderr

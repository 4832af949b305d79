"""The menu, what a machine without a fitting Python is told, names that try to run something, and what `clean` spares.

Nothing is installed here: each test works on a copy of the Makefile with stand-ins for Python and for `ssi`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from waiting import HANGS

ROOT = Path(__file__).resolve().parents[1]
MAKE = shutil.which("make")

pytestmark = pytest.mark.skipif(MAKE is None, reason="not run: make is not installed")

# An SSI_LANG or a PYTHON of the machine would change what is said.
QUIET = {
    name: value
    for name, value in os.environ.items()
    if name
    not in {
        *("PYTHON", "MAKEFLAGS", "MAKELEVEL", "SSI_LANG"),
        *("DATASET", "REPORT_LANG", "CASE", "WORLD", "PDF", "PEOPLE", "FROM", "WEEKS"),
    }
}


@pytest.fixture
def clone(tmp_path) -> Path:
    """Return a copy of what `make` reads, in a folder whose name has a space and an accent."""
    folder = tmp_path / "un clone à moi"
    (folder / "data" / "raw").mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-test.lock"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / ".make", folder / ".make")
    return folder


def make(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [MAKE, *arguments],
        cwd=folder,
        env=QUIET | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANGS,
    )


def put_script(path: Path, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


def path_with_pythons(folder: Path, body: str) -> str:
    """Return a PATH on which each Python is the stand-in `body`."""
    for name in ("python3", "python3.11", "python3.12", "python3.13"):
        put_script(folder / name, body)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def said(result: subprocess.CompletedProcess[str]) -> list[str]:
    """Return the lines that are ours: make adds its own, `make: *** [...] Error 1`, to each failure."""
    return [line for line in (result.stdout + result.stderr).splitlines() if not line.startswith("make")]


def pretend_ready(folder: Path) -> None:
    """Give the copy an environment that counts as ready, in which `ssi` notes down the arguments that it gets."""
    put_script(folder / ".venv" / "bin" / "ssi", 'printf "%s\\n" "$@" > arguments; printf "%s" "$PDF" > pdf')
    put_script(folder / ".venv" / "bin" / "python", "exit 0")
    (folder / ".venv" / "ready").write_text(f"{folder.resolve()}\n", encoding="utf-8")


def test_make_alone_prints_the_menu(clone):
    result = make(clone)
    assert result.returncode == 0, result.stderr
    for target in (
        "report",
        "case",
        "plan",
        "trial",
        "world",
        "workshop",
        "lab",
        "test",
        "clean",
        "refresh",
        "seal",
        "lock",
    ):
        assert f"make {target} " in result.stdout
    assert not (clone / ".venv").exists()


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


@pytest.mark.parametrize(
    "name",
    [
        "a;touch pwned",
        "$(touch pwned)",
        "$(shell touch pwned)",
        "$$(touch pwned)",
        "`touch pwned`",
        '"; touch pwned; "',
        "'; touch pwned; '",
        "a && touch pwned",
        "a\ttouch pwned",
        "--help",
        "é à « ü »",
    ],
)
def test_a_name_is_never_run(clone, name):
    pretend_ready(clone)
    for arguments in (
        ["report", f"DATASET={name}"],
        ["report", f"REPORT_LANG={name}"],
        ["case", f"CASE={name}"],
        ["world", f"WORLD={name}"],
        ["new", f"DATASET={name}"],
        ["new", f"PEOPLE={name}"],
        ["new", f"FROM={name}"],
        ["new", f"WEEKS={name}"],
        ["plan", f"RATE={name}"],
        ["lab", f"DATASET={name}"],
    ):
        result = make(clone, *arguments)
        assert result.returncode == 0, result.stderr
        assert not (clone / "pwned").exists()
        # What was typed arrives whole, as one argument.
        handed_over = (clone / "arguments").read_text(encoding="utf-8").splitlines()
        assert any(
            argument
            in {
                name,
                *(f"--{option}={name}" for option in ("dataset", "lang", "people", "from", "weeks", "rate")),
            }
            for argument in handed_over
        )


@pytest.mark.parametrize(
    "value", ["1", "", "$(touch pwned)", "$(shell touch pwned)", "`touch pwned`", '"; touch pwned; "']
)
def test_a_pdf_is_asked_for_by_a_variable_that_is_never_run(clone, value):
    pretend_ready(clone)
    result = make(clone, "report", f"PDF={value}")
    assert result.returncode == 0, result.stderr
    assert (clone / "pdf").read_text(encoding="utf-8") == value
    assert (clone / "arguments").read_text(encoding="utf-8").splitlines() == [
        "report",
        "--dataset=article",
        "--lang=both",
    ]
    assert not (clone / "pwned").exists()


def test_a_name_from_the_environment_is_never_run_either(clone):
    pretend_ready(clone)
    make(clone, "report", DATASET="$(shell touch pwned)")
    assert not (clone / "pwned").exists()
    assert "--dataset=$(shell touch pwned)" in (clone / "arguments").read_text(encoding="utf-8")


def test_the_defaults_are_the_article_in_both_languages(clone):
    pretend_ready(clone)
    make(clone, "report")
    assert (clone / "arguments").read_text(encoding="utf-8").splitlines() == [
        "report",
        "--dataset=article",
        "--lang=both",
    ]


def test_without_a_data_set_none_is_named_to_a_plan_or_to_the_notebooks(clone):
    pretend_ready(clone)
    for target, settings, handed in (
        ("plan", [], ["plan"]),
        ("plan", ["PEOPLE=20", "WEEKS=12"], ["plan", "--people=20", "--weeks=12"]),
        ("plan", ["DATASET=acme", "RATE=0.3"], ["plan", "--rate=0.3", "--dataset=acme"]),
        ("lab", [], ["lab", "--lang=both"]),
        ("lab", ["DATASET=acme", "REPORT_LANG=fr"], ["lab", "--lang=fr", "--dataset=acme"]),
    ):
        assert make(clone, target, *settings).returncode == 0
        assert (clone / "arguments").read_text(encoding="utf-8").splitlines() == handed


def test_a_new_data_set_is_laid_out_with_what_was_asked_for(clone):
    pretend_ready(clone)
    result = make(clone, "new", "DATASET=acme", "PEOPLE=mes noms.txt", "FROM=2026-03-02", "WEEKS=10")
    assert result.returncode == 0, result.stderr
    assert (clone / "arguments").read_text(encoding="utf-8").splitlines() == [
        *("new", "--lang=both", "--people=mes noms.txt", "--from=2026-03-02", "--weeks=10", "--", "acme")
    ]


def test_a_folder_that_was_moved_is_set_up_again(clone, tmp_path):
    pretend_ready(clone)
    moved = clone.rename(tmp_path / "ailleurs")
    result = make(moved, "report", PATH=path_with_pythons(tmp_path / "old", "echo 3.9"), SSI_LANG="en")
    assert "is needed" in said(result)[0]


def test_clean_deletes_what_was_computed_and_never_raw_data(clone):
    computed = [
        "data/processed/acme/facts/01.json",
        "reports/acme.fr.html",
        "src/__pycache__/x.pyc",
        "notebooks/.ipynb_checkpoints/01.ipynb",
        "src/.x.1.ssi-part",
    ]
    spared = [
        "data/raw/acme/crm.csv",
        "data/raw/acme/__pycache__/odd.pyc",
        "data/raw/acme/.draft.1.ssi-part",
        "data/processed/README.md",
        "notebooks/01-read-the-data.ipynb",
        ".venv/lib/__pycache__/y.pyc",
        ".git/index",
    ]
    for name in computed + spared:
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        (clone / name).write_text(name, encoding="utf-8")
    result = make(clone, "clean")
    assert result.returncode == 0, result.stderr
    assert [name for name in computed if (clone / name).exists()] == []
    assert [name for name in spared if not (clone / name).exists()] == []
    assert "Deleted data/processed/acme\n" in result.stdout
    assert "Deleted reports/acme.fr.html\n" in result.stdout


def test_clean_does_not_follow_links_out_of_the_repository(clone, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.csv").write_text("kept", encoding="utf-8")
    (clone / "reports").mkdir()
    (clone / "reports" / "link").symlink_to(elsewhere, target_is_directory=True)
    assert make(clone, "clean").returncode == 0
    assert not (clone / "reports" / "link").is_symlink()
    assert (elsewhere / "kept.csv").exists()


@pytest.mark.parametrize(
    "name",
    ["x\ndata", "x\n./data/raw", "x\n.", "data\n", "*", "-rf", "$(rm data)", "a b", " data ", "\\data"],
)
def test_clean_takes_a_name_as_one_name_whatever_is_in_it(clone, name):
    raw = clone / "data" / "raw" / "acme" / "crm.csv"
    raw.parent.mkdir()
    raw.write_text("mine", encoding="utf-8")
    for made in (clone / "reports" / name, clone / "data" / "processed" / name, clone / "src" / name):
        made.mkdir(parents=True)
        (made / "page.html").write_text("x", encoding="utf-8")
        (made / "__pycache__").mkdir()
    assert make(clone, "clean").returncode == 0
    assert raw.read_text(encoding="utf-8") == "mine" and (clone / "Makefile").is_file()
    assert list((clone / "reports").iterdir()) == list((clone / "data" / "processed").iterdir()) == []
    assert [path.name for path in (clone / "src" / name).iterdir()] == ["page.html"]


def test_clean_on_a_fresh_clone_has_nothing_to_do(clone):
    result = make(clone, "clean")
    assert (result.returncode, result.stdout) == (0, "")

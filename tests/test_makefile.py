"""The menu, and names that try to run something."""

from __future__ import annotations

from pathlib import Path

import pytest
from bare_clone import MAKE, copy_clone, make, pretend_ready

pytestmark = pytest.mark.skipif(MAKE is None, reason="not run: make is not installed")


@pytest.fixture
def clone(tmp_path) -> Path:
    # A space and an accent in the name: no recipe may take it for two.
    return copy_clone(tmp_path / "un clone à moi")


def test_make_alone_prints_the_menu(clone):
    result = make(clone)
    assert result.returncode == 0, result.stderr
    for target in (
        "report",
        "case",
        "plan",
        "trial",
        "world",
        "figures",
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
        ["figures", f"DATASET={name}"],
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


@pytest.mark.parametrize(
    ("engine", "master"), [("spark", "local[2]"), ("$(shell touch pwned)", "`touch pwned`")]
)
def test_spark_is_asked_for_by_variables_that_are_never_run(clone, engine, master):
    pretend_ready(clone)
    assert make(clone, "report", f"ENGINE={engine}", f"MASTER={master}").returncode == 0
    assert (clone / "engine").read_text(encoding="utf-8") == f"{engine} {master}"
    assert not (clone / "pwned").exists()


def test_a_word_that_another_program_set_is_not_taken_for_ours(clone):
    pretend_ready(clone)
    assert make(clone, "report", ENGINE="podman", MASTER="yarn").returncode == 0
    assert (clone / "engine").read_text(encoding="utf-8") == " "


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

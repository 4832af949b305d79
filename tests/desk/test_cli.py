"""`ssi` speaks the user's language, in one line when something is wrong, with an exit code for each kind of remedy."""

import errno
import os
from pathlib import Path

import pytest
from desk.typed import run
from tiny_home import make_home, run_ssi, write_cases

from ssi_outcomes.base.errors import DataRefused, NotebookFailed, UsageError
from ssi_outcomes.running import pipeline, stored_notebooks
from ssi_outcomes.worlds import SCENARIOS
from ssi_outcomes.worlds import world_folder as world_files


@pytest.fixture
def asked(monkeypatch, tmp_path) -> list:
    """Replace the pipeline by a record of what it was asked."""
    calls = []
    for variable in ("DATASET", "REPORT_LANG", "CASE", "WORLD", "PDF"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("SSI_LANG", "en")
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    monkeypatch.setattr(
        pipeline,
        "make_report",
        lambda *words, progress, pdf: (
            calls.append((*words, *["pdf"] * pdf)) or [tmp_path / "reports" / "x.html"]
        ),
    )
    monkeypatch.setattr(pipeline, "make_case", lambda *words, progress: calls.append(words) or [])
    monkeypatch.setattr(stored_notebooks, "refresh_notebooks", lambda progress: calls.append("refresh") or [])
    return calls


def test_the_article_in_both_languages_is_the_default(asked):
    assert run("report") == 0
    assert asked == [("article", ("fr", "en"))]


def test_options_say_which_dataset_and_language(asked):
    run("report", "--dataset", "acme", "--lang", "fr")
    run("case", "leslie", "--lang", "en")
    run("refresh")
    assert asked == [("acme", ("fr",)), ("article", "leslie", ("en",)), "refresh"]


def test_variables_of_make_are_defaults_and_empty_ones_are_nothing(asked, monkeypatch):
    for name, value in (("DATASET", "acme"), ("REPORT_LANG", "en"), ("CASE", "claude")):
        monkeypatch.setenv(name, value)
    run("report")
    run("case")
    run("case", "benoit", "--lang", "both", "--dataset", "article")
    for name in ("DATASET", "REPORT_LANG"):
        monkeypatch.setenv(name, "")
    run("report")
    assert asked == [
        ("acme", ("en",)),
        ("acme", "claude", ("en",)),
        ("article", "benoit", ("fr", "en")),
        ("article", ("fr", "en")),
    ]


@pytest.mark.parametrize("yes", ["1", "yes", "Oui", "true", " 1 "])
def test_a_pdf_is_asked_for_by_an_option_or_a_variable(asked, monkeypatch, yes):
    run("report", "--pdf")
    monkeypatch.setenv("PDF", yes)
    run("report")
    for no in ("", "0", "no", "NON"):
        monkeypatch.setenv("PDF", no)
        run("report")
    assert asked == [("article", ("fr", "en"), "pdf")] * 2 + [("article", ("fr", "en"))] * 4


def test_a_variable_that_is_neither_yes_nor_no_is_refused(asked, capsys, monkeypatch):
    monkeypatch.setenv("PDF", "evince")
    assert run("report") == 2 and asked == []
    assert capsys.readouterr().err == "PDF is “evince”: write PDF=1 for yes, or nothing for no.\n"


def test_worlds_are_listed_with_their_lessons_and_a_name_writes_one(asked, capsys, monkeypatch, tmp_path):
    written = []
    monkeypatch.setattr(
        world_files,
        "write_world",
        lambda name, **numbers: written.append((name, numbers)) or [tmp_path / "data.csv"],
    )
    assert run("world") == run("world", "") == 0
    out = capsys.readouterr().out
    assert (
        all(f"\n{name}\n  {scenario.lesson('en')}\n" in out for name, scenario in SCENARIOS.items())
        and written == []
    )
    assert run("world", "nothing", "--people", "5", "--seed", "0") == 0
    monkeypatch.setenv("WORLD", "bot")
    assert run("world") == 0
    assert written == [("nothing", {"people": 5, "seed": 0}), ("bot", {})]
    assert capsys.readouterr().out == f"{tmp_path / 'data.csv'}\n" * 2


def test_the_files_made_come_last_one_a_line(asked, capsys, monkeypatch, tmp_path):
    run("report")
    out, err = capsys.readouterr()
    assert out == f"{tmp_path / 'reports' / 'x.html'}\n"
    assert err.startswith("Nothing has changed: these files are up to date.\nNext: open reports/x.html")
    monkeypatch.chdir(tmp_path)
    run("report")
    assert capsys.readouterr().out == f"{Path('reports', 'x.html')}\n"


def test_without_a_command_the_menu_is_shown(asked, capsys, monkeypatch):
    assert run() == 0
    assert "ssi case NAME" in capsys.readouterr().out
    monkeypatch.setenv("SSI_LANG", "fr")
    assert run("--help") == 0
    assert "ssi case NOM" in capsys.readouterr().out
    for command in ("report", "case", "check", "world", "refresh"):
        assert run(command, "-h") == 0
        assert capsys.readouterr().out.startswith(f"Usage : ssi {command}".replace(" :", "\u00a0:"))
    assert run("--version") == 0
    assert capsys.readouterr().out.startswith("ssi-outcomes ")


@pytest.mark.parametrize(
    ("arguments", "english", "french"),
    [
        (
            ["reprot"],
            "“ssi reprot” is not understood. “ssi --help” says what can be written here.",
            "« ssi reprot » n’est pas compris.",
        ),
        (["report", "--foo"], "ssi report has no option “--foo”.", "ssi report n’a pas d’option « --foo »."),
        (["--foo"], "ssi has no option “--foo”.", "ssi n’a pas d’option « --foo »."),
        (
            ["case"],
            "A name is missing, for example: ssi case benoit.",
            "Il manque un nom, par exemple : ssi case benoit.",
        ),
        (
            ["report", "--lang"],
            "“ssi report --lang” is not understood.",
            "« ssi report --lang » n’est pas compris.",
        ),
        (
            ["case", "benoit", "claude"],
            "“ssi case benoit claude” is not understood.",
            "« ssi case benoit claude » n’est pas compris.",
        ),
    ],
)
def test_a_command_that_is_not_understood_gets_one_line_and_code_2(
    asked, capsys, monkeypatch, arguments, english, french
):
    for language, sentence in (("en", english), ("fr", french)):
        monkeypatch.setenv("SSI_LANG", language)
        assert run(*arguments) == 2
        out, err = capsys.readouterr()
        assert out == "" and err.count("\n") == 1
        assert err.replace("\u00a0", " ").startswith(sentence)
    assert asked == []


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (UsageError("language_asked_unknown", name="de", known="fr, en"), 2, "There is no language “de”."),
        (DataRefused("no_cases", dataset="acme"), 3, "data/raw/acme/cases.csv is missing"),
        (
            NotebookFailed("notebook_failed", notebook="a", cell=3, error="E: x", kept="b"),
            4,
            "a, cell [3]: E: x\n  The notebook, as far as it ran: b",
        ),
        (KeyboardInterrupt(), 130, "Interrupted. Nothing is half written"),
        (
            OSError(errno.ENOSPC, "No space left on device", "/somewhere/article.fr.html"),
            1,
            "The disk is full: article.fr.html could not be written.",
        ),
        (
            PermissionError(errno.EACCES, "Permission denied", "/somewhere/x.html"),
            1,
            "x.html: the system does not permit access to it.",
        ),
        (OSError(errno.EIO, "Input/output error"), 1, "-: Input/output error."),
    ],
)
def test_each_kind_of_failure_has_its_exit_code_and_its_line(asked, capsys, monkeypatch, error, code, line):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(pipeline, "make_report", fail)
    assert run("report") == code
    out, err = capsys.readouterr()
    assert out == "" and err.startswith(line) and "Traceback" not in err


def test_a_check_says_what_became_of_each_file_and_a_refusal_is_code_3(tmp_path):
    home = make_home(tmp_path)
    code, out, err = run_ssi(home, "check", "article")
    assert (code, out) == (0, "cases.csv: persons; rows read: 2, accepted: 2, refused: 0, blank: 0\n"), err
    assert not (home / "reports").exists()
    write_cases(home, "case,name\n", seal=False)
    code, out, err = run_ssi(home, "check", DATASET="article")
    assert (code, out) == (3, "") and "cases.csv: " in err and "Traceback" not in err
    code, out, err = run_ssi(home, "check", "nobody")
    assert (code, out) == (2, "") and "article" in err


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437"])
def test_a_console_that_lacks_letters_does_not_stop_the_run(tmp_path, encoding):
    code, out, err = run_ssi(
        make_home(tmp_path),
        "report",
        "--lang",
        "de",
        SSI_LANG="fr",
        PYTHONIOENCODING=encoding,
        PYTHONUTF8="0",
    )
    assert code == 2 and "de" in err and "Traceback" not in err


@pytest.mark.skipif(os.name == "nt", reason="not run: a pipe of a POSIX shell")
def test_a_reader_that_leaves_early_is_no_error(tmp_path):
    code = os.system(f"cd {tmp_path} && {os.sys.executable} -m ssi_outcomes.desk.cli --help 2>err | true")
    assert code == 0 and (tmp_path / "err").read_text() == ""

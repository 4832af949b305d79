"""`ssi trial` as it is typed: options, questions at a terminal, and a code for each kind of remedy."""

import sys

import pytest
from desk.trial_home import make_home
from desk.typed import run

from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.desk import trial_commands


@pytest.fixture(autouse=True)
def names(tmp_path, monkeypatch):
    for variable in ("DATASET", "REPORT_LANG", "MAKELEVEL"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    monkeypatch.setenv("SSI_LANG", "en")
    monkeypatch.chdir(tmp_path)
    return str(make_home(tmp_path))


def test_a_trial_is_drawn_and_checked_in_two_commands(names, capsys):
    assert run("trial", "new", "acme", "--people", names, "--before", "8", "--weeks", "8") == 0
    said, step = capsys.readouterr()
    assert "trial.toml" in said.replace("\\", "/") and "Fingerprint: " in said
    assert step.startswith("Next: ") and "trial check acme" in step
    assert run("trial", "check", "acme") == 0
    checked, step = capsys.readouterr()
    assert said.split("Fingerprint: ")[1][:64] in checked.replace("\n", "")
    assert step.startswith("Next: ") and step.rstrip().endswith(" check acme")


def test_a_trial_that_is_there_and_a_seal_that_is_broken_have_their_codes(names, capsys):
    run("trial", "new", "acme", "--people", names)
    assert run("trial", "new", "acme", "--people", names) == 2
    (raw_folder("acme") / "schedule.csv").unlink()
    assert run("trial", "check", "acme") == 3
    assert "schedule.csv" in (err := capsys.readouterr().err) and "Next: " not in err.split("schedule.csv")[1]


def test_at_a_terminal_what_is_missing_is_asked_in_the_language_of_the_user(names, monkeypatch, capsys):
    monkeypatch.setenv("SSI_LANG", "fr")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    answers = iter(["croisé", "", "", "32", "gestes de robot", "contrats", ""])
    asked = []

    def answer(text, default, **_):
        asked.append(text)
        return next(answers) or default

    monkeypatch.setattr(trial_commands.click, "prompt", answer)
    assert run("trial", "new", "acme", "--people", names) == 0
    text = (raw_folder("acme") / "trial.toml").read_text("utf-8")
    assert len(asked) == 7 and asked[0].startswith("Quel plan")
    for line in ('design = "crossover"', "trial_weeks = 32", 'push = "bot_acts"', 'outcome = "contracts"'):
        assert line in text


@pytest.mark.parametrize(
    "words", [("trial",), ("trial", "--help"), ("trial", "new", "--help"), ("trial", "check", "-h")]
)
def test_help_is_in_the_language_of_the_user(words, monkeypatch, capsys):
    said = []
    for language in ("fr", "en"):
        monkeypatch.setenv("SSI_LANG", language)
        assert run(*words) == 0
        said.append(capsys.readouterr().out.lstrip())
    assert said[0].startswith("Usage\u00a0: ssi trial") and said[1].startswith("Usage: ssi trial")


def test_an_unknown_command_of_a_trial_is_told_in_a_line(capsys):
    assert run("trial", "stop") == 2
    assert "ssi trial" in capsys.readouterr().err

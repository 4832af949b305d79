"""`ssi plan`: an answer in the user's language."""

from __future__ import annotations

import pytest

from ssi_outcomes.desk import cli


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("SSI_LANG", "en")


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main(list(arguments))
    return ended.value.code


@pytest.mark.parametrize(
    ("language", "start"), [("fr", "Personnes : 20 ; semaines : 12"), ("en", "People: 20; weeks: 12")]
)
def test_a_plan_is_answered_in_the_users_language(capsys, monkeypatch, language, start):
    monkeypatch.setenv("SSI_LANG", language)
    assert run("plan") == 0
    assert capsys.readouterr().out.replace("\u00a0", " ").startswith(start)
    assert run("plan", "--people", "50", "--weeks", "26", "--rate", "1", "--spread", "8") == 0
    assert "50" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("option", "value"),
    [("--people", "1"), ("--weeks", "0"), ("--rate", "-1"), ("--spread", "1000"), ("--people", "many")],
)
def test_a_plan_of_numbers_that_cannot_be_is_refused_in_one_line(
    capsys, monkeypatch, language, option, value
):
    monkeypatch.setenv("SSI_LANG", language)
    assert run("plan", option, value) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and value in err

"""Messages: plain text in the user's language, in which nothing that a user wrote can do harm."""

from __future__ import annotations

import pickle

import pytest
from jinja2 import UndefinedError, meta

from ssi_outcomes.base.catalogues import LANGUAGES, MESSAGES, read_catalogue
from ssi_outcomes.base.errors import DataRefused, Problem, UsageError, current_language, message, reason
from ssi_outcomes.base.grammar import make_environment


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"SSI_LANG": "fr", "LANG": "en_GB.UTF-8"}, "fr"),
        ({"SSI_LANG": "de", "LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LC_ALL": "C", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_a_user_is_spoken_to_in_the_language_asked_for_else_in_that_of_the_machine(
    monkeypatch, environment, language
):
    for name in ("SSI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert current_language() == language


def test_what_a_user_wrote_is_shown_as_written_but_obeyed_by_nothing():
    said = message("cell_not_number", "en", value="<b>{{ 1 }}\x1b[31m")
    assert said.startswith("“<b>{{ 1 }}\ufffd[31m” is not a number.")


def test_a_message_without_one_of_its_values_is_an_error():
    with pytest.raises(UndefinedError):
        message("cell_not_number", "en")


def test_a_message_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        message("no_such_message", "en")


def test_a_problem_says_where_it_is():
    problem = Problem("a.csv", "cell_required", 3, "ssi")
    assert problem.text("fr").startswith("a.csv, ligne 3, colonne ssi\u00a0: la cellule est vide")


def test_an_error_travels_from_another_process_with_its_values():
    error = DataRefused("dataset_refused", dataset="acme", count=1, problems=(Problem("a", "file_missing"),))
    again = pickle.loads(pickle.dumps(error))
    assert again.text("en") == error.text("en") and "a: the file is declared" in again.text("en")
    assert (UsageError.exit_code, DataRefused.exit_code) == (2, 3)


# Of the plan, a command that brings it back repeats its name.
OF_A_FILE = [
    key
    for key, said in read_catalogue("en", MESSAGES).items()
    if said.startswith("{{ file }}") and not key.startswith("plan_")
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_of_a_file_names_it_once_a_line(language):
    environment = make_environment(language, str, html=False)
    for key in OF_A_FILE:
        said = environment.parse(read_catalogue(language, MESSAGES)[key])
        names = meta.find_undeclared_variables(said) - environment.globals.keys()
        values = {**dict.fromkeys(names, 3), "file": "sales 2026.csv"}
        within = reason(key, language, **values)
        assert within and within[0] not in ":,. \u00a0" and "sales" not in within.partition("\n")[0], key
        told = (
            message(key, language, **values),
            Problem("sales 2026.csv", key, values=values).text(language),
        )
        assert all(line.count("sales") <= 1 for text in told for line in text.split("\n")), key

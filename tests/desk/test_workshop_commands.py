"""`ssi workshop`: what it writes, and `ssi workshop mark`, which judges a room or refuses its table."""

from __future__ import annotations

import pytest
from desk.typed import run
from workshop.asked import fill, write
from workshop.kit_home import copy_kit_sources


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    copy_kit_sources(tmp_path)
    # Drawn once, where they are tried.
    monkeypatch.setattr("ssi_outcomes.desk.workshop_kit.make_slides", lambda language: language)
    monkeypatch.setenv("SSI_LANG", "en")
    monkeypatch.delenv("REPORT_LANG", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_kit_is_written_and_what_comes_next_is_said(capsys):
    assert run("workshop", "--lang", "fr", "--people", "8") == 0
    out, err = capsys.readouterr()
    assert "measure-A.fr.html" in out and ".en." not in out
    missing, following = err.splitlines()
    assert "ssi gallery" in missing
    assert following.startswith("Next: open reports/workshop/") and "room.fr.csv" in following


def test_what_comes_next_is_in_the_users_language_where_both_were_written(capsys):
    assert run("workshop", "--people", "8") == 0
    out, err = capsys.readouterr()
    assert "measure-A.fr.html" in out and "measure-A.en.html" in err and "room.en.csv" in err


def test_a_rooms_word_goes_out_and_the_next_step_beside_it(home, capsys):
    table = write(home, fill([2, 1, 3, 2, 2, 1], [6, 7, 7, 6, 5, 8]))
    assert run("workshop", "mark", table) == 0
    out, err = capsys.readouterr()
    assert "in this room: useful" in out and err.startswith("Next: tell the room")


def test_a_row_that_cannot_be_ends_with_the_code_of_refused_data(home, capsys):
    rows = fill([2, 1], [3, 4])
    rows[2][4] = "x"
    assert run("workshop", "mark", write(home, rows)) == 3
    assert "line 3, column 2" in capsys.readouterr().err
    assert run("workshop", "mark", "no.csv") == 2
    assert run("workshop", "--people", "0") == 2


@pytest.mark.parametrize("words", [["workshop"], ["workshop", "mark"]])
def test_each_has_its_help(words, capsys):
    assert run(*words, "--help") == 0
    assert capsys.readouterr().out.startswith(f"Usage: ssi {' '.join(words)}")

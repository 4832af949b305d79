"""Of files that are read together the largest is named, and only those that were."""

import json

from ssi_outcomes.intake.bounded import choose_largest, tell_place

SIZES = {"a.csv": 1, "b.csv": 30, "export/c.csv": 20, "export/d.csv": 10}


def test_of_all_the_largest():
    assert choose_largest([], SIZES) == "b.csv"


def test_of_some_the_largest_of_them():
    assert choose_largest(["a.csv"], SIZES) == "a.csv"
    assert choose_largest(["export"], SIZES) == "export/c.csv"
    assert choose_largest(["gone.csv"], SIZES) is None
    assert choose_largest([], {}) is None


def test_a_place_is_a_file_s_whatever_its_sheet(capsys, monkeypatch):
    monkeypatch.setattr("ssi_outcomes.intake.bounded._lower", lambda *_: None)
    tell_place(("book.xlsx › Été", "x.csv"))
    assert json.loads(capsys.readouterr().out) == {"at": ["book.xlsx", "x.csv"]}

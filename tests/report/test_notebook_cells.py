"""Which cell computed a fact: what the stored notebooks record, in the order in which they show it."""

from __future__ import annotations

import json

import pytest

from ssi_outcomes.report.notebook_cells import Cells, read_cells


@pytest.mark.parametrize(
    ("notebook", "place", "call"),
    [
        ("01-read-the-data", 0, "h.show_files(study)"),
        ("02-meet-a-case-benoit", 1, "h.show_rate(study, case)"),
        ("03-five-stories", 3, "h.show_claims(study, decided=False)"),
        ("07-trial", 1, "h.show_trial_beside(study)"),
        ("06-what-to-track", 9, ""),
        ("99-unheard-of", 0, ""),
    ],
)
def test_the_cell_is_the_one_whose_exhibit_was_recorded_at_that_place(notebook, place, call):
    assert Cells({"fact": (notebook, place)}).find("fact") == (notebook, call)


def test_a_fact_of_several_exhibits_is_of_the_first_and_one_of_none_of_no_cell(tmp_path):
    (tmp_path / "exhibits").mkdir()
    for name, notebook, place, facts in (
        ("odds", "05-challenge", 4, ["n_people"]),
        ("answer", "04-compare", 2, ["n_people", "calls"]),
        ("verdict", "04-compare", 3, ["calls"]),
    ):
        told = {"notebook": notebook, "place": place, "facts": facts}
        (tmp_path / "exhibits" / f"{name}.en.json").write_text(json.dumps(told), "utf-8")
    cells = read_cells(tmp_path, "en")
    assert cells.places == {"n_people": ("04-compare", 2), "calls": ("04-compare", 2)}
    assert cells.find("unknown") == ("", "")

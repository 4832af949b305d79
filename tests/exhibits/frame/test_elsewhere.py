"""A notebook opened on data of the other kind says so in one line, shows nothing more, records nothing, and ends."""

from __future__ import annotations

import pytest
from exhibits.snapshots import plain
from exhibits.told_studies import world_study
from IPython.utils.capture import capture_output

import helpers as h
from ssi_outcomes.exhibits.frame.elsewhere import Elsewhere, Nothing
from ssi_outcomes.study import open_study

SHOWN = [name for name in h.__all__ if name.startswith("show_")]


@pytest.fixture(scope="module")
def stories() -> Elsewhere:
    return h.of_weeks(open_study("article"))


def test_a_study_of_the_right_kind_goes_through_as_it_is():
    team = world_study("nothing", 4, 6)
    assert h.of_weeks(team) is team and isinstance(h.of_cases(team), Elsewhere)


def test_a_study_without_a_trial_says_how_to_draw_one():
    line = h.count_study(h.of_trials(world_study("nothing", 4, 6))).data
    assert "no trial was drawn" in plain(line) and "ssi trial new" in plain(line)


def test_the_one_line_names_the_data_and_the_notebook_to_open(stories):
    line = h.count_study(stories).data
    assert "is about described persons" in plain(line) and 'href="03-five-stories.ipynb"' in line
    line = h.count_study(h.of_cases(world_study("nothing", 4, 6))).data
    assert plain(line).startswith("Trial is about weeks") and 'href="04-compare.ipynb"' in line


@pytest.mark.parametrize("name", SHOWN)
def test_every_verb_of_the_menu_then_shows_nothing(name, stories):
    more = ("benoit",) if name in ("show_person", "show_rate") else ()
    with capture_output() as shown:
        h_display(getattr(h, name)(stories, *more))
    assert shown.stdout == shown.stderr == "" and shown.outputs == []


def h_display(shown: Nothing) -> None:
    """Show something as a notebook does at the end of a cell."""
    shown._ipython_display_()


def test_nothing_is_recorded(stories, tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_STAGE", str(tmp_path))
    assert isinstance(h.record(stories, "04-compare", Nothing()), Nothing)
    assert list(tmp_path.iterdir()) == []

"""How far a run is stands on plain lines, or on one line of a terminal that moves."""

import io
import sys

import pytest
from running.tiny_runs import report

from ssi_outcomes.running.progress import Bar, Lines, choose_progress


def test_progress_counts_all_notebooks_with_their_seconds(home, quick):
    said = report().said
    assert said[0] == "4 notebooks to run, two at a time."
    assert said[1].startswith("[1/6] 03-five-stories … 0.")
    assert said[-1].startswith("[6/6] 08-report: en … 0.")


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_gets_a_bar_and_a_log_plain_lines(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert type(choose_progress()) is Bar
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert type(choose_progress()) is Lines


@pytest.mark.parametrize("kind", [Lines, Bar])
def test_what_still_stands_counts_as_done_and_not_as_made(monkeypatch, kind):
    monkeypatch.setattr(sys, "stderr", Terminal())
    progress = kind()
    progress.start(5)
    progress.skip(3)
    progress.running(2)
    progress.step("08-report: fr", 0.5)
    progress.close()
    assert (progress.number, progress.made) == (4, 1)


def test_each_step_is_a_line_with_its_number_and_its_seconds(monkeypatch, capsys):
    monkeypatch.setenv("SSI_LANG", "en")
    progress = Lines()
    progress.start(2)
    progress.running(1)
    progress.skip(1)
    progress.step("08-report: fr", 12.34)
    assert capsys.readouterr() == ("", "One notebook to run.\n[2/2] 08-report: fr … 12.3 s\n")


def test_a_bar_is_drawn_only_once_something_runs_and_wiped_at_the_end(monkeypatch):
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("SSI_LANG", "en")
    bar = Bar()
    bar.start(4)
    bar.skip(3)
    assert screen.getvalue() == ""
    bar.running(1)
    assert "starting" in screen.getvalue() and "3/4" in screen.getvalue()
    bar.step("08-report: fr", 0.5)
    bar.close()
    assert screen.getvalue().rsplit("\r", 2)[-2].strip() == ""


@pytest.mark.parametrize("kind", [Lines, Bar])
def test_steps_that_are_no_notebooks_are_announced_and_counted(monkeypatch, kind):
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    progress = kind()
    progress.start(2)
    progress.announce("Two reports.")
    progress.count("acme")
    progress.close()
    assert progress.number == 1 and screen.getvalue().startswith("Two reports.")

"""One report of many says on its last line what became of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.running import one_report, pipeline


@pytest.fixture
def alone(monkeypatch):
    monkeypatch.setenv("SSI_LANG", "en")
    monkeypatch.setattr(one_report, "end_with_asker", lambda: None)


def test_the_files_that_were_made_are_said(alone, monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(
        pipeline,
        "make_report",
        lambda name, languages, progress, pdf: asked.append((name, languages, pdf)) or [Path("x")],
    )
    assert one_report.main("acme", ["fr", "en", "--pdf"]) == 0
    assert asked == [("acme", ["fr", "en"], True)]
    assert json.loads(capsys.readouterr().out) == {"made": ["x"], "said": []}


def test_what_was_said_on_the_way_is_kept_but_for_steps_and_files(alone, monkeypatch, capsys):
    def make(name, languages, progress, pdf):
        progress.start(2)
        progress.running(2)
        progress.files("acme: three files")
        progress.step("01", 1.0)
        progress.say("No PDF: no browser.")
        return []

    monkeypatch.setattr(pipeline, "make_report", make)
    assert one_report.main("acme", ["en"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["said"] == ["No PDF: no browser."] and err == ""


def test_why_there_is_none_is_said_with_the_code_of_the_command(alone, monkeypatch, capsys):
    def refuse(*_, **__):
        raise DataRefused("nothing_accepted", dataset="acme", problems=())

    monkeypatch.setattr(pipeline, "make_report", refuse)
    assert one_report.main("acme", ["en"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert told["key"] == "nothing_accepted"
    # In one line of many it says what is so; what to do about it follows.
    assert told["failed"].splitlines()[0] == "data/raw/acme: not a single row could be accepted."

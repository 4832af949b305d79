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
    assert json.loads(capsys.readouterr().out) == {"made": ["x"]}


def test_why_there_is_none_is_said_with_the_code_of_the_command(alone, monkeypatch, capsys):
    def refuse(*_, **__):
        raise DataRefused("nothing_accepted", dataset="acme", problems=())

    monkeypatch.setattr(pipeline, "make_report", refuse)
    assert one_report.main("acme", ["en"]) == 3
    assert "data/raw/acme" in json.loads(capsys.readouterr().out)["failed"]

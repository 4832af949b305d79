"""A panel that is too large to be read whole is judged as it would be if it were not, stored, and loaded again."""

from __future__ import annotations

import shutil
from dataclasses import fields
from datetime import date

import pytest
from evidence.beyond.test_judged_laid import assert_same
from evidence.panels import draw_frame
from large_home import ABOUT, REPOSITORY

from ssi_outcomes.intake.contents import read_contents
from ssi_outcomes.intake.receipt import LARGE, LEFT_OUT, TOLD
from ssi_outcomes.intake.step import read_stored
from ssi_outcomes.intake.writing import load_contents
from ssi_outcomes.reading.opening.limits import Limits
from ssi_outcomes.reading.parquet import panel_folder


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    shutil.copy(REPOSITORY / "analysis-plan.toml", tmp_path)
    monkeypatch.setattr("ssi_outcomes.evidence.engine.poisson.EXACT_CELLS", -1)
    made = tmp_path / "data" / "raw" / "many"
    made.mkdir(parents=True)
    rows = draw_frame(11, 60, 20, slope=0.4, rate=2).rename(
        columns={"week_start": "week", "outcome_calls": "outcome_phone_meetings"}
    )
    kept = ["person", "week", "ssi", "exposure_days", "outcome_phone_meetings"]
    rows.loc[3, "ssi"] = 101
    rows[kept].to_parquet(made / "a.parquet")
    (made / "dataset.toml").write_text(ABOUT, "utf-8")
    return made


def test_it_is_judged_as_if_it_were_not_large(folder, monkeypatch):
    today = date(2026, 11, 1)
    known = read_contents(folder, today)
    monkeypatch.setattr(panel_folder, "LIMITS", Limits(rows=100))
    found = read_contents(folder, today)
    assert found.panel is None and found.large.first == date(2026, 1, 5)
    for part in ("outcomes", "families", "families_between"):
        assert_same(getattr(found.large.findings, part), getattr(known.findings, part))
    assert found.large.findings.outcomes["phone_meetings"].verdict.word == "useful"
    assert found.large.findings.weeks == known.findings.weeks
    assert not found.large.findings.is_counted("posts")
    assert found.dataset.hash == known.dataset.hash
    assert found.large.notes == known.panel.notes


def test_what_was_judged_is_stored_and_loaded_and_nothing_else_is_left(folder, monkeypatch, tmp_path):
    monkeypatch.setattr(panel_folder, "LIMITS", Limits(rows=100))
    receipt = read_stored("many")
    assert receipt.kind == LARGE and not receipt.odds
    again = load_contents(receipt)
    made = read_contents(folder, None)
    for each in fields(made.large.findings):
        assert_same(getattr(again.large.findings, each.name), getattr(made.large.findings, each.name))
    told = (receipt.folder / TOLD.format(language="en")).read_text("utf-8")
    assert "1200" in told and "ssi (line 4)" in told
    assert (receipt.folder / LEFT_OUT.format(language="fr")).read_text("utf-8")
    assert not list(receipt.folder.glob(".large-*"))

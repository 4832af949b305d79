"""A manager raises the score by lot, from what a trial could find to what it found, in a handful of commands: plans, draws,
checks, keeps the template for sixteen weeks, and reads the answer, in French and in English.
"""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import numpy as np
import pytest
from walks.kept_book import open_book, save_book
from walks.test_managers_sheet import PEOPLE, PLAN, SHEETS, ssi

from ssi_outcomes.base.paths import raw_folder, reports_folder, root
from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.desk import trial_commands
from ssi_outcomes.intake.step import read_stored
from ssi_outcomes.study import open_study
from ssi_outcomes.trial.by_lot import PUSH, draw_schedule
from ssi_outcomes.trial.protocol import read_protocol

FIRST, BEFORE, WEEKS = date(2024, 3, 4), 8, 8
SHARE = 4 / 5  # of the distance to the push that a score makes in a week
DESIGNS = {"fr": ("parallèle", "une heure par semaine"), "en": ("parallel", "an hour a week")}
SAID = """
title = "An invented team"
chosen = "All of an invented team."
picked = false
rolled_out = false
synthetic = true

[definitions.phone_meetings]
meaning = "A call of ten minutes."
counted_in = "the calendar"
"""


# Whenever it is asked what time it is, it is the Friday before the first week.
FRIDAY = SimpleNamespace(now=lambda: datetime(2024, 3, 1, 16, 30))


@pytest.fixture(params=["fr", pytest.param("en", marks=pytest.mark.long)])
def language(request, tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    monkeypatch.setenv("SSI_LANG", request.param)
    monkeypatch.setattr(trial_commands, "datetime", FRIDAY)
    shutil.copy(PLAN, tmp_path)
    (tmp_path / "names.txt").write_text("\n".join(PEOPLE), "utf-8")
    return request.param


def draw(capsys, language: str) -> str:
    """Draw the trial as it is typed; return what the terminal shows."""
    design, push = DESIGNS[language]
    options = ["--people", str(root() / "names.txt"), "--from", FIRST.isoformat(), "--design", design]
    options += ["--before", str(BEFORE), "--weeks", str(WEEKS), "--push", push]
    return ssi(capsys, "trial", "new", "acme", *options)


def keep_weeks(language: str) -> None:
    """Fill in the template as careful people do: who pushes sees the score rise by 30 points, and nothing else changes."""
    folder = raw_folder("acme")
    protocol = read_protocol(folder, read_plan(folder).trial)
    arms = draw_schedule(protocol).set_index(["person", "week_start"])["arm"]
    kept, (readings, counts) = open_book(folder / "acme.xlsx"), SHEETS[language]
    random, raised = np.random.default_rng(7), dict.fromkeys(PEOPLE, 0.0)
    for number in range(BEFORE + WEEKS + 1):
        monday = FIRST + timedelta(weeks=number)
        for place, person in enumerate(PEOPLE):
            row = 2 + len(PEOPLE) * number + place
            kept.put(readings, row, 0, person)
            kept.put(readings, row, 1, monday)
            kept.put(readings, row, 2, round(30 + 2 * place + raised[person], 1))
            if number < BEFORE + WEEKS:
                kept.put(counts, row, 2, int(random.poisson(2 + place / 4)))
                goal = 30.0 * (arms[person, monday] == PUSH)
                raised[person] += SHARE * (goal - raised[person])
    save_book(kept, folder / "acme.xlsx")
    (folder / "dataset.toml").write_text(SAID, "utf-8")


def test_from_the_plan_to_the_answer(language, capsys):
    planned = ssi(capsys, "plan", "--trial", "--people", str(len(PEOPLE)), "--weeks", "16", "--rate", "3")
    assert f"trial-plan.{language}.svg" in planned
    drawn = draw(capsys, language)
    fingerprint = drawn.split("Empreinte : " if language == "fr" else "Fingerprint: ")[1][:64]
    checked = ssi(capsys, "trial", "check", "acme").replace("\n", "")
    assert fingerprint in checked
    keep_weeks(language)
    read_stored("acme")  # here and not in a process of its own, which the test need not wait for
    told = ssi(capsys, "check", "acme")
    assert "trial.toml, schedule.csv" in told
    assert "schedule.csv: " not in told  # it is named as the trial's, not read
    found = open_study("acme", language).trial
    assert (found.faults, found.unmet, found.strangers) == ((), 0, 0)
    assert found.protocol.push == "score_hour" and len(found.arms) == 2
    assert found.primary is not None
    assert 20 < found.primary.lift.value < 30


@pytest.mark.long  # a whole report, on weeks that were drawn
def test_the_report_begins_with_the_trial(language, tmp_path, capsys):
    own = root()
    draw(capsys, language)
    keep_weeks(language)
    for name in ("notebooks", "src", "data/raw/article", "requirements.lock"):
        source = PLAN.parent / name
        shutil.copytree(source, own / name) if source.is_dir() else shutil.copy2(source, own / name)
    ssi(capsys, "report", "--dataset", "acme", "--lang", language)
    page = (reports_folder() / f"acme.{language}.html").read_text("utf-8")
    assert ("tirage au sort" if language == "fr" else "by lot") in page

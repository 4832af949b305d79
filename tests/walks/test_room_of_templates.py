"""Eight people of a room fill in a template each, under names that they chose, in two languages: one folder, one data set,
whose answer is undetermined and says why. Two who chose the same name are told, and neither is believed.
"""

from __future__ import annotations

import shutil
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from walks.test_managers_sheet import ssi

from ssi_outcomes.base.errors import LANGUAGES, message
from ssi_outcomes.base.paths import processed_folder, raw_folder, root
from ssi_outcomes.base.plan import PLAN_FILE
from ssi_outcomes.desk.filled_in import Content
from ssi_outcomes.desk.new import fill_example
from ssi_outcomes.desk.template import make_workbook
from ssi_outcomes.exhibits import show_answer
from ssi_outcomes.intake.step import read_stored
from ssi_outcomes.running.pipeline import make_report
from ssi_outcomes.study import open_study

HERE = root()
PLAN = HERE / PLAN_FILE
ROOM = ("Loutre", "Martre", "Belette", "Hermine", "Genette", "Renard", "Lynx", "Loup")
WEEKS = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(8)]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    monkeypatch.setenv("SSI_LANG", "en")
    shutil.copy(PLAN, tmp_path)
    raw_folder("room").mkdir(parents=True)
    return raw_folder("room")


def fill(name: str, language: str, seed: int) -> bytes:
    """Return a template as one person brings it after eight weeks: a score on Mondays, and what was counted."""
    rng = np.random.default_rng(seed)
    yes_no, source = (message(key, language).split("|") for key in ("template_yes_no", "template_sources"))
    scores = rng.integers(30, 70) + rng.integers(-5, 6, len(WEEKS))
    rows = {
        "people": [(name,)],
        "ssi": [
            (name, week, int(score), *[None] * 8, source[0])
            for week, score in zip(WEEKS, scores, strict=True)
        ],
        "outcomes": [
            (name, week, int(calls), 0, 0, 0, 0)
            for week, calls in zip(WEEKS, rng.poisson(0.5, len(WEEKS)), strict=True)
        ],
    }
    example = fill_example(language)
    about = {**example.about, "picked": yes_no[1], "rolled_out": yes_no[1], "synthetic": yes_no[1]}
    told = {"definitions": example.sections["definitions"], "coverage": [], "absences": []}
    return make_workbook("mine", language, date(2026, 3, 9), Content(rows, about, told))


def bring(folder, names: tuple[str, ...]) -> None:
    for seed, name in enumerate(names):
        # As people name their files: not after themselves.
        (folder / f"Copy ({seed}).xlsx").write_bytes(fill(name, ("fr", "en")[seed % 2], seed))


def test_eight_templates_in_one_folder_are_one_data_set_and_the_answer_is_undetermined(folder, capsys):
    bring(folder, ROOM)
    read_stored("room")
    said = ssi(capsys, "check", "room")
    assert "refused: 0" in said and "refused: 8" not in said
    panel = pd.read_parquet(processed_folder("room") / "tables" / "panel.parquet")
    assert panel["person"].nunique() == len(ROOM) and len(panel) == len(ROOM) * len(WEEKS)
    for language, word in (("en", "Undetermined"), ("fr", "Indéterminé")):
        answer = show_answer(open_study("room", language)).tell(language)["sentence"]
        # With dignity: the word first, then which condition of the rule is not met, by its number.
        assert word in answer and not any(name in answer for name in ROOM)
        assert 'data-fact="' in answer


def test_two_who_chose_one_name_are_told_and_neither_is_believed(folder, capsys):
    bring(folder, (*ROOM[:-1], "loutre"))
    read_stored("room")
    said = ssi(capsys, "check", "room")
    assert "another reading of the same person at the same moment" in said and "Copy (0).xlsx" in said
    panel = pd.read_parquet(processed_folder("room") / "tables" / "panel.parquet")
    assert panel["person"].nunique() == len(ROOM) - 1
    read = panel.groupby("person")["ssi"].count()
    assert sorted(read)[0] == 0 and sorted(read)[1] == len(WEEKS)


@pytest.mark.long
def test_the_rooms_report_says_undetermined_what_to_do_and_no_name(folder):
    bring(folder, ROOM)
    shutil.copytree(HERE / "notebooks", root() / "notebooks")
    shutil.copytree(HERE / "data" / "raw" / "article", raw_folder("article"))
    pages = [path for path in make_report("room") if path.suffix == ".html"]
    assert len(pages) == len(LANGUAGES)
    for page, word in zip(sorted(pages), ("undetermined", "indéterminé"), strict=True):
        text = BeautifulSoup(page.read_text("utf-8"), "html.parser").text
        assert word in text and not any(name in text for name in ROOM)

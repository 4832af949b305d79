"""The odds are drawn beside the notebooks, in a process that ends with the run, and a report never fails for want of them."""

from __future__ import annotations

import os
import threading

import pytest
from running.tiny_runs import Heard, Inline
from small_team import write_team
from tiny_home import PARAMETERS, write_notebook
from waiting import wait_for

from ssi_outcomes.base.errors import message
from ssi_outcomes.intake.odds_kept import KEPT, find_kept, make_odds
from ssi_outcomes.running import drawn_aside, kernels
from ssi_outcomes.running.drawn_aside import OddsStage, draw_odds
from ssi_outcomes.running.pipeline import OF_WEEKS, READ, REPORT, find_odds_stages, make_report
from ssi_outcomes.running.starting import start_run

MEASURED = """\
import json
from ssi_outcomes.base.paths import output_folder
folder = output_folder(dataset) / "facts"
folder.mkdir(parents=True, exist_ok=True)
(folder / f"{name}.json").write_text(json.dumps({"facts": [], "of": name}))"""


@pytest.fixture
def crew(home, quick, monkeypatch):
    """A team whose odds are drawn in this process, with few draws, and counted."""
    from ssi_outcomes.evidence import odds
    from ssi_outcomes.intake.asking import open_receipt

    write_team(home)
    for name in (READ, *OF_WEEKS):
        code = [PARAMETERS, f"name = {name!r}\n{MEASURED}"]
        write_notebook(home / "notebooks" / f"{name}.ipynb", *code)
    write_notebook(home / "notebooks" / f"{REPORT}.ipynb", PARAMETERS, "told = dataset")
    for name in ("DRAWS", "FEWEST"):
        monkeypatch.setattr(odds, name, 8)
    drawn = []

    def draw(dataset, stage):
        drawn.append(dataset)
        monkeypatch.setenv("SSI_STAGE", str(stage))
        make_odds(open_receipt(dataset))
        monkeypatch.delenv("SSI_STAGE")

    monkeypatch.setattr(drawn_aside, "draw_odds", draw)
    return drawn


def report(home):
    heard = Heard()
    make_report("crew", ("en",), Inline(), heard)
    return heard


def test_they_are_drawn_once_beside_the_others_and_who_shows_them_waits(crew, home):
    labels = report(home).labels
    assert labels[0] == message("run_odds") and crew == ["crew"]
    assert labels.index("05-challenge") == max(labels.index(name) for name in labels[:-1])
    assert report(home).labels == [] and crew == ["crew"]
    # Another language asks for nothing anew.
    make_report("crew", ("fr",), Inline(), Heard())
    assert crew == ["crew"]


def test_where_they_cannot_be_drawn_the_report_is_made_all_the_same_and_they_are_asked_for_again(
    crew, home, monkeypatch
):
    able = drawn_aside.draw_odds
    monkeypatch.setattr(drawn_aside, "draw_odds", lambda dataset, stage: None)
    heard = report(home)
    assert "08-report: en" in heard.labels and message("odds_not_drawn", dataset="crew") in heard.said
    assert not find_kept("crew").exists()
    monkeypatch.setattr(drawn_aside, "draw_odds", able)
    labels = report(home).labels
    assert labels[:2] == [message("run_odds"), "05-challenge"] and "04-compare" not in labels


def test_where_nothing_is_asked_any_more_none_of_before_is_left(crew, home):
    report(home)
    assert find_kept("crew").is_file()
    write_team(home, picked="true")
    assert message("run_odds") not in report(home).labels
    assert not find_kept("crew").exists() and crew == ["crew"]


def test_described_persons_have_no_such_stage(home, quick):
    with start_run("article", Inline(), Heard()) as run:
        assert find_odds_stages(run) == []


@pytest.mark.parametrize("ending", [1, -9, None])
def test_a_process_that_fails_is_killed_or_hangs_leaves_nothing_and_raises_nothing(
    tmp_path, monkeypatch, ending
):
    stage = tmp_path / "odds"

    def run_beside(command, private, extra, seconds):
        assert extra == {"SSI_STAGE": str(stage)} and command[-1] == "crew"
        private.mkdir()
        (stage / KEPT).parent.mkdir(parents=True)
        (stage / KEPT).write_text("half")
        return ending

    monkeypatch.setattr(kernels, "run_beside", run_beside)
    draw_odds("crew", stage)
    assert not (stage / KEPT).exists() and sorted(path.name for path in tmp_path.iterdir()) == ["odds"]


def test_a_full_disk_raises_nothing(tmp_path, monkeypatch):
    def run_beside(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kernels, "run_beside", run_beside)
    draw_odds("crew", tmp_path / "odds")
    assert list(tmp_path.iterdir()) == []


def test_a_process_beside_is_killed_with_the_kernels_and_one_that_hangs_after_its_time(tmp_path):
    waiting = ["-c", "import os; os.read(0, 1)"]
    assert kernels.run_beside(waiting, tmp_path / "late", {}, 0.1) is None
    codes = []
    thread = threading.Thread(
        target=lambda: codes.append(kernels.run_beside(waiting, tmp_path / "stopped", {}, 600))
    )
    thread.start()
    try:
        wait_for(lambda: kernels._live)
        kernels.stop_kernels()
        thread.join()
        assert codes[0] not in (0, None) and not kernels._live
        assert kernels.run_beside(waiting, tmp_path / "after", {}, 600) not in (0, None)
    finally:
        kernels.allow_kernels()


def test_its_name_is_said_in_the_users_language(monkeypatch):
    labels = set()
    for language in ("fr", "en"):
        monkeypatch.setitem(os.environ, "SSI_LANG", language)
        labels.add(OddsStage("crew").label)
    assert len(labels) == 2 and drawn_aside.LONGEST > 60

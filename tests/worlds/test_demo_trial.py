"""The invented trial: the same bytes each time, sealed before its first week, and a lot that says what watching does not."""

from __future__ import annotations

import pytest

from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.base.plan import TrialRule, read_plan
from ssi_outcomes.evidence.drawn.whole_trial import judge_trial
from ssi_outcomes.evidence.verdict import Declared
from ssi_outcomes.trial.fingerprint import check_seal
from ssi_outcomes.trial.protocol import read_protocol
from ssi_outcomes.worlds.demo_trial import DEMO_TRIAL, draw_demo, make_trial_files
from ssi_outcomes.worlds.scenarios import MAIN
from ssi_outcomes.worlds.trials import frame_of

FOLDER = raw_folder(DEMO_TRIAL)


@pytest.mark.stored
def test_the_stored_files_are_those_that_the_generator_makes():
    stored = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.name != "looks.csv"}
    assert stored == make_trial_files()


def test_every_file_says_that_nobody_in_it_exists_but_the_schedule_that_is_sealed():
    for name, content in make_trial_files().items():
        first = content.decode("utf-8").partition("\n")[0]
        assert "ynthetic" in first or "ynthétiques" in first or name == "schedule.csv"


def test_its_seal_holds():
    protocol = read_protocol(FOLDER, TrialRule())
    assert check_seal(FOLDER, protocol).holds and protocol.planned_looks == 3


@pytest.mark.long
def test_watching_finds_the_score_useful_and_the_lot_finds_the_push_useless():
    protocol, drawn, _ = draw_demo()
    found = judge_trial(
        frame_of(drawn, 0, protocol), protocol, read_plan(), {MAIN: "real"}, Declared(True, False, False)
    )
    assert (found.watched.verdict.word, found.verdict.word) == ("useful", "useless")

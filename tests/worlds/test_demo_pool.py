"""The demo pool: the same files each time, every one of which says that its people are invented."""

from __future__ import annotations

import json

import pytest

from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.verdict import judge_interval
from ssi_outcomes.pool.pool_text import read_sealed
from ssi_outcomes.study import open_study
from ssi_outcomes.worlds.demo_pool import DEMO_POOL, SILENT, SMALL, TEAMS, hand_over, list_teams

FOLDER = raw_folder(DEMO_POOL)


def stored(team):
    return FOLDER / f"synthetic-team-{team.place + 1:02}.pool.json"


def remade(team):
    made, kept = (
        json.loads(text) for text in (hand_over(team, read_plan()), stored(team).read_text("utf-8"))
    )
    return [
        {**each, "seal": "", "estimates": list(map(_rounded, each["estimates"]))} for each in (made, kept)
    ]


def _rounded(values):
    """Return an estimate to nine digits: processors differ in the last of twelve."""
    return {key: float(f"{each:.9g}") if isinstance(each, float) else each for key, each in values.items()}


def test_the_small_teams_study_is_made_again_as_it_is_stored():
    small = [*list_teams()][TEAMS]
    made, kept = remade(small)
    assert small.people < 10 and made == kept


@pytest.mark.long
def test_every_study_is_made_again_as_it_is_stored():
    for team in [*list_teams()][: TEAMS + SMALL]:
        made, kept = remade(team)
        assert made == kept, team


def test_every_file_says_that_nobody_in_it_exists():
    files = sorted(FOLDER.glob("*.json"))
    assert len(files) == 2 * (TEAMS + SMALL) + SILENT
    assert all(read_sealed(path).values["synthetic"] is True and "synthetic" in path.name for path in files)


@pytest.mark.long
def test_no_team_comes_to_a_word_by_itself_and_those_that_count_do_together():
    study = open_study(DEMO_POOL, "en")
    told, plan = study.findings.told, study.plan
    assert len(told.failed) == SMALL
    assert len(told.studies) == TEAMS and told.verdict.word == "useful" and told.verdict.notes == ()
    for row in told.studies.itertuples():
        alone = judge_interval(Slope(row.b, row.se, row.freedom), plan.threshold, plan)
        assert alone == "undetermined", row.study


def test_the_small_teams_study_fails_a_condition_and_two_registered_ones_are_missing():
    study = open_study(DEMO_POOL, "en")
    small = [*list_teams()][TEAMS].number
    assert (study.estimates.set_index("study").loc[[small], "failed"] != "").all()
    assert (~study.registered["heard_of"]).sum() == SILENT

"""The demo team's files, read through the door: what its world holds, but for what its files lose."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
from reading.team_folder import TODAY

from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.panel.layout import build_panel
from ssi_outcomes.reading import read_dataset
from ssi_outcomes.reading.dataset import Dataset
from ssi_outcomes.reading.joining.folder import read_team
from ssi_outcomes.worlds import demo_folder as demo_team
from ssi_outcomes.worlds.demo_world import LAST_DAY, draw_team
from ssi_outcomes.worlds.scenarios import DEMO_TEAM
from ssi_outcomes.worlds.sheet_by_hand import MESSY_PEOPLE


@pytest.fixture(scope="module")
def demo() -> Dataset:
    return read_team(raw_folder(DEMO_TEAM), TODAY)


def test_of_the_demo_team_only_the_bad_rows_are_refused(demo):
    assert {each.file for each in demo.rejected} == {"propositions-synthetiques.csv"}
    assert sorted(each.key for each in demo.rejected) == [
        *("count_not_whole", "count_unreadable", "count_unreadable", "date_not_in_calendar", "row_long"),
        *("rule_contradicted", "rule_contradicted", "rule_future"),
    ]
    assert len({each.line for each in demo.rejected}) == 8
    assert {file.name: file.rejected for file in demo.files if file.rejected} == {
        "propositions-synthetiques.csv": 8
    }
    assert set(demo.names) >= {f"P{number:02}" for number in range(1, 41)} and set(demo.names.values()) == {
        f"P{number:02}" for number in range(1, 41)
    }


def test_the_demo_teams_weeks_are_those_of_its_world_but_for_the_gaps(demo):
    """Week by week: a count where the world has one, missing where no file covers it, or a row was refused."""
    team, panel = draw_team(), build_panel(demo.tables, TODAY)
    frame = panel.frame.assign(monday=panel.frame["week_start"].dt.date).set_index(["person", "monday"])
    # Two rows contradict each other; three have a count that cannot be read.
    gaps = {
        ("P08", date(2026, 2, 16)),
        ("P04", date(2026, 3, 16)),
        ("P05", date(2026, 3, 23)),
        ("P12", date(2026, 5, 11)),
    }
    compared = 0
    for name, counts in team.counts.items():
        column = frame[f"{'outcome' if f'outcome_{name}' in frame else 'activity'}_{name}"]
        for (person, monday), count in counts.items():
            if _is_covered(name, person, monday) and not (
                name in ("proposals", "qualified_leads") and (person, monday) in gaps
            ):
                assert column[person, monday] == count, (name, person, monday)
                compared += 1
            else:
                assert column[person, monday] != column[person, monday], (name, person, monday)
    assert compared > 10_000
    assert frame.index.get_level_values("monday").max() <= LAST_DAY


def _is_covered(name: str, person: str, monday: date) -> bool:
    if name == "contracts":
        return person not in demo_team.NOT_IN_CRM
    if name in ("proposals", "qualified_leads"):
        return person in MESSY_PEOPLE
    if name in (
        "posts",
        "comments_written",
        "reactions_given",
        "messages_sent",
        "invitations_sent",
        "searches",
    ):
        return person != demo_team.LATE_ARCHIVE or monday >= demo_team.LATE_ARCHIVE_FROM
    return True


def test_the_demo_team_read_through_the_door_is_the_same(demo, tmp_path):
    copy = shutil.copytree(raw_folder(DEMO_TEAM), tmp_path / DEMO_TEAM)
    again = read_dataset(copy)
    assert again.hash == demo.hash and again.about["synthetic"] and "synth" in again.title["fr"]

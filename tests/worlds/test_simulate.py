"""A drawn world as tables and as a panel: nothing in it that the panel cannot place."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from examples import few

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.worlds import SCENARIOS, draw_world, simulate, simulate_panel
from ssi_outcomes.worlds.scenarios import ACTIVITY, REAL, VANITY
from ssi_outcomes.worlds.simulate import name_people

PLAN = read_plan()
every_world = pytest.mark.parametrize(
    "name", few(SCENARIOS, ("nothing", "thermometer", "friday_backdated", "offices", "bot", "self_report"))
)


@every_world
def test_the_panel_has_a_place_for_everything(name):
    world, panel = (
        draw_world(SCENARIOS[name], 30, 8, 4, PLAN),
        simulate_panel(SCENARIOS[name], 30, 8, 4, PLAN),
    )
    # Readings of Monday evenings count for the week after, and that is said.
    said = (("panel_after_noon", {"count": 240}),) if name == "monday_evening" else ()
    # So are weeks of which an absence took the weekdays: they are none.
    away = np.zeros(world.present.shape, bool) if world.away is None else world.away
    said += (("panel_weekend_left", {"count": int(away.sum())}),) if away.any() else ()
    assert (panel.left_out, panel.notes) == ((), said)
    assert len(panel.frame) == world.present.sum()
    worked = ~away[world.present]
    for prefix, names in (("outcome", (*REAL, *VANITY)), ("activity", ACTIVITY)):
        for each in names:
            found = panel.frame[f"{prefix}_{each}"]
            assert found[worked].tolist() == world.counts[each][world.present & ~away].tolist()
            assert found[~worked].isna().all()
    assert panel.frame["exposure_days"].tolist() == np.where(worked, 7, 0).tolist()


def test_monday_readings_are_those_of_their_week():
    world, frame = (
        draw_world(SCENARIOS["nothing"], 30, 8, 4, PLAN),
        simulate_panel(SCENARIOS["nothing"], 30, 8, 4, PLAN).frame,
    )
    assert (frame["reading_age_days"] == 0).all() and frame["ssi"].tolist() == world.ssi.ravel().tolist()


def test_the_tables_have_the_columns_and_kinds_of_a_teams():
    tables = simulate(SCENARIOS["nothing"], 3, 2, 1, PLAN)
    assert tables["people"]["person"].tolist() == ["P001", "P002", "P003"]
    assert set(tables["ssi"]["read_at"]) == {pd.Timestamp("2026-06-22"), pd.Timestamp("2026-06-29")}
    assert (
        tables["outcomes"]["end"].max() == pd.Timestamp("2026-07-05")
        and (tables["outcomes"]["count"] > 0).all()
    )
    assert set(tables["coverage"]["name"]) == {*REAL, *VANITY, *ACTIVITY}


def test_the_names_of_people_sort_as_their_numbers():
    names = name_people(1_200)
    assert names[0] == "P0001" and sorted(names) == names.tolist()

"""An invented world as the tables that a team's files would give, so that what is
said of it can be held against the truth.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.base.ssi import PILLARS
from ssi_outcomes.panel.layout import Panel, build_panel
from ssi_outcomes.worlds.draws import World, draw_world
from ssi_outcomes.worlds.scenarios import ACTIVITY, REAL, VANITY, Scenario

SOURCE = "simulated"
_FOUR_DAYS, _SIX_DAYS = np.timedelta64(4, "D"), np.timedelta64(6, "D")


def simulate(scenario: Scenario, people: int, weeks: int, seed: int, plan: Plan) -> dict[str, pd.DataFrame]:
    """Return people, ssi, outcomes, activity, absences and coverage of `people` over
    the `weeks` that end on Sunday 5 July 2026.

    A row of counts is one person's week; weeks without an event are covered
    and have no row. People are P001, P002, ...
    """
    return make_tables(draw_world(scenario, people, weeks, seed, plan))


def simulate_panel(scenario: Scenario, people: int, weeks: int, seed: int, plan: Plan) -> Panel:
    """Return the weekly panel of such a world."""
    return build_panel(simulate(scenario, people, weeks, seed, plan), ramp_up=plan.ramp_up_weeks)


def make_tables(world: World, names: np.ndarray | None = None) -> dict[str, pd.DataFrame]:
    """Return the tables of a drawn world; `names` are its people's, P001 and so on if there are none."""
    names = name_people(len(world.ssi)) if names is None else names
    first = world.present.argmax(axis=1)
    # Who is there from the first week on was there before, as far as the tables tell.
    enters = np.where(first > 0, world.mondays[first], np.datetime64("NaT"))
    whole = {"start": world.mondays[0], "end": world.mondays[-1] + _SIX_DAYS}
    covered = [("outcomes", name) for name in (*REAL, *VANITY)] + [("activity", name) for name in ACTIVITY]
    office = np.full(len(names), None)
    if world.office is not None:
        office = np.char.mod("T%02d", world.office + 1).astype(object)
    start, end = enters.astype("datetime64[us]"), np.datetime64("NaT", "us")
    return {
        "people": pd.DataFrame({"person": names, "team": office, "start": start, "end": end}),
        "ssi": _read(world, names),
        "outcomes": _count(world, names, "outcome", (*REAL, *VANITY)).assign(value=np.nan, currency=None),
        "activity": _count(world, names, "activity", tuple(ACTIVITY)),
        "absences": _stay_away(world, names),
        "coverage": pd.DataFrame(covered, columns=["table", "name"]).assign(
            source=SOURCE, person=None, **whole
        ),
    }


def name_people(people: int) -> np.ndarray:
    """Return P001, P002, ..., in their alphabetical order however many there are."""
    digits = max(3, len(str(people)))
    return np.array([f"P{number:0{digits}}" for number in range(1, people + 1)], object)


def _read(world: World, names: np.ndarray) -> pd.DataFrame:
    person, week = np.nonzero(world.present)
    days = world.read_at[person, week].astype("datetime64[us]")
    pillars = dict(zip(PILLARS, world.pillars[person, week].T, strict=True))
    return pd.DataFrame(
        {
            "person": names[person],
            "read_at": days,
            "ssi": world.ssi[person, week],
            **pillars,
            "source_file": SOURCE,
        }
    )


def _stay_away(world: World, names: np.ndarray) -> pd.DataFrame:
    """Return a row for each week away, typed from Monday to Friday."""
    person, week = np.nonzero(world.present & (False if world.away is None else world.away))
    start = world.mondays[week]
    days = {"start": start.astype("datetime64[us]"), "end": (start + _FOUR_DAYS).astype("datetime64[us]")}
    return pd.DataFrame({"person": names[person], **days})


def _count(world: World, names: np.ndarray, column: str, wanted: tuple[str, ...]) -> pd.DataFrame:
    """Return a row for each person, week and thing of which there was at least one."""
    counts = np.stack([world.counts[name] for name in wanted])
    thing, person, week = np.nonzero(counts * world.present)
    start = world.mondays[week]
    days = {"start": start.astype("datetime64[us]"), "end": (start + _SIX_DAYS).astype("datetime64[us]")}
    counted = {"count": counts[thing, person, week], "source_file": SOURCE}
    return pd.DataFrame({"person": names[person], column: np.array(wanted, object)[thing], **days, **counted})

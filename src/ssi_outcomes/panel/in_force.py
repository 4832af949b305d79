"""Which reading of the score is in force at the beginning of each week."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.base.ssi import MEANS, READING
from ssi_outcomes.panel.grid import Grid
from ssi_outcomes.panel.reach import Unknown

OLDEST_READING = 13  # days at the start of a week: with weekly readings, one may be skipped
# Of a reading with a clock: made on a Monday after this hour, it may hold what the day brought.
NOON = 12


def place_readings(ssi: pd.DataFrame, grid: Grid, unknown: Unknown) -> dict[str, np.ndarray]:
    """Return, by person and week, the reading in force on the Monday, its age in days, next Monday's score,
    and whether the week's came late.
    """
    ssi = _with_lost(_date_after_noon(ssi), unknown.readings())
    # What was read on the Monday itself gives way to none of an unknown day, but to one of a later hour.
    lost, lost_hours = (unknown.weeks("ssi", "ssi", OLDEST_READING, hours) for hours in (False, True))
    of_week = _read_by(ssi, grid, grid.mondays, lost, lost_hours)
    after = (np.concatenate([each[:, 1:], each[:, -1:]], axis=1) for each in (lost, lost_hours))
    next_week = _read_by(ssi, grid, grid.mondays + pd.Timedelta(WEEK, "D"), *after)
    # The same reading again says nothing of the week between.
    newer = next_week["read_at"] != of_week["read_at"]
    return {
        "ssi_read_at": of_week["read_at"],
        "reading_age_days": of_week["age"],
        **{name: of_week[name] for name in READING},
        **{name: of_week[name] for name in MEANS if ssi[name].notna().any()},
        "next_ssi": np.where(newer, next_week["ssi"], np.nan),
        # In force on the next Monday, for less than a week: made in this week, after its beginning.
        "ssi_late": np.isnan(of_week["ssi"]) & (next_week["since"] >= 1) & (next_week["since"] < WEEK),
    }


def are_after_noon(ssi: pd.DataFrame) -> pd.Series:
    """Tell which readings were made on a Monday after noon: too late for the week that begins."""
    since = ssi["read_at"] - ssi["read_at"].dt.normalize()
    return (ssi["read_at"].dt.day_of_week == 0) & (since > pd.Timedelta(NOON, "h"))


def _date_after_noon(ssi: pd.DataFrame) -> pd.DataFrame:
    """Return the readings, those of a Monday afternoon as of the day after: for the next week."""
    return ssi.assign(day=ssi["day"] + pd.to_timedelta(are_after_noon(ssi).astype(int), "D"))


def _with_lost(ssi: pd.DataFrame, lost: pd.DataFrame) -> pd.DataFrame:
    """Return the readings with those that are not known, the last of their day: what was read before one is
    not in force any more.
    """
    if not len(lost):
        return ssi
    ends = lost[lost["end"] != lost["start"]]
    days = [lost["start"].to_numpy(), ends["end"].to_numpy()]
    people = [lost["person"].to_numpy(object), ends["person"].to_numpy(object)]
    rows = pd.DataFrame({"person": np.concatenate(people), "day": np.concatenate(days)}).drop_duplicates()
    rows = rows.reindex(columns=ssi.columns).astype(ssi.dtypes.drop("person").to_dict())
    moved = _date_after_noon(rows.assign(read_at=rows["day"], day=rows["day"].dt.normalize()))
    return pd.concat([ssi, moved.assign(read_at=pd.NaT).astype(ssi.dtypes.to_dict())], ignore_index=True)


def _read_by(
    ssi: pd.DataFrame, grid: Grid, mondays: pd.DatetimeIndex, lost: np.ndarray, lost_hours: np.ndarray
) -> dict[str, np.ndarray]:
    place = np.arange(len(grid.people) * len(mondays))
    wanted = pd.DataFrame(
        {
            "place": place,
            "row": place // max(len(mondays), 1),
            "day": np.tile(mondays.to_numpy(), len(grid.people)),
        }
    )
    known = ssi.assign(row=grid.find_people(ssi["person"]), read_on=ssi["day"])[
        ["row", "day", "read_on", "read_at", *READING, *MEANS]
    ]
    wanted, known = (
        rows.astype({"row": "int64", "day": "datetime64[us]"}).sort_values("day", kind="stable")
        for rows in (wanted, known)
    )
    # Of several readings on one day merge_asof takes the last one in order.
    found = pd.merge_asof(wanted, known, on="day", by="row").sort_values("place")
    age = (found["day"] - found["read_at"].dt.normalize()).dt.days
    # A reading that is not known stands for none: neither its age nor those before it.
    in_force = (age <= OLDEST_READING) & found["read_at"].notna()
    in_force &= ~np.where(age == 0, lost_hours.ravel(), lost.ravel())
    found.loc[~in_force, ["read_at", *READING, *MEANS]] = np.nan
    found["age"] = age.where(in_force)
    found["since"] = (found["day"] - found["read_on"]).dt.days.where(in_force)
    return {
        name: found[name].to_numpy().reshape(len(grid.people), len(mondays))
        for name in ("read_at", "age", "since", *READING, *MEANS)
    }

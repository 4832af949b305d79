"""Rows of somebody before the first day or after the last one that a list of people gives: no week of the
panel holds them, and a wrong year in that list takes the whole person out of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from ssi_outcomes.base.errors import message
from ssi_outcomes.intake.dated_rows import count_lines, tell_places
from ssi_outcomes.panel.in_force import OLDEST_READING
from ssi_outcomes.panel.spans import read_table

MOST_PEOPLE = 10  # of whom it is told

_STAY = ["person", "start", "end", "source_file", "source_line"]


def tell_outside(tables: Mapping[str, pd.DataFrame], rows: pd.DataFrame, language: str) -> list[str]:
    """Return a line for each person and side of whose rows (those of `list_dated`) some lie outside of all
    stays, with the place of the day and of the rows.
    """
    lines = [message("rows_outside", language, **each) for each in _find_outside(tables, rows, language)]
    more = len(lines) - MOST_PEOPLE
    return [*lines[:MOST_PEOPLE], *([message("rows_outside_more", language, count=more)] if more > 0 else [])]


def _find_outside(
    tables: Mapping[str, pd.DataFrame], rows: pd.DataFrame, language: str
) -> Iterator[dict[str, object]]:
    stays = read_table(tables, "people", _STAY)
    stays = stays[stays["person"].notna()]
    for side in ("start", "end"):
        stays[side] = pd.to_datetime(stays[side]).astype("datetime64[us]")
    # Of thousands of people few have such rows, mostly none: the others are not looked at one by one.
    strayed = _list_strayed(stays, rows)
    held = dict(iter(rows[rows["person"].isin(strayed)].groupby("person")))
    for person, own in stays[stays["person"].isin(strayed)].groupby("person"):
        for side, after in (("start", False), ("end", True)):
            # A stay without this day has no such side.
            if own[side].isna().any():
                continue
            edge = own.loc[own[side].idxmax() if after else own[side].idxmin()]
            outside = _beyond(held[person], edge[side].normalize(), after)
            if len(outside):
                yield {
                    "person": person,
                    "after": after,
                    "day": edge[side].date().isoformat(),
                    "listed": tell_places(own.loc[[edge.name]], language),
                    "place": tell_places(outside, language),
                    "count": count_lines(outside),
                }


def _list_strayed(stays: pd.DataFrame, rows: pd.DataFrame) -> list[str]:
    """Return all people of whom a row lies before the first or after the last day that is known of them."""
    if not len(rows) or not len(stays):
        return []
    days = stays.groupby("person").agg(first=("start", "min"), last=("end", "max"))
    first, last = (pd.to_datetime(rows["person"].map(days[each].dt.normalize())) for each in days)
    spare = _spare(rows)
    outside = (rows["end"] < first - spare) | (rows["start"] > last + spare)
    return list(rows.loc[outside, "person"].unique())


def _beyond(rows: pd.DataFrame, day: pd.Timestamp, after: bool) -> pd.DataFrame:
    """Return the rows wholly before or after a day; not a reading of the score that is near enough to it to
    be in force in a week of the stay, or to tell where the last one ended.
    """
    spare = _spare(rows)
    return rows[rows["start"] > day + spare] if after else rows[rows["end"] < day - spare]


def _spare(rows: pd.DataFrame) -> pd.Series:
    return pd.to_timedelta((rows["table"] == "ssi") * OLDEST_READING, "D")

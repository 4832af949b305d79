"""Readings and counts as the panel needs them: each column of one type, in an order of their own."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ssi_outcomes.base.spelling import means_team
from ssi_outcomes.base.ssi import MEANS, READING
from ssi_outcomes.panel.spans import read_table


def read_readings(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the readings that say something, in an order that does not depend on that of the files."""
    rows = read_table(tables, "ssi", ["person", "read_at", *READING, *MEANS, "source_file"])
    numbers = [*READING, *MEANS]
    rows[numbers] = rows[numbers].apply(pd.to_numeric).astype(float)
    rows["read_at"] = pd.to_datetime(rows["read_at"]).astype("datetime64[us]")
    rows = rows[rows["read_at"].notna() & rows[list(READING)].notna().any(axis=1)]
    return rows.assign(day=rows["read_at"].dt.normalize()).sort_values(
        ["read_at", *READING], kind="stable", na_position="first"
    )


def read_counts(tables: Mapping[str, pd.DataFrame], table: str) -> pd.DataFrame:
    """Return what a table counts, in the columns of both; `team` tells what is nobody's in particular."""
    name = "outcome" if table == "outcomes" else "activity"
    rows = read_table(
        tables, table, ["person", name, "start", "end", "count", "value", "currency", "source_file"]
    ).rename(columns={name: "name"})
    rows[["count", "value"]] = rows[["count", "value"]].apply(pd.to_numeric).astype(float)
    rows["start"], rows["end"] = (
        pd.to_datetime(rows[each]).astype("datetime64[us]").dt.normalize() for each in ("start", "end")
    )
    people = rows["person"]
    team = people.isna() | people.isin([name for name in people.dropna().unique() if means_team(str(name))])
    # In an order of their own: amounts add up to the same last digit however the files were sorted.
    return rows.assign(team=team).sort_values(["name", "start", "end", "count", "value"], kind="stable")


def as_counted(ssi: pd.DataFrame) -> pd.DataFrame:
    """Return readings in the columns of what is counted, each at its moment."""
    return ssi[["person", "source_file"]].assign(name="ssi", start=ssi["read_at"], end=ssi["read_at"])

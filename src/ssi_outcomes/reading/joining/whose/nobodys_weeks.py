"""The weeks that are not known of people because rows of nobody, or of who may be them, count in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from ssi_outcomes.reading.joining.tidy import COUNTED

_COLUMNS = ["person", "table", "name", "start", "end", "source_file", "source_line"]


def find_nobodys(
    said: Mapping[str, pd.DataFrame], asked: Collection[str], people: Collection[str]
) -> pd.DataFrame:
    """Return gaps for what the rows without a person count: of the files in `asked` for all `people`, of
    others for those whom the same file names.
    """
    parts = []
    for table in COUNTED:
        rows = said[table]
        of_nobody = rows["person"].isna().to_numpy()
        if not of_nobody.any():
            continue
        for file, of_file in _weeks(rows[of_nobody], table).groupby("source_file", sort=False):
            named = (
                people if file in asked else rows.loc[rows["source_file"] == file, "person"].dropna().unique()
            )
            parts += [of_file.assign(person=name) for name in sorted(named)]
    # What a file that is nobody's leaves open, it leaves open of everybody.
    gaps = said["gaps"]
    open_gaps = gaps[gaps["source_file"].isin(list(asked)) & gaps["person"].isna()]
    if len(open_gaps):
        parts += [open_gaps.assign(person=name) for name in sorted(people)]
    return _join(parts)


def find_shared(said: Mapping[str, pd.DataFrame], alike: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """Return gaps for each of two names that could be one person's where the other's rows count, or where the
    other has a reading of the score.
    """
    pairs = [pair for one, other in alike for pair in ((one, other), (other, one))]
    names = [name for pair in alike for name in pair]
    theirs = {name: frame[frame["person"].isin(names)] for name, frame in said.items()} if pairs else {}
    tables = (
        {**{table: _weeks(theirs[table], table) for table in COUNTED}, "ssi": _days(theirs["ssi"])}
        if pairs
        else {}
    )
    return _join(
        [rows[rows["person"] == one].assign(person=other) for rows in tables.values() for one, other in pairs]
    )


def _weeks(rows: pd.DataFrame, table: str) -> pd.DataFrame:
    """Return whose and what is counted in which whole weeks, each once, with the first line that does."""
    rows = rows.rename(columns={COUNTED[table]: "name"}).dropna(subset=["start", "end"]).assign(table=table)
    rows = rows.reindex(columns=_COLUMNS)
    start, end = (pd.to_datetime(rows[name]).dt.normalize() for name in ("start", "end"))
    monday = start - pd.to_timedelta(start.dt.day_of_week, "D")
    sunday = end + pd.to_timedelta(6 - end.dt.day_of_week, "D")
    rows = rows.assign(start=monday.astype("datetime64[us]"), end=sunday.astype("datetime64[us]"))
    return rows.drop_duplicates(["person", "name", "start", "end", "source_file"])


def _days(readings: pd.DataFrame) -> pd.DataFrame:
    day = pd.to_datetime(readings["read_at"]).dt.normalize().astype("datetime64[us]")
    return readings.assign(table="ssi", name=None, start=day, end=day).reindex(columns=_COLUMNS)


def _join(parts: list[pd.DataFrame]) -> pd.DataFrame:
    parts = [part for part in parts if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=_COLUMNS)

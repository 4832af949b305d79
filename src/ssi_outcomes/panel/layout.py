"""From tables to a panel: one row per person and ISO week, with the score as read
before the week and what was counted in it.

Rules: the last reading dated on the week's Monday or before is taken, unless it is
older than 13 days. A week counts for an outcome if a source covers each day that the person was there; a
covered week without an event is zero, any other is missing. Nothing is split over weeks, people or
currencies: what cannot be placed stays out, and is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.base.spelling import means_team
from ssi_outcomes.base.ssi import READING
from ssi_outcomes.panel.column_names import amount_column, count_column
from ssi_outcomes.panel.grid import Grid, find_spans, lay_grid, read_gaps, read_table

OLDEST_READING = 13  # days at the start of a week: with weekly readings, one may be skipped

Note = tuple[str, dict[str, object]]


@dataclass(frozen=True)
class Panel:
    """A frame of one row per person and ISO week, what could not be placed in it, and what was assumed.

    Columns: person, week ("2026-W05"), week_start, ssi_read_at, reading_age_days, ssi, brand, find, engage,
    build, exposure_days (0 to 7), next_ssi (a newer reading, else missing), ssi_late (the only reading that
    could count was made after the week's beginning), outcome_<id>, value_<outcome>_<currency>, activity_<id>.
    `left_out` says of which table and name how many records, and how many events they count; with the frame's
    own events they make up all that was counted.
    """

    frame: pd.DataFrame
    left_out: tuple[Note, ...]
    notes: tuple[Note, ...]


def build_panel(tables: Mapping[str, pd.DataFrame], today: date | None = None) -> Panel:
    """Return the panel of `tables` (people, ssi, outcomes, activity,
    coverage, absences, gaps; each may be missing).

    Given `today`, that day and those after it count as not covered: a week
    enters once it is over. No table is changed.
    """
    ssi = _read_ssi(tables)
    counted = {name: _read_counts(tables, name) for name in ("outcomes", "activity")}
    spans, notes = find_spans(tables, {name: rows[~rows["team"]] for name, rows in counted.items()}, today)
    grid = lay_grid(tables, ssi, counted, spans)
    gaps = read_gaps(tables)
    counted = {name: grid.locate(rows) for name, rows in counted.items()}
    columns, left_out = _place_readings(ssi, grid), list(_say_nobodys_readings(ssi))
    for table in ("outcomes", "activity"):
        for name, rows in counted[table].groupby("name", sort=True):
            covered = grid.cover(spans, table, str(name), gaps)
            reasons = _find_reasons(rows, grid, covered)
            if rows["count"].notna().any():  # an outcome measured in money has no number of events
                columns[count_column(table, str(name))] = _sum_weeks(rows[reasons == ""], "count", covered)
            left_out += _say_left_out(table, str(name), rows, reasons)
            values, said = _sum_values(rows[reasons == ""], str(name), covered)
            columns |= values
            notes += said
        for name in sorted(
            {span.name for span in spans if span.table == table and span.name} - set(counted[table]["name"])
        ):
            columns[count_column(table, name)] = _sum_weeks(
                counted[table].head(0), "count", grid.cover(spans, table, name, gaps)
            )
    return Panel(_frame(grid, columns), tuple(left_out), tuple(notes))


# --- tables as they come


def _read_ssi(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the readings that say something, in an order that does not depend on that of the files."""
    rows = read_table(tables, "ssi", ["person", "read_at", *READING])
    rows[list(READING)] = rows[list(READING)].apply(pd.to_numeric).astype(float)
    rows["read_at"] = pd.to_datetime(rows["read_at"]).astype("datetime64[us]")
    rows = rows[rows["read_at"].notna() & rows[list(READING)].notna().any(axis=1)]
    return rows.assign(day=rows["read_at"].dt.normalize()).sort_values(
        ["read_at", *READING], kind="stable", na_position="first"
    )


def _read_counts(tables: Mapping[str, pd.DataFrame], table: str) -> pd.DataFrame:
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


# --- readings


def _place_readings(ssi: pd.DataFrame, grid: Grid) -> dict[str, np.ndarray]:
    """Return, by person and week, the reading in force on the Monday, its age in days, next Monday's score,
    and whether the week's came late.
    """
    of_week = _read_by(ssi, grid, grid.mondays)
    next_week = _read_by(ssi, grid, grid.mondays + pd.Timedelta(WEEK, "D"))
    newer = (
        next_week["read_at"] != of_week["read_at"]
    )  # the same reading again says nothing of the week between
    return {
        "ssi_read_at": of_week["read_at"],
        "reading_age_days": of_week["age"],
        **{name: of_week[name] for name in READING},
        "next_ssi": np.where(newer, next_week["ssi"], np.nan),
        # In force on the next Monday, from one to six days old: made in this week, after its beginning.
        "ssi_late": np.isnan(of_week["ssi"]) & (next_week["age"] >= 1) & (next_week["age"] < WEEK),
    }


def _read_by(ssi: pd.DataFrame, grid: Grid, mondays: pd.DatetimeIndex) -> dict[str, np.ndarray]:
    place = np.arange(len(grid.people) * len(mondays))
    wanted = pd.DataFrame(
        {
            "place": place,
            "row": place // max(len(mondays), 1),
            "day": np.tile(mondays.to_numpy(), len(grid.people)),
        }
    )
    known = ssi.assign(row=grid.find_people(ssi["person"]), read_on=ssi["day"])[
        ["row", "day", "read_on", "read_at", *READING]
    ]
    wanted, known = (
        rows.astype({"row": "int64", "day": "datetime64[us]"}).sort_values("day", kind="stable")
        for rows in (wanted, known)
    )
    # Of several readings on one day merge_asof takes the last one in order.
    found = pd.merge_asof(wanted, known, on="day", by="row").sort_values("place")
    age = (found["day"] - found["read_on"]).dt.days
    found.loc[~(age <= OLDEST_READING), ["read_at", *READING]] = np.nan
    found["age"] = age.where(age <= OLDEST_READING)
    return {
        name: found[name].to_numpy().reshape(len(grid.people), len(mondays))
        for name in ("read_at", "age", *READING)
    }


def _say_nobodys_readings(ssi: pd.DataFrame) -> Iterator[Note]:
    nobodys = int(ssi["person"].isna().sum())
    if nobodys:
        yield "panel_reading_of_nobody", {"table": "ssi", "records": nobodys}


# --- counts


def _find_reasons(rows: pd.DataFrame, grid: Grid, covered: np.ndarray) -> np.ndarray:
    """Return for each record why it has no place in the panel: a key of messages.toml, or "" if it has
    one.
    """
    person, week = rows["row"].to_numpy(), rows["week"].to_numpy()
    days = (rows["end"] - rows["start"]).dt.days.to_numpy()
    placed = (person >= 0) & (week >= 0)
    at = person[placed], week[placed]
    absent, uncovered = np.zeros(len(rows), bool), ~placed
    absent[placed], uncovered[placed] = grid.exposure[at] == 0, ~covered[at]
    tests = [
        (rows["team"].to_numpy(), "panel_team"),
        (~(days >= 0) | (rows["count"].isna() & rows["value"].isna()).to_numpy(), "panel_no_period"),
        (days >= WEEK, "panel_longer_than_week"),
        (week != rows["last_week"].to_numpy(), "panel_across_weeks"),
        (~grid.was_there(person, rows["start"], rows["end"]), "panel_outside_stay"),
        (absent, "panel_absent"),
        (uncovered, "panel_not_covered"),
    ]
    return np.select([test for test, _ in tests], [key for _, key in tests], default="").astype(object)


def _say_left_out(table: str, name: str, rows: pd.DataFrame, reasons: np.ndarray) -> Iterator[Note]:
    for key in sorted(set(reasons) - {""}):
        these = rows.loc[reasons == key, "count"]
        count = float(these.sum())
        # "–": an amount without a number of events
        shown = "–" if these.isna().all() else int(count) if count.is_integer() else count
        yield key, {"table": table, "name": name, "records": len(these), "count": shown}


def _sum_weeks(rows: pd.DataFrame, column: str, covered: np.ndarray) -> np.ndarray:
    """Return the total by person and week: zero where it is covered, missing
    elsewhere, or where one of its parts is unknown.
    """
    total = np.where(covered, 0.0, np.nan)
    np.add.at(total, (rows["row"].to_numpy(), rows["week"].to_numpy()), rows[column].to_numpy())
    return total


def _sum_values(
    rows: pd.DataFrame, name: str, covered: np.ndarray
) -> tuple[dict[str, np.ndarray], list[Note]]:
    """Return a column of amounts per currency; a week with an event of
    unknown amount is missing in each of them.
    """
    currency = rows["currency"].astype("string").str.strip().str.upper()
    stated = (rows["value"].notna() & currency.str.fullmatch("[A-Z]{3}")).fillna(False).to_numpy(bool)
    unknown = np.zeros(covered.shape, bool)
    silent = rows[~stated & (rows["count"] != 0).to_numpy()]
    unknown[silent["row"], silent["week"]] = True
    codes = sorted(set(currency[stated]))
    columns = {
        amount_column(name, code): np.where(
            unknown,
            np.nan,
            _sum_weeks(rows[stated & (currency == code).fillna(False).to_numpy(bool)], "value", covered),
        )
        for code in codes
    }
    without = int((rows["value"].notna().to_numpy() & ~stated).sum())
    notes: list[Note] = (
        [("panel_currencies", {"name": name, "currencies": ", ".join(codes)})] if len(codes) > 1 else []
    )
    return columns, notes + ([("panel_no_currency", {"name": name, "records": without})] if without else [])


# --- the frame


def _frame(grid: Grid, columns: dict[str, np.ndarray]) -> pd.DataFrame:
    """Return the weeks in which each person was there, in the order of people and weeks."""
    person, week = np.nonzero(grid.present)
    mondays = grid.mondays[week]
    weeks = np.array(
        [f"{each.isocalendar().year}-W{each.isocalendar().week:02d}" for each in grid.mondays], object
    )
    frame = pd.DataFrame(
        {"person": grid.people[person].to_numpy(), "week": weeks[week], "week_start": mondays}
    )
    first = ["ssi_read_at", "reading_age_days", *READING]
    values = {name: columns[name][person, week] for name in first} | {
        "exposure_days": grid.exposure[person, week]
    }
    return frame.assign(
        **values, **{name: cells[person, week] for name, cells in columns.items() if name not in first}
    )

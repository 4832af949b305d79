"""From tables to a panel: one row per person and ISO week, with the score as read
before the week and what was counted in it.

Rules: the last reading dated on the week's Monday (by noon, where it has a clock) or before is taken, unless
it is older than 13 days, or a later one could not be read. A week counts for an outcome if a source covers
each day that the person was there; a covered week without an event is zero, any other is missing, and so is
one whose weekdays were an absence. A week of which something is not known (`reach`) is missing whoever covers
it. Nothing is split over weeks, people or currencies: what cannot be placed stays out, and is said; its weeks
are not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.base.ssi import READING
from ssi_outcomes.panel.column_names import amount_column, count_column
from ssi_outcomes.panel.grid import Grid, lay_grid
from ssi_outcomes.panel.in_force import are_after_noon, place_readings
from ssi_outcomes.panel.membership import mark_joining, place_teams, read_stays
from ssi_outcomes.panel.reach import Unknown
from ssi_outcomes.panel.spans import Coverage, find_coverage, to_monday
from ssi_outcomes.panel.tables_read import as_counted, read_counts, read_readings

Note = tuple[str, dict[str, object]]


@dataclass(frozen=True)
class Panel:
    """A frame of one row per person and ISO week, what could not be placed in it, and what was assumed.

    Columns: person, week ("2026-W05"), week_start, ssi_read_at, reading_age_days, ssi, brand, find, engage,
    build, exposure_days (0 to 7), next_ssi (a newer reading, else missing), ssi_late (the only reading that
    could count was made after the week's beginning), team (where a list of people names one; missing where
    it names none, or two), ramp_up (has just joined), industry_mean, network_mean, outcome_<id>,
    value_<outcome>_<currency>, activity_<id>.
    `left_out` says of which table and name how many records, and how many events they count; with the frame's
    own events they make up all that was counted.
    """

    frame: pd.DataFrame
    left_out: tuple[Note, ...]
    notes: tuple[Note, ...]


def build_panel(tables: Mapping[str, pd.DataFrame], today: date | None = None, ramp_up: int = 0) -> Panel:
    """Return the panel of `tables` (people, ssi, outcomes, activity,
    coverage, absences, gaps, stated; each may be missing).

    Given `today`, that day and those after it count as not covered: a week
    enters once it is over. `ramp_up` is for how many weeks somebody has just joined. No table is changed.
    """
    ssi = read_readings(tables)
    counted = {name: read_counts(tables, name) for name in ("outcomes", "activity")}
    people = {name: rows[~rows["team"]] for name, rows in counted.items()}
    coverage = find_coverage(tables, people, today)
    stated = {name: _take_stated(rows, coverage, name) for name, rows in people.items()}
    grid = lay_grid(tables, ssi, counted, coverage.spans, stated.values())
    unknown = Unknown(tables, {**people, "ssi": as_counted(ssi)}, grid)
    counted = {name: grid.locate(rows) for name, rows in counted.items()}
    columns, left_out = place_readings(ssi, grid, unknown), list(_say_nobodys_readings(ssi))
    notes = [*coverage.notes, *_say_not_stated(stated, grid, unknown), *_say_moved(ssi, grid)]
    for table in ("outcomes", "activity"):
        spans = [span for span in coverage.spans if span.table == table]
        for name in sorted({*counted[table]["name"].dropna(), *(span.name for span in spans if span.name)}):
            rows = counted[table][counted[table]["name"] == name]
            gaps = unknown.weeks(table, name) | _touch(rows[_are_unplaced(rows)], grid)
            own = stated[table][stated[table]["name"] == name]
            covered = grid.cover(spans, table, name, _touch(own, grid), gaps)
            reasons = _find_reasons(rows, grid, covered, gaps)
            # An outcome measured in money has no number of events.
            if not len(rows) or rows["count"].notna().any():
                columns[count_column(table, name)] = _sum_weeks(rows[reasons == ""], "count", covered)
            left_out += _say_left_out(table, name, rows, reasons)
            values, said = _sum_values(rows[reasons == ""], name, covered)
            columns |= values
            notes += said
    stays = read_stays(tables)
    columns |= place_teams(stays, grid) | mark_joining(stays, grid, ramp_up)
    return Panel(_frame(grid, columns), tuple(left_out), tuple(notes))


def _take_stated(rows: pd.DataFrame, coverage: Coverage, table: str) -> pd.DataFrame:
    """Return the rows that cover their own weeks: those of sheets of weeks, once these are over."""
    sundays = to_monday(rows["end"]) + pd.Timedelta(WEEK - 1, "D")
    over = sundays.to_numpy().astype("datetime64[D]") <= coverage.last
    return rows[rows["source_file"].fillna("").isin(coverage.stated[table]) & over]


def _say_nobodys_readings(ssi: pd.DataFrame) -> Iterator[Note]:
    nobodys = int(ssi["person"].isna().sum())
    if nobodys:
        yield "panel_reading_of_nobody", {"table": "ssi", "records": nobodys}


def _say_moved(ssi: pd.DataFrame, grid: Grid) -> Iterator[Note]:
    """Say how many readings were too late for their own Monday, and of how many weeks a weekend was left."""
    late, short = int(are_after_noon(ssi).sum()), int(grid.weekend_left.sum())
    if late:
        yield "panel_after_noon", {"count": late}
    if short:
        yield "panel_weekend_left", {"count": short}


def _find_reasons(rows: pd.DataFrame, grid: Grid, covered: np.ndarray, unknown: np.ndarray) -> np.ndarray:
    """Return for each record why it has no place in the panel: a key of messages.toml, or "" if it has
    one.
    """
    person, week = rows["row"].to_numpy(), rows["week"].to_numpy()
    days = (rows["end"] - rows["start"]).dt.days.to_numpy()
    placed = (person >= 0) & (week >= 0)
    at = person[placed], week[placed]
    absent, uncovered, doubted = np.zeros(len(rows), bool), ~placed, np.zeros(len(rows), bool)
    absent[placed], uncovered[placed] = grid.exposure[at] == 0, ~covered[at]
    doubted[placed] = unknown[at]
    tests = [
        (rows["team"].to_numpy(), "panel_team"),
        (~(days >= 0) | (rows["count"].isna() & rows["value"].isna()).to_numpy(), "panel_no_period"),
        (days >= WEEK, "panel_longer_than_week"),
        (week != rows["last_week"].to_numpy(), "panel_across_weeks"),
        (~grid.was_there(person, rows["start"], rows["end"]), "panel_outside_stay"),
        (absent, "panel_absent"),
        (doubted, "panel_not_known"),
        (uncovered, "panel_not_covered"),
    ]
    return np.select([test for test, _ in tests], [key for _, key in tests], default="").astype(object)


def _are_unplaced(rows: pd.DataFrame) -> np.ndarray:
    """Tell which records count something on one of several weeks, nobody knows which."""
    days = (rows["end"] - rows["start"]).dt.days.to_numpy()
    several = (days >= WEEK) | (to_monday(rows["start"]) != to_monday(rows["end"]))
    return several & (rows["count"] != 0).to_numpy()


def _touch(rows: pd.DataFrame, grid: Grid) -> np.ndarray:
    return grid.touch(grid.find_people(rows["person"]), rows["start"], rows["end"])


def _say_not_stated(stated: Mapping[str, pd.DataFrame], grid: Grid, unknown: Unknown) -> Iterator[Note]:
    """Say of each sheet that states its weeks how many have no row, of those between its first and its last
    and of the people whom it names.
    """
    for table, rows in stated.items():
        for source, own in rows.groupby("source_file"):
            has_row = _touch(own, grid)
            begun, ahead = (np.maximum.accumulate(each) for each in (has_row.any(0), has_row.any(0)[::-1]))
            expected = (grid.exposure > 0) & has_row.any(axis=1)[:, None] & begun & ahead[::-1]
            missing = int((expected & ~has_row & ~unknown.told(table, str(source))).sum())
            if missing:
                yield "panel_weeks_without_row", {"file": source, "table": table, "count": missing}


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

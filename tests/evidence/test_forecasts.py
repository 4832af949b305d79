"""Forecasts, worked out by hand; and that they know nothing of the week that they are about, nor of any later one."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from evidence.invented_panel import invent
from scipy.optimize import minimize

from ssi_outcomes.evidence import forecasts
from ssi_outcomes.evidence.forecasts import (
    deviance,
    find_deviation,
    forecast_both,
    forecast_own_mean,
    lay_weeks,
    shift,
)
from ssi_outcomes.evidence.race import Candidate, find_candidates, forecast

SSI = Candidate("ssi", "score", "ssi")
NAN = math.nan


@pytest.fixture
def five_rows() -> pd.DataFrame:
    """P01 with 1, 3 and 0 meetings, P02 with 2 and 2."""
    weeks = pd.to_datetime(["2026-01-05", "2026-01-12", "2026-01-19", "2026-01-05", "2026-01-12"])
    people = ["P01", "P01", "P01", "P02", "P02"]
    return pd.DataFrame(
        {"person": people, "week_start": weeks, "exposure_days": 7, "outcome_meetings": [1, 3, 0, 2, 2]}
    )


def own_mean(frame: pd.DataFrame) -> np.ndarray:
    weeks = lay_weeks(frame)
    return forecast_own_mean(weeks.lay("outcome_meetings", there=True), weeks.exposure)


def test_the_own_mean_so_far_by_hand(five_rows):
    mean = own_mean(five_rows)
    assert np.isnan(mean[:, 0]).all() and np.isnan(mean[1, 2])  # nothing before, and P02 is gone
    # P01, second week: 1 meeting in 7 days; P02's rate is 2/7, and the shape still 1: 7 (1 + 1) / (7 + 1 / (2/7)) = 14 / 10.5.
    assert mean[0, 1] == pytest.approx(4 / 3)
    # P02: 2 in 7 days, P01's rate 1/7: 7 (2 + 1) / (7 + 7).
    assert mean[1, 1] == pytest.approx(3 / 2)
    # P01, third week: 4 in 14 days, P02's rate 4/14. P02's second week, 2 meetings, was foreseen as (2 + s) / (1 + s): best with the
    # smallest shape, .25. So 7 (4 + .25) / (14 + .25 * 3.5) = 29.75 / 14.875.
    assert mean[0, 2] == pytest.approx(2)


def test_the_deviance_by_hand():
    # 2 (3 log(3 / (4/3)) - (3 - 4/3)) = 2 (3 * .8109302 - 1.6666667); of no event, twice the forecast.
    assert deviance(np.array([3.0]), np.array([4 / 3])) == pytest.approx(1.5322479)
    assert deviance(np.array([0.0]), np.array([2.0])) == pytest.approx(4)
    assert deviance(np.array([2.0]), np.array([2.0])) == 0


def test_a_value_is_held_against_the_mean_of_those_so_far():
    found = find_deviation(np.array([[4, NAN, 8, 6, 6], [NAN, NAN, 5, NAN, 7]]))
    np.testing.assert_allclose(found, [[NAN, NAN, 2, 0, 0], [NAN, NAN, NAN, NAN, 1]])


def test_what_was_known_of_the_week_before():
    np.testing.assert_array_equal(shift(np.array([[1.0, 2, 3]])), [[NAN, 1, 2]])
    assert shift(np.empty((2, 0))).shape == (2, 0)


def test_half_a_week_there_is_half_the_forecast(five_rows):
    short = five_rows.assign(exposure_days=[7, 3.5, 7, 7, 7])
    assert own_mean(short)[0, 1] == pytest.approx(2 / 3)


def test_a_week_away_or_not_covered_is_neither_forecast_nor_counted(five_rows):
    away = own_mean(five_rows.assign(exposure_days=[7, 0, 7, 7, 7]))
    unknown = own_mean(five_rows.assign(outcome_meetings=[1, NAN, 0, 2, 2]))
    # P01, third week: 1 in 7 days, P02's rate 4/14; of P02's second week, best foreseen with the smallest shape, the same is known.
    assert away[0, 2] == unknown[0, 2] == pytest.approx(7 * (1 + 0.25) / (7 + 0.25 * 3.5))
    assert np.isnan(away[0, 1]) and np.isnan(unknown[0, 1])


def test_a_week_without_a_row_keeps_its_place(five_rows):
    later = five_rows.assign(
        week_start=five_rows["week_start"].where(
            five_rows["week_start"] < "2026-01-19", pd.Timestamp("2026-02-02")
        )
    )
    weeks = lay_weeks(later)
    assert len(weeks.mondays) == 5 and np.isnan(shift(weeks.lay("outcome_meetings"))[0, 4])
    assert own_mean(later)[0, 4] == pytest.approx(2)


def test_a_week_twice_is_refused(five_rows):
    with pytest.raises(ValueError, match="twice"):
        lay_weeks(pd.concat([five_rows, five_rows.tail(1)]))


def fit_plainly(count, mean, z, week, without, terms):
    """Return a (and b) by a general optimiser from the definition: the others' weeks before, and a normal prior."""
    keep = np.arange(len(count)) != without
    cells = [each[keep, :week].ravel() for each in (count, mean, z)]
    y, m, x = (each[~np.isnan(np.sum(cells, axis=0))] for each in cells)

    def loss(at):
        eta = at[0] + (at[1] * x if terms == 2 else 0)
        return np.sum(m * np.exp(eta) - y * eta) + np.sum(np.square(at)) / 2

    return minimize(loss, np.zeros(terms), tol=1e-12).x


def test_the_coefficients_are_those_of_the_others_weeks_before():
    weeks = lay_weeks(invent(8, 10, seed=4, by_ssi=0.8))
    count = weeks.lay("outcome_meetings", there=True)
    mean, z = forecast_own_mean(count, weeks.exposure), find_deviation(weeks.lay("ssi") / 10)
    alone, both = forecast_both(count, mean, z)
    for person, week in ((0, 9), (3, 6), (7, 5)):
        a, b = fit_plainly(count, mean, z, week, person, terms=2)
        (constant,) = fit_plainly(count, mean, z, week, person, terms=1)
        assert both[person, week] == pytest.approx(
            mean[person, week] * math.exp(a + b * z[person, week]), rel=1e-5
        )
        assert alone[person, week] == pytest.approx(mean[person, week] * math.exp(constant), rel=1e-5)


def test_leaving_out_by_one_step_is_close_to_doing_it_exactly(monkeypatch):
    frame = invent(40, 12, seed=5, by_ssi=0.4)
    quick = forecast(frame, "meetings", SSI)
    monkeypatch.setattr(forecasts, "EXACT", 40)
    exact = forecast(frame, "meetings", SSI)
    late = quick["week_start"] > quick["week_start"].min() + pd.Timedelta(21, "D")
    assert np.max(np.abs(quick["with_candidate"] / exact["with_candidate"] - 1)[late]) < 0.01
    assert not quick["with_candidate"].equals(exact["with_candidate"])


@pytest.mark.parametrize("people", [12, 30])
@pytest.mark.parametrize(
    "candidate", find_candidates(invent(1, 1, seed=0)), ids=lambda candidate: candidate.name
)
def test_nothing_at_or_after_the_weeks_start_changes_its_forecast(candidate, people):
    frame = invent(people, 10, seed=6, by_ssi=0.4, by_posts=0.3)
    monday = pd.Timestamp("2026-02-23")  # the eighth
    now, later = frame["week_start"] == monday, frame["week_start"] > monday
    rng, changed = np.random.default_rng(7), frame.copy()
    for column in frame.columns.drop(["person", "week_start"]):
        # Known on the Monday: the score as read by then, and the days that one will be there.
        rows = later if column in ("ssi", "brand", "exposure_days") else now | later
        changed.loc[rows, column] = rng.integers(1, 7, rows.sum())
    gone = changed[~(later & changed["person"].isin(["P000", "P003"]))]
    before, after, without = (forecast(each, "meetings", candidate) for each in (frame, changed, gone))
    before, after, without = (
        each[each["week_start"] <= monday].reset_index(drop=True) for each in (before, after, without)
    )
    assert (before["week_start"] == monday).sum() == people
    assert not before["count"].equals(after["count"])
    for name in ("own_mean", "with_candidate"):
        pd.testing.assert_series_equal(before[name], after[name])
        pd.testing.assert_series_equal(before[name], without[name])


def test_ones_own_weeks_never_set_the_coefficients_of_ones_forecast():
    frame = invent(12, 10, seed=8, by_ssi=0.4)
    # One's own past sets one's mean; the score of it, which is held against that mean, only the coefficients of the others.
    own = (frame["person"] == "P004") & (frame["week_start"] == frame["week_start"].min())
    loud = frame.assign(ssi=frame["ssi"].where(frame["person"] != "P004", frame["ssi"] + 10))
    calm, changed = (forecast(each, "meetings", SSI) for each in (frame, loud))
    # Ten points more in each week are no distance from one's mean.
    np.testing.assert_allclose(calm["with_candidate"], changed["with_candidate"])
    shaken = forecast(frame.assign(ssi=frame["ssi"].where(~own, 90.0)), "meetings", SSI)
    others = calm["person"] != "P004"
    assert not np.allclose(calm["with_candidate"][others], shaken["with_candidate"][others])


def test_a_forecast_leaves_the_frame_as_it_was():
    frame = invent(6, 6, seed=9)
    before = frame.copy()
    forecast(frame, "meetings", SSI)
    pd.testing.assert_frame_equal(frame, before)

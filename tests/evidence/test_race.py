"""The race for next week's outcomes: in invented panels the number that drives them is found, and nothing is found where there is nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from evidence.invented_panel import invent

from ssi_outcomes.evidence.forecasts import deviance
from ssi_outcomes.evidence.race import Candidate, Entry, Race, _find_reasons, find_candidates, forecast, race

SSI = Candidate("ssi", "score", "ssi")
NAN = float("nan")


def find(found: Race, name: str) -> Entry:
    return next(entry for entry in found.entries if entry.candidate.name == name)


def reasons(frame: pd.DataFrame, outcome: str = "meetings") -> set[str]:
    found = race(frame, outcome)
    assert all(entry.gain is None for entry in found.entries) and found.run == found.field == ()
    return {entry.reason for entry in found.entries}


# --- what is true is found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_an_activity_that_drives_the_next_week_wins_and_a_score_of_noise_says_nothing(seed):
    found = race(invent(80, 26, seed, by_posts=0.5), "meetings")
    assert found.entries[0].candidate.name == found.field[0].candidate.name == "posts"
    assert find(found, "posts").above_zero
    assert not find(found, "ssi").above_zero and not find(found, "comments_written").above_zero


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_score_that_announces_the_week_is_found_and_its_pillar_follows(seed):
    found = race(invent(80, 26, seed, by_ssi=0.8), "meetings")
    assert [entry.candidate.name for entry in found.entries[:2]] == ["ssi", "brand"]
    assert find(found, "ssi").above_zero and not find(found, "posts").above_zero


@pytest.mark.long
def test_of_pure_noise_hardly_anything_lies_above_zero():
    panels = 60
    # Nominal: 5 % on this side. Of 60 panels x 6 candidates, 18; what is forecast out of sample stays below it.
    entries = [entry for seed in range(panels) for entry in race(invent(12, 12, seed), "meetings").run]
    assert len(entries) == 6 * panels
    assert sum(entry.above_zero for entry in entries) <= 0.05 * len(entries)


@pytest.mark.parametrize("panels", [6, pytest.param(40, marks=pytest.mark.long)])
def test_of_a_workshop_nothing_flatters(panels):
    entries = [entry for seed in range(panels) for entry in race(invent(5, 10, seed), "meetings").run]
    assert 2.5 * panels < len(entries) < 6 * panels  # many of them have too few events for a number
    assert np.mean([entry.above_zero for entry in entries]) < 0.07
    assert np.median([entry.gain.high - entry.gain.low for entry in entries]) > 4


# --- what is returned


def test_the_gain_and_its_jackknife_by_the_definition():
    frame = invent(9, 12, seed=3, by_ssi=0.5)
    (entry,) = race(frame, "meetings", [SSI]).entries
    rows = forecast(frame, "meetings", SSI)

    def gain(part: pd.DataFrame) -> float:
        return 100 * (
            1
            - deviance(part["count"], part["with_candidate"]).mean()
            / deviance(part["count"], part["own_mean"]).mean()
        )

    without = [gain(rows[rows["person"] != person]) for person in rows["person"].unique()]
    error = np.sqrt(8 / 9 * np.sum(np.square(np.array(without) - np.mean(without))))
    assert entry.gain.value == pytest.approx(gain(rows))
    assert entry.gain.high == pytest.approx(
        gain(rows) + 1.859548 * error
    )  # the 95th percentile of t with 8 degrees of freedom
    assert entry.gain.low == pytest.approx(gain(rows) - 1.859548 * error)
    assert (entry.people, entry.weeks, entry.events) == (9, len(rows), rows["count"].sum())
    assert (entry.gain.level, entry.gain.n, entry.gain.unit) == (0.90, entry.events, "percent")


def test_what_a_frame_offers_in_its_order_and_kinds():
    found = find_candidates(
        invent(1, 1, seed=0).assign(
            outcome_contracts=0.0, value_contracts_EUR=9.0, activity_of_no_registry=1.0
        )
    )
    assert [(each.name, each.kind) for each in found] == [
        ("ssi", "score"),
        ("brand", "pillar"),
        ("posts", "activity"),
        ("comments_written", "activity"),
        ("profile_views", "vanity"),
        ("meetings", "past"),
        ("contracts", "past"),
    ]


def test_neither_the_order_of_rows_nor_anybodys_name_changes_anything():
    frame = invent(25, 12, seed=11, by_posts=0.4)
    names = dict(zip(frame["person"].unique(), np.random.default_rng(1).permutation(25), strict=True))
    mixed = frame.assign(person=frame["person"].map(lambda person: f"Q{names[person]}")).sample(
        frac=1, random_state=2
    )
    first, again = race(frame, "meetings"), race(mixed, "meetings")
    for one, other in zip((*first.entries, *first.field), (*again.entries, *again.field), strict=True):
        assert (one.candidate, one.people, one.weeks, one.events) == (
            other.candidate,
            other.people,
            other.weeks,
            other.events,
        )
        assert (one.gain.value, one.gain.low, one.gain.high) == pytest.approx(
            (other.gain.value, other.gain.low, other.gain.high), abs=1e-7
        )


def test_each_is_held_against_the_own_mean_on_the_weeks_in_which_it_is_known():
    frame = invent(20, 12, seed=12)
    # Scores only where there were meetings: by its weeks alone, such a candidate must not win.
    lucky = frame.assign(ssi=frame["ssi"].where(frame["outcome_meetings"] > 0))
    entry = find(race(lucky, "meetings"), "ssi")
    assert entry.weeks < find(race(frame, "meetings"), "ssi").weeks / 2
    assert not entry.above_zero


def test_the_whole_field_runs_on_the_weeks_in_common():
    frame = invent(20, 12, seed=13)
    holes = np.random.default_rng(14).random(len(frame)) < 0.3
    found = race(frame.assign(ssi=frame["ssi"].mask(holes)), "meetings")
    assert len({(entry.people, entry.weeks, entry.events) for entry in found.field}) == 1
    assert (
        found.field[0].weeks
        <= min(entry.weeks for entry in found.entries)
        < max(entry.weeks for entry in found.entries)
    )


def test_a_candidate_that_few_people_have_does_not_take_the_others_weeks_away():
    frame = invent(20, 12, seed=13)
    found = race(frame.assign(ssi=frame["ssi"].where(frame["person"] < "P006")), "meetings")
    assert "ssi" not in [entry.candidate.name for entry in found.field]
    assert find(found, "ssi").people == 6 and {entry.people for entry in found.field} == {20}


# --- too little


def test_one_person_can_forecast_nobody():
    assert reasons(invent(1, 40, seed=1)) == {"one_person"}


def test_four_people_are_too_few():
    assert reasons(invent(4, 40, seed=1)) == {"few_people"}


def test_three_weeks_are_too_few():
    assert reasons(invent(30, 3, seed=1)) == {"few_weeks"}


def test_without_an_event_there_is_nothing_to_forecast():
    assert reasons(invent(20, 12, seed=1).assign(outcome_meetings=0.0)) == {"no_events"}


def test_a_handful_of_events_is_too_few():
    frame = invent(20, 12, seed=1)
    rare = (frame["week_start"] == frame["week_start"].min()) & (frame["person"] < "P006") | (
        frame["week_start"] == frame["week_start"].max()
    )
    assert reasons(frame.assign(outcome_meetings=np.where(rare & (frame["person"] < "P008"), 1.0, 0.0))) == {
        "few_events"
    }


@pytest.mark.parametrize(
    "frame",
    [
        invent(20, 12, seed=1).drop(columns="outcome_meetings"),
        invent(20, 12, seed=1).assign(outcome_meetings=NAN),
    ],
)
def test_an_outcome_that_nobody_counted_is_not_forecast(frame):
    assert reasons(frame) == {"not_counted"}


def test_an_empty_frame_is_no_error():
    assert reasons(invent(3, 3, seed=1).head(0)) == {"not_counted"}


def test_weeks_in_which_nobody_was_there_count_for_nothing():
    assert reasons(invent(20, 12, seed=1).assign(exposure_days=0)) == {"not_counted"}


def test_candidates_that_never_move_or_are_missing_leave_the_others_in_the_race():
    frame = (
        invent(20, 12, seed=1)
        .assign(ssi=50.0, activity_posts=3.0, brand=NAN)
        .drop(columns="outcome_profile_views")
    )
    found = race(frame, "meetings", [*find_candidates(frame), Candidate("likes", "vanity", "outcome_likes")])
    assert {name: find(found, name).reason for name in ("ssi", "posts", "brand", "likes")} == {
        "ssi": "constant",
        "posts": "constant",
        "brand": "not_counted",
        "likes": "not_counted",
    }
    assert [entry.candidate.name for entry in found.entries][2:] == ["ssi", "brand", "posts", "likes"]
    assert find(found, "comments_written").gain and find(found, "meetings").gain


def test_a_race_leaves_the_frame_as_it_was():
    frame = invent(6, 6, seed=9)
    before = frame.copy()
    race(frame, "meetings")
    pd.testing.assert_frame_equal(frame, before)


def test_ten_events_that_were_forecast_are_enough_and_nine_are_not():
    count, z = np.ones((5, 4)), np.arange(20.0).reshape(5, 4)
    for events, reason in ((10, []), (9, ["few_events"])):
        assert [*_find_reasons(count, z, np.ones((5, 4), bool), events)] == reason

"""Whatever the tables hold, each counted event is in the panel or said to be left out, and no order of rows counts."""

from datetime import timedelta

import numpy as np
import pandas as pd
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from panel.laid_out import W1, W3, W4, called, covered, day, panel, read

from ssi_outcomes.panel.layout import build_panel

days = st.integers(-5, 40).map(lambda number: day(W1, number))
people = st.sampled_from(["P01", "P02", "P03", None, "team"])
events = st.builds(
    lambda person, outcome, start, length, count: called(start, count, day(start, length), person, outcome=outcome),
    people, st.sampled_from(["order", "phone_meeting"]), days, st.integers(0, 9), st.integers(0, 4),
)  # fmt: skip
stays = st.builds(
    lambda person, start, length: {"person": person, "start": start, "end": day(start, length)},
    st.sampled_from(["P01", "P02"]),
    days,
    st.integers(0, 30),
)
readings = st.builds(read, days, st.integers(0, 100).map(float), st.sampled_from(["P01", "P02", "P03"]))
worlds = st.fixed_dictionaries(
    {
        "outcomes": st.lists(events, min_size=1, max_size=12),
        "people": st.lists(stays, max_size=2),
        "absences": st.lists(stays, max_size=2),
        "ssi": st.lists(readings, max_size=6),
        "coverage": st.lists(
            st.builds(
                lambda start, length, person: covered(start, day(start, length), person),
                days,
                st.integers(0, 40),
                st.sampled_from([None, "P01"]),
            ),
            max_size=2,
        ),
    }
)


def test_what_is_counted_for_nobody_makes_a_panel_of_nobody():
    made = panel(outcomes=[called(W1, 2, person=None)], coverage=[covered()])
    assert made.frame.empty and [values["count"] for _, values in made.left_out] == [2]


@given(worlds)
@examples(40)
def test_every_counted_event_is_in_the_panel_or_said_to_be_left_out(tables):
    made = panel(**tables)
    inside = sum(made.frame[name].sum() for name in made.frame if name.startswith("outcome_"))
    assert inside + sum(values["count"] for key, values in made.left_out) == sum(
        row["count"] for row in tables["outcomes"]
    )


@given(worlds, st.randoms(use_true_random=False))
@examples(20)
def test_shuffling_rows_changes_nothing(tables, random):
    made = panel(**tables)
    again = panel(**{name: random.sample(rows, len(rows)) for name, rows in tables.items()})
    pd.testing.assert_frame_equal(made.frame, again.frame)
    assert (made.left_out, made.notes) == (again.left_out, again.notes)


@given(worlds)
@examples(20)
def test_a_used_reading_was_never_taken_after_the_week_began(tables):
    frame = panel(**tables).frame
    used = frame[frame["ssi"].notna()]
    assert used["reading_age_days"].between(0, 13).all()
    assert (used["ssi_read_at"].dt.normalize() <= used["week_start"]).all()
    assert frame["exposure_days"].between(0, 7).all()
    assert not frame.duplicated(["person", "week"]).any()
    assert (
        frame.loc[frame["exposure_days"] == 0, [name for name in frame if name.startswith("outcome_")]]
        .isna()
        .all(axis=None)
    )


def test_forty_people_over_half_a_year_are_laid_out_whole():
    rng, names = np.random.default_rng(1), [f"P{number:02d}" for number in range(1, 41)]
    weeks = [W1 + timedelta(7 * number) for number in range(26)]
    tables = {
        "people": pd.DataFrame({"person": names}),
        "ssi": pd.DataFrame([read(monday, 50.0, name) for monday in weeks for name in names]),
        "outcomes": pd.DataFrame(
            [
                called(monday, int(rng.poisson(0.5)), day(monday, 6), name, outcome=outcome)
                for monday in weeks
                for name in names
                for outcome in ("order", "call", "lead")
            ]
        ),
        "activity": pd.DataFrame(
            [
                {
                    "person": name,
                    "activity": "posts",
                    "start": monday,
                    "end": monday,
                    "count": 1,
                    "source_file": "a",
                }
                for monday in weeks
                for name in names
            ]
        ),
        "coverage": pd.DataFrame(
            [covered(W1, day(weeks[-1], 6)), covered(W1, day(weeks[-1], 6), table="activity")]
        ),
        "absences": pd.DataFrame({"person": names, "start": day(W3, 1), "end": W4}),
    }
    made = build_panel(tables)
    assert (
        made.frame.shape == (40 * 26, 18)
        and made.frame["outcome_order"].notna().all()
        and made.left_out == ()
    )

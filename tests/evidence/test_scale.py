"""When the scale moved: everybody's industry average jumps at once, and all one way."""

from __future__ import annotations

import numpy as np
import pandas as pd
from evidence.panels import MONDAY, WEEK, lay_frame

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.judge import judge
from ssi_outcomes.evidence.scale import find_breaks, number_scales
from ssi_outcomes.evidence.verdict import Declared

PLAN = read_plan()
SIXTH = MONDAY + 6 * WEEK


def averages(cells, network=None) -> pd.DataFrame:
    """Return a frame whose industry averages are these, people x weeks."""
    cells = np.asarray(cells, float)
    more = {} if network is None else {"network_mean": network}
    return lay_frame(np.ones_like(cells), 50.0, industry_mean=cells, **more)


def falling(people=6, weeks=12, by=2.0, at=6):
    return 30.0 + np.arange(people)[:, None] - by * (np.arange(weeks) >= at)


def test_where_everybodys_average_jumps_the_formula_changed_in_that_week():
    assert find_breaks(averages(falling()), PLAN) == (SIXTH,)
    assert find_breaks(averages(falling(by=-3)), PLAN) == (SIXTH,)


def test_a_step_of_a_point_or_of_some_of_the_people_or_both_ways_is_no_change_of_the_formula():
    some = falling()
    some[:2] = 30
    both = falling()
    both[::2] = 60 - both[::2]
    for cells in (falling(by=1), some, both, falling(at=99), np.full((6, 12), np.nan)):
        assert find_breaks(averages(cells), PLAN) == ()
    assert find_breaks(averages(falling()).drop(columns="industry_mean"), PLAN) == ()


def test_of_people_who_are_read_every_other_week_the_jump_is_one():
    cells = falling()
    cells[::2, 1::2] = cells[1::2, ::2] = np.nan
    assert find_breaks(averages(cells), PLAN) == (SIXTH,)


def test_one_person_may_have_changed_industry_and_the_network_tells():
    alone = falling(people=1)
    assert find_breaks(averages(alone), PLAN) == ()
    assert find_breaks(averages(alone, 40.0), PLAN) == ()
    assert find_breaks(averages(alone, alone + 9), PLAN) == (SIXTH,)


def test_weeks_are_numbered_by_their_scale_and_two_changes_are_three_scales():
    cells = falling() - 3 * (np.arange(12) >= 10)
    frame = averages(cells)
    breaks = find_breaks(frame, PLAN)
    assert breaks == (SIXTH, MONDAY + 10 * WEEK)
    assert number_scales(frame, breaks)[:12].tolist() == [0] * 6 + [1] * 4 + [2] * 2


def test_each_outcome_is_told_with_it_whatever_its_word():
    made = judge(averages(falling()), PLAN, {"calls": "real"}, {"calls": Declared(True, False, False)})
    finding = made.outcomes["calls"]
    assert "formula_changed" in finding.verdict.notes and "formula_changed" in finding.verdict_between.notes

"""The rule on several outcomes: what counts once, and what a look that was not planned is worth."""

import numpy as np
from evidence.panels import draw_frame, lay_frame

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.judge import count_the_same, judge
from ssi_outcomes.evidence.ruled import find_twins, mark_exploratory
from ssi_outcomes.evidence.verdict import Declared

PLAN = read_plan()
STATED = Declared(defined=True, picked=False, rolled_out=False)


def test_the_same_counts_under_two_names_are_twins_and_the_first_one_stays():
    frame = lay_frame([[1, 2], [0, 3]], 50).rename(columns={"outcome_calls": "outcome_a"})
    frame = frame.assign(
        outcome_b=frame["outcome_a"], outcome_c=frame["outcome_a"] + 1, outcome_d=np.nan, outcome_e=np.nan
    )
    frame = frame.assign(
        outcome_f=frame["outcome_a"].where(frame.index > 0),
        outcome_g=frame["outcome_a"].where(frame.index > 0),
    )

    def same(one: str, other: str) -> bool:
        return count_the_same(frame, one, other)

    assert find_twins(list("abcdefg"), same) == ("b", "g")
    assert find_twins(["b", "a"], same) == ("a",)


def test_a_look_that_was_not_planned_marks_each_word_that_says_something():
    frame = draw_frame(11, 40, 20, slope=0.5, rate=2).assign(outcome_likes=0.0)
    kinds = {"calls": "real", "likes": "vanity"}
    made = judge(frame, PLAN, kinds, dict.fromkeys(kinds, STATED))
    marked = mark_exploratory(made)
    assert marked.outcomes["calls"].verdict.notes == (*made.outcomes["calls"].verdict.notes, "exploratory")
    assert (marked.families["real"].word, marked.families["real"].notes) == ("useful", ("exploratory",))
    assert marked.outcomes["likes"].verdict == made.outcomes["likes"].verdict
    assert marked.families["vanity"] == made.families["vanity"]
    assert made.outcomes["calls"].verdict.word == marked.outcomes["calls"].verdict.word == "useful"

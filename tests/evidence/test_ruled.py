"""The rule on several outcomes: what counts once, and what a look that was not planned is worth."""

import math

import numpy as np
from evidence.compared import HAIR, LEAD, PLAN, STATED, D, compared, with_low
from evidence.panels import draw_frame, lay_frame

from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.falsify import LeadTest
from ssi_outcomes.evidence.judge import count_the_same, judge
from ssi_outcomes.evidence.ruled import Asked, Judged, find_twins, mark_exploratory, rule_all

FOLLOWS = LeadTest(Slope(0.5, 0.1, 40), PLAN.gates.lead_p / 2, 500)
OPEN = Slope(math.log(D), 0.01, 40)


def rule(slopes: dict[str, Slope], *, following: tuple[str, ...] = (), vanity=(), unsaid=()) -> Judged:
    """Return the rule on outcomes that pass every gate, each compared alike in both ways."""
    return rule_all(
        {
            name: Asked(compared(slope), compared(slope), FOLLOWS if name in following else LEAD, None)
            for name, slope in slopes.items()
        },
        PLAN,
        {name: "vanity" if name in vanity else "real" for name in slopes},
        {name: STATED for name in slopes if name not in unsaid},
        same=lambda one, other: False,
        open_later=lambda name: False,
        formula_changed=False,
    )


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


def test_of_outcomes_whose_gates_hold_each_way_has_its_own_notes():
    made = rule({"calls": with_low(2), "orders": OPEN})
    assert [(each.verdict.word, each.verdict_between.word) for each in made.outcomes.values()] == [
        ("useful", "useful"),
        ("undetermined", "undetermined"),
    ]
    # What activity explains is asked within people alone.
    assert made.outcomes["calls"].verdict.notes == ("activity_unknown",)
    assert made.outcomes["calls"].verdict_between.notes == ()


def test_a_score_that_follows_a_real_outcome_is_told_of_the_others_alone():
    slopes = {"calls": with_low(2), "orders": with_low(2)}
    for vanity, reasons in (((), ["lead", "lead_elsewhere"]), (("calls",), ["lead", "interval"])):
        made = rule(slopes, following=("calls",), vanity=vanity)
        assert [each.verdict_between.reason for each in made.outcomes.values()] == reasons
    assert {each.verdict_between.reason for each in rule(slopes).outcomes.values()} == {"interval"}


def test_an_outcome_of_which_nothing_is_declared_is_not_defined():
    made = rule({"calls": with_low(2), "orders": with_low(2)}, unsaid=("orders",)).outcomes
    assert (made["calls"].verdict.reason, made["orders"].verdict.reason) == ("interval", "defined")


def test_a_word_that_falls_to_the_correction_says_so_and_one_that_holds_does_not():
    # A p of hardly less than 1 in 20, among three: Holm asks for a third of that.
    others = {"orders": OPEN, "deals": OPEN}
    for slope, notes in ((with_low(D + HAIR), ("not_after_holm",)), (with_low(2), ())):
        made = rule({"calls": slope, **others})
        assert made.outcomes["calls"].verdict_between.notes == notes
        assert made.outcomes["calls"].verdict.notes == ("activity_unknown", *notes)
        assert made.outcomes["orders"].verdict.notes == ()

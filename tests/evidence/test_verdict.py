"""The rule: where the interval lies says the word, and each gate can stop it."""

import math
from dataclasses import replace

import pytest
from evidence.compared import (
    CLAIM,
    FREEDOM,
    HAIR,
    LEAD,
    PLAN,
    REACH,
    SE,
    STATED,
    D,
    compared,
    with_high,
    with_low,
)
from scipy import stats

from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.verdict import (
    check_gates,
    decide,
    decide_family,
    judge_interval,
)


@pytest.mark.parametrize(
    ("slope", "word", "notes"),
    [
        (with_high(1 - HAIR), "useless", ("claim_excluded", "inverse")),
        (with_high(1 + HAIR), "useless", ("claim_excluded",)),
        (with_high(D - HAIR), "useless", ("claim_excluded",)),
        (with_high(D + HAIR), "undetermined", ()),
        (Slope(math.log(D), SE, FREEDOM), "undetermined", ()),
        (with_low(D - HAIR), "undetermined", ()),
        (with_low(D + HAIR), "useful", ("activity_unknown",)),
        (with_low(5), "useful", ("activity_unknown",)),
    ],
)
def test_the_word_is_where_the_interval_lies(slope, word, notes):
    made = decide(compared(slope), PLAN, STATED, LEAD)
    assert (made.word, made.reason, made.notes) == (word, "interval", notes)
    assert (made.low, made.high) == pytest.approx((math.exp(slope.log - REACH), math.exp(slope.log + REACH)))


def test_an_interval_that_has_the_threshold_inside_decides_nothing_however_wide_it_is():
    for slope in (
        Slope(0.0, 1e6, 40),
        Slope(math.log(D), 0.5, 1),
        Slope(2000.0, 5000.0, 40),
        Slope(-2000.0, 5000.0, 40),
    ):
        assert decide(compared(slope), PLAN, STATED, LEAD).word == "undetermined"


def test_bounds_beyond_all_numbers_are_infinite_and_still_decide():
    made = decide(compared(Slope(3000.0, 1.0, 40)), PLAN, STATED, LEAD)
    assert (made.word, made.low, made.high) == ("useful", math.inf, math.inf)
    assert decide(compared(Slope(-3000.0, 1.0, 40)), PLAN, STATED, LEAD).word == "useless"


@pytest.mark.parametrize(
    ("adjusted", "note"),
    [
        (compared(with_low(D + HAIR)), "beyond_activity"),
        (compared(with_low(D - HAIR)), "thermometer"),
        (compared(with_high(0.9)), "thermometer"),
        (compared(None, silence="moves_together"), "activity_unknown"),
        (None, "activity_unknown"),
    ],
)
def test_a_useful_score_is_beyond_activity_or_a_thermometer_of_it(adjusted, note):
    assert decide(compared(with_low(1.2)), PLAN, STATED, LEAD, adjusted).notes == (note,)
    # Between people nothing is said of activity; and where nothing is useful, there is nothing to qualify.
    assert decide(compared(with_low(1.2)), PLAN, STATED, LEAD, adjusted, within=False).notes == ()
    assert note not in decide(compared(with_high(0.9)), PLAN, STATED, LEAD, adjusted).notes


GATES = [
    "late_rows",
    "defined",
    "picked",
    "rolled_out",
    "people_with_events",
    "effective_people",
    "events",
    "lead",
]
# Each gate's last value that holds, and the first that does not: changes of the comparison, what is declared, the lead test.
HOLDS = {
    "late_rows": ({"late_share": 0.20}, {}, {}),
    "few_teams": ({"teams": 3}, {"rolled_out": None}, {}),
    "teams_unsaid": ({"teams": 3, "rows": 80, "dropped": {"no_team": 20}}, {}, {}),
    "people_with_events": ({"informative": 10}, {}, {}),
    "effective_people": ({"effective": 5.0}, {}, {}),
    "events": ({"events": 30}, {}, {}),
    "lead": ({}, {}, {"p": 0.10}),
}
FAILS = {
    "late_rows": ({"late_share": 0.2001}, {}, {}),
    "defined": ({}, {"defined": False}, {}),
    "picked": ({}, {"picked": True}, {}),
    "picked_unsaid": ({}, {"picked": None}, {}),
    "rolled_out": ({}, {"rolled_out": True}, {}),
    "rolled_out_unsaid": ({}, {"rolled_out": None}, {}),
    "few_teams": ({"teams": 2}, {"rolled_out": True}, {}),
    "teams_unsaid": ({"teams": 3, "rows": 79, "dropped": {"no_team": 20}}, {}, {}),
    "people_with_events": ({"informative": 9}, {}, {}),
    "effective_people": ({"effective": 4.99}, {}, {}),
    "events": ({"events": 29.9}, {}, {}),
    "lead": ({}, {}, {"p": 0.0999}),
    "lead_unknown": ({}, {}, {"p": None, "slope": None}),
}


def judge_with(changes, slope=None):
    comparison, declared, lead = changes
    return decide(
        compared(slope or with_low(2), **comparison), PLAN, replace(STATED, **declared), replace(LEAD, **lead)
    )


@pytest.mark.parametrize("name", HOLDS)
def test_a_gate_holds_at_its_limit(name):
    assert judge_with(HOLDS[name]).word == "useful"


@pytest.mark.parametrize("name", FAILS)
def test_each_gate_alone_stops_each_verdict_and_is_its_reason(name):
    for slope in (with_low(2), with_high(0.5), with_high(1)):
        made = judge_with(FAILS[name], slope)
        assert (made.word, made.reason, made.notes) == ("undetermined", name, ())
        assert {word for _, word in made.sensitivity} == {"undetermined"}
        assert [gate.name for gate in made.gates if not gate.holds] == [name]
        assert made.low is not None and made.detectable > 1


def test_of_several_gates_that_fail_the_first_of_the_plan_is_the_reason():
    order = [
        "late_rows",
        "defined",
        "picked_unsaid",
        "rolled_out_unsaid",
        "people_with_events",
        "effective_people",
        "events",
        "lead",
    ]
    for first in range(len(order)):
        failing = [FAILS[name] for name in order[first:]]
        together = tuple(
            {key: value for each in failing for key, value in each[part].items()} for part in range(3)
        )
        assert judge_with(together).reason == order[first]
    assert [gate.name for gate in judge_with(({}, {}, {})).gates] == GATES


def test_between_people_the_effective_number_asks_nothing_and_those_with_an_event_are_counted():
    gates = check_gates(
        compared(with_low(2), effective=1.0, informative=41, people=9), PLAN, STATED, LEAD, within=False
    )
    between = [name for name in GATES if name != "effective_people"]
    assert [gate.name for gate in gates] == [*between, "lead_elsewhere"]
    assert [gate.name for gate in gates if not gate.holds] == ["people_with_events"]


def test_a_comparison_that_is_silent_is_undetermined_and_says_why_whatever_the_gates():
    made = decide(compared(None, silence="flat_score", effective=0.0), PLAN, STATED, LEAD)
    assert (made.word, made.reason, made.low, made.high, made.detectable, made.sensitivity) == (
        "undetermined",
        "flat_score",
        None,
        None,
        None,
        (),
    )


def test_planned_looks_divide_the_level():
    # A t of 2 with many degrees of freedom is beyond 5 % (1.64) and not beyond a quarter of it (2.24).
    slope, four = Slope(math.log(D) + 2 * SE, SE, 1e6), replace(PLAN, planned_looks=4)
    assert judge_interval(slope, D, PLAN) == "useful"
    assert judge_interval(slope, D, four) == "undetermined"
    assert decide(compared(slope), four, STATED, LEAD).low == pytest.approx(
        math.exp(slope.log - stats.norm.isf(0.0125) * SE), rel=1e-6
    )
    assert (
        decide_family({"calls": decide(compared(slope), PLAN, STATED, LEAD)}, {"calls": slope}, four).word
        == "undetermined"
    )


def test_the_word_is_repeated_at_the_other_ratios():
    # From 1.04 up: useful at 1.031 alone; at the other three the interval is on both sides.
    made = decide(compared(Slope(math.log(1.04) + 5 * REACH, 5 * SE, FREEDOM)), PLAN, STATED, LEAD)
    assert made.low == pytest.approx(1.04) and made.high > CLAIM
    assert [(round(ratio, 4), word) for ratio, word in made.sensitivity] == [
        (1.031, "useful"),
        (1.0475, "undetermined"),
        (1.063, "undetermined"),
        (1.0973, "undetermined"),
    ]


def test_what_the_data_could_have_told_and_what_a_verdict_would_take_by_hand():
    # With many degrees of freedom 1.64485 + .84162 = 2.48647 standard errors: exp(.0248647) = 1.02518 at .01.
    made = decide(compared(Slope(0.02, 0.01, 1e9), events=400), PLAN, STATED, LEAD)
    assert made.detectable == pytest.approx(math.exp(0.0248647), rel=1e-6)
    # At ten times the standard error (.248647 / log D)^2 = 28.66 times as many events are needed as the 400 that there are.
    wide = decide(compared(Slope(0.02, 0.1, 1e9), events=400), PLAN, STATED, LEAD)
    assert wide.more_events == math.ceil(400 * (0.2486475 / math.log(D)) ** 2 - 400)
    assert made.more_events == 0

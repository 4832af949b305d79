"""Many studies judged together: the rule of one, from five studies on, watched and drawn never together."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from pool.pools import HOLDING, PLAN, drawn, estimate, read, write

from ssi_outcomes.evidence.pool_judge import contrast, judge_pool, mark_pool_exploratory
from ssi_outcomes.evidence.pooled import pool

ODD = (0.01, -0.01, 0.005, -0.005, 0.0, 0.002)  # no two studies give the same figures
CLAIM, THRESHOLD = math.log(PLAN.claim_per_10), math.log(PLAN.threshold)


def judged(folder, *studies):
    """Return the findings on studies, each a list of its estimates."""
    for place, estimates in enumerate(studies):
        write(folder, place, *estimates)
    return judge_pool(read(folder).tables["pool"], PLAN)


def around(log, se=0.05, studies=5, **others):
    return [[estimate(log + ODD[place], se, **others)] for place in range(studies)]


@pytest.mark.parametrize(
    ("log", "word", "notes"),
    [
        (0.3, "useful", ()),
        (THRESHOLD, "undetermined", ()),
        (-0.01, "useless", ("claim_excluded",)),
        (-0.2, "useless", ("claim_excluded", "inverse")),
    ],
)
def test_the_word_is_where_the_interval_lies_to_threshold_claim_and_nothing(tmp_path, log, word, notes):
    (finding,) = judged(tmp_path, *around(log, 0.05)).questions
    assert (finding.verdict.word, finding.verdict.reason, finding.verdict.notes) == (word, "interval", notes)
    low, high = finding.verdict.low, finding.verdict.high
    assert low < finding.pooled.ratio < high and 0.025 < math.log(high / finding.pooled.ratio) < 0.05


@pytest.mark.parametrize(
    ("studies", "reason"), [(0, "no_study"), (1, "one_study"), (4, "few_studies"), (5, "interval")]
)
def test_under_five_studies_whose_conditions_hold_there_is_no_word(tmp_path, studies, reason):
    failing = estimate(0.1, gates={**HOLDING, "lead": False})
    (finding,) = judged(tmp_path, [failing], *around(-0.3, studies=studies)).questions
    assert finding.verdict.reason == reason and len(finding.studies) == studies and len(finding.failed) == 1
    assert (finding.verdict.word == "undetermined") == (studies < 5)
    assert (finding.pooled is None) == (studies < 2)


def test_a_study_that_fails_a_condition_changes_no_number(tmp_path):
    wild = estimate(3.0, 0.01, gates={**HOLDING, "lead": False})
    with_it = judged(tmp_path / "a", *around(0.1), [wild]).questions[0]
    without = judged(tmp_path / "b", *around(0.1)).questions[0]
    assert with_it.pooled.log == without.pooled.log


def test_what_was_watched_and_what_was_drawn_is_never_told_together(tmp_path):
    watched, lot = around(0.3), [[drawn(-0.3 + odd, 0.05, 20)] for odd in ODD[:5]]
    both = judged(tmp_path, *(a + b for a, b in zip(watched, lot, strict=True)))
    assert {(each.design, len(each.studies), each.verdict.word) for each in both.questions} == {
        ("watched", 5, "useful"),
        ("drawn", 5, "useless"),
    }


def test_another_push_another_outcome_and_another_question_are_other_pools(tmp_path):
    studies = [
        [
            drawn(0.1 + odd, 0.1, 20),
            drawn(0.1 + odd, 0.11, 20, push="bot_acts"),
            drawn(0.1 + odd, 0.12, 20, question="crossover"),
            drawn(0.1 + odd, 0.13, 20, outcome="contracts"),
        ]
        for odd in ODD[:5]
    ]
    assert len(judged(tmp_path, *studies).questions) == 4


def test_what_was_drawn_is_judged_per_ten_points_of_its_own_lift(tmp_path):
    # The same ratio is more than the threshold for 10 points, and less for 40.
    word = {
        lift: judged(tmp_path / str(lift), *([drawn(2 * THRESHOLD + odd, 0.01, lift)] for odd in ODD[:5]))
        .questions[0]
        .verdict.word
        for lift in (10, 40)
    }
    assert word == {10: "useful", 40: "useless"}


def test_a_contrast_is_what_the_lot_brought_less_what_the_lift_would_at_that_ratio():
    rows = pd.DataFrame(
        {
            "b": [0.2, 0.1],
            "se": [0.1, 0.2],
            "lift": [20.0, 10.0],
            "lift_se": [2.0, 3.0],
            "lift_with_b": [0.1, 0.0],
        }
    )
    by_hand = pool(
        [0.2 - 2 * CLAIM, 0.1 - CLAIM],
        [
            math.sqrt(0.01 + (CLAIM / 10) ** 2 * 4 - 2 * CLAIM / 10 * 0.1),
            math.sqrt(0.04 + (CLAIM / 10) ** 2 * 9),
        ],
    )
    made = contrast(rows, PLAN.claim_per_10)
    assert (made.log, made.se) == pytest.approx((by_hand.log, by_hand.se))


def test_useless_from_crossovers_is_said_of_what_comes_and_goes(tmp_path):
    studies = [[drawn(-0.2 + odd, 0.02, 20, question="crossover")] for odd in ODD[:5]]
    assert "comes_and_goes" in judged(tmp_path, *studies).questions[0].verdict.notes


def test_the_word_is_repeated_at_each_ratio_of_the_plan(tmp_path):
    said = dict(judged(tmp_path, *around(0.07, 0.02)).questions[0].verdict.sensitivity)
    assert list(said) == list(PLAN.sensitivity)
    assert said[1.031] == "useful" and said[PLAN.claim_per_10] == "useless"


def test_one_useful_outcome_of_many_is_held_to_holms_correction(tmp_path):
    names = ["contracts", "proposals", "qualified_leads", "inbound_requests", "physical_meetings"]
    # 1.7 errors above the threshold: enough alone, and not as the best of six.
    barely = THRESHOLD + 1.75 * 0.05 / math.sqrt(5)
    alone = around(barely, 0.05)
    many = [
        [*own, *(estimate(odd, 0.2 + place / 100, outcome=name) for place, name in enumerate(names))]
        for own, odd in zip(alone, ODD, strict=False)
    ]
    assert judged(tmp_path / "alone", *alone).questions[0].verdict.notes == ()
    found = {each.outcome: each for each in judged(tmp_path / "many", *many).questions}
    assert found["phone_meetings"].verdict.notes == ("not_after_holm",)


def test_within_people_is_told_before_between_them_and_most_studies_first(tmp_path):
    studies = [
        [estimate(0.1 + odd), estimate(odd, 0.1, question="between"), *([estimate(odd, 0.3, outcome="contracts")] * (n < 3))]
        for n, odd in enumerate(ODD[:5])
    ]  # fmt: skip
    told = judged(tmp_path, *studies).told
    assert (told.outcome, told.question) == ("phone_meetings", "within")


def test_a_look_that_was_not_planned_marks_each_word(tmp_path):
    findings = mark_pool_exploratory(judged(tmp_path, *around(0.3)))
    assert findings.questions[0].verdict.notes == ("exploratory",)
    open_ = mark_pool_exploratory(judged(tmp_path / "open", *around(THRESHOLD)))
    assert open_.questions[0].verdict.notes == ()


def test_an_empty_pool_has_no_question(tmp_path):
    frame = read_empty(tmp_path)
    assert judge_pool(frame, PLAN).questions == () and judge_pool(frame, PLAN).told is None


def read_empty(folder):
    write(folder, 1, estimate())
    return read(folder).tables["pool"][:0]

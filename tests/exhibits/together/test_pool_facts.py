"""The facts of a pool: each number that is said of it, counted by hand."""

from __future__ import annotations

import math

from exhibits.together.told_pools import fill, pool_study
from pool.pools import drawn, write

from ssi_outcomes.exhibits.frame.teller import Teller
from ssi_outcomes.exhibits.together.pool_facts import (
    count_facts,
    estimate_facts,
    label_question,
    pool_facts,
    ratio_fact,
    shorten_numbers,
)


def values(facts):
    return {fact.id: fact.value for fact in facts}


def test_studies_are_counted_as_handed_over_counting_registered_missing_and_overdue(tmp_path):
    counts = values(count_facts(pool_study(fill(tmp_path))))
    assert counts == {
        "n_studies": 6,
        "n_counting": 5,
        "n_estimates": 11,
        "n_failing": 1,
        "n_registered": 7,
        "n_heard": 5,
        "n_missing": 2,
        "n_overdue": 1,
        "n_registered_late": 0,
        "n_unregistered": 1,
        "n_not_believed": 0,
    }


def test_a_question_is_told_with_its_interval_and_what_the_next_team_may_expect(tmp_path):
    study = pool_study(fill(tmp_path))
    facts = {fact.id: fact for fact in pool_facts(study)}
    name, finding = "phone_meetings_within", study.findings.told
    ratio, after = facts[f"{name}_ratio"], facts[f"{name}_next"]
    assert math.isclose(ratio.high, finding.verdict.high, rel_tol=1e-9) and ratio.n == 5
    assert after.low < ratio.low and after.high > ratio.high and after.level == 0.95
    assert facts[f"{name}_verdict"].value == "useless" and facts[f"{name}_failed"].value == 1


def test_each_estimate_has_its_ratio_and_what_it_rests_on(tmp_path):
    facts = {fact.id: fact for fact in estimate_facts(pool_study(fill(tmp_path)))}
    assert math.isclose(facts["estimate_0_ratio"].value, math.exp(0.0), rel_tol=1e-9)
    assert facts["estimate_0_people"].value == 20 and len(facts) == 11 * 5


def test_a_ratio_beyond_all_measure_is_no_number():
    fact = ratio_fact("x", math.inf, 0.5, math.inf, 0.9, 5, "test")
    assert (fact.value, fact.low, fact.high) == (None, 0.5, None)


def test_numbers_are_shown_as_short_as_they_stay_apart():
    numbers = ["S-AAAA-0000-0000-0000", "S-AAAA-1000-0000-0000", "S-BBBB-0000-0000-0000"]
    assert [*shorten_numbers(numbers).values()] == ["S-AAAA-0", "S-AAAA-1", "S-BBBB"]


def test_what_the_lot_assigned_is_named_beside_the_outcome(tmp_path):
    write(tmp_path, 1, drawn(0.1, 0.1, 20, push="bot_acts"))
    write(tmp_path, 2, drawn(0.2, 0.1, 20, push="bot_acts"))
    study = pool_study(tmp_path)
    assert label_question(study.findings.told, Teller("en", {})).endswith("(bot-like acts only)")

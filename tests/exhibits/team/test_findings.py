"""What was found as facts: bounds that mean something, gains in per cent, and the word that is shown."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from exhibits.told_studies import FREEDOM, PLAN, Told, between_ratios, tell_study

from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.verdict import UNDETERMINED, USEFUL, Verdict
from ssi_outcomes.exhibits.frame.badges import shown_word
from ssi_outcomes.exhibits.frame.in_per_cent import bounded
from ssi_outcomes.exhibits.frame.teller import Teller, label_outcome
from ssi_outcomes.exhibits.team.findings import bounded_gain, finding_facts, gain_fact, ratio_fact


def test_a_ratio_stands_between_its_bounds_at_the_level_of_both_sides():
    fact = ratio_fact("r", between_ratios(0.8, 1.25), PLAN, 400.0, "test")
    assert (fact.value, fact.low, fact.high) == pytest.approx((1.0, 0.8, 1.25), rel=1e-5)
    assert (fact.level, fact.n, fact.unit) == (0.9, 400, "rate ratio")


def test_a_gain_is_the_ratio_less_one_in_per_cent():
    fact = gain_fact("g", between_ratios(0.8, 1.25), PLAN, 400.0)
    assert (fact.value, fact.low, fact.high) == pytest.approx((0.0, -20.0, 25.0), abs=1e-3)
    assert fact.unit == "percent"


def test_a_bound_beyond_all_use_is_none_and_a_vanishing_one_is_nought():
    fact = ratio_fact("r", Slope(0.0, 100.0, FREEDOM), PLAN, 3.0, "test")
    assert (fact.low, fact.high) == (0.0, None)
    assert [bounded(ratio) for ratio in (None, math.inf, math.nan, 1000.0, 999.0)] == [*4 * [None], 999.0]
    assert [bounded_gain(ratio) for ratio in (None, math.inf, 1000.0, 1.5)] == [None, None, None, 50.0]


def test_what_is_useful_alone_and_not_after_correction_is_shown_as_undetermined():
    alone = Verdict(USEFUL, "interval", ())
    assert shown_word(alone) == USEFUL
    assert shown_word(replace(alone, notes=("not_after_holm",))) == UNDETERMINED


def test_each_outcome_has_its_word_and_its_numbers():
    study = tell_study({"meetings": Told(1.08, 1.21), "orders": Told(changes={"silence": "one_person"})})
    facts = {fact.id: fact for fact in finding_facts(study)}
    assert facts["meetings_verdict"].value == "useful" and facts["orders_verdict"].value == "undetermined"
    assert (facts["meetings_compared"].value, facts["meetings_rows"].value) == (400, 800)
    assert facts["meetings_gain"].low == pytest.approx(8, abs=1e-3) and "orders_gain" not in facts
    # Beside the plan's interval stands a wider one.
    assert facts["meetings_within_wide"].low < facts["meetings_within"].low
    assert (facts["meetings_within_wide"].level, facts["looks_taken"].value) == (0.95, 1)


def test_an_outcome_is_named_in_the_language_that_is_spoken():
    names = [label_outcome("phone_meetings", Teller(language, {})) for language in ("en", "fr")]
    assert names == ["phone meetings", "entretiens téléphoniques"]

"""Cases refute "always" and "never", support "it happens", and nothing else; a fault planted in the tables shows in the statuses."""

import math

import pandas as pd
import pytest
from claims.small_copy import plant, table

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.claims.cases import Status, count_claims, judge_claims

PLAN = read_plan()


def judged(tables) -> pd.DataFrame:
    return judge_claims(tables, PLAN).set_index("claim_id")


def test_the_statuses_of_the_small_copy_are_these(tables):
    result = judged(tables)
    assert result["status"].to_dict() == {
        "high_is_necessary": "refuted",
        "low_does_not_prevent": "supported",
        "rise_works_at_once": "refuted",
        "unpublished": "supported",
        "leslie_low": "not testable",
        "above": "arithmetic",
        "quarter": "arithmetic",
        "rise_is_large": "refuted",
        "higher_is_better": "not testable",
    }
    assert count_claims(result) == {"refuted": 3, "supported": 2, "not testable": 2, "arithmetic": 2}
    assert result.at["high_is_necessary", "decided_by"] == ("benoit", "isabelle")
    assert result.at["rise_works_at_once", "decided_by"] == ("claude",)
    assert result.at["quarter", "decided_by"] == ()
    assert result.at["leslie_low", "decided_by"] == ()
    assert result.at["low_does_not_prevent", "rests_on"][-1] == "benoit_total"


def test_giving_isabelle_a_12_refutes_that_she_is_above_benoit(tables):
    before = count_claims(judge_claims(tables, PLAN))
    plant(tables, "statements", "isabelle_ssi", value=12)
    result = judged(tables)
    assert result.at["above", "status"] == Status.REFUTED
    assert count_claims(result) == before | {
        "refuted": before["refuted"] + 1,
        "arithmetic": before["arithmetic"] - 1,
    }


def test_a_score_of_30_is_not_low_and_29_is(tables):
    plant(tables, "statements", "isabelle_ssi", value=30)
    assert judged(tables).at["high_is_necessary", "decided_by"] == ("benoit",)
    plant(tables, "statements", "isabelle_ssi", value=29)
    assert judged(tables).at["high_is_necessary", "decided_by"] == ("benoit", "isabelle")


def test_without_approaches_from_low_scores_nothing_is_refuted_and_nothing_is_confirmed(tables):
    plant(tables, "statements", "benoit_approaches", value=0)
    plant(tables, "statements", "isabelle_approaches", value=0)
    result = judged(tables)
    assert (
        result.loc[["high_is_necessary", "low_does_not_prevent", "unpublished"], "status"].tolist()
        == ["not testable"] * 3
    )
    assert result.at["high_is_necessary", "decided_by"] == ()


def test_an_unknown_score_leaves_one_case_open_and_the_other_still_decides(tables):
    plant(tables, "statements", "benoit_ssi", comparator="not stated", value=math.nan)
    result = judged(tables)
    assert (result.at["high_is_necessary", "status"], result.at["high_is_necessary", "decided_by"]) == (
        "refuted",
        ("isabelle",),
    )
    assert result.at["above", "status"] == "not testable"


def test_what_is_not_known_of_anybody_refutes_nothing(tables):
    for name in ("benoit_ssi", "isabelle_ssi"):
        plant(tables, "statements", name, comparator="not stated", value=math.nan)
    result = judged(tables)
    assert (
        result.loc[["high_is_necessary", "low_does_not_prevent"], "status"].tolist() == ["not testable"] * 2
    )
    assert result.at["high_is_necessary", "decided_by"] == ()


def test_a_rise_that_was_followed_by_results_confirms_no_rule(tables):
    plant(tables, "statements", "claude_impact", value=1)
    assert judged(tables).at["rise_works_at_once", "status"] == "not testable"


def test_one_persons_score_never_meets_another_persons_outcome(tables):
    # Benoit's low score beside Isabelle's approaches is no counterexample to anything.
    tables["claim_statements"] = table(
        "claim_id,statement_id,name\nhigh_is_necessary,benoit_ssi,ssi\nhigh_is_necessary,isabelle_approaches,approaches"
    )
    with pytest.raises(ValueError, match="high_is_necessary: 'approaches' has no value"):
        judge_claims(tables, PLAN)


def test_about_a_quarter_is_above_20_but_not_surely_above_23(tables):
    plant(tables, "statements", "threshold", value=23)
    assert judged(tables).at["quarter", "status"] == "not testable"
    plant(tables, "statements", "threshold", value=28)
    assert judged(tables).at["quarter", "status"] == "refuted"


def test_what_belongs_to_no_case_joins_every_case(tables):
    plant(tables, "claims", "high_is_necessary", condition="ssi < bound and approaches > 0")
    extra = table("claim_id,statement_id,name\nhigh_is_necessary,threshold,bound")
    tables["claim_statements"] = pd.concat([tables["claim_statements"], extra], ignore_index=True)
    assert judged(tables).at["high_is_necessary", "decided_by"] == ("benoit", "isabelle")
    plant(tables, "statements", "threshold", value=14)
    assert judged(tables).at["high_is_necessary", "decided_by"] == ("benoit",)


@pytest.mark.parametrize("form", ["associated", "mechanism", "figure", "advice"])
def test_cases_decide_nothing_about_people_in_general(tables, form):
    plant(tables, "claims", "higher_is_better", form=form)
    assert judged(tables).at["higher_is_better", "status"] == Status.NOT_TESTABLE
    plant(tables, "claims", "higher_is_better", condition="1 < 2")
    with pytest.raises(ValueError, match="higher_is_better: cases cannot decide"):
        judge_claims(tables, PLAN)


def test_a_claim_that_could_be_decided_but_has_no_condition_is_not_testable(tables):
    plant(tables, "claims", "high_is_necessary", condition=math.nan)
    assert judged(tables).at["high_is_necessary", "status"] == "not testable"


@pytest.mark.parametrize(
    ("sheet", "key", "cells", "fault"),
    [
        ("claims", "above", {"form": "proved"}, "'proved' is not known"),
        ("claims", "above", {"condition": "isabelle - benoit"}, "a quantity, not a condition"),
        ("claims", "above", {"condition": "isabelle > claude"}, "above: 'claude' has no value"),
        ("claim_statements", "above", {"name": "benoit"}, "above: the name 'benoit' stands for two things"),
        ("claim_statements", "rise_is_large", {"name": "low"}, "'low' stands for two things"),
        ("claim_statements", "rise_is_large", {"statement_id": "claude_fall"}, "claude_fall"),
        ("claim_statements", "rise_is_large", {"claim_id": "rise_is_small"}, "rise_is_small"),
    ],
)
def test_a_fault_in_the_package_is_an_error_that_names_it(tables, sheet, key, cells, fault):
    plant(tables, sheet, key, **cells)
    with pytest.raises(ValueError, match=fault):
        judge_claims(tables, PLAN)


def test_the_order_of_rows_decides_nothing(tables):
    expected = judged(tables)["status"].to_dict()
    turned = {name: frame.iloc[::-1].reset_index(drop=True) for name, frame in tables.items()}
    assert judged(turned)["status"].to_dict() == expected


def test_the_tables_that_are_judged_are_left_alone(tables):
    before = {name: frame.copy() for name, frame in tables.items()}
    judge_claims(tables, PLAN)
    for name, frame in tables.items():
        pd.testing.assert_frame_equal(frame, before[name])

"""Cases refute "always" and "never", support "it happens", and nothing else; a fault planted in the tables shows in the statuses."""

import math
from io import StringIO

import pandas as pd
import pytest

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.claims.cases import Status, count_claims, derive_statements, judge_claims, read_interval
from ssi_outcomes.claims.logic import Interval, exactly

PLAN = read_plan()

# A small copy of the article's evidence.
STATEMENTS = """
statement_id,case,comparator,value,start,end,duration_min,duration_max
benoit_ssi,benoit,=,12,,,,
benoit_approaches,benoit,=,1,"[2019-09,2019-10]",2020-04,,
isabelle_ssi,isabelle,=,15,,,,
isabelle_approaches,isabelle,=,4,unknown,,0.125,0.5
isabelle_posts,isabelle,=,0,,,,
leslie_ssi,leslie,not stated,,,,,
leslie_leads,leslie,>=,1,,,,
leslie_connections,leslie,>,200,,,,
leslie_posts,leslie,=,1,,,,
claude_before,claude,=,54,,,,
claude_after,claude,=,65,,,,
claude_impact,claude,=,0,,,,
accepted,,~,25,,,,
threshold,,=,20,,,,
"""
DERIVATIONS = """
statement_id,case,expression
benoit_total,benoit,benoit_months * benoit_approaches
benoit_months,benoit,months(benoit_approaches)
claude_rise,claude,claude_after - claude_before
isabelle_lead,isabelle,isabelle_ssi - benoit_ssi
isabelle_days,isabelle,days(isabelle_approaches)
leslie_rise,leslie,leslie_ssi - 10
leslie_double,leslie,2 * leslie_connections
"""
CLAIMS = """
claim_id,form,condition
high_is_necessary,necessary,ssi < low and approaches > 0
low_does_not_prevent,existence,ssi < low and approaches > 0
rise_works_at_once,sufficient,after > before and impact <= 0
unpublished,existence,posts == 0 and approaches > 0
leslie_low,existence,ssi < low and leads > 0
above,arithmetic,isabelle > benoit
quarter,arithmetic,accepted > threshold
rise_is_large,arithmetic,rise > 20
higher_is_better,associated,
"""
LINKS = """
claim_id,statement_id,name
high_is_necessary,benoit_ssi,ssi
high_is_necessary,benoit_approaches,approaches
high_is_necessary,isabelle_ssi,ssi
high_is_necessary,isabelle_approaches,approaches
low_does_not_prevent,benoit_ssi,ssi
low_does_not_prevent,benoit_approaches,approaches
low_does_not_prevent,isabelle_ssi,ssi
low_does_not_prevent,isabelle_approaches,approaches
low_does_not_prevent,benoit_total,
rise_works_at_once,claude_before,before
rise_works_at_once,claude_after,after
rise_works_at_once,claude_impact,impact
unpublished,isabelle_posts,posts
unpublished,isabelle_approaches,approaches
leslie_low,leslie_ssi,ssi
leslie_low,leslie_leads,leads
above,isabelle_ssi,isabelle
above,benoit_ssi,benoit
quarter,accepted,accepted
quarter,threshold,threshold
rise_is_large,claude_rise,rise
higher_is_better,benoit_ssi,
"""


def table(text: str) -> pd.DataFrame:
    return pd.read_csv(StringIO(text.strip()))


@pytest.fixture
def tables() -> dict[str, pd.DataFrame]:
    return {
        name: table(text)
        for name, text in zip(
            ("statements", "derivations", "claims", "claim_statements"),
            (STATEMENTS, DERIVATIONS, CLAIMS, LINKS),
            strict=True,
        )
    }


def plant(tables, sheet, key, /, **cells):
    """Change cells of the row whose first column is `key`."""
    frame = tables[sheet]
    for column, value in cells.items():
        frame.loc[frame.iloc[:, 0] == key, column] = value


def judged(tables) -> pd.DataFrame:
    return judge_claims(tables, PLAN).set_index("claim_id")


# --- statements


@pytest.mark.parametrize(
    ("comparator", "value", "expected"),
    [
        ("=", 12, exactly(12)),
        (">", 200, Interval(200, math.inf, low_open=True)),
        (">=", 1, Interval(1, math.inf)),
        ("<", 3, Interval(0, 3, high_open=True)),
        ("<=", 3, Interval(0, 3)),
        ("~", 15, Interval(13.5, 16.5)),
        ("~", 25, Interval(22.5, 27.5)),
        ("not stated", math.nan, Interval()),
    ],
)
def test_a_comparator_bounds_what_the_value_may_be(comparator, value, expected):
    assert read_interval({"statement_id": "x", "comparator": comparator, "value": value}, PLAN) == expected


def test_a_comparator_without_value_or_meaning_is_an_error():
    with pytest.raises(ValueError, match="without a value"):
        read_interval({"statement_id": "x", "comparator": "=", "value": math.nan}, PLAN)
    with pytest.raises(ValueError, match="not known"):
        read_interval({"statement_id": "x", "comparator": "about", "value": 3}, PLAN)


def test_benoits_months_are_seven_or_eight_and_so_are_his_approaches(tables):
    derived = derive_statements(tables, PLAN).set_index("statement_id")
    for name in ("benoit_months", "benoit_total"):
        assert (derived.at[name, "low"], derived.at[name, "high"], derived.at[name, "comparator"]) == (
            7,
            8,
            "between",
        )
        assert math.isnan(derived.at[name, "value"])
    assert derived.at["benoit_total", "rests_on"] == ("benoit_months", "benoit_approaches")


def test_what_is_exact_has_a_value_and_what_is_unknown_has_no_bounds(tables):
    derived = derive_statements(tables, PLAN).set_index("statement_id")
    assert (derived.at["claude_rise", "value"], derived.at["claude_rise", "comparator"]) == (11, "=")
    assert (derived.at["isabelle_days", "low"], derived.at["isabelle_days", "high"]) == (0.125, 0.5)
    for name in ("leslie_ssi", "leslie_rise"):
        assert math.isnan(derived.at[name, "low"]) and math.isnan(derived.at[name, "high"])
        assert derived.at[name, "comparator"] == "not stated"
    double = derived.loc["leslie_double"]
    assert (double["comparator"], double["low"], double["high"], double["low_open"]) == (
        ">",
        400,
        math.inf,
        True,
    )


def test_the_stated_rows_come_first_unchanged_and_the_tables_are_left_alone(tables):
    before = {name: frame.copy() for name, frame in tables.items()}
    complete = derive_statements(tables, PLAN)
    judge_claims(tables, PLAN)
    for name, frame in tables.items():
        pd.testing.assert_frame_equal(frame, before[name])
    assert list(complete["statement_id"]) == [
        *before["statements"]["statement_id"],
        *before["derivations"]["statement_id"],
    ]
    assert complete["derived"].tolist() == [False] * 14 + [True] * 7
    assert not complete.loc[complete["derived"], "dated"].ne("derived").any()


def test_without_any_derivation_the_statements_stand_alone(tables):
    tables["derivations"] = tables["derivations"].iloc[:0]
    assert len(derive_statements(tables, PLAN)) == 14


@pytest.mark.parametrize(
    ("key", "expression", "fault"),
    [
        ("claude_rise", "claude_rise + 1", "rest on each other"),
        ("benoit_months", "benoit_total * 2", "rest on each other"),
        ("claude_rise", "claude_after - claude_then", "claude_then"),
        ("claude_rise", "months(claude_then)", "claude_then"),
        ("claude_rise", "months(benoit_total)", "benoit_total"),
        ("claude_rise", "claude_after > claude_before", "a condition where a quantity belongs"),
        ("claude_rise", "claude_after ** 2", "not understood"),
    ],
)
def test_a_derivation_that_cannot_be_computed_is_an_error(tables, key, expression, fault):
    plant(tables, "derivations", key, expression=expression)
    with pytest.raises(ValueError, match=fault):
        derive_statements(tables, PLAN)


def test_a_duration_with_one_end_only_is_open_on_the_other(tables):
    plant(tables, "statements", "isabelle_approaches", duration_min=math.nan)
    days = derive_statements(tables, PLAN).set_index("statement_id").loc["isabelle_days"]
    assert (days["low"], days["high"]) == (0, 0.5)
    tables["statements"]["duration_max"] = math.nan
    plant(tables, "statements", "isabelle_approaches", duration_min=0.125)
    days = derive_statements(tables, PLAN).set_index("statement_id").loc["isabelle_days"]
    assert (days["low"], days["high"]) == (0.125, math.inf)


def test_an_id_used_twice_is_an_error(tables):
    plant(tables, "derivations", "claude_rise", statement_id="benoit_ssi")
    with pytest.raises(ValueError, match="more than one statement: benoit_ssi"):
        derive_statements(tables, PLAN)


# --- claims


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

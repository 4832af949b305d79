"""The five side by side: who stands where, by hand."""

from __future__ import annotations

import re

from exhibits.heard import facts_of

from ssi_outcomes.exhibits.article.side_by_side import (
    OUTCOMES,
    RANGES,
    find_outcome,
    find_range,
    show_truth_table,
)

CASES = ("benoit", "isabelle", "leslie", "claude", "author")


def test_who_stands_where(study):
    assert [find_range(study, case) for case in CASES] == ["low", "low", "not_stated", "middle", "high"]
    assert [find_outcome(study, case) for case in CASES] == [
        "present",
        "present",
        "present",
        "absent",
        "not_stated",
    ]


def test_nobody_stands_where_one_would_look_first(study):
    facts = {name: fact.value for name, fact in facts_of(show_truth_table(study)).items()}
    assert sum(facts[f"n_{score}_{outcome}"] for score in RANGES for outcome in OUTCOMES) == 5
    # Two low ones with a result; no high one of whom it is said that there was one, or none.
    assert (facts["n_low_present"], facts["n_low_absent"]) == (2, 0)
    assert (facts["n_high_present"], facts["n_high_absent"], facts["n_high_not_stated"]) == (0, 0, 1)


def test_the_names_stand_in_the_cells(study):
    low, middle, high, unstated = re.findall("<tr>(.*?)</tr>", show_truth_table(study).tell("en")["table"])[
        1:
    ]
    assert "Benoit, Isabelle" in low and "Claude" in middle and "the author" in high and "Leslie" in unstated
    assert [row.count("nobody") for row in (low, middle, high, unstated)] == [2, 2, 2, 2]

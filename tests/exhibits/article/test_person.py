"""One person: the scores as they are told, and a rate with its exact interval where one follows, worked out by hand."""

from __future__ import annotations

import pytest

from ssi_outcomes.exhibits.article.person import find_rate, has_moved, read_scores
from ssi_outcomes.study import CaseStudy

CASES = ("benoit", "isabelle", "leslie", "claude", "author")


def test_scores_as_they_are_told(study):
    assert [read_scores(study, case) for case in CASES] == [(12,), (15,), (), (54, 65), (79, 92)]
    assert [case for case in CASES if has_moved(study, case)] == ["claude"]


def facts_of(study: CaseStudy, case: str) -> dict:
    return {fact.id: fact for fact in find_rate(study, case)[0]}


def test_benoits_rate_under_both_readings(study):
    facts = facts_of(study, "benoit")
    longer, shorter = facts["benoit_rate_longer"], facts["benoit_rate_shorter"]
    assert (longer.value, longer.n, longer.low, longer.high) == (
        1,
        8,
        pytest.approx(0.4317290, rel=1e-6),
        pytest.approx(1.9703987, rel=1e-6),
    )
    # Garwood for 7 events: chi2(.025; 14)/2 = 2.814363 and chi2(.975; 16)/2 = 14.422675, each over 7 months.
    assert (shorter.n, shorter.low, shorter.high) == (
        7,
        pytest.approx(2.814363 / 7, rel=1e-6),
        pytest.approx(14.422675 / 7, rel=1e-6),
    )


def test_isabelles_morning(study):
    (once, _level) = find_rate(study, "isabelle")[0]
    # Garwood for 4 events: 1.089865 to 10.241589.
    assert (once.value, once.low, once.high) == (
        4,
        pytest.approx(1.089865, rel=1e-6),
        pytest.approx(10.241589, rel=1e-6),
    )


def test_claudes_silence_leaves_one_and_a_half_a_week_possible(study):
    assert facts_of(study, "claude")["claude_silence_bound"].value == pytest.approx(1.497866, rel=1e-6)


@pytest.mark.parametrize("case", ["leslie", "author"])
def test_no_rate_is_invented(study, case):
    assert find_rate(study, case) == ((), "none")

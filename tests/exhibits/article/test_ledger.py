"""The ledger of the claims by the stories alone: each status, and who decides it."""

from __future__ import annotations

import re

from exhibits.heard import facts_of

from ssi_outcomes.claims.cases import Status
from ssi_outcomes.exhibits.article.ledger import show_claims


def test_the_statuses_of_the_claims(study):
    decided = (
        study.claims[study.claims["status"] != Status.NOT_TESTABLE].set_index("claim_id")["status"].to_dict()
    )
    assert decided == {
        "high_is_necessary": "refuted",
        "rise_works_at_once": "refuted",
        "higher_score_more_views": "refuted",
        "low_does_not_prevent": "supported",
        "leads_with_one_post": "supported",
        "optimised_sought": "supported",
        "approached_unpublished": "supported",
        "score_moves": "supported",
        "pillars_make_the_scale": "arithmetic",
        "quarter_beats_threshold": "arithmetic",
        "isabelle_above_benoit": "arithmetic",
    }
    assert study.claims.set_index("claim_id").loc["high_is_necessary", "decided_by"] == ("benoit", "isabelle")


def test_leslie_decides_nothing_about_the_score(study):
    about_score = study.claims[
        study.claims["claim_id"].isin(
            ["high_is_necessary", "low_does_not_prevent", "high_guarantees", "high_guarantees_nothing"]
        )
    ]
    assert all("leslie" not in decided for decided in about_score["decided_by"])
    assert set(about_score["status"]) == {"refuted", "supported", "not testable"}


def test_each_claim_is_in_one_of_the_two_tables(study):
    decided, left_open = (
        show_claims(study, which).tell("en")["table"].count("<tr>") - 1 for which in (True, False)
    )
    facts = {name: fact.value for name, fact in facts_of(show_claims(study)).items()}
    assert (decided, left_open) == (facts["n_decided"], facts["n_not_testable"])
    statuses = study.claims["status"]
    assert left_open == (statuses == "not testable").sum() and decided == (statuses != "not testable").sum()


def test_refuted_ones_come_first_and_vanity_after_results(study):
    rows = re.findall("<tr>(.*?)</tr>", show_claims(study).tell("en")["table"])[1:]
    statuses = [re.search('data-status="([^"]+)"', row)[1] for row in rows]
    counts = study.claims["status"].value_counts()
    assert statuses == [each for each in ("refuted", "supported", "arithmetic") for _ in range(counts[each])]
    assert "recruiters do not get in touch" in rows[0] and "more views" in rows[2]

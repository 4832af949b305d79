"""What is verified before the reader: each check is told, and the one that fails is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exhibits.snapshots import plain
from exhibits.told_studies import PLAN, Told, tell_study

from ssi_outcomes.base.versions import versions
from ssi_outcomes.exhibits.frame.checks import say_checks, say_counts, stamp
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.facts import Fact


@pytest.fixture(scope="module")
def study() -> PanelStudy:
    return tell_study({"meetings": Told(0.9, 1.2)})


def test_each_check_that_holds_is_one_line(study):
    told = plain(say_checks(study, {"scores": True}).data)
    assert told.count("✓") == 3  # the rows of the files, the scores, the plan
    assert "Each row that was read is accepted, refused or blank" in told and "lies on the scale" in told
    assert "✓ Chaque" in plain(say_checks(replace(study, language="fr"), {"scores": True}).data)


def test_checks_that_fail_are_named_and_no_other(study):
    with pytest.raises(AssertionError, match=r"^check failed: scores, statuses$"):
        say_checks(study, {"scores": False, "derived": True, "statuses": False})


def test_a_threshold_above_the_claim_fails_whatever_the_data(study):
    with pytest.raises(AssertionError, match=r"^check failed: plan$"):
        say_checks(replace(study, plan=replace(PLAN, share_of_claim=1.5)), {})


def test_counts_are_told_beside_the_title_and_cited(study):
    counted = [Fact(name, value, "rows", "test") for name, value in (("n_cases", 5), ("n_statements", 59))]
    line = say_counts(study, "counts", [*counted, Fact("n_claims", 61, "rows", "test")]).data
    assert plain(line).replace("\u00a0", " ") == "Trial: 5 persons, 59 statements, 61 claims."
    assert 'data-fact="n_statements" value="59"' in line


def test_the_stamp_names_each_version():
    told = plain(stamp().data)
    assert all(f"{name} {number}" in told for name, number in versions().items())

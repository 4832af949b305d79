"""What is counted and checked of a pool."""

from __future__ import annotations

from IPython.display import HTML

from ssi_outcomes.base.privacy import SMALLEST_GROUP
from ssi_outcomes.exhibits.frame.checks import say_checks, say_counts
from ssi_outcomes.exhibits.together.pool_facts import count_facts
from ssi_outcomes.study import PoolStudy


def count_study(study: PoolStudy) -> HTML:
    """Return one line: the dataset's title, and how many studies it holds."""
    return say_counts(study, "pool_counts", count_facts(study))


def show_checks(study: PoolStudy) -> HTML:
    """Return each check with its result; raises AssertionError with the name of the first that fails."""
    return say_checks(study, check_pool(study))


def check_pool(study: PoolStudy) -> dict[str, bool]:
    """Return what has to hold of a pool."""
    estimates, questions = study.estimates, study.findings.questions
    counted = sum(len(each.studies) for each in questions)
    return {
        "once": not estimates.duplicated(["study", "design", "question", "push", "outcome"]).any(),
        "groups": bool((estimates["people"] >= SMALLEST_GROUP).all()),
        "gates_hold": counted == int((estimates["failed"] == "").sum()),
        "apart": all(each.studies["design"].nunique() <= 1 for each in questions),
    }

"""What is counted and checked of described persons."""

from __future__ import annotations

from IPython.display import HTML

from ssi_outcomes.claims.cases import DECIDED
from ssi_outcomes.exhibits.article.statements import count_facts
from ssi_outcomes.exhibits.frame.checks import say_checks, say_counts
from ssi_outcomes.study import CaseStudy


def count_study(study: CaseStudy) -> HTML:
    """Return one line: the dataset's title, and how many persons, statements and claims it holds."""
    return say_counts(study, "counts", count_facts(study))


def show_checks(study: CaseStudy) -> HTML:
    """Return each check with its result; raises AssertionError with the name of the first that fails."""
    return say_checks(study, check_cases(study))


def check_cases(study: CaseStudy) -> dict[str, bool]:
    """Return what has to hold of statements and claims."""
    statements = study.statements
    return {
        "not_stated": bool(statements.loc[statements["comparator"] == "not stated", "value"].isna().all()),
        "derived": all(rests_on for rests_on in statements.loc[statements["derived"], "rests_on"]),
        "scores": bool(
            statements.loc[statements["variable"] == "ssi", "value"].dropna().between(0, 100).all()
        ),
        "tables": all(file.accepted == len(study.dataset.tables[file.table]) for file in study.dataset.files),
        "statuses": all(
            bool(claim.decided_by) == (claim.status in DECIDED)
            for claim in study.claims.itertuples()
            if claim.form != "arithmetic"
        ),
    }

"""What a notebook verifies in front of its reader, and the versions that it was run with."""

from __future__ import annotations

import math

from IPython.display import HTML

from ssi_outcomes.cases import judge_claims
from ssi_outcomes.exhibits.data import count_facts
from ssi_outcomes.prose import say
from ssi_outcomes.story import versions
from ssi_outcomes.study import CaseStudy


def count_study(study: CaseStudy) -> HTML:
    """Return one line: the dataset's title, and how many persons, statements and claims it holds."""
    facts = {fact.id: fact for fact in count_facts(study)}
    return HTML(f"<p>{say('checks.counts', study.language, facts, title=study.dataset.title[study.language])}</p>")


def show_checks(study: CaseStudy) -> HTML:
    """Return each check with its result; raises AssertionError with the name of the first that fails."""
    checks = {
        "rows": all(file.rows == file.accepted + file.rejected + file.blank for file in study.dataset.files),
        "not_stated": bool(study.statements.loc[study.statements["comparator"] == "not stated", "value"].isna().all()),
        "derived": all(rests_on for rests_on in study.statements.loc[study.statements["derived"], "rests_on"]),
        "scores": bool(study.statements.loc[study.statements["variable"] == "ssi", "value"].dropna().between(0, 100).all()),
        "statuses": judge_claims(study.dataset.tables, study.plan)["status"].equals(study.claims["status"]),
        "plan": math.isclose(study.plan.threshold**2, study.plan.claim_per_10),
    }
    failed = [name for name, holds in checks.items() if not holds]
    assert not failed, f"check failed: {', '.join(failed)}"
    return HTML("<p>" + "<br>".join(f"✓ {say(f'checks.{name}', study.language, {})}" for name in checks) + "</p>")


def stamp() -> HTML:
    """Return the versions that the notebook was run with: the one output that differs between machines."""
    return HTML("<p>" + ", ".join(f"{name} <code>{number}</code>" for name, number in versions().items()) + "</p>")

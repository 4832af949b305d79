"""What a notebook verifies in front of its reader, and the versions that it was run with."""

from __future__ import annotations

from IPython.display import HTML

from ssi_outcomes.base.privacy import YOU
from ssi_outcomes.base.versions import versions
from ssi_outcomes.claims.cases import Status
from ssi_outcomes.exhibits.article.statements import count_facts
from ssi_outcomes.exhibits.team.person_weeks import panel_facts
from ssi_outcomes.panel.column_names import outcome_columns
from ssi_outcomes.study import CaseStudy, PanelStudy, Study
from ssi_outcomes.words.sentences import say

DECIDED = (Status.REFUTED, Status.SUPPORTED)


def count_study(study: Study) -> HTML:
    """Return one line: the dataset's title, and how many persons and statements, or people and weeks, it
    holds.
    """
    key, counted = (
        ("counts", count_facts(study))
        if isinstance(study, CaseStudy)
        else ("panel_counts", panel_facts(study))
    )
    facts = {fact.id: fact for fact in counted}
    return HTML(
        f"<p>{say(f'checks.{key}', study.language, facts, title=study.dataset.title[study.language])}</p>"
    )


def show_checks(study: Study) -> HTML:
    """Return each check with its result; raises AssertionError with the name of the first that fails."""
    checks = {
        "rows": all(file.rows == file.accepted + file.rejected + file.blank for file in study.dataset.files),
        **(_check_cases(study) if isinstance(study, CaseStudy) else _check_panel(study)),
        "plan": 1 < study.plan.threshold <= study.plan.claim_per_10,
    }
    failed = [name for name, holds in checks.items() if not holds]
    assert not failed, f"check failed: {', '.join(failed)}"
    return HTML(
        "<p>" + "<br>".join(f"✓ {say(f'checks.{name}', study.language, {})}" for name in checks) + "</p>"
    )


def _check_cases(study: CaseStudy) -> dict[str, bool]:
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


def _check_panel(study: PanelStudy) -> dict[str, bool]:
    frame, people = study.panel.frame, set(study.panel.frame["person"])
    codes = {*study.dataset.names.values(), YOU}
    return {
        "people": people <= codes,
        "scores": bool(frame["ssi"].dropna().between(0, 100).all()),
        "counted": bool(
            frame["exposure_days"].between(0, 7).all()
            and (frame[outcome_columns(frame)].fillna(0) >= 0).all(axis=None)
        ),
    }


def stamp() -> HTML:
    """Return the versions that the notebook was run with: the one output that differs between machines."""
    return HTML(
        "<p>" + ", ".join(f"{name} <code>{number}</code>" for name, number in versions().items()) + "</p>"
    )

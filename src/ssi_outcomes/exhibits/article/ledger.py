"""What becomes of each claim by the stories alone."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup, escape

from ssi_outcomes.claims.cases import Status, count_claims
from ssi_outcomes.exhibits.article.phrases import label, say_value, told, wording
from ssi_outcomes.exhibits.article.statement_facts import statement_facts
from ssi_outcomes.exhibits.article.statements import count_facts
from ssi_outcomes.exhibits.frame.badges import status_badge
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.teller import Table, Teller
from ssi_outcomes.exhibits.frame.thresholds import plan_facts
from ssi_outcomes.study import CaseStudy
from ssi_outcomes.words.facts import Fact


def show_claims(study: CaseStudy, decided: bool = True) -> Exhibit:
    """Return the ledger of the claims that these data decide, or of those that they leave open."""
    is_open = study.claims["status"] == Status.NOT_TESTABLE
    rows = study.claims[~is_open if decided else is_open]
    rank = {
        status.value: place
        for place, status in enumerate(
            (Status.REFUTED, Status.SUPPORTED, Status.ARITHMETIC, Status.NOT_TESTABLE)
        )
    }
    vanity = study.dataset.tables["variables"].query("kind == 'vanity'")["variable"]
    # Claims about real outcomes before those about vanity; otherwise in the article's order.
    rows = rows.assign(rank=rows["status"].map(rank), vain=rows["outcome"].isin(vanity)).sort_values(
        ["rank", "vain"], kind="stable"
    )
    facts = (*statement_facts(study), *_claim_facts(study), *plan_facts(study))
    return Exhibit(
        "claims" if decided else "open_claims",
        study,
        facts,
        table=lambda teller: _claims_table(study, rows, decided, teller),
    )


def _claim_facts(study: CaseStudy) -> tuple[Fact, ...]:
    counts = {f"n_{status.replace(' ', '_')}": count for status, count in count_claims(study.claims).items()}
    counts["n_advice"] = int((study.claims["form"] == "advice").sum())
    counts["n_decided"] = len(study.claims) - counts["n_not_testable"]
    statuses = {f"status_{claim.claim_id}": claim.status for claim in study.claims.itertuples()}
    return count_facts(study) + tuple(
        Fact(name, count, "claims", "judge_claims") for name, count in (counts | statuses).items()
    )


def _claims_table(study: CaseStudy, claims: pd.DataFrame, decided: bool, teller: Teller) -> Table:
    columns = ("claim", "scope", "rests_on")
    rows = [
        (
            teller.say(
                "labels.claim",
                wording=wording(claim, "wording", teller),
                holder=teller.text(f"labels.holders.{claim.holder}"),
            )
            + Markup(" <br>")
            + status_badge(teller, claim.status),
            teller.say(
                "labels.scope",
                scope=wording(claim, "scope", teller),
                would_change=wording(claim, "would_change", teller),
            ),
            _rests_on(study, claim, teller),
        )
        for claim in claims.itertuples()
    ]
    caption = teller.say("exhibits.claims_caption" if decided else "exhibits.open_claims_caption")
    return Table(caption, [teller.text(f"labels.columns.{name}") for name in columns], rows, "ledger")


def _rests_on(study: CaseStudy, claim, teller: Teller) -> Markup:
    """Return the statements under a claim in words; the person's name in front where it is about a person."""
    names = study.cases.set_index("case")
    known = study.statements.set_index("statement_id", drop=False)
    parts = []
    for statement in claim.rests_on:
        row = known.loc[statement]
        who = (
            escape(told(names.loc[row.case], "name", teller.language))
            if isinstance(row.case, str) and row.case
            else ""
        )
        what = label(study, row.variable, teller.language)
        parts.append(teller.say("labels.rests_on", who=who, what=what, value=say_value(row, teller)))
    return teller.say("labels.joined", parts=parts) if parts else teller.say("labels.rests_on_nothing")

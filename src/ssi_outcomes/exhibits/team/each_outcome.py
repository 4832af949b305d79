"""What was found of each outcome, in per cent: the picture that matters most, and its table."""

from __future__ import annotations

from functools import partial

import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure

from ssi_outcomes.evidence.any_time import bounds
from ssi_outcomes.evidence.judge import Findings
from ssi_outcomes.evidence.ruled import Finding
from ssi_outcomes.evidence.verdict import Verdict
from ssi_outcomes.exhibits.frame.badges import shown_word, verdict_badge
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.in_per_cent import name_change, say_changes
from ssi_outcomes.exhibits.frame.possible_gains import word_change
from ssi_outcomes.exhibits.frame.teller import Table, Teller, label_outcome
from ssi_outcomes.exhibits.team.choice import list_outcomes
from ssi_outcomes.exhibits.team.findings import WIDE, finding_facts
from ssi_outcomes.figures import draw_changes
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.sentences import cite


def show_verdict(study: PanelStudy) -> Exhibit:
    """Return each outcome's change with its interval against no change, the plan's threshold and LinkedIn's
    claim; real and vanity apart.
    """
    findings = study.findings
    shown = [finding for finding in findings.outcomes.values() if finding.within.slope]
    facts = finding_facts(study)

    table = (lambda teller: _verdict_table(study, teller)) if findings.outcomes else None
    return Exhibit(
        "verdict",
        study,
        facts,
        partial(_draw_verdict, study, shown) if shown else None,
        table,
        partial(_word_verdict, findings, shown),
        narrow=partial(_draw_verdict, study, shown, narrow=True) if shown else None,
    )


def _word_verdict(findings: Findings, shown: list[Finding], teller: Teller) -> dict[str, object]:
    real, vanity = findings.families.get("real"), findings.families.get("vanity")
    apart = bool(real and vanity and vanity.useful and not real.useful)
    goes_with_attention = list_outcomes(vanity.useful if vanity else (), teller)
    return {
        "state": "drawn" if shown else "nothing",
        "any": bool(findings.outcomes),
        "zones": any(findings.kinds[finding.outcome] == "real" for finding in shown),
        "apart": apart,
        "vanity": goes_with_attention,
        "shown": list_outcomes([f.outcome for f in shown], teller),
        "not_drawn": list_outcomes(
            [f.outcome for f in findings.outcomes.values() if not f.within.slope], teller
        ),
    }


def _draw_verdict(study: PanelStudy, shown: list[Finding], teller: Teller, *, narrow: bool = False) -> Figure:
    kinds, plan = study.findings.kinds, study.plan
    rows = [
        {
            "label": label_outcome(finding.outcome, teller),
            "kind": kinds[finding.outcome],
            "ratio": finding.within.slope.ratio,
            **dict(zip(("low", "high"), bounds(finding.within.slope, plan), strict=True)),
            **dict(zip(("widest_low", "widest_high"), finding.within.slope.bounds(WIDE), strict=True)),
            **_word_row(finding, kinds[finding.outcome], plan.claim_per_10, teller),
        }
        for finding in shown
    ]
    return draw_changes(pd.DataFrame(rows), plan.claim_per_10, plan.threshold, teller.text, narrow=narrow)


def _word_row(finding: Finding, kind: str, claim: float, teller: Teller) -> dict[str, str]:
    """Return what stands beside an outcome's interval, in words."""
    words = "words" if kind == "real" else "vanity_words"
    word = teller.text(f"verdict.{words}.{shown_word(finding.verdict)}")
    if kind != "real" and finding.verdict.reason == "lead":
        word = teller.text("verdict.vanity_words.reverse")  # the score seems to follow it
    lucky = kind == "real" and "not_after_holm" in finding.verdict.notes
    return {
        "counted": teller.text("labels.in_all", id=f"{finding.outcome}_compared"),
        **word_change(name_change(f"{finding.outcome}_within"), claim, teller),
        "word": teller.text("labels.perhaps_luck", word=word) if lucky else word,
    }


def _verdict_table(study: PanelStudy, teller: Teller) -> Table:
    findings, kinds = study.findings.outcomes.values(), study.findings.kinds
    changes = say_changes([f"{finding.outcome}_within" for finding in findings], teller)
    rows = [
        (
            label_outcome(finding.outcome, teller),
            say_word(finding.verdict, kinds[finding.outcome], teller),
            *change,
            cite(teller.facts, f"{finding.outcome}_compared", teller.language),
            cite(teller.facts, f"{finding.outcome}_informative", teller.language),
            teller.text(f"labels.outcome_kinds.{kinds[finding.outcome]}"),
        )
        for finding, change in zip(findings, changes, strict=True)
    ]
    columns = ("outcome", "verdict", "change", "interval", "wide_interval", "events", "people", "kind")
    return Table(
        teller.say("exhibits.verdict_caption"),
        [teller.text(f"labels.columns.{name}") for name in columns],
        rows,
        "ledger",
    )


def say_word(verdict: Verdict, kind: str, teller: Teller) -> Markup:
    """Return the word of a verdict, for the style sheet to dress, and under it the gate
    that failed, or what qualifies the word.
    """
    word = shown_word(verdict)
    badge = verdict_badge(teller, word, "words" if kind == "real" else "vanity_words")
    if verdict.reason != "interval":
        return Markup("{} <small>{}</small>").format(badge, teller.say(f"verdict.short.{verdict.reason}"))
    # Of likes and views nothing is asked about activity or a claim.
    told = [note for note in verdict.notes if kind == "real" or note in ("exploratory", "not_after_holm")]
    notes = [
        teller.text(f"labels.verdict_notes.{note}")
        for note in (["not_after_holm"] if "not_after_holm" in told else told)
    ]
    return (
        Markup("{} <small>{}</small>").format(badge, teller.say("labels.joined", parts=notes))
        if notes
        else badge
    )

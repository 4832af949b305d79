"""What was found of each outcome, in per cent: the picture that matters most, and its table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import chain

import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.any_time import bounds
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.judge import Findings
from ssi_outcomes.evidence.ruled import Finding
from ssi_outcomes.evidence.verdict import Verdict
from ssi_outcomes.exhibits.frame.badges import mirrors_work, shown_word, verdict_badge
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.in_per_cent import name_change, say_changes
from ssi_outcomes.exhibits.frame.possible_gains import word_change
from ssi_outcomes.exhibits.frame.teller import Table, Teller, label_outcome
from ssi_outcomes.exhibits.team.choice import list_outcomes
from ssi_outcomes.exhibits.team.findings import WIDE, adjusted_facts, finding_facts
from ssi_outcomes.figures import draw_changes
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.sentences import cite


def show_verdict(study: PanelStudy) -> Exhibit:
    """Return each outcome's change with its interval against no change, the plan's threshold and LinkedIn's
    claim; real and vanity apart.
    """
    findings = study.findings
    shown = [finding for finding in findings.outcomes.values() if finding.within.slope]
    equal = (
        adjusted_facts(finding, study.plan) for finding in shown if _is_drawn_equal(finding, findings.kinds)
    )
    facts = (*finding_facts(study), *chain.from_iterable(equal))

    table = (lambda teller: _verdict_table(study, teller)) if findings.outcomes else None
    return Exhibit(
        "verdict",
        study,
        facts,
        partial(_draw_verdict, study, shown) if shown else None,
        table,
        partial(_word_verdict, findings, shown),
        more=("verdict_beside",),
        narrow=partial(_draw_verdict, study, shown, narrow=True) if shown else None,
    )


def _word_verdict(findings: Findings, shown: list[Finding], teller: Teller) -> dict[str, object]:
    real, vanity = findings.families.get("real"), findings.families.get("vanity")
    apart = bool(real and vanity and vanity.useful and not real.useful)
    goes_with_attention = list_outcomes(vanity.useful if vanity else (), teller)
    return {
        "state": "drawn" if shown else "nothing",
        "any": bool(findings.outcomes),
        **_word_marks(findings, shown),
        "apart": apart,
        "vanity": goes_with_attention,
        "shown": list_outcomes([f.outcome for f in shown], teller),
        "not_drawn": list_outcomes(
            [f.outcome for f in findings.outcomes.values() if not f.within.slope], teller
        ),
    }


def _word_marks(findings: Findings, shown: list[Finding]) -> dict[str, bool]:
    """Return what is to be said of how outcomes are drawn: in the plan's zones, at equal activity, without an
    answer.
    """
    real = [finding for finding in shown if findings.kinds[finding.outcome] == "real"]
    return {
        "real": bool(real),
        "zones": any(finding.verdict.reason == "interval" for finding in real),
        "equal": any(mirrors_work(finding.verdict) for finding in real),
        "gated": any(finding.verdict.reason != "interval" for finding in real),
        "grey": real == shown and all(finding.verdict.reason != "interval" for finding in real),
    }


def _draw_verdict(study: PanelStudy, shown: list[Finding], teller: Teller, *, narrow: bool = False) -> Figure:
    kinds, plan = study.findings.kinds, study.plan
    rows = [
        {
            "label": label_outcome(finding.outcome, teller),
            "kind": _find_kind(finding, kinds),
            "ratio": slope.ratio,
            **dict(zip(("low", "high"), bounds(slope, plan), strict=True)),
            **dict(zip(("widest_low", "widest_high"), slope.bounds(WIDE), strict=True)),
            **_word_row(finding, kinds[finding.outcome], plan, teller),
        }
        for finding, slope in ((finding, _take_slope(finding, kinds)) for finding in shown)
    ]
    return draw_changes(pd.DataFrame(rows), plan.claim_per_10, plan.threshold, teller.text, narrow=narrow)


def _find_kind(finding: Finding, kinds: Mapping[str, str]) -> str:
    """Return how an outcome is drawn: a real one without an answer stands in none of the plan's zones."""
    kind = kinds[finding.outcome]
    return "gated" if kind == "real" and finding.verdict.reason != "interval" else kind


def _take_slope(finding: Finding, kinds: Mapping[str, str]) -> Slope:
    """Return what is drawn of an outcome: where the score only mirrors the work, what is left at equal
    activity, which is what the sentences beside the picture tell.
    """
    return finding.adjusted.slope if _is_drawn_equal(finding, kinds) else finding.within.slope


def _is_drawn_equal(finding: Finding, kinds: Mapping[str, str]) -> bool:
    return kinds[finding.outcome] == "real" and mirrors_work(finding.verdict)


def _word_row(finding: Finding, kind: str, plan: Plan, teller: Teller) -> dict[str, str]:
    """Return what stands beside an outcome's interval, in words."""
    verdict, equal = finding.verdict, kind == "real" and mirrors_work(finding.verdict)
    words = "words" if kind == "real" else "vanity_words"
    word = teller.text(f"verdict.{words}.{shown_word(verdict)}")
    if equal or verdict.reason == "lead":  # the score only mirrors the work, or seems to follow the results
        word = teller.text("verdict.drawn.equal" if equal else "verdict.drawn.reverse")
    lucky = kind == "real" and "not_after_holm" in verdict.notes
    ratio = f"{finding.outcome}_{'adjusted' if equal else 'within'}"
    # A range in bold is taken for an answer, whatever stands beside it: the table has those that are none.
    unanswered = kind == "real" and verdict.reason != "interval"
    told = {"change": "", "span": ""} if unanswered else word_change(name_change(ratio), plan, teller)
    return {
        "counted": teller.text("labels.in_all", id=f"{finding.outcome}_compared"),
        **told,
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

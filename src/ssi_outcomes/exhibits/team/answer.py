"""The answer on a team: the word, what is ruled out, what is not known, what to
do next; and the picture that shows why.
"""

from __future__ import annotations

from functools import partial

import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure

from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.evidence.any_time import bounds
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.judge import Finding, Findings
from ssi_outcomes.evidence.looks import record_look
from ssi_outcomes.evidence.verdict import Verdict
from ssi_outcomes.exhibits.frame.badges import verdict_badge
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.teller import Table, Teller
from ssi_outcomes.exhibits.team.choice import HUNDRED, answer_words, list_outcomes
from ssi_outcomes.exhibits.team.findings import WIDE, finding_facts, label_outcome, shown_word
from ssi_outcomes.exhibits.team.person_weeks import people_fact
from ssi_outcomes.figures import draw_ratios
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.sentences import cite

MOST_DECIMALS = 4


def show_answer(study: PanelStudy) -> Exhibit:
    """Return the answer in words; on real data this is a look, and the register keeps it."""
    register_look(study)
    return Exhibit(
        "answer",
        study,
        (*finding_facts(study), people_fact(study)),
        words=lambda teller: answer_words(study, teller),
        more=("unknown", "next_step", "looks"),
    )


def register_look(study: PanelStudy) -> None:
    """Write the present look into the register, unless the data are invented."""
    if not study.dataset.about.get("synthetic"):
        record_look(raw_folder(study.dataset.name), study.look)


def show_verdict(study: PanelStudy) -> Exhibit:
    """Return each outcome's ratio with its interval against no change, the plan's threshold and LinkedIn's
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
        partial(_draw_verdict, study, findings, shown) if shown else None,
        table,
        partial(_word_verdict, findings, shown),
    )


def _word_verdict(findings: Findings, shown: list[Finding], teller: Teller) -> dict[str, object]:
    real, vanity = findings.families.get("real"), findings.families.get("vanity")
    apart = bool(real and vanity and vanity.useful and not real.useful)
    goes_with_attention = list_outcomes(vanity.useful if vanity else (), teller)
    return {
        "state": "drawn" if shown else "nothing",
        "any": bool(findings.outcomes),
        "apart": apart,
        "vanity": goes_with_attention,
        "shown": list_outcomes([f.outcome for f in shown], teller),
        "not_drawn": list_outcomes(
            [f.outcome for f in findings.outcomes.values() if not f.within.slope], teller
        ),
    }


def _draw_verdict(study: PanelStudy, findings: Findings, shown: list[Finding], teller: Teller) -> Figure:
    return _draw(
        study,
        [(label_outcome(f.outcome, teller), findings.kinds[f.outcome], f.within.slope) for f in shown],
        teller,
    )


def show_both_ways(study: PanelStudy) -> Exhibit:
    """Return, for each real outcome, the ratio within people beside the one
    between them: two questions, never pooled.
    """
    real = study.findings.of_kind("real")
    lines = [
        (f, kind, slope)
        for f in real
        for kind, slope in (("within", f.within.slope), ("between", f.between.slope))
        if slope
    ]

    return Exhibit(
        "both_ways",
        study,
        finding_facts(study),
        partial(_draw_both_ways, study, lines) if lines else None,
        (lambda teller: _both_table(study, teller)) if lines else None,
        partial(_word_both_ways, study, lines, real),
    )


def _word_both_ways(
    study: PanelStudy, lines: list[tuple[Finding, str, Slope]], real: list[Finding], teller: Teller
) -> dict[str, object]:
    words = (
        {shown_word(finding.verdict) for finding in real},
        {shown_word(finding.verdict_between) for finding in real},
    )
    return {
        "state": "drawn" if lines else "nothing",
        "differ": words[0] != words[1],
        "between": study.findings.families_between.get("real"),
    }


def _draw_both_ways(study: PanelStudy, lines: list[tuple[Finding, str, Slope]], teller: Teller) -> Figure:
    return _draw(study, [(label_outcome(f.outcome, teller), kind, slope) for f, kind, slope in lines], teller)


# --- pictures and tables


def _draw(study: PanelStudy, lines: list[tuple[str, str, Slope]], teller: Teller) -> Figure:
    rows = [
        (label, kind, slope.ratio, *bounds(slope, study.plan), *slope.bounds(WIDE))
        for label, kind, slope in lines
    ]
    frame = pd.DataFrame(rows, columns=["label", "kind", "ratio", "low", "high", "widest_low", "widest_high"])
    return draw_ratios(frame, study.plan.claim_per_10, study.plan.threshold, teller.text)


def _verdict_table(study: PanelStudy, teller: Teller) -> Table:
    rows = []
    for finding in study.findings.outcomes.values():
        kind = study.findings.kinds[finding.outcome]
        rows.append(
            (
                label_outcome(finding.outcome, teller),
                teller.text(f"labels.outcome_kinds.{kind}"),
                *_say_ratio(f"{finding.outcome}_within", teller),
                cite(teller.facts, f"{finding.outcome}_compared", teller.language),
                cite(teller.facts, f"{finding.outcome}_informative", teller.language),
                _say_word(finding.verdict, kind, teller),
            )
        )
    columns = ("outcome", "kind", "ratio", "interval", "wide_interval", "events", "people", "verdict")
    return Table(
        teller.say("exhibits.verdict_caption"),
        [teller.text(f"labels.columns.{name}") for name in columns],
        rows,
        "ledger",
    )


def _both_table(study: PanelStudy, teller: Teller) -> Table:
    rows = []
    for finding in study.findings.of_kind("real"):
        for way, verdict in (("within", finding.verdict), ("between", finding.verdict_between)):
            ratio = _say_ratio(f"{finding.outcome}_{way}", teller)
            rows.append(
                (
                    label_outcome(finding.outcome, teller),
                    teller.text(f"labels.ratio_kinds.{way}"),
                    *ratio,
                    _say_word(verdict, "real", teller),
                )
            )
    columns = ("outcome", "comparison", "ratio", "interval", "wide_interval", "verdict")
    return Table(
        teller.say("exhibits.both_ways_caption"),
        [teller.text(f"labels.columns.{name}") for name in columns],
        rows,
        "ledger",
    )


def _say_word(verdict: Verdict, kind: str, teller: Teller) -> Markup:
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


def _say_ratio(name: str, teller: Teller) -> list[str | Markup]:
    """Return a ratio, its interval and the wider one, each "–" where there is none."""
    if name not in teller.facts:
        return [teller.text("labels.none")] * 3
    ratio = (
        cite(teller.facts, name, teller.language)
        if teller.facts[name].value is not None
        else teller.text("labels.none")
    )
    return [ratio, *(say_interval(each, teller) for each in (name, f"{name}_wide"))]


def say_interval(name: str, teller: Teller) -> Markup:
    """Return "from a to b", or "a and more" where there is no upper bound; with as many
    decimals as it takes to tell the ends apart.
    """
    fact = teller.facts[name]
    if fact.high is None:
        return teller.say("labels.open_interval", id=name)
    digits = 0 if fact.high >= HUNDRED else count_decimals(fact.low, fact.high, 2)
    return teller.say("labels.interval", id=name, digits=digits)


def count_decimals(low: float, high: float, least: int) -> int:
    """Return the decimals, `least` or more, with which the ends of an
    interval differ; large data make narrow ones.
    """
    return next(
        (digits for digits in range(least, MOST_DECIMALS) if round(low, digits) != round(high, digits)),
        MOST_DECIMALS,
    )

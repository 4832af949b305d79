"""Could a team's answer be an illusion? Timing, activity, chance and a control beside each outcome."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ssi_outcomes.evidence.judge import Findings
from ssi_outcomes.evidence.ruled import Finding
from ssi_outcomes.evidence.scrutiny import find_told
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.in_per_cent import say_spans, with_change
from ssi_outcomes.exhibits.frame.teller import Table, Teller, label_outcome
from ssi_outcomes.exhibits.team.findings import adjusted_facts, finding_facts, ratio_fact
from ssi_outcomes.reading.names.registry import activities, outcomes
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import cite


def show_tests(study: PanelStudy) -> Exhibit:
    """Return for each real outcome: does next week's score go with it, does it outdo scores shifted in time,
    what is left at equal activity.
    """
    findings = study.findings
    real = findings.of_kind("real")
    facts = (*finding_facts(study), *_test_facts(study))
    anything = any(
        f.within.slope or f.lead.p is not None or findings.shifts[f.outcome] is not None for f in real
    ) or bool(findings.controls)
    words = {
        "state": ("shown" if anything else "silent") if real else "nothing",
        "checked": any(f.lead.p is not None for f in real),
        "follows": any(f.lead.p is not None and f.lead.p < study.plan.gates.lead_p for f in real),
        "activity": any(f.adjusted is not None and f.adjusted.slope for f in real),
        "controls": bool(findings.controls),
    }

    return Exhibit(
        "tests",
        study,
        facts,
        table=partial(_tabulate_tests, findings, real) if anything else None,
        words=lambda teller: words,
    )


def _tabulate_tests(findings: Findings, real: list[Finding], teller: Teller) -> Table:
    controls = [f"control_{name}" for name in findings.controls]
    spans = say_spans([*(f"{f.outcome}_within" for f in real), *controls], teller)
    adjusted = say_spans([f"{f.outcome}_adjusted" for f in real], teller)
    rows = [
        (
            label_outcome(f.outcome, teller),
            _cite_or_none(f"{f.outcome}_lead_p", teller),
            _cite_or_none(f"{f.outcome}_shift_p", teller),
            span,
            at_equal,
        )
        for f, span, at_equal in zip(real, spans[: len(real)], adjusted, strict=True)
    ]
    none, control = teller.text("labels.none"), teller.text("labels.control")
    rows += [
        (_label_any(name, teller), none, none, span, control)
        for name, span in zip(findings.controls, spans[len(real) :], strict=True)
    ]
    headings = [
        teller.text(f"labels.columns.{name}")
        for name in ("outcome", "lead_p", "shift_p", "interval", "adjusted")
    ]
    return Table(teller.say("exhibits.tests_caption"), headings, rows, "ledger")


def _test_facts(study: PanelStudy) -> Iterator[Fact]:
    for finding in study.findings.of_kind("real"):
        name = finding.outcome
        shift = study.findings.shifts[name]
        if shift is not None:
            yield Fact(f"{name}_shift_p", shift, "p", "shift_scores", n=finding.within.informative)
        yield from adjusted_facts(finding, study.plan)
        for step, comparison in study.findings.ladders[name].items():
            if comparison.slope and step:
                beside = f"{name}_beside_{step}"
                yield from with_change(
                    ratio_fact(beside, comparison.slope, study.plan, comparison.events, "climb_ladder")
                )
    for name, comparison in study.findings.controls.items():
        if comparison.slope:
            control = f"control_{name}"
            yield from with_change(
                ratio_fact(control, comparison.slope, study.plan, comparison.events, "check_controls")
            )


def show_ladder(study: PanelStudy) -> Exhibit:
    """Return the ratio of the outcome that the answer tells of, with each activity beside the score in
    turn.
    """
    told = find_told(study.findings) if study.findings.of_kind("real") else None
    steps = (
        [
            step
            for step, comparison in study.findings.ladders[told.outcome].items()
            if comparison.slope and step
        ]
        if told
        else []
    )
    facts = (*finding_facts(study), *_test_facts(study))

    return Exhibit(
        "ladder",
        study,
        facts,
        table=partial(_tabulate_ladder, steps, told) if steps else None,
        words=partial(_word_ladder, steps, told),
    )


def _tabulate_ladder(steps: list[str], told: Finding | None, teller: Teller) -> Table:
    name = told.outcome
    labels = [
        teller.text("labels.score_alone"),
        *(activities()[step].label[teller.language] for step in steps),
    ]
    ratios = [f"{name}_within", *(f"{name}_beside_{step}" for step in steps)]
    if len(steps) > 1:
        labels.append(teller.text("labels.all_activity"))
        ratios.append(f"{name}_adjusted")
    rows = list(zip(labels, say_spans(ratios, teller), strict=True))
    return Table(
        teller.say("exhibits.ladder_caption"),
        [teller.text(f"labels.columns.{name}") for name in ("beside_score", "interval")],
        rows,
        "ledger",
    )


def _word_ladder(steps: list[str], told: Finding | None, teller: Teller) -> dict[str, object]:
    state = "shown" if steps else "nothing" if told and told.within.slope else "no_ratio"
    return {"state": state, "outcome": label_outcome(told.outcome, teller) if told else ""}


def _cite_or_none(name: str, teller: Teller):
    return (
        cite(teller.facts, name, teller.language, 3) if name in teller.facts else teller.text("labels.none")
    )


def _label_any(name: str, teller: Teller) -> str:
    return outcomes()[name].label[teller.language] if name in outcomes() else name

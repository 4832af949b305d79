"""What the word hangs on: the same rule at the plan's other ratios, and who
and what was left out of the comparison.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.ruled import Finding
from ssi_outcomes.evidence.scrutiny import find_told
from ssi_outcomes.evidence.within import Comparison
from ssi_outcomes.exhibits.frame.badges import verdict_badge
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.in_per_cent import with_change
from ssi_outcomes.exhibits.frame.teller import Table, Teller, label_outcome
from ssi_outcomes.exhibits.team.findings import finding_facts
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import cite

# The reasons that keep out whole people.
_PEOPLE = ("without_event", "one_score")
LEFT_OUT = (*_PEOPLE, "ramp_up", "no_team", "not_counted", "late", "no_reading")


def show_sensitivity(study: PanelStudy) -> Exhibit:
    """Return the word for each real outcome at each of the plan's ratios, and what dropped out of the
    comparison that the answer tells of.
    """
    real = [finding for finding in study.findings.of_kind("real") if finding.verdict.sensitivity]
    told = find_told(study.findings) if study.findings.of_kind("real") else None
    facts = (*finding_facts(study), *_ratio_facts(study.plan), *(_drop_facts(study) if told else ()))

    return Exhibit(
        "sensitivity",
        study,
        facts,
        table=partial(_tabulate_sensitivity, study, real) if real else None,
        words=partial(_word_sensitivity, real, told),
    )


def _tabulate_sensitivity(study: PanelStudy, real: list[Finding], teller: Teller) -> Table:
    rows = [
        (
            label_outcome(each.outcome, teller),
            *(verdict_badge(teller, word) for _, word in each.verdict.sensitivity),
        )
        for each in real
    ]
    gains = [
        cite(teller.facts, f"asked_{place}_change", teller.language, 1)
        for place in range(len(study.plan.sensitivity))
    ]
    return Table(
        teller.say("exhibits.sensitivity_caption"),
        [teller.text("labels.columns.outcome"), *gains],
        rows,
        "ledger",
    )


def _word_sensitivity(real: list[Finding], told: Finding | None, teller: Teller) -> dict[str, object]:
    if not told:
        return {"state": "nothing"}
    same = all(len({word for _, word in each.verdict.sensitivity}) == 1 for each in real)
    left_out = [reason for reason, count in _left_out(told.within).items() if count]
    return {
        "state": "shown",
        "repeated": bool(real),
        "outcome": label_outcome(told.outcome, teller),
        "same": same,
        "left_out": left_out,
    }


def _ratio_facts(plan: Plan) -> Iterator[Fact]:
    for place, ratio in enumerate(plan.sensitivity):
        yield from with_change(Fact(f"asked_{place}", ratio, "rate ratio", "analysis-plan.toml"))


def _drop_facts(study: PanelStudy) -> Iterator[Fact]:
    within = find_told(study.findings).within
    yield Fact("told_rows", within.rows, "person-weeks", "compare_within")
    for reason, count in _left_out(within).items():
        of_people = reason in _PEOPLE
        yield Fact(
            f"told_{reason}",
            count,
            "persons" if of_people else "person-weeks",
            "compare_within" if of_people else "take_sample",
        )


def _left_out(within: Comparison) -> dict[str, int]:
    """Return how many people, and how many weeks, each reason keeps out of a comparison."""
    return {"without_event": within.without_event, "one_score": within.one_score, **(within.dropped or {})}

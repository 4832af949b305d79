"""The answer on a team: the word, what is ruled out, what is not known, what to
do next; and the same people asked in two ways.
"""

from __future__ import annotations

from functools import partial

import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure

from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.evidence.any_time import bounds
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.looks import record_look
from ssi_outcomes.evidence.ruled import Finding
from ssi_outcomes.exhibits.frame.badges import shown_word
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.in_per_cent import say_changes
from ssi_outcomes.exhibits.frame.teller import Table, Teller, label_outcome
from ssi_outcomes.exhibits.team.choice import HUNDRED, answer_words
from ssi_outcomes.exhibits.team.each_outcome import say_word
from ssi_outcomes.exhibits.team.findings import WIDE, finding_facts
from ssi_outcomes.exhibits.team.person_weeks import people_fact
from ssi_outcomes.exhibits.team.plain_words import limit_words, plain_facts, plain_words
from ssi_outcomes.figures import draw_ratios
from ssi_outcomes.study import PanelStudy

MOST_DECIMALS = 4


def show_answer(study: PanelStudy) -> Exhibit:
    """Return the answer in words; on real data this is a look, and the register keeps it."""
    register_look(study)
    return Exhibit(
        "answer",
        study,
        (*finding_facts(study), *plain_facts(study), people_fact(study)),
        words=partial(_word_answer, study),
        more=("plain", "limits", "unknown", "next_step", "looks"),
    )


def _word_answer(study: PanelStudy, teller: Teller) -> dict[str, object]:
    words = answer_words(study, teller)
    return {**words, "screen": plain_words(study, teller, words), **limit_words(study, words, teller)}


def register_look(study: PanelStudy) -> None:
    """Write the present look into the register, unless the data are invented."""
    if not study.dataset.about.get("synthetic"):
        record_look(raw_folder(study.dataset.name), study.look)


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


def _both_table(study: PanelStudy, teller: Teller) -> Table:
    ways = [
        (finding, way, verdict)
        for finding in study.findings.of_kind("real")
        for way, verdict in (("within", finding.verdict), ("between", finding.verdict_between))
    ]
    changes = say_changes([f"{finding.outcome}_{way}" for finding, way, _ in ways], teller)
    rows = [
        (
            label_outcome(finding.outcome, teller),
            teller.text(f"labels.ratio_kinds.{way}"),
            *change,
            say_word(verdict, "real", teller),
        )
        for (finding, way, verdict), change in zip(ways, changes, strict=True)
    ]
    columns = ("outcome", "comparison", "change", "interval", "wide_interval", "verdict")
    return Table(
        teller.say("exhibits.both_ways_caption"),
        [teller.text(f"labels.columns.{name}") for name in columns],
        rows,
        "ledger",
    )


def say_interval(name: str, teller: Teller) -> Markup:
    """Return "from a to b", or "a and more" where there is no upper bound; with as many
    decimals as it takes to tell the ends apart.
    """
    fact = teller.facts[name]
    if fact.high is None:
        return teller.say("labels.open_interval", id=name, digits=2)
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

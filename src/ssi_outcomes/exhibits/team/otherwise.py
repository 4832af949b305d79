"""The same data, analysed otherwise: all the ways declared beforehand, none of which sets the verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from ssi_outcomes.evidence.any_time import bounds
from ssi_outcomes.evidence.estimate import exp
from ssi_outcomes.evidence.ruled import Finding
from ssi_outcomes.evidence.scrutiny import find_told
from ssi_outcomes.evidence.verdict import judge_interval
from ssi_outcomes.evidence.within import ASKED_OTHERWISE, Comparison
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.in_per_cent import bounded, say_spans, with_change
from ssi_outcomes.exhibits.frame.teller import Table, Teller, label_outcome
from ssi_outcomes.exhibits.team.findings import WIDE, finding_facts, ratio_fact
from ssi_outcomes.figures import draw_ratios
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import cite

WORDS = ("useful", "useless", "undetermined")


def show_variants(study: PanelStudy) -> Exhibit:
    """Return the declared other ways to analyse the outcome that the answer tells of, sorted, with the count
    of each word; no joint p-value.
    """
    told = find_told(study.findings) if study.findings.of_kind("real") else None
    if told is None or told.within.slope is None:
        return Exhibit("variants", study, finding_facts(study), words=lambda teller: {"state": "nothing"})
    ways = {"primary": told.within, **study.findings.variants[told.outcome]}
    known = sorted(
        ((name, way) for name, way in ways.items() if way.slope), key=lambda item: item[1].slope.log
    )
    facts = (*finding_facts(study), *_variant_facts(study, ways), *_resampled_fact(study, told.outcome))

    return Exhibit(
        "variants",
        study,
        facts,
        partial(_draw_variants, study, known),
        partial(_tabulate_variants, study, known, ways),
        partial(_word_variants, facts, told),
    )


def _draw_variants(study: PanelStudy, known: list[tuple[str, Comparison]], teller: Teller) -> Figure:
    rows = [
        (
            teller.text(f"labels.variants.{name}"),
            "primary" if name == "primary" else "variant",
            way.slope.ratio,
            *bounds(way.slope, study.plan),
            *way.slope.bounds(WIDE),
        )
        for name, way in known
    ]
    frame = pd.DataFrame(rows, columns=["label", "kind", "ratio", "low", "high", "widest_low", "widest_high"])
    return draw_ratios(frame, study.plan.claim_per_10, study.plan.threshold, teller.text)


def _tabulate_variants(
    study: PanelStudy, known: list[tuple[str, Comparison]], ways: dict[str, Comparison], teller: Teller
) -> Table:
    silent = [(name, way) for name, way in ways.items() if not way.slope]
    spans = say_spans([f"variant_{name}" for name, _ in (*known, *silent)], teller)
    rows = [
        (teller.say(f"labels.variants.{name}"), span, *_variant_cells(name, way, study, teller))
        for (name, way), span in zip((*known, *silent), spans, strict=True)
    ]
    headings = [
        teller.text(f"labels.columns.{name}") for name in ("way", "interval", "events", "by_interval")
    ]
    return Table(teller.say("exhibits.variants_caption"), headings, rows, "ledger")


def _word_variants(facts: tuple[Fact, ...], told: Finding, teller: Teller) -> dict[str, object]:
    resampled = "resampled" if any(fact.id == "resampled" for fact in facts) else ""
    return {"state": "shown", "outcome": label_outcome(told.outcome, teller), "resampled": resampled}


def _resampled_fact(study: PanelStudy, outcome: str) -> Iterator[Fact]:
    """Give the ratio without week effects between the quantiles of resamples of
    people, where nearly each of them has one.
    """
    logs = study.findings.resample(outcome)
    known = logs[np.isfinite(logs)]
    risk = study.plan.level_per_look
    # Resamples without a bound lie beyond all others: more of them than the risk leaves
    # room for, and the quantile is not known.
    if len(known) > (1 - risk / 2) * len(logs):
        low, middle, high = (bounded(exp(float(each))) for each in np.quantile(known, [risk, 0.5, 1 - risk]))
        if high is not None:
            told = middle, "rate ratio", "resample_ratio", low, high, 1 - 2 * risk, len(known)
            yield from with_change(Fact("resampled", *told))


def _variant_cells(name: str, way: Comparison, study: PanelStudy, teller: Teller) -> tuple:
    if way.slope is None:
        room = "labels" if way.silence in ASKED_OTHERWISE else "verdict.short"
        return teller.text("labels.none"), teller.text(f"{room}.{way.silence}")
    word = judge_interval(way.slope, study.plan.threshold, study.plan)
    return (
        cite(teller.facts, f"variant_{name}_events", teller.language),
        teller.text(f"verdict.words.{word}"),
    )


def _variant_facts(study: PanelStudy, ways: dict[str, Comparison]) -> Iterator[Fact]:
    words = Counter(
        judge_interval(way.slope, study.plan.threshold, study.plan) for way in ways.values() if way.slope
    )
    yield Fact("n_variants", len(ways), "ways", "analysis-plan.toml")
    for word in WORDS:
        yield Fact(f"n_variants_{word}", words[word], "ways", "run_variants", n=len(ways))
    yield Fact("n_variants_silent", sum(way.slope is None for way in ways.values()), "ways", "run_variants")
    for name, way in ways.items():
        if way.slope:
            yield from with_change(
                ratio_fact(f"variant_{name}", way.slope, study.plan, way.events, "run_variants")
            )
            yield Fact(f"variant_{name}_events", way.events, "events", "run_variants")

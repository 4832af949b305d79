"""What a trial told as named facts: results and score as drawn, per ten points, other draws, arms, loss."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ssi_outcomes.base.privacy import may_break_down, may_show_people
from ssi_outcomes.evidence.drawn.contrast import Contrasted, find_per_ten
from ssi_outcomes.evidence.drawn.orders import Orders
from ssi_outcomes.evidence.drawn.per_hour import find_per_hour
from ssi_outcomes.evidence.drawn.whole_trial import TrialFindings
from ssi_outcomes.evidence.drawn.word_by_lot import LotVerdict
from ssi_outcomes.exhibits.frame.in_per_cent import bounded, with_change
from ssi_outcomes.exhibits.frame.thresholds import plan_facts
from ssi_outcomes.exhibits.team.findings import ratio_fact
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.facts import Fact, number

SOURCE = "judge_trial"
# Why there is no trial to tell of; what else a state can be are the words and reasons of the rule.
NO_TRIAL = "none"


def lot_facts(study: PanelStudy) -> tuple[Fact, ...]:
    """Return everything that a sentence about the trial may cite; without one, the plan's alone."""
    trial = study.trial
    if trial is None or is_hidden(study):
        return plan_facts(study)
    return (
        *plan_facts(study),
        Fact("lot_word", trial.verdict.word, "word", "decide_by_lot"),
        Fact("lot_risk", 100 * trial.verdict.risk, "percent", "analysis-plan.toml"),
        Fact("lot_likely", 100 * (1 - 2 * trial.verdict.risk), "percent", "analysis-plan.toml"),
        *_promised(study, trial),
        *_gates(trial.verdict),
        *_ratios(trial.verdict),
        *(_lost(trial) if may_split(trial) else ()),
        *(_ordered(trial.orders) if trial.orders else ()),
        *(_measured("lot", trial.deciding, trial.verdict) if trial.deciding else ()),
        *_beside(trial),
        *(_per_hour(trial) if may_split(trial) else ()),
        *_others(trial),
        *(_arms(trial) if may_split(trial) else ()),
        *_alone(trial),
        *_watched(study, trial),
    )


def is_hidden(study: PanelStudy) -> bool:
    """Tell whether a trial is one person's among others, who would be known in a report that is shared."""
    trial = study.trial
    one = trial is not None and trial.protocol.design == "single"
    return one and study.n_people > 1 and not may_show_people()


def may_split(trial: TrialFindings) -> bool:
    """Tell whether the arms may be told apart: none is a few people, or the report is for oneself."""
    return may_show_people() or may_break_down(*(arm.people for arm in trial.arms))


def _promised(study: PanelStudy, trial: TrialFindings) -> Iterator[Fact]:
    protocol = trial.protocol
    counts = {
        "lot_people": (len(protocol.people), "persons"),
        "lot_before": (protocol.baseline_weeks, "weeks"),
        "lot_weeks": (protocol.trial_weeks, "weeks"),
        "lot_period": (protocol.period_weeks, "weeks"),
        "lot_left_out": (protocol.left_out_weeks, "weeks"),
        "lot_looks_planned": (protocol.planned_looks, "looks"),
        "lot_looks_taken": (study.looks.taken, "looks"),
        "lot_smallest_lift": (protocol.smallest_lift, "points"),
        "lot_unmet": (trial.unmet, "persons"),
        "lot_strangers": (trial.strangers, "persons"),
    }
    yield from (Fact(name, value, unit, "trial.toml") for name, (value, unit) in counts.items())
    yield Fact("lot_threshold_gain", 100 * (study.plan.threshold - 1), "percent", "analysis-plan.toml")
    yield Fact("lot_claim_gain", 100 * (study.plan.claim_per_10 - 1), "percent", "analysis-plan.toml")
    yield Fact("lot_loss_apart", 100 * study.plan.trial.loss_apart, "points", "analysis-plan.toml")


def _gates(verdict: LotVerdict) -> Iterator[Fact]:
    for gate in verdict.gates:
        if gate.value is not None:
            scale = 100 if gate.name == "lot_loss" else 1
            yield Fact(f"{gate.name}_found", scale * gate.value, "", "decide_by_lot")
            yield Fact(f"{gate.name}_needed", scale * gate.needed, "", "analysis-plan.toml")


def _ratios(verdict: LotVerdict) -> Iterator[Fact]:
    for place, (ratio, _) in enumerate(verdict.sensitivity):
        yield from with_change(Fact(f"lot_at_{place}", ratio, "rate ratio", "analysis-plan.toml"))


def _lost(trial: TrialFindings) -> Iterator[Fact]:
    for arm in trial.loss.drawn:
        yield Fact(f"lot_{arm}_people", trial.loss.drawn[arm], "persons", "count_lost")
        yield Fact(f"lot_{arm}_lost", trial.loss.lost[arm], "persons", "count_lost")


def _ordered(orders: Orders) -> Iterator[Fact]:
    yield Fact("lot_possible", orders.possible, "schedules", "count_schedules")
    yield Fact("lot_tried", orders.tried, "schedules", "rerandomise")
    for side in ("more", "fewer", "either"):
        yield Fact(f"lot_p_{side}", getattr(orders, side), "p", "rerandomise", n=orders.tried)


def _measured(name: str, measured: Contrasted, verdict: LotVerdict) -> Iterator[Fact]:
    level, events = 1 - 2 * verdict.risk, int(measured.events)
    low, high = measured.slope.bounds(verdict.risk)
    ratio = bounded(measured.slope.ratio)
    yield from with_change(
        Fact(f"{name}_ratio", ratio, "rate ratio", SOURCE, low, bounded(high), level, events)
    )
    yield Fact(f"{name}_counted", measured.events, "events", SOURCE)
    yield Fact(f"{name}_with_event", measured.people, "persons", SOURCE)
    yield Fact(f"{name}_read", 100 * measured.read, "percent", SOURCE)
    if measured.lift is not None:
        low, high = measured.lift.bounds(verdict.risk)
        yield Fact(f"{name}_lift", measured.lift.value, "points", SOURCE, low, high, level, events)
    if per_ten := find_per_ten(measured, verdict.risk):
        value, low, high = per_ten
        ten = Fact(f"{name}_ten", bounded(value), "rate ratio", SOURCE, low, bounded(high), level, events)
        yield from with_change(ten)


def _beside(trial: TrialFindings) -> Iterator[Fact]:
    """Yield the ratio per ten points by the estimator that does not decide, where the verdict rests on as
    much: `lot_own_ten` by each person's own baseline, `lot_all_ten` by all weeks together.
    """
    name, made = ("lot_all_ten", SOURCE) if trial.decides_by_baseline else ("lot_own_ten", "compare_halves")
    other = trial.primary if trial.decides_by_baseline else trial.by_baseline
    if other is None or trial.verdict.reason != "lot_interval":
        return
    if per_ten := find_per_ten(other, trial.verdict.risk):
        value, low, high = per_ten
        level, events = 1 - 2 * trial.verdict.risk, int(other.events)
        yield from with_change(
            Fact(name, bounded(value), "rate ratio", made, low, bounded(high), level, events)
        )


def _per_hour(trial: TrialFindings) -> Iterator[Fact]:
    """Yield what an hour of push brought, where the protocol says how many hours it takes."""
    measured, hours, verdict = trial.deciding, trial.protocol.hours, trial.verdict
    if measured is None or trial.pushed is None:
        return
    if found := find_per_hour(trial.pushed, measured.slope, hours, verdict.risk):
        value, low, high = found
        level, events = 1 - 2 * verdict.risk, int(trial.pushed.events)
        yield Fact("lot_hours_a_week", hours, "hours", "trial.toml")
        yield Fact("lot_pushed", trial.pushed.events, "events", "count_pushed")
        yield Fact("lot_pushed_hours", trial.pushed.weeks * hours, "hours", "count_pushed")
        yield Fact("lot_per_hour", value, "events an hour", "find_per_hour", low, high, level, events)


def _others(trial: TrialFindings) -> Iterator[Fact]:
    for name, measured in trial.measured.items():
        if measured is not None:
            yield from _measured(f"lot_{name}", measured, trial.verdict)


def _arms(trial: TrialFindings) -> Iterator[Fact]:
    for arm in trial.arms:
        for when, score in (("before", arm.before), ("during", arm.during)):
            if number(score) is not None:
                yield Fact(f"lot_{arm.name}_score_{when}", score, "points", "view_arms")
        for activity, values in arm.activity.items():
            for when, value in zip(("before", "during"), values, strict=True):
                if number(value) is not None:
                    yield Fact(f"lot_{arm.name}_{activity}_{when}", value, "a week", "view_arms")


def _alone(trial: TrialFindings) -> Iterator[Fact]:
    if trial.alone is not None:
        yield Fact("lot_blocks", trial.alone.blocks, "blocks", "judge_blocks")
        yield from with_change(
            Fact("lot_alone_ratio", math.exp(trial.alone.log), "rate ratio", "judge_blocks")
        )
        yield Fact("lot_alone_events", trial.alone.events, "events", "judge_blocks")


def _watched(study: PanelStudy, trial: TrialFindings) -> Iterator[Fact]:
    comparison, verdict = trial.watched.comparison, trial.watched.verdict
    yield Fact("lot_watched_word", verdict.word, "word", "watch_others")
    yield Fact("lot_watched_rows", comparison.rows, "person-weeks", "watch_others")
    if comparison.slope is not None:
        slope, events = comparison.slope, comparison.events
        yield from with_change(ratio_fact("lot_watched", slope, study.plan, events, "watch_others"))

"""One person's own weeks, told to that person: what was counted, lower against higher scores, and what a
diary of so many weeks could show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure

from ssi_outcomes.base.lengths import MONTH, WEEKS_A_YEAR
from ssi_outcomes.base.privacy import may_show_people
from ssi_outcomes.evidence.power import events_needed, smallest_ratio_alone
from ssi_outcomes.evidence.rates import LEVEL, rate_interval, rate_ratio
from ssi_outcomes.evidence.sample import take_sample
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.in_per_cent import bounded, say_spans, with_change
from ssi_outcomes.exhibits.frame.teller import Table, Teller, label_outcome
from ssi_outcomes.exhibits.team.answer import say_interval
from ssi_outcomes.exhibits.team.findings import bounded_gain, finding_facts
from ssi_outcomes.exhibits.team.person_weeks import counted_outcomes, panel_facts, weekly_counts
from ssi_outcomes.figures import draw_diary
from ssi_outcomes.panel.column_names import outcome_column
from ssi_outcomes.reading.names.registry import outcomes
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import cite

# What a sentence may cite of some weeks, by its ending.
OF_WEEKS = ("events", "weeks")

EXACT = Fact("exact_level", 100 * LEVEL, "percent", "evidence.rates")
SMALLEST_HALF = 5  # weeks: with fewer on either side, one good week would be half the story


def show_diary(study: PanelStudy) -> Exhibit:
    """Return what was counted in one person's weeks, and what so many could show; the
    score is drawn in a report for oneself only.
    """
    frame = study.panel.frame
    weeks = frame[frame["exposure_days"] > 0].set_index("week_start")
    private, read = may_show_people(), bool(weeks["ssi"].notna().any())
    rates = {name: fact for name in counted_outcomes(study) if (fact := _rate_fact(weeks, name))}
    reach = tuple(reach_facts(study))
    facts = (
        *panel_facts(study),
        *finding_facts(study),
        *rates.values(),
        *reach,
        Fact("month_days", MONTH, "days", "show_diary"),
        EXACT,
    )
    known = {fact.id: fact.value for fact in reach}
    words = {"private": private, "read": read, **_reach_words(known, private, study.plan.within_sd)}
    table = (lambda teller: _counts_table(rates, teller)) if rates else None
    return Exhibit(
        "diary",
        study,
        facts,
        partial(_draw_diary, study, weeks) if private else None,
        table,
        lambda teller: words,
        more=("diary_reach",),
        narrow=partial(_draw_diary, study, weeks, narrow=True) if private else None,
    )


def _reach_words(known: Mapping[str, object], private: bool, usual_spread: float) -> dict[str, object]:
    """Return what chooses the sentences on what so many weeks could show, from its facts by id."""
    reach = "none" if "diary_gain" not in known else "open" if known["diary_gain"] is None else "bounded"
    return {
        "reach": reach,
        "own_spread": private and known["diary_spread"] != usual_spread,
    }


def _draw_diary(study: PanelStudy, weeks: pd.DataFrame, teller: Teller, *, narrow: bool = False) -> Figure:
    scores, events = weeks["ssi"].to_numpy(float), weekly_counts(study)["events"].to_numpy()
    return draw_diary(weeks.index, scores, events, teller.text, narrow=narrow)


def _rate_fact(weeks: pd.DataFrame, name: str) -> Fact | None:
    rows = weeks[weeks[outcome_column(name)].notna()]
    counts = rows[outcome_column(name)]
    if rows.empty or (counts < 0).any() or (counts % 1).any():
        return None
    rate = rate_interval(int(counts.sum()), float(rows["exposure_days"].sum()) / MONTH)
    return Fact(
        f"{name}_rate", rate.value, "per four weeks", "rate_interval", rate.low, rate.high, rate.level, rate.n
    )


def _counts_table(rates: dict[str, Fact], teller: Teller) -> Table:
    rows = [
        (
            label_outcome(name, teller),
            teller.text(f"labels.outcome_kinds.{outcomes()[name].kind}"),
            *(cite(teller.facts, f"{name}_{what}", teller.language) for what in ("events", "weeks", "rate")),
            say_interval(f"{name}_rate", teller),
        )
        for name in rates
    ]
    headings = [
        teller.say(f"labels.columns.{name}")
        for name in ("outcome", "kind", "events", "own_weeks", "own_rate", "exact_interval")
    ]
    return Table(teller.say("exhibits.diary_caption"), headings, rows, "ledger")


def reach_facts(study: PanelStudy) -> Iterator[Fact]:
    """Give what so many results could show by the plan's formula, and how long
    LinkedIn's claim would take at the same pace.

    With the spread of one's own score in a report for oneself, else with the plan's.
    """
    plan, rows = study.plan, _told_rows(study)
    own = float(rows["ssi"].std()) if may_show_people() and len(rows) > 1 else 0.0
    spread = own if own > 0 else plan.within_sd
    yield Fact("diary_spread", spread, "points", "show_diary")
    needed = events_needed(plan.claim_per_10, plan, spread)
    yield Fact("diary_claim_events", needed, "events", "events_needed")
    if (pace := _find_pace(study)) > 0:
        yield Fact("diary_years", needed / pace / WEEKS_A_YEAR, "years", "events_needed")
    events = float(rows["count"].sum()) if len(rows) else 0.0
    if events > 0:
        yield Fact("diary_events", int(events), "events", "take_sample", n=len(rows))
        yield Fact("diary_weeks", len(rows), "weeks", "take_sample")
        yield Fact(
            "diary_gain",
            bounded_gain(smallest_ratio_alone(events, plan, spread)),
            "percent",
            "smallest_ratio_alone",
        )


def _find_pace(study: PanelStudy) -> float:
    """Return the events a week of the real outcome that comes most
    often, with a reading of the score or without.
    """
    frame = study.panel.frame[study.panel.frame["exposure_days"] > 0]
    return max(
        (float(frame[outcome_column(finding.outcome)].mean()) for finding in study.findings.of_kind("real")),
        default=0.0,
    )


def _told_rows(study: PanelStudy) -> pd.DataFrame:
    """Return the weeks with a score in time of the real outcome that has most events in them."""
    samples = [
        take_sample(study.panel.frame, finding.outcome).rows for finding in study.findings.of_kind("real")
    ]
    return max(samples, key=lambda rows: rows["count"].sum(), default=pd.DataFrame())


# --- lower against higher scores


@dataclass(frozen=True)
class Halves:
    """The weeks of an outcome on both sides of the middle score: events, weeks and days of each."""

    outcome: str
    events: tuple[int, int]
    weeks: tuple[int, int]
    days: tuple[float, float]


def show_halves(study: PanelStudy) -> Exhibit:
    """Return, for each real outcome, what one person counted in the weeks
    with lower and in those with higher scores.
    """
    real = [finding.outcome for finding in study.findings.of_kind("real")]
    halves = [each for name in real if (each := split_weeks(take_sample(study.panel.frame, name).rows, name))]
    facts = (*finding_facts(study), *(fact for each in halves for fact in _half_facts(each)), EXACT)
    told = max(halves, key=lambda each: sum(each.events), default=None)

    table = (lambda teller: _halves_table(halves, teller)) if halves else None
    return Exhibit("halves", study, facts, table=table, words=partial(_word_halves, real, told))


def _word_halves(real: list[str], told: Halves | None, teller: Teller) -> dict[str, object]:
    if told is None:
        return {"state": "few" if real else "nothing"}
    ratio = teller.facts[f"{told.outcome}_halves"]
    apart = ratio.low > 1 or (ratio.high is not None and ratio.high < 1)
    return {
        "state": "shown",
        "outcome": label_outcome(told.outcome, teller),
        "ratio": say_spans([ratio.id], teller)[0],
        "apart": apart,
    }


def split_weeks(rows: pd.DataFrame, outcome: str) -> Halves | None:
    """Return the weeks at or below the middle score and those above it; None where either
    side is too small or nothing was counted.
    """
    higher = (rows["ssi"] > rows["ssi"].median()).to_numpy()
    weeks, counts = (int((~higher).sum()), int(higher.sum())), rows["count"]
    if min(weeks) < SMALLEST_HALF or not counts.sum() or (counts < 0).any() or (counts % 1).any():
        return None
    events = [counts[side].sum() for side in (~higher, higher)]
    days = tuple(float(rows["exposure"][side].sum()) for side in (~higher, higher))
    return Halves(outcome, (int(events[0]), int(events[1])), weeks, days)


def _half_facts(halves: Halves) -> Iterator[Fact]:
    for side, events, weeks in zip(("lower", "higher"), halves.events, halves.weeks, strict=True):
        yield Fact(f"{halves.outcome}_{side}_events", events, "events", "split_weeks")
        yield Fact(f"{halves.outcome}_{side}_weeks", weeks, "weeks", "split_weeks")
    ratio = rate_ratio(halves.events[1], halves.days[1], halves.events[0], halves.days[0])
    ends = bounded(ratio.value), "rate ratio", "rate_ratio", ratio.low, bounded(ratio.high)
    yield from with_change(Fact(f"{halves.outcome}_halves", *ends, ratio.level, ratio.n))


def _halves_table(halves: list[Halves], teller: Teller) -> Table:
    def side(each: Halves, name: str) -> Markup:
        return teller.say("labels.events_in_weeks", id=f"{each.outcome}_{name}")

    spans = say_spans([f"{each.outcome}_halves" for each in halves], teller)
    rows = [
        (
            label_outcome(each.outcome, teller),
            side(each, "lower"),
            side(each, "higher"),
            span,
        )
        for each, span in zip(halves, spans, strict=True)
    ]
    headings = [
        teller.say(f"labels.columns.{name}")
        for name in ("outcome", "lower_half", "higher_half", "halves_ratio")
    ]
    return Table(teller.say("exhibits.halves_caption"), headings, rows, "ledger")

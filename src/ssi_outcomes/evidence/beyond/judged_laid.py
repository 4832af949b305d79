"""All that the rule asks of a panel that was laid in blocks, and its verdicts: those of `judge.py`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.base.plan_keys import LAGS
from ssi_outcomes.base.ssi import MEANS
from ssi_outcomes.evidence.beyond.asked_weeks import LEAD, Question, take_weeks
from ssi_outcomes.evidence.beyond.compared_laid import compare_laid, compare_people_laid
from ssi_outcomes.evidence.beyond.week_sums import Tally, tally
from ssi_outcomes.evidence.beyond.weeks_laid import DAYS, SCORE, LaidWeeks
from ssi_outcomes.evidence.falsify import read_lead
from ssi_outcomes.evidence.later_weeks import leaves_open
from ssi_outcomes.evidence.ruled import Asked, Judged, rule_all
from ssi_outcomes.evidence.scale import is_jump
from ssi_outcomes.evidence.verdict import Declared
from ssi_outcomes.panel.column_names import activity_column, activity_columns, outcome_column


@dataclass(frozen=True, eq=False)
class LaidFindings(Judged):
    """What was judged of a panel in blocks, and counted of it: `people` who were there, in so many
    `person_weeks`, of them `readings` with a score, over `n_weeks` of the calendar; of each outcome the first
    and the last week that a comparison can use, from 0 (`spans`, none without one), its events (`counts`),
    the weeks of people that it can use (`usable`) and the events in them (`compared`); and the columns of
    activities that are known in any week.
    """

    people: int
    person_weeks: int
    readings: int
    n_weeks: int
    spans: Mapping[str, tuple[int, int]]
    counts: Mapping[str, float]
    usable: Mapping[str, int]
    compared: Mapping[str, float]
    activity: tuple[str, ...]

    @cached_property
    def weeks(self) -> dict[str, int]:
        """Return how many weeks of the calendar each outcome's comparison reaches over."""
        reach = {name: last - first + 1 for name, (first, last) in self.spans.items()}
        return {name: reach.get(name, 0) for name in self.outcomes}

    def is_counted(self, activity: str) -> bool:
        """Tell whether an activity, given its id in the registry, is known in any week."""
        return activity_column(activity) in self.activity


def judge_laid(
    laid: LaidWeeks, plan: Plan, kinds: Mapping[str, str], declared: Mapping[str, Declared]
) -> LaidFindings:
    """Return what the rule says of the outcomes that `kinds` names, as `judge` does of a frame without
    teams.
    """
    names = [
        name for name in kinds if outcome_column(name) in laid.columns and name not in plan.negative_controls
    ]
    counted = {name: tally(laid, Question(name)) for name in names}
    asked = {name: _ask(laid, name, plan, counted[name]) for name in names}
    twins = _find_same(laid, names)
    ruled = rule_all(
        asked,
        plan,
        kinds,
        declared,
        same=lambda one, other: (one, other) in twins,
        open_later=lambda name: _is_open_later(laid, name, plan),
        formula_changed=_has_break(laid, plan),
    )
    spans = {name: np.flatnonzero(each.used) for name, each in counted.items()}
    return LaidFindings(
        **vars(ruled),
        **_count_all(laid),
        spans={name: (int(weeks[0]), int(weeks[-1])) for name, weeks in spans.items() if len(weeks)},
        counts=_sum_events(laid, names),
        usable={name: int(each.used.sum()) for name, each in counted.items()},
        compared={name: float(each.weeks.sum()) for name, each in counted.items()},
    )


def _ask(laid: LaidWeeks, outcome: str, plan: Plan, counted: Tally) -> Asked:
    question = Question(outcome)
    within = compare_laid(laid, question, counted)
    activity = find_activity(laid, question, plan) if within.slope is not None else ()
    adjusted = compare_laid(laid, Question(outcome, activity)) if activity else None
    lead = read_lead(compare_laid(laid, Question(outcome, (LEAD,))))
    return Asked(within, compare_people_laid(question, counted), lead, adjusted)


def find_activity(laid: LaidWeeks, question: Question, plan: Plan) -> tuple[str, ...]:
    """Return the activity columns that vary, and are known in the plan's share of the weeks that are
    compared.
    """
    names = activity_columns(laid.columns)
    rows, known = 0, dict.fromkeys(names, 0)
    low, high = dict.fromkeys(names, np.inf), dict.fromkeys(names, -np.inf)
    for block in laid.load((*question.columns, *names)):
        used = take_weeks(block, question).used
        rows += int(used.sum())
        for name in names:
            there = block[name][used & ~np.isnan(block[name])]
            known[name] += len(there)
            low[name] = min(low[name], there.min(initial=np.inf))
            high[name] = max(high[name], there.max(initial=-np.inf))
    return tuple(
        name
        for name in names
        if rows and known[name] / rows >= plan.activity_known and high[name] > low[name]
    )


def _count_all(laid: LaidWeeks) -> dict[str, object]:
    """Return how many people were there, in how many weeks, with how many readings, and which activities are
    known.
    """
    names, known = activity_columns(laid.columns), set()
    people = person_weeks = readings = 0
    weeks = np.zeros(laid.weeks, bool)
    for block in laid.load((DAYS, SCORE, *names)):
        there = block[DAYS] > 0
        people += int(there.any(axis=1).sum())
        person_weeks += int(there.sum())
        readings += int((there & ~np.isnan(block[SCORE])).sum())
        weeks |= there.any(axis=0)
        known |= {name for name in names if not np.isnan(block[name]).all()}
    activity = tuple(name for name in names if name in known)
    counts = {"people": people, "person_weeks": person_weeks, "readings": readings}
    return counts | {"n_weeks": int(weeks.sum()), "activity": activity}


def _sum_events(laid: LaidWeeks, names: Iterable[str]) -> dict[str, float]:
    """Return the events of each outcome in all weeks in which somebody was there."""
    columns = {name: outcome_column(name) for name in names}
    sums = dict.fromkeys(columns, 0.0)
    for block in laid.load((DAYS, *columns.values())):
        there = block[DAYS] > 0
        for name, column in columns.items():
            sums[name] += float(np.nansum(block[column][there]))
    return sums


def _find_same(laid: LaidWeeks, names: list[str]) -> set[tuple[str, str]]:
    """Return the pairs of outcomes with the same counts in each week, and with any."""
    columns = {name: outcome_column(name) for name in names}
    pairs = {(one, other) for one in names for other in names}
    counted: set[str] = set()
    for block in laid.load(columns.values()):
        counted |= {name for name in names if not np.isnan(block[columns[name]]).all()}
        pairs = {
            (one, other)
            for one, other in pairs
            if one == other or np.array_equal(block[columns[one]], block[columns[other]], equal_nan=True)
        }
    return {(one, other) for one, other in pairs if one in counted}


def _is_open_later(laid: LaidWeeks, outcome: str, plan: Plan) -> bool:
    lags = [weeks for name, weeks in LAGS.items() if name in plan.variants]
    return leaves_open((compare_laid(laid, Question(outcome, behind=weeks)) for weeks in lags), plan)


def _has_break(laid: LaidWeeks, plan: Plan) -> bool:
    """Tell whether the scores are on another scale from some Monday on, as `find_breaks` finds it."""
    industry, network = MEANS
    if industry not in laid.columns:
        return False
    counts, up, down, borne = np.zeros((4, laid.weeks), int)
    for block in laid.load(MEANS):
        steps, too = _find_steps(block[industry]), _find_steps(block[network])
        counts += (~np.isnan(steps)).sum(axis=0)
        up += (steps >= plan.scale_jump).sum(axis=0)
        down += (-steps >= plan.scale_jump).sum(axis=0)
        borne += (too * np.sign(steps) >= plan.scale_jump).sum(axis=0)
    return any(
        is_jump(max(up[week], down[week]) / count, count > 1 or bool(borne[week]), plan)
        for week, count in enumerate(counts)
        if count
    )


def _find_steps(mean: np.ndarray) -> np.ndarray:
    """Return by how much an average moved since the reading before, however long ago; NaN where there is no
    reading, or none before.
    """
    place = np.where(np.isnan(mean), -1, np.arange(mean.shape[1]))
    last = np.maximum.accumulate(place, axis=1)
    before = np.concatenate([np.full((len(mean), 1), -1), last[:, :-1]], axis=1)
    held = np.take_along_axis(mean, np.maximum(before, 0), axis=1)
    return np.where(before >= 0, mean - held, np.nan)

"""Many studies judged together, by the same rule as one: what was watched and what was drawn apart, each
outcome apart, and each push of the score apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.any_time import bounds
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.pooled import Pooled, pool
from ssi_outcomes.evidence.sample import STEP
from ssi_outcomes.evidence.verdict import (
    UNDETERMINED,
    USEFUL,
    USELESS,
    WORDS,
    FamilyVerdict,
    decide_family,
    judge_interval,
)

FEWEST_STUDIES = 5  # for a word
FEW_STUDIES = 10  # under which what is expected of the next team is told as "at least so wide"
POOL_REASONS = ("no_study", "one_study", "few_studies", "interval")
POOL_NOTES = ("claim_excluded", "inverse", "not_after_holm", "comes_and_goes", "exploratory")
# Of each condition of a trial its file says whether it holds; those of what was watched are `GATES`.
DRAWN_GATES = (
    *("lot_sealed", "lot_defined", "lot_schedules", "lot_before"),
    *("lot_people", "lot_events", "lot_loss", "lot_unread"),
)
LIKE = ["design", "question", "push", "outcome"]
_MAIN = ("within", "parallel", "crossover", "between")


@dataclass(frozen=True)
class PoolVerdict:
    """A word on studies together, why, and its notes; `low` and `high` bound the ratio at the plan's risk on
    each side (None where nothing can be pooled); `sensitivity` repeats the word at the plan's other ratios.
    """

    word: str
    reason: str
    notes: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    sensitivity: tuple[tuple[float, str], ...] = ()

    def __post_init__(self) -> None:
        undeclared = not set(self.notes) <= set(POOL_NOTES)
        if self.word not in WORDS or self.reason not in POOL_REASONS or undeclared:
            raise ValueError(f"undeclared: {self.word!r}, {self.reason!r} or {self.notes}")


@dataclass(frozen=True, eq=False)
class PoolFinding:
    """One question to all studies that asked it: `studies` are those whose gates hold (rows of the pool), as
    `failed` the others are named and left out; `pooled` is None where fewer than two are left. Of what was
    drawn, `pooled` is the ratio as assigned, and the word is of the contrast per +10 points of lift.
    """

    design: str
    question: str
    push: str
    outcome: str
    studies: pd.DataFrame
    failed: pd.DataFrame
    pooled: Pooled | None
    verdict: PoolVerdict
    slope: Slope | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """Return the name of this question: what its facts are called after."""
        return "_".join(filter(None, (self.outcome, self.question, self.push)))

    @property
    def family(self) -> tuple[str, str, str]:
        """Return what the questions share that Holm's correction goes over."""
        return self.design, self.question, self.push


@dataclass(frozen=True, eq=False)
class PoolFindings:
    """All questions of a pool, those of most studies first within each design; the word over the outcomes of
    each question.
    """

    questions: tuple[PoolFinding, ...]
    plan: Plan

    @cached_property
    def families(self) -> dict[tuple[str, str, str], FamilyVerdict]:
        """Return the word over the outcomes of each design, question and push."""
        return _decide_families(self.questions, self.plan)

    @property
    def told(self) -> PoolFinding | None:
        """Return the question that a report puts in words: within people or by lot before between people,
        then of most studies; None where there is none.
        """
        return min(self.questions, key=_find_place, default=None)


def _find_place(each: PoolFinding) -> tuple[bool, int, float, str]:
    """Return by what questions are told first: within people or by lot before between people, those of most
    studies, then of most events.
    """
    return each.question == _MAIN[-1], -len(each.studies), -float(each.studies["events"].sum()), each.name


def judge_pool(frame: pd.DataFrame, plan: Plan) -> PoolFindings:
    """Return what the studies of a pool (its table) say together."""
    found = [_judge(dict(zip(LIKE, key, strict=True)), rows, plan) for key, rows in frame.groupby(LIKE)]
    families = _decide_families(found, plan)
    noted = [_after_holm(each, families[each.family]) for each in found]
    order = sorted(
        noted,
        key=lambda each: (
            each.design != "watched",
            _MAIN.index(each.question),
            -len(each.studies),
            each.name,
        ),
    )
    return PoolFindings(tuple(order), plan)


def mark_pool_exploratory(findings: PoolFindings) -> PoolFindings:
    """Return the findings of a look that was not planned: each word that says something says so."""

    def mark(each: PoolFinding) -> PoolFinding:
        return each if each.verdict.word == UNDETERMINED else _add_note(each, "exploratory")

    return replace(findings, questions=tuple(map(mark, findings.questions)))


def _judge(key: dict[str, str], rows: pd.DataFrame, plan: Plan) -> PoolFinding:
    counted = rows[rows["failed"] == ""].sort_values("study").reset_index(drop=True)
    failed = rows[rows["failed"] != ""].sort_values("study").reset_index(drop=True)
    pooled = pool(counted["b"].to_numpy(), counted["se"].to_numpy())
    drawn = key["design"] == "drawn"
    if pooled is None:
        verdict, slope = PoolVerdict(UNDETERMINED, "one_study" if len(counted) else "no_study"), None
    else:
        verdict, slope = _decide(counted, pooled, plan, drawn, key["question"] == "crossover")
    return PoolFinding(**key, studies=counted, failed=failed, pooled=pooled, verdict=verdict, slope=slope)


def _decide(
    rows: pd.DataFrame, pooled: Pooled, plan: Plan, drawn: bool, comes_and_goes: bool
) -> tuple[PoolVerdict, Slope]:
    """Return the verdict on studies, and the log ratio that it rests on, less the threshold's where drawn."""
    risk, few = plan.level_per_look, pooled.studies < FEWEST_STUDIES

    def place(ratio: float) -> str:
        if drawn:
            return judge_interval(contrast(rows, ratio).widest(risk), 1.0, plan)
        return judge_interval(pooled.widest(risk), ratio, plan)

    word = UNDETERMINED if few else place(plan.threshold)
    notes = []
    if word == USELESS:
        notes += ["claim_excluded"] * (place(plan.claim_per_10) == USELESS) + ["inverse"] * (
            place(1.0) == USELESS
        )
        notes += ["comes_and_goes"] * comes_and_goes
    low, high = bounds(pooled.widest(risk), plan)
    said = tuple((ratio, UNDETERMINED if few else place(ratio)) for ratio in plan.sensitivity)
    verdict = PoolVerdict(word, "few_studies" if few else "interval", tuple(notes), low, high, said)
    slope = pooled.widest(risk)
    return verdict, (_shifted(contrast(rows, plan.threshold).widest(risk), plan) if drawn else slope)


def contrast(rows: pd.DataFrame, ratio: float) -> Pooled:
    """Return what was drawn, pooled, less what `ratio` per +10 points would bring by each study's own lift:
    b - log(ratio) * lift / 10, with the error of the whole.
    """
    per_point = math.log(ratio) / STEP
    logs = rows["b"] - per_point * rows["lift"]
    squares = rows["se"] ** 2 + per_point**2 * rows["lift_se"] ** 2 - 2 * per_point * rows["lift_with_b"]
    return pool(logs.to_numpy(), np.sqrt(squares.to_numpy()))


def _shifted(slope: Slope, plan: Plan) -> Slope:
    """Return a contrast as the log ratio that lies as far from the threshold: what Holm's correction asks."""
    return replace(slope, log=slope.log + math.log(plan.threshold))


def _decide_families(found: Iterable[PoolFinding], plan: Plan) -> dict[tuple[str, str, str], FamilyVerdict]:
    groups: dict[tuple[str, str, str], list[PoolFinding]] = {}
    for each in found:
        groups.setdefault(each.family, []).append(each)
    return {
        family: decide_family(
            {each.outcome: each.verdict for each in own}, {each.outcome: each.slope for each in own}, plan
        )
        for family, own in groups.items()
    }


def _after_holm(each: PoolFinding, family: FamilyVerdict) -> PoolFinding:
    held = each.verdict.word != USEFUL or each.outcome in family.useful
    return each if held else _add_note(each, "not_after_holm")


def _add_note(each: PoolFinding, note: str) -> PoolFinding:
    return replace(each, verdict=replace(each.verdict, notes=(*each.verdict.notes, note)))

"""How often the word on a trial is right where the truth is known.

Reported as the calibration of the weeks is (ADEMP). Aim: the error rates that a trial promises. Data: the
worlds of `worlds/trials.py`. Estimand: the contrast of results as assigned with what a ratio per +10 points
asks for. Method: `contrast` and `decide_contrast` at one look; where all start together and all weeks are
told, by totals, which give the same numbers. Performance: coverage, words, power beside that of the true
variance. The result is `trials.csv`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from zlib import crc32

import numpy as np
from scipy.special import ndtri

from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.base.plan import Plan, read_plan
from ssi_outcomes.base.tried_code import hash_code
from ssi_outcomes.evidence.drawn.arms import count_lost
from ssi_outcomes.evidence.drawn.assigned import Assigned, take_assigned
from ssi_outcomes.evidence.drawn.contrast import Contrasted, Measured, contrast
from ssi_outcomes.evidence.drawn.word_by_lot import decide_by_lot, decide_contrast
from ssi_outcomes.trial.protocol import Protocol
from ssi_outcomes.worlds.measured_trials import measure_halves, measure_totals
from ssi_outcomes.worlds.scenarios import MAIN
from ssi_outcomes.worlds.trial_rows import TrialRow
from ssi_outcomes.worlds.trials import (
    TRUTHS,
    Trials,
    TrialWorld,
    draw_halves,
    draw_trials,
    frame_of,
    lay_push,
)

TRIED_ON_TRIALS = ("evidence", "trial", "worlds", "base.plan", "base.lengths")
DRAWS_OF_TRIALS = 1_000
_BATCH = 50
_TAIL = 0.025
_SPAN = 4  # weeks; periods of 8 of which 4 are left out, and halves of 24, begin and end with them
# Each other thing alone, at 30 people and 24 weeks before and after; `unmoved` is a push that lifts nothing.
ALONE = {
    "lift_30": {"lift": 30},
    "tied": {"tied": 0.5},
    "behind": {"behind": 2},
    "follows": {"follows": 0.6},
    "compensates": {"compensates": 4},
    "drives": {"drives": 6},
    "pairs": {},
    "lost": {"lost": 0.2},
    "unmoved": {"lift": 0},
}
# A design of its own here, though no cell of the table: "parallel", told by the weeks of the trial alone.
OWN_BASELINE = "own_baseline"
CROSSED = {"in_step": {}, "behind": {"behind": 2}, "lasts": {"lasts": 8}}


@dataclass(frozen=True)
class TrialCell:
    """One design and world at one size; `kind` names what else is so."""

    design: str
    kind: str
    world: TrialWorld
    people: int
    before: int
    weeks: int


@dataclass(frozen=True)
class TriedTrial:
    """What was made of one drawn trial: the word, why, its notes, the contrast at the threshold, at the claim
    and at the truth with their errors, and the lift.
    """

    word: str
    reason: str
    notes: tuple[str, ...]
    at_threshold: Measured
    at_claim: Measured
    at_truth: Measured
    lift: float


def list_cells() -> list[TrialCell]:
    """Return every cell: size x weeks x truth, each other thing alone, and the crossover."""
    grid = [
        TrialCell("parallel", "plain", TrialWorld(truth, share), people, weeks, weeks)
        for people in (8, 15, 30, 60)
        for weeks in (12, 24)
        for truth, share in TRUTHS.items()
    ]
    alone = [
        TrialCell("parallel", kind, TrialWorld(truth, share, **values), 30, 24, 24)
        for kind, values in ALONE.items()
        for truth, share in TRUTHS.items()
    ]
    crossed = [
        TrialCell("crossover", kind, TrialWorld(truth, TRUTHS[truth], **values), 30, 0, 48)
        for kind, values in CROSSED.items()
        for truth in ("threshold", "claim")
    ]
    return [*grid, *alone, *crossed]


def try_trials(
    executor: Executor, cells: Sequence[TrialCell] | None = None, draws: int = DRAWS_OF_TRIALS
) -> Iterator[TrialRow]:
    """Yield the row of each cell as it is done; the same seeds give the same rows."""
    plan = read_plan()
    for cell in list_cells() if cells is None else cells:
        seeds = range(0, draws, _BATCH)
        batches = [executor.submit(try_batch, cell, seed, min(_BATCH, draws - seed), plan) for seed in seeds]
        yield sum_up(cell, [each for batch in batches for each in batch.result()], plan)


def try_batch(cell: TrialCell, seed: int, trials: int, plan: Plan) -> list[TriedTrial]:
    """Return what is made of some trials of a cell; the job that executors carry."""
    rng = np.random.Generator(
        np.random.PCG64([seed, cell.people, cell.weeks, crc32(f"{cell.kind} {cell.world.name}".encode())])
    )
    shape = (trials, cell.people, cell.before + cell.weeks)
    if cell.design != "crossover" and not cell.world.lost:
        halve = partial(draw_halves, rng, weeks=cell.weeks, pairs=cell.kind == "pairs")
        drawn = draw_trials(cell.world, halve, shape, cell.before, rng, plan)
        measure = measure_halves if cell.design == OWN_BASELINE else measure_totals
        return [_tell(each, cell, plan) for each in measure(drawn, cell.before, plan, cell.world)]
    protocols = [_promise(cell, f"{seed} {number}") for number in range(trials)]
    push = np.array([lay_push(protocol) for protocol in protocols])
    drawn = draw_trials(cell.world, lambda counts: push, shape, cell.before, rng, plan)
    return [_try_one(drawn, number, protocol, cell, plan) for number, protocol in enumerate(protocols)]


def join_weeks_alike(assigned: Assigned) -> Assigned:
    """Return the same trial with four weeks after another as one: where nobody changes arm or falls silent
    within them the estimates are the same, in a tenth of the time.
    """
    rows = assigned.rows
    span = (rows["week_start"] - rows["week_start"].min()).dt.days // (WEEK * _SPAN)
    joined = rows.groupby(["person", span.rename("span")], as_index=False).agg(
        {"week_start": "min", "arm": "first", "block": "first", "count": "sum"}
        | {"exposure": "sum", "push": "first", "score": "mean"}
    )
    return replace(assigned, rows=joined)


def sum_up(cell: TrialCell, tried: Sequence[TriedTrial], plan: Plan) -> TrialRow:
    """Return the shares of some trials of one cell."""

    def share(holds: Iterable[bool]) -> float:
        return float(np.mean([*holds]))

    def known(name: str, side: int) -> float:
        values = np.array([getattr(each, name).value for each in tried])
        return share(side * values > -ndtri(plan.level) * values.std(ddof=1))

    covers = [low <= 0 <= high for low, high in (each.at_truth.bounds(_TAIL) for each in tried)]
    return TrialRow(
        cell.design,
        cell.kind,
        cell.world.name,
        cell.people,
        cell.before,
        cell.weeks,
        len(tried),
        lift=float(np.mean([each.lift for each in tried])),
        coverage=share(covers),
        useful=share(each.word == "useful" for each in tried),
        useless=share(each.word == "useless" for each in tried),
        passing=share(each.word == "passing" for each in tried),
        claim_met=share("claim_met" in each.notes for each in tried),
        claim_excluded=share("claim_excluded" in each.notes for each in tried),
        not_moved=share(each.reason == "lot_not_moved" for each in tried),
        refused=share(each.reason not in ("lot_not_moved", "lot_interval") for each in tried),
        useful_known=known("at_threshold", 1),
        excluded_known=known("at_claim", -1),
    )


def _promise(cell: TrialCell, seed: str) -> Protocol:
    """Return the protocol of one drawn trial."""
    periods = (8, 4) if cell.design == "crossover" else (0, 0)
    people = tuple(f"P{number:02}" for number in range(1, cell.people + 1))
    return Protocol(
        *(cell.design, people, date(2026, 1, 5), cell.before, cell.weeks, "score_hour", MAIN, seed),
        datetime(2026, 1, 1),
        *periods,
        planned_looks=1,
    )


def _try_one(drawn: Trials, number: int, protocol: Protocol, cell: TrialCell, plan: Plan) -> TriedTrial:
    """Return what the whole rule makes of one trial, laid out as a panel."""
    frame = frame_of(drawn, number, protocol)
    assigned = join_weeks_alike(take_assigned(frame, protocol, MAIN))
    ratios = tuple({*plan.sensitivity, cell.world.truth(plan)})
    measured = contrast(assigned, ratios)
    verdict = decide_by_lot(assigned, measured, count_lost(frame, protocol, MAIN), plan, True)
    told = _tell(measured, cell, plan)
    return replace(told, word=verdict.word, reason=verdict.reason, notes=verdict.notes)


def _tell(measured: Contrasted, cell: TrialCell, plan: Plan) -> TriedTrial:
    passing, least = cell.design == "crossover", plan.trial.smallest_lift
    verdict = decide_contrast(measured, plan, plan.level, least, passing)
    at = measured.contrasts
    return TriedTrial(
        verdict.word,
        verdict.reason,
        verdict.notes,
        at[plan.threshold],
        at[plan.claim_per_10],
        at[cell.world.truth(plan)],
        measured.lift.value,
    )


def hash_tried_on_trials() -> str:
    """Return the hash of today's code that the trials are tried on."""
    return hash_code("worlds.trials_tried", TRIED_ON_TRIALS)

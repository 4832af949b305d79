"""What each of many invented trials measures, all of whose weeks are told and whose people start together:
by totals, which give the engine's numbers, or by each person's own baseline.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.drawn.contrast import Contrasted, Measured
from ssi_outcomes.evidence.drawn.own_baseline import Halves, compare_halves
from ssi_outcomes.evidence.drawn.totals import compare_totals, jackknife_errors, lift_totals
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.sample import STEP
from ssi_outcomes.worlds.trials import Trials, TrialWorld


def measure_totals(drawn: Trials, before: int, plan: Plan, world: TrialWorld) -> Iterator[Contrasted]:
    """Give what each of many trials measured, all of whose weeks are told and whose people start together."""
    push = drawn.push[:, :, -1]
    counts = drawn.counts[:, :, :before].sum(axis=2), drawn.counts[:, :, before:].sum(axis=2)
    score = drawn.score[:, :, :before].mean(axis=2), drawn.score[:, :, before:].mean(axis=2)
    events = counts[0] + counts[1]
    b, b_without = compare_totals(*counts, push)
    lift, lift_without = lift_totals(*score, push, events)
    there = events > 0
    freedom = there.sum(axis=1) - 1
    errors = {ratio: math.log(ratio) / STEP for ratio in {*plan.sensitivity, world.truth(plan)}}
    made = {
        ratio: (b - pull * lift, jackknife_errors(b - pull * lift, b_without - pull * lift_without, there))
        for ratio, pull in errors.items()
    }
    slope, lifted = jackknife_errors(b, b_without, there), jackknife_errors(lift, lift_without, there)
    for trial, free in enumerate(freedom):
        yield Contrasted(
            Slope(float(b[trial]), float(slope[trial]), int(free)),
            Measured(float(lift[trial]), float(lifted[trial]), int(free)),
            {
                ratio: Measured(float(value[trial]), float(error[trial]), int(free))
                for ratio, (value, error) in made.items()
            },
            int(free) + 1,
            float(events[trial].sum()),
            1.0,
        )


def measure_halves(drawn: Trials, before: int, plan: Plan, world: TrialWorld) -> Iterator[Contrasted]:
    """Give the same by the weeks of the trial and each person's own baseline; a trial without an estimate is
    left out.
    """
    people, weeks = drawn.counts.shape[1:]
    days = np.full(people, float(WEEK * before)), np.full(people, float(WEEK * (weeks - before)))
    ratios = tuple({*plan.sensitivity, world.truth(plan)})
    for counts, score, push in zip(drawn.counts, drawn.score, drawn.push[:, :, -1], strict=True):
        moved = score[:, before:].mean(axis=1) - score[:, :before].mean(axis=1)
        sums = counts[:, :before].sum(axis=1), counts[:, before:].sum(axis=1)
        if found := compare_halves(Halves(*sums, *days, push, moved), ratios):
            yield found

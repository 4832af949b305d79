"""Which weeks of a block a question is asked of, and what of them: the rules of `take_sample`, on blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ssi_outcomes.evidence.beyond.weeks_laid import DAYS, SCORE
from ssi_outcomes.evidence.sample import STEP
from ssi_outcomes.panel.column_names import outcome_column

LEAD = "lead"  # next Monday's score, where that week is there


@dataclass(frozen=True)
class Question:
    """A comparison within people: of an outcome with the score, or with that of so many weeks before
    (`behind`), and what stands beside it: the `LEAD`, or columns of activities, as log1p.
    """

    outcome: str
    add: tuple[str, ...] = ()
    behind: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns of a block that the question is about."""
        return (DAYS, SCORE, outcome_column(self.outcome), *(name for name in self.add if name != LEAD))

    @property
    def regressors(self) -> int:
        """Return how many there are, the score first."""
        return 1 + len(self.add)


@dataclass(frozen=True, eq=False)
class Taken:
    """Of one block which weeks are `used`, and in these events, days and regressors (people x weeks x K), 0
    elsewhere; and how many weeks are not used, by reason.
    """

    used: np.ndarray
    counts: np.ndarray
    exposure: np.ndarray
    x: np.ndarray
    dropped: dict[str, int]


def take_weeks(block: Mapping[str, np.ndarray], question: Question) -> Taken:
    """Return what a question takes of a block."""
    days, score, counts = block[DAYS], block[SCORE], block[outcome_column(question.outcome)]
    there = days > 0
    counted = there & ~np.isnan(counts)
    in_time = counted & ~np.isnan(score)
    added = [_shift(score, -1) / STEP if name == LEAD else np.log1p(block[name]) for name in question.add]
    used = in_time.copy()
    for each in added:
        used &= ~np.isnan(each)
    dropped = {
        "ramp_up": 0,
        "no_team": 0,
        "not_counted": int((there & ~counted).sum()),
        "late": 0,
        "no_reading": int((counted & ~in_time).sum()),
        "not_known": int((in_time & ~used).sum()),
    }
    if question.behind:
        score = _shift(np.where(used, score, np.nan), question.behind)
        used = used & ~np.isnan(score)
    x = np.stack([np.where(used, each, 0.0) for each in (score / STEP, *added)], axis=2)
    return Taken(used, np.where(used, counts, 0.0), np.where(used, days, 0.0), x, dropped)


def _shift(cells: np.ndarray, weeks: int) -> np.ndarray:
    """Return the cells of so many weeks before (after, if negative), NaN where there are none."""
    moved = np.full_like(cells, np.nan)
    if abs(weeks) >= cells.shape[1]:
        return moved
    if weeks > 0:
        moved[:, weeks:] = cells[:, :-weeks]
    else:
        moved[:, :weeks] = cells[:, -weeks:]
    return moved

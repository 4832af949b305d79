"""Panels of every kind that a judge may meet, degenerate ones among them, drawn by number: the same number is the same panel."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from evidence.panels import MONDAY, WEEK

# So many of the first panels are small, so that `make test` can afford them.
SMALL = 50


@dataclass
class Drawn:
    """A panel on its way: people x weeks of scores, log rates, days and counts, and what its dataset declares."""

    rng: np.random.Generator
    level: np.ndarray
    scores: np.ndarray
    rate: np.ndarray
    days: np.ndarray
    counts: np.ndarray = field(default_factory=lambda: np.empty(0))
    late: np.ndarray | None = None
    lead: np.ndarray | None = None
    defined: bool = True
    picked: bool | None = False
    rolled_out: bool | None = False

    def count(self) -> None:
        """Draw the counts that the rates and days ask for."""
        self.counts = self.rng.poisson(np.exp(self.rate) * self.days / 5).astype(float)

    def some(self, share: float) -> np.ndarray:
        """Return some of the cells, by lot."""
        return self.rng.random(self.scores.shape) < share

    def few(self) -> np.ndarray:
        """Return some of the people, one at least."""
        people = len(self.scores)
        return self.rng.permutation(people)[: self.rng.integers(1, max(2, people // 2))]

    def frame(self) -> pd.DataFrame:
        """Return the panel's frame, whose outcome is called "calls"; weeks without a day that are not said to be so are left out."""
        people, weeks = self.scores.shape
        following = np.concatenate([self.scores[:, 1:], np.full((people, 1), np.nan)], axis=1)
        columns = {
            "ssi": self.scores,
            "next_ssi": following if self.lead is None else self.lead,
            "ssi_late": np.zeros(self.scores.shape, bool) if self.late is None else self.late,
            "exposure_days": self.days,
            "outcome_calls": self.counts,
        }
        made = pd.DataFrame(
            {
                "person": np.repeat([f"P{number:02}" for number in range(1, people + 1)], weeks),
                "week_start": np.tile(MONDAY + WEEK * np.arange(weeks), people),
                "reading_age_days": 0.0,
            }
            | {name: cells.ravel() for name, cells in columns.items()}
        )
        return made[made["exposure_days"].notna()].reset_index(drop=True)


def _plain(drawn: Drawn) -> None:
    pass


def _busy(drawn: Drawn) -> None:
    drawn.rate += 2.5


def _strong(drawn: Drawn) -> None:
    drawn.rate += 2 + 0.5 * _moves(drawn) / 10


def _gaps(drawn: Drawn) -> None:
    drawn.days = np.where(drawn.some(0.2), 0.0, drawn.rng.integers(0, 8, drawn.days.shape)).astype(float)
    drawn.days[drawn.some(0.1)] = np.nan
    drawn.scores[drawn.some(0.1)] = np.nan


def _all_zero(drawn: Drawn) -> None:
    drawn.rate[drawn.few()] = -50


def _one_week_each(drawn: Drawn) -> None:
    for person in drawn.few():
        drawn.days[person, np.arange(drawn.days.shape[1]) != drawn.rng.integers(drawn.days.shape[1])] = np.nan


def _some_stand_still(drawn: Drawn) -> None:
    drawn.rate += 1
    for person in drawn.few():
        drawn.scores[person] = np.round(drawn.level[person])


def _all_stand_still(drawn: Drawn) -> None:
    drawn.scores[:] = np.round(drawn.level, 1)


def _by_week(drawn: Drawn) -> None:
    season = np.round(drawn.rng.normal(0, 5, drawn.scores.shape[1]), 1)
    drawn.scores[:] = drawn.level + season


def _nearly_by_week(drawn: Drawn) -> None:
    _by_week(drawn)
    drawn.rate += 1
    # What rounding to whole points leaves is all that is each person's own.
    drawn.scores[:] = np.round(drawn.scores)


def _separated(drawn: Drawn) -> None:
    drawn.scores[:] = np.round(_moves(drawn) + 50)
    drawn.rate[_moves(drawn) < np.quantile(_moves(drawn), 0.9, axis=1, keepdims=True)] = -50


def _nearly_separated(drawn: Drawn) -> None:
    drawn.rate -= 1.5
    drawn.rate[_moves(drawn) < 0] -= 3


def _one_carries_all(drawn: Drawn) -> None:
    drawn.rate[1:] = -50
    drawn.rate[0] += 2


def _one_carries_most(drawn: Drawn) -> None:
    drawn.rate[0] += 5


def _huge(drawn: Drawn) -> None:
    drawn.rate += drawn.rng.uniform(5, 12)


def _sparse(drawn: Drawn) -> None:
    drawn.rate -= 2.5
    drawn.days[drawn.some(0.4)] = 0


def _very_sparse(drawn: Drawn) -> None:
    drawn.rate -= 4


def _late(drawn: Drawn) -> None:
    drawn.rate += 1.5
    drawn.late = drawn.some(drawn.rng.choice([0.1, 0.3]))
    drawn.scores[drawn.late] = np.nan


def _only_late(drawn: Drawn) -> None:
    drawn.scores[:] = np.nan
    drawn.late = np.ones(drawn.scores.shape, bool)


def _heated(drawn: Drawn) -> None:
    # Each week's calls are already in the next Monday's score.
    drawn.rate += 1.5
    drawn.count()
    drawn.scores[:, 1:] += np.round(2 * drawn.counts[:, :-1], 1)


def _lead_unknown(drawn: Drawn) -> None:
    drawn.rate += 2.5
    drawn.lead = drawn.scores + 3 if drawn.rng.random() < 0.5 else np.full(drawn.scores.shape, np.nan)


def _copies(drawn: Drawn) -> None:
    drawn.rate[:] = drawn.rate[:1]
    drawn.scores[:] = drawn.scores[:1]
    drawn.scores[1::2] = drawn.scores[:1, ::-1]
    drawn.days[:] = drawn.days[:1]
    drawn.count()
    drawn.counts[:] = drawn.counts[:1]


def _three_values(drawn: Drawn) -> None:
    drawn.rate += 1.5
    drawn.scores[:] = 10 * np.round(drawn.scores / 10).clip(4, 6)


def _hardly_moves(drawn: Drawn) -> None:
    drawn.scores[:] = 50 + np.round(_moves(drawn)) / 1e5


def _never_together(drawn: Drawn) -> None:
    half = drawn.days.shape[1] // 2
    drawn.days[::2, half:] = np.nan
    drawn.days[1::2, :half] = np.nan


def _declared_badly(drawn: Drawn) -> None:
    drawn.rate += 1.5
    drawn.defined = drawn.rng.random() < 0.5
    drawn.picked = [False, True, None][drawn.rng.integers(3)]
    drawn.rolled_out = [False, True, None][drawn.rng.integers(3)]


def _amounts(drawn: Drawn) -> None:
    drawn.count()
    drawn.counts *= np.round(drawn.rng.lognormal(0, 1, drawn.counts.shape), 2)


def _overdispersed(drawn: Drawn) -> None:
    drawn.rate += 1 + drawn.rng.normal(0, 1, drawn.rate.shape)


def _every_other_week(drawn: Drawn) -> None:
    drawn.rate += 1
    drawn.scores[:, 1::2] = drawn.scores[:, ::2][:, : drawn.scores[:, 1::2].shape[1]]


def _not_counted(drawn: Drawn) -> None:
    drawn.count()
    drawn.counts[drawn.some(0.3)] = np.nan


def _one_person(drawn: Drawn) -> None:
    drawn.days[drawn.rng.integers(1, 3) :] = 0


def _one_week(drawn: Drawn) -> None:
    drawn.days[:, drawn.rng.integers(1, 3) :] = np.nan


def _nothing(drawn: Drawn) -> None:
    drawn.rate[:] = -50


def _alike(drawn: Drawn) -> None:
    # So many calls that chance is small beside them, and so little between people that a word can be said: that the
    # score is useless, useful, or what lies between the plan's threshold and the claim.
    drawn.rate[:] = 9 + (-0.02, 0.12, 0.07)[len(drawn.scores) % 3] * _moves(drawn) / 10


KINDS = (
    *(_plain, _busy, _strong, _gaps, _all_zero, _one_week_each, _some_stand_still, _all_stand_still),
    *(_by_week, _nearly_by_week, _separated, _nearly_separated, _one_carries_all, _one_carries_most, _huge),
    *(
        _sparse,
        _very_sparse,
        _late,
        _only_late,
        _heated,
        _lead_unknown,
        _copies,
        _three_values,
        _hardly_moves,
    ),
    *(_never_together, _declared_badly, _amounts, _overdispersed, _every_other_week, _not_counted),
    *(_one_person, _one_week, _nothing, _alike),
)


def draw_panel(number: int) -> Drawn:
    """Return the panel of that number: of 5 to 40 people by 8 to 26 weeks, the kinds in turn."""
    rng = np.random.default_rng([13, number])
    most = (16, 12) if number < SMALL else (40, 26)
    people, weeks = rng.integers(5, most[0] + 1), rng.integers(8, most[1] + 1)
    level = np.round(rng.normal(50, 10, (people, 1)), 1)
    moves = [rng.normal(0, 5, people)]
    for _ in range(weeks - 1):
        moves.append(0.7 * moves[-1] + rng.normal(0, 4, people))
    scores = np.round(np.clip(level + np.array(moves).T, 1, 100), 1)
    rate = rng.normal(0, 0.6, (people, 1)) + rng.normal(0, 0.2, weeks)
    rate = rate + rng.choice([0, 0.05, 0.3, -0.3]) * (scores - level) / 10
    drawn = Drawn(rng, level, scores, rate, rng.integers(1, 8, scores.shape).astype(float))
    KINDS[number % len(KINDS)](drawn)
    if not drawn.counts.size:
        drawn.days, days = np.nan_to_num(drawn.days), drawn.days
        drawn.count()
        drawn.days = days
    return drawn


def _moves(drawn: Drawn) -> np.ndarray:
    return drawn.scores - drawn.scores.mean(axis=1, keepdims=True)

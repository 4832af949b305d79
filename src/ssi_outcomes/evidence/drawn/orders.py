"""Re-randomisation: had the lot fallen otherwise, how often would the trial have shown as much?

Exact for "the push changed nobody's results", whatever the results look like: the schedules are drawn again
by the algorithm that drew the first one. With few of them p has steps, so both sides and their number are
told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.evidence.drawn.assigned import Assigned
from ssi_outcomes.evidence.drawn.totals import studentise
from ssi_outcomes.trial.by_lot import PUSH, arm_of, count_schedules, draw_lots
from ssi_outcomes.trial.protocol import Protocol

# Up to so many schedules each is tried; beyond, so many are drawn, and the one that was is counted in.
EACH_TRIED, DRAWN_AGAIN = 500, 1_999
# So many draws for each schedule that there is find all of them, but once in a thousand times.
_DRAWS_EACH = 20
_SAME = 1e-9
_ROUNDS = 200


@dataclass(frozen=True)
class Orders:
    """Of `tried` schedules the share that shows as much more results on push (`more`), as much fewer, and as
    much either way; `possible` could have been drawn, `exact` tells whether each was tried.
    """

    more: float
    fewer: float
    either: float
    tried: int
    possible: int
    exact: bool


def rerandomise(assigned: Assigned) -> Orders | None:
    """Return how a trial of several people compares with other draws of it; None where there is nothing to
    compare.
    """
    people, spans, counts, exposure, own = _collapse(assigned)
    if len(spans) < 2 or not counts.sum() > 0:
        return None
    possible = count_schedules(assigned.protocol)
    again, exact = _draw_pushes(assigned.protocol, people, spans, possible)
    statistics = _studentise(counts, exposure, np.concatenate([own[None], again]))
    return compare_orders(statistics[1:], float(statistics[0]), possible, exact)


def compare_orders(others: np.ndarray, own: float, possible: int, exact: bool) -> Orders:
    """Return the shares of `others` that lie as far out as `own`; drawn ones count the own schedule in."""
    slack = _SAME * max(1.0, abs(own))
    shown = (others >= own - slack, others <= own + slack, np.abs(others) >= abs(own) - slack)
    more, fewer, either = (
        float(each.mean()) if exact else float((1 + each.sum()) / (1 + len(each))) for each in shown
    )
    return Orders(more, fewer, either, len(others) + (not exact), possible, exact)


def _collapse(assigned: Assigned) -> tuple[list[str], list[date], np.ndarray, np.ndarray, np.ndarray]:
    """Return people, spans (stretches of weeks in which nobody changes arm, by their first week), and by
    person and span events, days and whether the person was on push.
    """
    rows, protocol = assigned.rows[assigned.rows["person"].isin(assigned.events.index)], assigned.protocol
    span = rows["week_start"].dt.date.map(lambda week: _begin(protocol, week))
    shaped = {
        name: rows.assign(span=span).pivot_table(index="person", columns="span", values=name, aggfunc=how)
        for name, how in (("count", "sum"), ("exposure", "sum"), ("push", "max"))
    }
    counts, exposure, push = (each.fillna(0).to_numpy(float) for each in shaped.values())
    return [*shaped["count"].index], [*shaped["count"].columns], counts, exposure, push > 0


def _begin(protocol: Protocol, week: date) -> date:
    """Return the first week of the span that a week is in."""
    since = (week - protocol.starts).days // WEEK
    if since < 0:
        return protocol.first_week
    length = protocol.period_weeks or protocol.trial_weeks
    return protocol.starts + timedelta(days=WEEK * (since // length * length))


def _draw_pushes(
    protocol: Protocol, people: list[str], spans: list[date], possible: int
) -> tuple[np.ndarray, bool]:
    """Return who is on push in which span by other draws (S x G x K), each once where they are few, and
    whether they are all there are.
    """
    # Beside pairs, somebody stands alone in an odd number: some schedules come about in more ways than
    # others.
    even = protocol.grouping != "pairs" or len(protocol.people) % 2 == 0
    few = possible <= EACH_TRIED and even
    drawn = (
        draw_lots(protocol, seed=f"again {seed}")
        for seed in range(_DRAWS_EACH * possible if few else DRAWN_AGAIN)
    )
    if few:
        found: dict[tuple, dict[int, frozenset[str]]] = {}
        for lots in drawn:
            found.setdefault(tuple(lots.values()), lots)
            if len(found) == possible:
                break
        drawn, few = found.values(), len(found) == possible
    return np.array([_place(protocol, people, spans, lots) for lots in drawn]), few


def _place(
    protocol: Protocol, people: list[str], spans: list[date], lots: Mapping[int, frozenset[str]]
) -> np.ndarray:
    """Return who is on push in which span (G x K) by these lots."""
    return np.array([[arm_of(protocol, lots, person, span) == PUSH for span in spans] for person in people])


def _studentise(counts: np.ndarray, exposure: np.ndarray, pushes: np.ndarray) -> np.ndarray:
    """Return the statistic of each schedule (S x G x K) for the same counts and days (G x K)."""
    if counts.shape[1] == 2:
        both = (exposure > 0).all(axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = exposure[:, 0] / exposure[:, 1]
        # Days count: whoever was there for half of the days has half of the results.
        after = np.where(both, counts[:, 1] * ratio / ratio[both].mean(), 0.0)
        return studentise(np.where(both, counts[:, 0], 0.0), after, pushes[:, :, 1])
    return _score(counts, exposure, pushes)


def _score(counts: np.ndarray, exposure: np.ndarray, pushes: np.ndarray) -> np.ndarray:
    """Return the score of the push over its error by person, at no effect: what is expected of people and
    spans is then the same whatever was drawn.
    """
    expected = exposure * counts.sum() / max(exposure.sum(), 1)
    for _ in range(_ROUNDS):
        expected = expected * _share(counts.sum(axis=1), expected.sum(axis=1))[:, None]
        expected = expected * _share(counts.sum(axis=0), expected.sum(axis=0))
    moved = pushes.astype(float)
    for _ in range(_ROUNDS // 4):
        for axis in (2, 1):
            mean = _share((moved * expected).sum(axis=axis), expected.sum(axis=axis - 1))
            moved = moved - np.expand_dims(mean, axis)
    own = (moved * (counts - expected)).sum(axis=2)
    return _share(own.sum(axis=1), np.sqrt(np.square(own).sum(axis=1)))


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.nan_to_num(part / whole, nan=0.0, posinf=0.0, neginf=0.0)

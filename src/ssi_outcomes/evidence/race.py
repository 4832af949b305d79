"""What to track instead: the number, known on Monday, that announces the week's real outcomes better than the
person's own mean so far.

A race is out of sample by person and by time (`forecasts.py`). It is weak: a coefficient at 4 standard errors
of its own lies at about 2 here. A forecast is not an effect: what announces results need not bring them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from ssi_outcomes.base.ssi import PILLARS, SCORE
from ssi_outcomes.evidence.estimate import Estimate
from ssi_outcomes.evidence.forecasts import (
    Weeks,
    deviance,
    find_deviation,
    forecast_both,
    forecast_own_mean,
    lay_weeks,
    shift,
)
from ssi_outcomes.panel.column_names import activity_column, outcome_column
from ssi_outcomes.reading.names.registry import activities, outcomes

LEVEL = 0.90
# Below these nothing is said: the jackknife over fewer people has no tail to speak of,
# and fewer events are a handful of weeks.
PEOPLE_AT_LEAST, WEEKS_AT_LEAST, EVENTS_AT_LEAST = 5, 4, 10
# Why no gain can be told; what a candidate is.
UNTOLD = tuple("not_counted no_events constant one_person few_people few_weeks few_events".split())
KINDS = ("score", "pillar", "activity", "vanity", "past")
_STILL = 1e-9  # a value that moves less than this does not move


@dataclass(frozen=True)
class Candidate:
    """A number that could announce outcomes. `kind` is one of `KINDS` (past:
    a real outcome); `column` is the panel's.

    Scores are taken as read on the week's Monday or before, in tens of points; counts are those of the week
    before, as log(1 + count).
    """

    name: str
    kind: str
    column: str


@dataclass(frozen=True)
class Entry:
    """How a candidate did: the error (mean Poisson deviance) that it spares, in per
    cent of the own mean's on the same weeks.

    `gain` is None where too little is known, and `reason` says why (one of `UNTOLD`). `people`, `weeks` (of
    persons) and `events` are those forecast. `above_zero`: the whole interval is.
    """

    candidate: Candidate
    gain: Estimate | None
    people: int
    weeks: int
    events: int
    reason: str

    @property
    def above_zero(self) -> bool:
        """Return whether the whole interval lies above zero."""
        return self.gain is not None and self.gain.low > 0


@dataclass(frozen=True)
class Race:
    """The candidates for one outcome, best first, each on the weeks in which it is known; and again, as
    `field`, on weeks in common.

    The field is of those that have a gain of their own and are known in half as many weeks as the
    best known: one that few people have would take the others' weeks away. Its entries have no gain
    where what they have in common is too little.
    """

    outcome: str
    entries: tuple[Entry, ...]
    field: tuple[Entry, ...]

    @property
    def run(self) -> tuple[Entry, ...]:
        """Return the entries that have a gain."""
        return tuple(entry for entry in self.entries if entry.gain is not None)


def find_candidates(frame: pd.DataFrame) -> tuple[Candidate, ...]:
    """Return what a panel's frame offers: the score, its pillars, then activities, vanity counts and real
    outcomes of the week before.
    """
    kinds = {"real": "past", "vanity": "vanity"}
    every = [
        Candidate(SCORE, "score", SCORE),
        *(Candidate(name, "pillar", name) for name in PILLARS),
        *(Candidate(name, "activity", activity_column(name)) for name in activities()),
        *(Candidate(name, kinds[each.kind], outcome_column(name)) for name, each in outcomes().items()),
    ]
    order = ("score", "pillar", "activity", "vanity", "past")
    return tuple(
        sorted((each for each in every if each.column in frame), key=lambda each: order.index(each.kind))
    )


def race(
    frame: pd.DataFrame, outcome: str, candidates: Sequence[Candidate] | None = None, level: float = LEVEL
) -> Race:
    """Return how well each candidate (by default, all that the frame offers)
    forecasts the week's count of `outcome`.

    `level` is the share of the interval (.90), which is the jackknife over people, t with people - 1
    degrees of freedom. It takes the forecasts as they were made: how they would have differed without a
    person in what they were fitted on is left out.
    """
    weeks = lay_weeks(frame)
    candidates = find_candidates(frame) if candidates is None else candidates
    count, mean = _forecast_outcome(weeks, outcome)
    known = {each: _find_values(weeks, each) for each in candidates}
    entries = [_enter(each, count, mean, z, level) for each, z in known.items()]
    longest = max((entry.weeks for entry in entries if entry.gain), default=0)
    ran = [entry.candidate for entry in entries if entry.gain and 2 * entry.weeks >= longest]
    common = np.all([~np.isnan(known[each]) for each in ran], axis=0) if ran else False
    field = [_enter(each, count, mean, np.where(common, known[each], np.nan), level) for each in ran]
    return Race(outcome, _sort(entries), _sort(field))


def forecast(frame: pd.DataFrame, outcome: str, candidate: Candidate) -> pd.DataFrame:
    """Return each week forecast: person, week_start, count, and the
    forecasts `own_mean` and `with_candidate`.
    """
    weeks = lay_weeks(frame)
    count, mean = _forecast_outcome(weeks, outcome)
    alone, both = forecast_both(count, mean, _find_values(weeks, candidate))
    person, week = np.nonzero(~np.isnan(both))
    where = {"person": weeks.people[person], "week_start": weeks.mondays[week]}
    return pd.DataFrame(
        {
            **where,
            "count": count[person, week],
            "own_mean": alone[person, week],
            "with_candidate": both[person, week],
        }
    )


def _forecast_outcome(weeks: Weeks, outcome: str) -> tuple[np.ndarray, np.ndarray]:
    column = outcome_column(outcome)
    count = weeks.lay(column, there=True) if column in weeks.frame else np.full(weeks.exposure.shape, np.nan)
    return count, forecast_own_mean(count, weeks.exposure)


def _find_values(weeks: Weeks, candidate: Candidate) -> np.ndarray:
    """Return what is known of the candidate on each Monday, as its
    distance from the person's own mean so far.
    """
    if candidate.column not in weeks.frame:
        return np.full(weeks.exposure.shape, np.nan)
    if candidate.kind in ("score", "pillar"):
        return find_deviation(weeks.lay(candidate.column) / 10)
    # A week away says nothing of what somebody does.
    return find_deviation(shift(np.log1p(weeks.lay(candidate.column, there=True))))


def _enter(candidate: Candidate, count: np.ndarray, mean: np.ndarray, z: np.ndarray, level: float) -> Entry:
    alone, both = forecast_both(count, mean, z)
    scored = ~np.isnan(both)
    people, weeks, events = int(scored.any(axis=1).sum()), int(scored.sum()), int(count[scored].sum())
    reason = next(_find_reasons(count, z, scored, events), "")
    gain = None if reason else _estimate(deviance(count, alone), deviance(count, both), events, level)
    return Entry(candidate, gain, people, weeks, events, reason)


def _find_reasons(count: np.ndarray, z: np.ndarray, scored: np.ndarray, events: int) -> Iterator[str]:
    """Give why no gain can be told, the plainest first."""
    there = ~np.isnan(count)
    tests = (
        (not there.any() or np.isnan(z).all(), "not_counted"),
        (not np.nansum(count) > 0, "no_events"),
        (there.any(axis=1).sum() == 1, "one_person"),
        (not np.nanmax(np.abs(z), initial=0) > _STILL, "constant"),
        (there.any(axis=0).sum() < WEEKS_AT_LEAST, "few_weeks"),
        (there.any(axis=1).sum() < PEOPLE_AT_LEAST, "few_people"),
        (events < EVENTS_AT_LEAST, "few_events"),
        (scored.any(axis=0).sum() < WEEKS_AT_LEAST, "few_weeks"),
        (scored.any(axis=1).sum() < PEOPLE_AT_LEAST, "few_people"),
    )
    yield from (reason for holds, reason in tests if holds)


def _estimate(alone: np.ndarray, both: np.ndarray, events: int, level: float) -> Estimate:
    """Return the gain in per cent, with its jackknife over people (Efron and Stein 1981), from deviances by
    person and week (NaN: not forecast).
    """
    there = ~np.isnan(both).all(axis=1)
    before, after = (np.nansum(each[there], axis=1) for each in (alone, both))
    gain = 100 * (1 - after.sum() / before.sum())
    without = 100 * (1 - (after.sum() - after) / (before.sum() - before))
    many = len(before)
    error = float(np.sqrt((many - 1) / many * np.square(without - without.mean()).sum()))
    reach = float(stdtrit(many - 1, (1 + level) / 2)) * error
    return Estimate(float(gain), float(gain - reach), float(gain + reach), level, events, "percent")


def _sort(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries, the largest gain first, those without one last and as they were."""
    return tuple(sorted(entries, key=lambda entry: -entry.gain.value if entry.gain else np.inf))

"""How often a pool is right where the truth is known: studies drawn around a ratio of 1 with known errors,
told together as the shipped code tells them.

The truth moves nothing but the scale, so that a bound above it is a false "useful" where the truth is the
threshold, and one below it a false "useless".
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.pooled import pool

RATES = "pool_rates.csv"
STUDIES, TAUS = (5, 10, 20), (0.0, 0.05, 0.1)
# Standard errors of the studies' log ratios, from and to: teams of some months, and of a year or more.
ERRORS = ((0.1, 0.4), (0.05, 0.2))
POOLS = 4000


@dataclass(frozen=True)
class Rate:
    """Shares of `pools` of so many studies (errors between `low` and `high`, `tau` between studies): bounds
    wholly `above` or `below` the truth, LinkedIn's claim `excluded` where the truth is 1, and the next study
    within what was `expected` of it.
    """

    low: float
    high: float
    studies: int
    tau: float
    pools: int
    above: float
    below: float
    excluded: float
    expected: float

    def error(self, share: float) -> float:
        """Return the Monte-Carlo standard error of one of the shares."""
        return math.sqrt(share * (1 - share) / self.pools)


def try_pools(
    plan: Plan, low: float, high: float, studies: int, tau: float, pools: int = POOLS, seed: int = 1
) -> Rate:
    """Return how often the interval, the claim's exclusion and the next study's interval are right."""
    rng = np.random.default_rng([seed, studies, round(1000 * tau), round(1000 * low)])
    said = [_try_one(plan, rng, low, high, studies, tau) for _ in range(pools)]
    return Rate(low, high, studies, tau, pools, *np.mean(said, axis=0).tolist())


def _try_one(
    plan: Plan, rng: np.random.Generator, low: float, high: float, studies: int, tau: float
) -> tuple[bool, bool, bool, bool]:
    errors = rng.uniform(low, high, studies)
    made = pool(rng.normal(rng.normal(0, tau, studies), errors), errors)
    below, above = made.widest(plan.level).bounds(plan.level)
    next_low, next_high = made.next_study
    following = math.exp(rng.normal(0, tau))
    return below > 1, above < 1, above < plan.claim_per_10, next_low <= following <= next_high


@dataclass(frozen=True)
class Rates:
    """The stored table: the day it was made, the hash of the code that it tried, its rows."""

    made: str
    code_hash: str
    rows: tuple[Rate, ...]


def read_rates() -> Rates:
    """Return the stored table."""
    head, *rest = files(__package__).joinpath(RATES).read_text("utf-8").splitlines()
    _, made, code_hash = head.split()
    return Rates(made, code_hash, tuple(_read(row) for row in csv.DictReader(rest)))


def _read(row: dict[str, str]) -> Rate:
    whole = ("studies", "pools")
    return Rate(**{name: int(value) if name in whole else float(value) for name, value in row.items()})


def list_cells() -> Iterator[tuple[float, float, int, float]]:
    """Give errors (from, to), studies and tau of each cell of the table."""
    for low, high in ERRORS:
        for studies in STUDIES:
            for tau in TAUS:
                yield low, high, studies, tau

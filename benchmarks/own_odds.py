"""Whether the rates that are printed on one's own data are right: twenty invented kinds of panel, each with
the rates that the rule prints from one panel of the kind, and those of the same panel's real mechanism.

    python benchmarks/own_odds.py [--draws 1500] [--kinds 20] [--same workshop gaps "gamma weeks"]

A kind says how many people and weeks there are, how much is counted, how people, weeks and a person's weeks
differ, and what is missing. One panel of it is drawn and handed over without a word about its making; the
odds that `find_odds` prints are held against draws from what made it, at the same scores. Writes
benchmarks/own_odds.csv: a row for each kind, truth and word, "false" where the word is false at that truth,
"right" where it is right.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from stored_table import head_of_today, read_table, write_table

from ssi_outcomes.base.plan import Plan, read_plan
from ssi_outcomes.base.tried_code import hash_code
from ssi_outcomes.evidence.odds import count_words, find_odds, judge_draws
from ssi_outcomes.evidence.redrawn_outcome import Chance, draw_factors, lay_out
from ssi_outcomes.evidence.sample import take_sample
from ssi_outcomes.evidence.verdict import USEFUL, USELESS, Declared

TABLE = Path(__file__).with_suffix(".csv")
COLUMNS = ("kind", "truth", "word", "sort", "printed", "printed_draws", "real", "real_draws")
SAID = Declared(defined=True, picked=False, rolled_out=False)
MONDAY, BATCH = pd.Timestamp("2024-01-01"), 100


@dataclass(frozen=True)
class Kind:
    """A kind of panel: see the module. `spread` is the SD of a person's score in points, `effect` the ratio
    at which the panel that is handed over was drawn, `shape` what makes a person's weeks differ.
    """

    name: str
    people: int = 25
    weeks: int = 26
    rate: float = 0.5
    outcome_sd: float = 0.8
    spread: float = 5.0
    effect: float = 1.0
    shape: str = "log-normal"
    chance: Chance = Chance(0.0, 0.0)
    season: float = 0.0
    missing: float = 0.0
    leavers: float = 0.0
    busiest: float = 0.0


KINDS = (
    Kind("plain", people=40, weeks=52),
    Kind("workshop", people=12, weeks=12, rate=3.0, spread=8),
    Kind("small", people=15, weeks=26, rate=2.0, spread=8),
    Kind("many events", rate=4.0, spread=8),
    Kind("claim is true", rate=2.0, spread=8, effect=1.0973),
    Kind("far above", rate=1.0, effect=1.35),
    Kind("large", people=80, weeks=20, rate=1.0, spread=8),
    Kind("long", people=15, weeks=60, rate=1.0, spread=8),
    Kind("score moves much", rate=1.0, spread=12),
    Kind("score hardly moves", spread=1.0),
    Kind("uneven weeks", rate=2.0, spread=8, chance=Chance(0.5, 0.0)),
    Kind("runs of weeks", rate=2.0, spread=8, chance=Chance(0.3, 0.7)),
    Kind("long runs", rate=2.0, spread=8, chance=Chance(0.3, 0.9)),
    Kind("gamma weeks", rate=2.0, spread=8, shape="gamma", chance=Chance(0.5, 0.0)),
    Kind("empty weeks", rate=2.0, spread=8, shape="zero", chance=Chance(0.4, 0.0)),
    Kind("seasons", rate=1.0, spread=8, season=0.5),
    Kind("gaps", rate=2.0, spread=8, missing=0.3),
    Kind("leavers", people=40, rate=1.0, spread=8, leavers=0.4),
    Kind("one has half", rate=1.0, spread=8, busiest=20.0),
    Kind("all alike", rate=1.0, spread=8, outcome_sd=0.0, chance=Chance(0.2, 0.5)),
)


def main() -> None:
    """Try each kind, store the table, and print how far off the printed rates are."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--draws", type=int, default=1500)
    options.add_argument("--kinds", type=int, default=len(KINDS))
    options.add_argument("--same", nargs="+", metavar="KIND", help="try these alone, and store nothing new")
    chosen = options.parse_args()
    if chosen.same:
        return stand_for_today(chosen.same)
    rows = []
    for number, kind in enumerate(KINDS[: chosen.kinds]):
        rows += try_kind(kind, number, chosen.draws)
        print(*rows[-6:], sep="\n", flush=True)
    write_table(TABLE, head_of_today(read_plan().hash, hash_odds()), [COLUMNS, *map(_round, rows)])
    for sort in ("false", "right"):
        off = [abs(row[4] - row[6]) for row in rows if row[3] == sort]
        print(f"{sort}: mean {np.mean(off):.4f}, largest {max(off):.4f}")


def stand_for_today(names: list[str]) -> None:
    """Try the kinds of these names alone. Where each row is the one that is stored, the table is of today's
    code as well, and says so; otherwise exits with what differs.
    """
    _, stored = read_table(TABLE)
    for name in names:
        number, kind = next((place, each) for place, each in enumerate(KINDS) if each.name == name)
        before = [row for row in stored if row[0] == name]
        now = [[*map(str, _round(row))] for row in try_kind(kind, number, int(before[0][-1]))]
        if now != before:
            sys.exit("\n".join(map(str, [*before, "is now", *now])))
        print(f"{name}: the same {len(now)} rows", flush=True)
    write_table(TABLE, head_of_today(read_plan().hash, hash_odds()), stored)


def _round(row: tuple[object, ...]) -> list[object]:
    return [round(value, 5) if isinstance(value, float) else value for value in row]


def hash_odds() -> str:
    """Return the hash of the code whose printed rates are tried."""
    rooms = ("evidence.odds", "evidence.redrawn_outcome", "evidence.engine", "evidence.any_time")
    return hash_code("evidence.odds", rooms)


def try_kind(kind: Kind, seed: int, draws: int) -> Iterator[tuple[object, ...]]:
    """Yield a row for each truth and each word that is false or right there."""
    plan, rng = read_plan(), np.random.default_rng(seed)
    score, exposure = draw_score(kind, rng), draw_exposure(kind, rng)
    base = draw_base(kind, rng) * exposure / 7
    handed = draw_real(kind, base, score, kind.effect, 1, rng)[0]
    frame = lay_frame(score, exposure, handed)
    printed = find_odds(frame, "calls", plan, SAID, draws)
    laid = lay_out(take_sample(frame, "calls"))
    for odds in printed.odds:
        verdicts = []
        for _ in range(0, draws, BATCH):
            real = draw_real(kind, base, score, odds.ratio, BATCH, rng)
            verdicts += judge_draws(real, laid, plan, SAID)
        real = count_words(odds.ratio, verdicts)
        for word, sort in sort_words(odds.ratio, plan):
            shares = odds.words[word], odds.draws, real.words[word], real.draws
            yield (kind.name, round(odds.ratio, 4), word, sort, *shares)


def sort_words(ratio: float, plan: Plan) -> list[tuple[str, str]]:
    """Return which words are false at a truth, and which are right; at the threshold, either is false."""
    if ratio == plan.threshold:
        return [(USEFUL, "false"), (USELESS, "false")]
    above = ratio > plan.threshold
    return [(USEFUL, "right" if above else "false"), (USELESS, "false" if above else "right")]


def draw_score(kind: Kind, rng: np.random.Generator) -> np.ndarray:
    """Return whole points, people x weeks and one more: each around a mean of its own."""
    walk = rng.standard_normal((kind.people, kind.weeks + 1))
    for week in range(1, kind.weeks + 1):
        walk[:, week] = 0.8 * walk[:, week - 1] + 0.6 * walk[:, week]
    return np.clip(np.rint(45 + 15 * rng.standard_normal((kind.people, 1)) + kind.spread * walk), 3, 97)


def draw_exposure(kind: Kind, rng: np.random.Generator) -> np.ndarray:
    """Return days: 7, or 0 in weeks that are missing and after somebody left."""
    size = (kind.people, kind.weeks)
    gone = np.where(
        rng.random(kind.people) < kind.leavers, rng.integers(4, kind.weeks, kind.people), kind.weeks
    )
    there = (np.arange(kind.weeks) < gone[:, None]) & (rng.random(size) >= kind.missing)
    return np.where(there, 7.0, 0.0)


def draw_base(kind: Kind, rng: np.random.Generator) -> np.ndarray:
    """Return the rate of each person and week at that person's mean score."""
    person = kind.rate * np.exp(kind.outcome_sd * rng.standard_normal(kind.people) - kind.outcome_sd**2 / 2)
    person[0] *= max(1.0, kind.busiest)
    week = np.exp(kind.season * np.sin(np.arange(kind.weeks) * 2 * np.pi / 26))
    return person[:, None] * week


def draw_real(
    kind: Kind, base: np.ndarray, score: np.ndarray, ratio: float, draws: int, rng: np.random.Generator
) -> np.ndarray:
    """Return counts (draws x people x weeks) as this kind of panel makes them."""
    away = (score[:, :-1] - score[:, :-1].mean(axis=1, keepdims=True)) / 10
    rate = base * np.exp(math.log(ratio) * away)
    size, variance = (draws, *rate.shape), kind.chance.variance
    if kind.shape == "gamma":
        factor = rng.gamma(1 / variance, variance, size)
    elif kind.shape == "zero":
        factor = (rng.random(size) >= variance) / (1 - variance)
    else:
        factor = draw_factors(size, kind.chance, rng)
    return rng.poisson(rate * factor).astype(float)


def lay_frame(score: np.ndarray, exposure: np.ndarray, counts: np.ndarray) -> pd.DataFrame:
    """Return a panel's frame."""
    people, weeks = counts.shape
    person, week = (each.ravel() for each in np.indices(counts.shape))
    return pd.DataFrame(
        {
            "person": [f"P{number + 1:03}" for number in person],
            "week_start": MONDAY + pd.to_timedelta(7 * week, "D"),
            "exposure_days": exposure.ravel(),
            "ssi": score[:, :weeks].ravel(),
            "next_ssi": score[:, 1:].ravel(),
            "ssi_late": np.zeros(people * weeks, bool),
            "outcome_calls": np.where(exposure > 0, counts, np.nan).ravel(),
        }
    )


if __name__ == "__main__":
    main()

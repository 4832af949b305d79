"""How often a team that looks every week ever gets a false word: 52 looks, with the plan for looks at any
time and with the one for a single look.

    python benchmarks/any_time.py [--worlds 600] [--people 40 15]

The worlds are the calibration's, where the truth is the plan's threshold: there either word is false. A
look is the interval of the comparison within people (one-step jackknife) and the gates of people, effective
people and events; the lead test, which only takes words away, is left out. Writes benchmarks/any_time.csv.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from stored_table import head_of_today, write_table

from ssi_outcomes.base.plan import Plan, read_plan
from ssi_outcomes.base.tried_code import hash_code
from ssi_outcomes.evidence.any_time import find_reach
from ssi_outcomes.evidence.engine.many import fit_many
from ssi_outcomes.worlds.draws import draw_world
from ssi_outcomes.worlds.scenarios import MAIN, find_scenario

TABLE = Path(__file__).with_suffix(".csv")
WEEKS, FIRST, RATE = 52, 4, 0.5
COLUMNS = ("looks", "people", "worlds", "useful", "useless")


def main() -> None:
    """Draw the worlds, look at each of them every week, and store how often a false word was ever said."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--worlds", type=int, default=600)
    options.add_argument("--people", type=int, nargs="+", default=[40, 15])
    chosen = options.parse_args()
    rows = [row for people in chosen.people for row in try_looks(people, chosen.worlds)]
    write_table(TABLE, head_of_today(read_plan().hash, hash_looks()), [COLUMNS, *rows])
    print(TABLE.read_text("utf-8"))


def hash_looks() -> str:
    """Return the hash of the code that these looks try."""
    rooms = ("evidence.any_time", "evidence.engine", "evidence.estimate", "worlds.draws", "worlds.scenarios")
    return hash_code("evidence.any_time", rooms)


def try_looks(people: int, worlds: int) -> Iterator[tuple[object, ...]]:
    """Yield a row for the plan of one look and one for looks at any time: shares of worlds in which each
    word was ever said.
    """
    once = read_plan()
    meant = {"looks": "any", "people": people, "weeks": WEEKS, "events_per_week": RATE}
    plans = (once, replace(once, **meant))
    drawn = [draw_world(find_scenario("threshold"), people, WEEKS, seed, once) for seed in range(worlds)]
    score = np.stack([world.ssi for world in drawn]) / 10
    counts = np.stack([world.counts[MAIN] for world in drawn]).astype(float)
    said = {plan.looks: np.zeros((2, worlds), bool) for plan in plans}
    for week in range(FIRST, WEEKS + 1):
        for plan, words in zip(plans, look(score[:, :, :week], counts[:, :, :week], plans), strict=True):
            said[plan.looks] |= words
    for name, words in said.items():
        yield (name, people, worlds, *(f"{share:.4f}" for share in words.mean(axis=1)))


def look(score: np.ndarray, counts: np.ndarray, plans: tuple[Plan, ...]) -> list[np.ndarray]:
    """Return for each plan which worlds say "useful" and which "useless" (2 x worlds) at one look."""
    fits = fit_many(counts, np.full(counts.shape[1:], 7.0), score[..., None])
    informative = (counts.sum(axis=2) > 0) & (np.ptp(score, axis=2) > 0)
    own, gates = fits.information, plans[0].gates
    effective = np.square(own.sum(axis=1)) / np.square(own).sum(axis=1)
    enough = (informative.sum(axis=1) >= gates.people_with_events) & (effective >= gates.effective_people)
    enough &= (counts.sum(axis=2) * informative).sum(axis=1) >= gates.events
    log, freedom = fits.coefficients[:, 0], np.maximum(1, informative.sum(axis=1) - 1.0)
    found, edge = [], math.log(plans[0].threshold)
    for plan in plans:
        reach = find_reach(fits.errors[:, 0], freedom, plan)
        found.append(np.stack([enough & (log - reach > edge), enough & (log + reach < edge)]))
    return found


if __name__ == "__main__":
    main()

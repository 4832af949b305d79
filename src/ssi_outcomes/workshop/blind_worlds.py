"""“Which world is it?”: a data set for each participant, in which only what is counted tells the trap."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

TRAPPED = ("nothing", "useful", "thermometer", "friday", "formula_break", "bot")
SETS, SEED = 30, 17
PEOPLE, WEEKS = 60, 30
COLUMNS = ("person", "week", "read_on", "score", "messages", "meetings", "views")


@cache
def draw_key(sets: int = SETS, seed: int = SEED) -> tuple[str, ...]:
    """Return which world each set is, by lot, each world as often as the others (or once more)."""
    lot, drawn = Random(seed), []
    while len(drawn) < sets:
        drawn += lot.sample(TRAPPED, len(TRAPPED))
    drawn = drawn[:sets]
    lot.shuffle(drawn)
    return tuple(drawn)


def draw_blind(number: int, seed: int = SEED) -> pd.DataFrame:
    """Return the weeks of set `number` (from 1 on): the same people, weeks, rows and columns in each set.

    Scores in points, `read_on` the day of the reading, the rest counts of the week. Raises ValueError for a
    number that was not drawn.
    """
    # Whoever marks answers asks for the key alone, and waits.
    import numpy as np
    import pandas as pd

    from ssi_outcomes.base.plan import read_plan
    from ssi_outcomes.worlds import SCENARIOS, draw_world

    if not 1 <= number <= SETS:
        raise ValueError(f"sets have the numbers 1 to {SETS}: not {number}")
    world = draw_world(
        SCENARIOS[draw_key(SETS, seed)[number - 1]], PEOPLE, WEEKS, 1000 * seed + number, read_plan()
    )
    counts = {
        name: world.counts[kept].ravel()
        for name, kept in (
            ("messages", "messages_sent"),
            ("meetings", "phone_meetings"),
            ("views", "profile_views"),
        )
    }
    return pd.DataFrame(
        {
            "person": np.repeat([f"P{person + 1:02}" for person in range(PEOPLE)], WEEKS),
            "week": np.tile(world.mondays, PEOPLE).astype("datetime64[s]"),
            "read_on": world.read_at.ravel().astype("datetime64[D]").astype("datetime64[s]"),
            "score": world.ssi.ravel(),
            **counts,
        }
    )[list(COLUMNS)]


@cache
def write_blind(seed: int = SEED) -> dict[str, bytes]:
    """Return all sets as CSV files by name, each of the same size: empty lines at its end make up for what
    more digits take.
    """
    texts = [
        draw_blind(number, seed).to_csv(index=False, sep=";", lineterminator="\n")
        for number in range(1, SETS + 1)
    ]
    longest = max(map(len, texts))
    return {
        f"set-{number:02}.csv": (text + "\n" * (longest - len(text))).encode()
        for number, text in enumerate(texts, start=1)
    }

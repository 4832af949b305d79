"""How often the word on a room is right: invented rooms that learned nothing, the threshold, or twice that.

    python benchmarks/rooms.py [--rooms 2000]

Writes benchmarks/rooms.csv (some minutes): for rooms of 8, 15 and 30 people, in four worlds, the
shares of "useful" and "useless", how often the 95 % interval holds the true gain, and the SD of differences.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
from scipy.optimize import brentq
from stored_table import head_of_today, write_table

from ssi_outcomes.base.files import hash_bytes
from ssi_outcomes.base.tried_code import hash_code
from ssi_outcomes.evidence.verdict import USEFUL, USELESS
from ssi_outcomes.workshop.learned import Answered, judge_room
from ssi_outcomes.workshop.quiz import FORMS, LETTERS, TRAPS, draw_forms, read_quiz

TABLE = Path(__file__).with_suffix(".csv")
PEOPLE, GAINS, ROOMS = (8, 15, 30), (0.0, 1.0, 2.0), 2000
GUESSED = 1 / len(LETTERS)  # right by luck, where one does not know
# Logits: how far people lie apart, how far traps do, how unequally people learn.
ABLE_SD, TRAP_SD, LEARNING_SD = 1.0, 0.8, 0.6


@dataclass(frozen=True)
class World:
    """Rooms as they may be: the logit of the middle person before, and by how much form B is harder."""

    name: str
    able: float
    harder: float = 0.0


WORLDS = (
    World("middling", -0.8),
    World("unequal_forms", -0.8, harder=0.8),
    World("knows_little", -2.5),
    World("near_the_top", 0.45),
)


@dataclass(frozen=True)
class Tried:
    """What `rooms` of one kind were told: `gain` is the true one; shares of words, of 95 % intervals that
    hold the truth, and the mean SD of differences.
    """

    world: str
    people: int
    gain: float
    rooms: int
    useful: float
    useless: float
    covered: float
    spread: float


def right_share(world: World, able: np.ndarray, form: str) -> np.ndarray:
    """Return each person's chance of a right answer, people x items."""
    hard = TRAP_SD * np.linspace(-1.2, 1.2, len(TRAPS)) + (world.harder if form == "B" else 0.0)
    return GUESSED + (1 - GUESSED) / (1 + np.exp(hard - able[:, None]))


def mean_right(world: World, able: np.ndarray) -> float:
    """Return the mean number of right answers over people and over both forms."""
    return float(np.mean([right_share(world, able, form).sum(axis=1).mean() for form in FORMS]))


def find_shift(world: World, gain: float) -> float:
    """Return what has to be learned, in logits in the mean, for a true gain of `gain` right answers."""
    rng = np.random.default_rng(7)
    able = world.able + ABLE_SD * rng.standard_normal(20_000)
    apart = LEARNING_SD * rng.standard_normal(20_000) if gain else np.zeros(20_000)
    start = mean_right(world, able)
    return brentq(lambda shift: mean_right(world, able + shift + apart) - start - gain, -2, 12)


def try_rooms(world: World, people: int, gain: float, rooms: int, shift: float) -> Tried:
    """Return how often the shipped rule says each word of rooms whose true gain is known."""
    rng = np.random.default_rng([people, round(10 * gain), WORLDS.index(world)])
    quiz, said = read_quiz(), []
    for number in range(rooms):
        able = world.able + ABLE_SD * rng.standard_normal(people)
        later = able + shift + (LEARNING_SD * rng.standard_normal(people) if gain else 0)
        found = judge_room(list(answer(rng, world, able, later, number)), quiz)
        low, high = found.bounds(quiz.level / 2)
        said.append((found.word == USEFUL, found.word == USELESS, low <= gain <= high, found.spread))
    return Tried(world.name, people, gain, rooms, *np.mean(said, axis=0).round(4).tolist())


def answer(
    rng: np.random.Generator, world: World, able: np.ndarray, later: np.ndarray, seed: int
) -> Iterator[Answered]:
    """Give each person's two sheets."""
    orders = draw_forms(len(able), seed)
    right = {
        (when, form): rng.random((len(able), len(TRAPS))) < right_share(world, who, form)
        for when, who in (("before", able), ("after", later))
        for form in FORMS
    }
    for person, (first, second) in enumerate(orders):
        yield Answered(first, tuple(right["before", first][person]), tuple(right["after", second][person]))


def list_kinds() -> Iterator[tuple[World, float, float]]:
    """Give each world with each gain that it has room for, and what that takes."""
    for world in WORLDS:
        for gain in GAINS:
            yield world, gain, find_shift(world, gain)


def main() -> None:
    """Try each kind of room, and store how often its word is right."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rooms", type=int, default=ROOMS)
    rooms, rows = options.parse_args().rooms, []
    for world, gain, shift in list_kinds():
        for people in PEOPLE:
            rows.append(astuple(try_rooms(world, people, gain, rooms, shift)))
            print(*rows[-1], flush=True)
    write_table(TABLE, head_of_today(hash_rooms()), [[each.name for each in fields(Tried)], *rows])


def hash_rooms() -> str:
    """Return the hash of the code that these rooms try, and of what was declared to it."""
    quiz = read_quiz()
    code = hash_code("workshop.learned", ("workshop.learned", "workshop.quiz"))
    return hash_bytes(f"{code} {quiz.threshold} {quiz.level}".encode())


if __name__ == "__main__":
    main()

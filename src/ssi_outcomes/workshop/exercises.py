"""What is asked in each sitting, and whether an answer is right: by what is true, however it is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np
from scipy.stats import hypergeom

from ssi_outcomes.workshop.blind_worlds import TRAPPED
from ssi_outcomes.worlds.selection import FIVE

PROFILES, CALLED = 12, 6  # of the guessing game
RARE = 0.05
NEAR = 0.02  # what a share of thousands of draws may be off by
STRONG = 0.9  # r
WEEKS_DRAWN = 8


def _guess_mine(mine: Collection[str], known: Collection[str]) -> bool:
    return len(mine) == len(set(mine)) == CALLED and set(mine) <= set(known)


def _guess_luck(share: float, hits: int) -> bool:
    return abs(share - hypergeom.sf(hits - 1, PROFILES, CALLED, CALLED)) < NEAR


def _guess_enough(hits: int) -> bool:
    shares = hypergeom.sf(np.arange(CALLED + 1) - 1, PROFILES, CALLED, CALLED)
    return hits == int(np.argmax(shares < RARE))


def _five_against(share: float, r: np.ndarray) -> bool:
    return abs(share - np.mean(r < 0)) < 1e-9


def _correlates(chosen: Sequence[int], score: np.ndarray, calls: np.ndarray) -> float:
    different = len(chosen) == len(set(map(int, chosen))) == FIVE
    return float(np.corrcoef(score[list(chosen)], calls[list(chosen)])[0, 1]) if different else 0.0


def _five_chosen(chosen: Sequence[int], score: np.ndarray, calls: np.ndarray) -> bool:
    return _correlates(chosen, score, calls) <= -STRONG


def _five_praised(chosen: Sequence[int], score: np.ndarray, calls: np.ndarray) -> bool:
    return _correlates(chosen, score, calls) >= STRONG


def _slope(score: np.ndarray, calls: np.ndarray) -> float:
    own = score - score.mean(axis=1, keepdims=True)
    return float((own * calls).sum() / (own**2).sum() * 10)


def _before(value: float, monday: np.ndarray, calls: np.ndarray) -> bool:
    return abs(value - _slope(monday, calls)) < NEAR


def _next_week(value: float, friday: np.ndarray, calls: np.ndarray) -> bool:
    return abs(value - _slope(friday[:, :-1], calls[:, 1:])) < NEAR


def _equal_activity(value: float, messages: np.ndarray, score: np.ndarray, calls: np.ndarray) -> bool:
    """Weeks of one number of messages, whichever: their slope is that of one of them."""
    usual = (
        np.polyfit(score[messages == many], calls[messages == many], 1)[0] * 10 for many in _usual(messages)
    )
    return any(abs(value - slope) < NEAR for slope in usual)


def _usual(messages: np.ndarray) -> list[int]:
    values, counts = np.unique(messages, return_counts=True)
    return [int(value) for value, count in zip(values, counts, strict=True) if count >= 50]


def _lot(drawn: Sequence[str]) -> bool:
    pairs = [set(drawn[start : start + 2]) for start in range(0, len(drawn), 2)]
    return len(drawn) == WEEKS_DRAWN and all(pair == {"push", "ordinary"} for pair in pairs)


def _doubled(share: float, push: np.ndarray, ordinary: np.ndarray) -> bool:
    return abs(share - np.mean((push >= 2 * ordinary) & (push > 0))) < 1e-9


def _first_that_tells(people: int, told: dict[int, float]) -> bool:
    return people == min((number for number, share in told.items() if share >= 0.8), default=None)


# Each question: by what an answer is tried, which takes the answer and then what it is about.
QUESTIONS: dict[str, Callable[..., bool]] = {
    "guess_mine": _guess_mine,
    "guess_luck": _guess_luck,
    "guess_enough": _guess_enough,
    "five_against": _five_against,
    "five_chosen": _five_chosen,
    "five_praised": _five_praised,
    "five_missing": lambda letter: letter == "c",
    "thermometer_monday": _before,
    "thermometer_next": _next_week,
    "thermometer_equal": _equal_activity,
    "thermometer_push": lambda letter: letter == "b",
    "world_name": lambda name: name in TRAPPED,
    "weeks_drawn": _lot,
    "weeks_doubled": _doubled,
    "weeks_people": _first_that_tells,
    "weeks_counted": lambda counted: set(counted) == {"phone meetings", "contracts"},
    "report_wrong": lambda letters: set(letters) == {"b", "d", "e"},
    "report_word": lambda word: word == "undetermined",
}

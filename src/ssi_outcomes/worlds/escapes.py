"""What teams have and plain worlds do not: offices that share good weeks, joiners who ramp up, scores as
skewed as in 2015. The first two give logs of rates and points of score to add.
"""

from __future__ import annotations

import numpy as np

# Good weeks that an office shares, on the log scale, and what is rolled out to one office after the other.
OFFICE_SD, ROLL_OUT_POINTS = 0.4, 10.0
# Where a joiner begins, and in how many weeks two thirds of the way are made.
JOINER_LOG_RATE, JOINER_POINTS, JOINER_WEEKS = -1.2, -15.0, 4.0
# LinkedIn, August 2015: shares of sales people at 0-20, 21-69 and above, and where they lie.
SHARES_2015 = (0.467, 0.519, 0.014)
_LOW, _MIDDLE, _TOP = (3.0, 20.0), (21.0, 69.0), (70.0, 95.0)
_MIDDLE_SHAPE = (1.0, 2.2)


def share_office(
    office: np.ndarray, good: np.ndarray, begins: np.ndarray, calendar: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return log rates and points (people x weeks) of each person's `office`: its `good` weeks (offices x
    weeks, SD 1), and the push that reaches it in the week that it `begins`.
    """
    return OFFICE_SD * good[office], ROLL_OUT_POINTS * (calendar >= begins[office][:, None])


def ramp_up(enters: np.ndarray, calendar: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return log rates and points (people x weeks) of who `enters` in a week, 0 for who was there before."""
    since = np.maximum(calendar - enters[:, None], 0)
    left = np.where(enters[:, None] > 0, np.exp(-since / JOINER_WEEKS), 0.0)
    return JOINER_LOG_RATE * left, JOINER_POINTS * left


def draw_skewed(rng: np.random.Generator, people: int) -> np.ndarray:
    """Return mean scores as they lay in August 2015."""
    group = rng.choice(3, size=people, p=SHARES_2015)
    middle = _MIDDLE[0] + (_MIDDLE[1] - _MIDDLE[0]) * rng.beta(*_MIDDLE_SHAPE, size=people)
    return np.choose(group, [rng.uniform(*_LOW, people), middle, rng.uniform(*_TOP, people)])

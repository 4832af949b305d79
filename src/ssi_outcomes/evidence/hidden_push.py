"""How strong something unseen would have to be to explain a ratio away (VanderWeele and Ding 2017, Ann.
Intern. Med. 167:268).

Weeks that are watched, not drawn by lot, can always hide such a push: one that goes with the score and
with the results. What can be said is how much of it would be needed.
"""

from __future__ import annotations

import math


def find_push(shown: float, true: float = 1.0) -> float:
    """Return the E-value: the ratio by which something unseen would have to go with the score and, at equal
    score, with the outcome, to show the ratio `shown` where the truth is `true` (1 where they are equal).

    Ratios per the same step of the score. It pushes up where more is shown than is true, down where less is:
    1.27 to show D where nothing is true, and as much to hide D. Raises ValueError for a ratio
    that is not above zero, or has no bound.
    """
    if not (0 < shown < math.inf and 0 < true < math.inf):
        raise ValueError(f"ratios above zero and with a bound, not {shown} and {true}")
    apart = max(shown / true, true / shown)
    return apart + math.sqrt(apart * (apart - 1))

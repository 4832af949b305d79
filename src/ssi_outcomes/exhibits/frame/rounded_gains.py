"""What an interval leaves possible and what it excludes, in the whole numbers of a first screen: rounded
outwards, so that no limit is told tighter than it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.any_time import bounds
from ssi_outcomes.evidence.ruled import Finding
from ssi_outcomes.evidence.verdict import USEFUL, USELESS
from ssi_outcomes.exhibits.frame.badges import mirrors_work, shown_word
from ssi_outcomes.exhibits.frame.in_per_cent import bounded
from ssi_outcomes.words.facts import Fact

TWICE = 2  # from this ratio on, a gain is told as so many times as many
_MANY_TIMES = 10  # and from this one on, without tenths
# How one end of an interval is told: no end at all, so many times as many, so much more, no change, so much
# fewer.
ENDINGS = ("at_least", "at_most")  # of the facts that are made of it
ENDS = OPEN, TIMES, MORE, SAME, FEWER = "open", "times", "more", "same", "fewer"
_WHOLE = 1e-6  # so near to a whole number, an end is that number on one processor and not on another
_OF_ABOVE = ("top", "any")  # what an upper end excludes; the rest is the lower one's doing


@dataclass(frozen=True)
class RoundedEnd:
    """One end of an interval: how it is told (one of `ENDS`) and its size, in per cent or in times."""

    told: str
    size: float | None = None


@dataclass(frozen=True)
class RoundedGain:
    """What is possible of an outcome per +10 points, from `low` to `high`, with so many decimals (`digits`;
    `claim_digits` for LinkedIn's claim beside it).

    `excluded` says which of "top" (a gain of the upper end or more), "any" (any gain), "bottom" (no gain, and
    one under the lower end) and "none" (no gain at all) the interval rules out; `equal`: at equal activity;
    `fits_claim` is None of what LinkedIn's claim says nothing of, `under_claim` says that all that is
    possible is less. Its facts begin with `prefix`.
    """

    outcome: str
    prefix: str
    low: RoundedEnd
    high: RoundedEnd
    digits: int
    claim_digits: int
    excluded: tuple[str, ...]
    fits_none: bool
    fits_claim: bool | None
    under_claim: bool
    equal: bool


def round_gain(finding: Finding, plan: Plan) -> RoundedGain | None:
    """Return what is possible of an outcome, at equal activity where the score is a thermometer of it; None
    where a gate of the plan failed: no limit holds then.
    """
    verdict = finding.verdict
    if verdict.reason != "interval" or verdict.high is None:
        return None
    equal = mirrors_work(verdict)
    ends = bounds(finding.adjusted.slope, plan) if equal else (verdict.low, verdict.high)
    return round_bounds(finding.outcome, ends, plan, shown_word(verdict), equal=equal)


def round_bounds(
    outcome: str, ends: tuple[float, float], plan: Plan, word: str, *, equal: bool = False, prefix: str = ""
) -> RoundedGain:
    """Return what an interval (two ratios per +10 points) of an outcome says under the verdict `word`."""
    low, high = ends
    digits = count_decimals(high, plan)
    return RoundedGain(
        outcome,
        prefix or outcome,
        round_end(low, digits, up=False),
        round_end(high, digits, up=True),
        digits,
        int(_rounds_over(high, plan.claim_per_10)),
        _exclude(low, high, word, equal),
        fits_none=low <= 1 <= high,
        fits_claim=low <= plan.claim_per_10 <= high,
        under_claim=high < plan.claim_per_10,
        equal=equal,
    )


def count_decimals(high: float, plan: Plan) -> int:
    """Return the decimals of an interval's ends (ratios, the upper one `high`): none, or one where that end,
    rounded up to LinkedIn's claim or to the plan's threshold, would look like one that leaves them open.
    """
    return int(any(_rounds_over(high, level) for level in (plan.claim_per_10, plan.threshold)))


def _rounds_over(high: float, level: float) -> bool:
    return high < level and math.ceil(_gain(high)) >= round(_gain(level))


def round_away(percent: float, digits: int, *, up: bool) -> float:
    """Return an end of an interval, in per cent, rounded away from its middle: `up` for the upper one."""
    scale = 10**digits
    return (math.ceil(percent * scale - _WHOLE) if up else math.floor(percent * scale + _WHOLE)) / scale


def round_end(ratio: float, digits: int, *, up: bool) -> RoundedEnd:
    """Return an end of an interval, rounded away from its middle: `up` for the upper one."""
    if bounded(ratio) is None:
        return RoundedEnd(OPEN)
    if ratio >= TWICE:
        return RoundedEnd(TIMES, round_away(ratio, int(ratio < _MANY_TIMES), up=up))
    size = abs(round_away(_gain(ratio), digits, up=up))
    return RoundedEnd(SAME) if size == 0 else RoundedEnd(MORE if ratio > 1 else FEWER, size)


def leave_above(gain: RoundedGain) -> RoundedGain:
    """Return what is possible with no more excluded than by its upper end: where several outcomes are looked
    at, a lower end that holds for one taken alone may be luck.
    """
    return replace(gain, excluded=tuple(part for part in gain.excluded if part in _OF_ABOVE))


def gain_facts(rounded: RoundedGain) -> Iterator[Fact]:
    """Yield the rounded ends as facts of their own."""
    units = {TIMES: "times"}
    if rounded.low.size is not None:
        unit = units.get(rounded.low.told, "percent")
        yield Fact(f"{rounded.prefix}_at_least", rounded.low.size, unit, "round_gain")
    if rounded.high.size is not None:
        unit = units.get(rounded.high.told, "percent")
        yield Fact(f"{rounded.prefix}_at_most", rounded.high.size, unit, "round_gain")


def _exclude(low: float, high: float, word: str, equal: bool) -> tuple[str, ...]:
    if bounded(high) is None and low <= 1:
        return ()
    if high <= 1:
        return ("any",)
    top = ("top",) if bounded(high) is not None else ()
    if word == USEFUL and not equal:
        return (*top, "bottom" if bounded(low) is not None else "none")
    return (*top, *(("bottom",) if low > 1 and word != USELESS else ()))


def _gain(ratio: float) -> float:
    return 100 * (ratio - 1)

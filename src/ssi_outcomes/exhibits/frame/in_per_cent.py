"""Ratios told as changes in per cent, with their sign, and with as many decimals as keep them true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from markupsafe import Markup

from ssi_outcomes.evidence.power import BEYOND
from ssi_outcomes.exhibits.frame.teller import Teller
from ssi_outcomes.words.facts import CHANGE, Fact
from ssi_outcomes.words.sentences import cite

# The first screen rounds away from the middle of an interval: beside it, a decimal shows what was rounded.
LEAST_DIGITS, MOST_DIGITS = 1, 2
_LEVELS = ("plan_threshold", "plan_claim_per_ten")


def change_fact(ratio: Fact) -> Fact:
    """Return a ratio, with its bounds, as a change in per cent: `<id>_change`."""
    value, low, high = (
        None if part is None else 100 * (part - 1) for part in (ratio.value, ratio.low, ratio.high)
    )
    return replace(ratio, id=name_change(ratio.id), value=value, low=low, high=high, unit=CHANGE)


def with_change(ratio: Fact) -> Iterator[Fact]:
    """Yield a ratio and the change that it is."""
    yield ratio
    yield change_fact(ratio)


def name_change(ratio: str) -> str:
    """Return the id under which a ratio is told as a change."""
    return f"{ratio}_change"


def count_digits(names: Iterable[str], teller: Teller) -> int:
    """Return the decimals, one or two, with which changes stand in one column: rounded, the ends of each
    interval still differ and stay on their side of no change, of the threshold and of the claim.
    """
    facts = [teller.facts[name] for name in names if name in teller.facts]
    levels = [0.0, *(100 * (teller.facts[key].value - 1) for key in _LEVELS if key in teller.facts)]
    enough = (digits for digits in range(LEAST_DIGITS, MOST_DIGITS) if _holds(facts, levels, digits))
    return next(enough, MOST_DIGITS)


def _holds(facts: list[Fact], levels: list[float], digits: int) -> bool:
    ends = [(fact.low, fact.high) for fact in facts]
    apart = all(
        round(low, digits) != round(high, digits)
        for low, high in ends
        if low is not None and high is not None and low != high
    )
    kept = all(
        (round(end, digits) > round(level, digits)) == (end > level)
        and (round(end, digits) < round(level, digits)) == (end < level)
        for both in ends
        for end in both
        if end is not None
        for level in levels
    )
    return apart and kept


def say_change(name: str, teller: Teller, digits: int) -> str | Markup:
    """Return a change, or "–" where only its bounds are known, or nothing is."""
    known = name in teller.facts and teller.facts[name].value is not None
    return cite(teller.facts, name, teller.language, digits) if known else teller.text("labels.none")


def say_span(name: str, teller: Teller, digits: int) -> str | Markup:
    """Return "a to b" of a change, "a and more" where there is no upper bound, "–" where there is none."""
    if name not in teller.facts:
        return teller.text("labels.none")
    if teller.facts[name].high is None:
        return teller.say("labels.open_interval", id=name, digits=digits)
    return teller.say("labels.interval", id=name, digits=digits)


def say_spans(ratios: Iterable[str], teller: Teller) -> list[str | Markup]:
    """Return the intervals of one column of ratios as changes, all with the same decimals."""
    names = [name_change(ratio) for ratio in ratios]
    digits = count_digits(names, teller)
    return [say_span(name, teller, digits) for name in names]


def say_changes(ratios: Iterable[str], teller: Teller) -> list[tuple[str | Markup, ...]]:
    """Return for each of a table's ratios its change, its interval and its wider one, each column with the
    same decimals.
    """
    ratios = list(ratios)
    names = [name_change(ratio) for ratio in ratios]
    digits = count_digits(names, teller)
    changes = [say_change(name, teller, digits) for name in names]
    wide = say_spans([f"{ratio}_wide" for ratio in ratios], teller)
    return list(zip(changes, say_spans(ratios, teller), wide, strict=True))


def bounded(ratio: float | None) -> float | None:
    """Return a ratio that a reader can use, or None for one without a bound or as good as without."""
    return ratio if ratio is not None and ratio < BEYOND else None

"""How much data a verdict takes, asked in advance: `ssi plan --people 20 --weeks 12`."""

from __future__ import annotations

from ssi_outcomes.base.errors import UsageError, message
from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.power import BEYOND, events_needed, people_needed, smallest_ratio

# Counts and spreads beyond these are slips of the finger.
_LIMITS = {"people": (2, 1_000_000), "weeks": (1, 1_000), "rate": (0.001, 1_000), "spread": (0.1, 50)}


def plan_ahead(people: int, weeks: int, rate: float, spread: float | None) -> str:
    """Return, in the user's language, what so many people and weeks could
    find, with `rate` events a week and person.

    `spread` is the SD of one person's weekly score in points, the plan's by default.
    Raises UsageError for numbers that cannot be.
    """
    plan = read_plan()
    spread = plan.within_sd if spread is None else spread
    for name, value in {"people": people, "weeks": weeks, "rate": rate, "spread": spread}.items():
        least, most = _LIMITS[name]
        if not least <= value <= most:
            raise UsageError(
                "plan_ahead_number",
                option=f"--{name}",
                value=f"{value:g}",
                least=f"{least:g}",
                most=f"{most:g}",
            )
    ratio = smallest_ratio(people, weeks, rate, plan, spread)
    claim, threshold = (
        events_needed(plan.claim_per_10, plan, spread),
        events_needed(plan.threshold, plan, spread),
    )
    numbers = {
        "people": people,
        "weeks": weeks,
        "rate": rate,
        "spread": spread,
        "events": round(people * weeks * rate),
        "gain": round(100 * (min(ratio, BEYOND) - 1)),
        "power": round(100 * plan.power),
        "claim": round(100 * (plan.claim_per_10 - 1), 1),
        "threshold": round(100 * (plan.threshold - 1), 1),
        "claim_events": claim,
        "threshold_events": threshold,
        "claim_people": people_needed(plan.claim_per_10, plan),
        "threshold_people": people_needed(plan.threshold, plan),
    }
    word = "plan_ahead_claim" if ratio <= plan.claim_per_10 else "plan_ahead_too_few"
    return message("plan_ahead", beyond=ratio > BEYOND, **numbers) + "\n" + message(word)

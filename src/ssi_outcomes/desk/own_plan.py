"""A new dataset's own copy of the plan, for looks at any time: a team looks at its weeks as they come."""

from __future__ import annotations

import re
from dataclasses import replace

from ssi_outcomes.base.errors import message
from ssi_outcomes.base.paths import root
from ssi_outcomes.base.plan import PLAN_FILE, Plan, read_plan
from ssi_outcomes.desk.filled_in import Content
from ssi_outcomes.evidence.any_time import price

# What is meant where a template does not say it: a team over a year, with the results of the
# calibration's worlds.
PEOPLE, WEEKS, EVENTS_PER_WEEK = 20, 52, 0.5
_ANY = """
# ... unless looks = "any": one may look whenever one likes, and the risk holds over all looks together
# (a confidence sequence). Its price: an interval {wider} % wider than at one planned look.
# looks = "planned" counts the looks above.
looks = "any"
"""
_MEANT = """
# The data that are meant: there the interval of looks = "any" is narrowest. Set before the results are seen.
people = {people}
weeks = {weeks}
events_per_week = {events_per_week}  # real results of a person
"""


def write_own_plan(content: Content) -> str:
    """Return the repository's plan with looks at any time in it, for the people and weeks that a template has
    rows for; as it stands where it says itself when to look. Raises DataRefused where it cannot be used.
    """
    plan = read_plan()
    text = (root() / PLAN_FILE).read_text("utf-8-sig")
    if re.search(r"^\s*looks\s*=", text, re.M):
        return text
    people, weeks = content.laid[:2] if content.laid else (PEOPLE, WEEKS)
    meant = {"people": max(2, people), "weeks": min(weeks, 1000), "events_per_week": EVENTS_PER_WEEK}
    looks = _ANY.format(wider=_as_percent(_find_price(plan))).rstrip("\n")
    planned = _MEANT.format(**meant).rstrip("\n")
    # The first alone: a trial's looks have a key of that name, too.
    text = re.sub(r"^(\s*planned_looks\s*=.*)$", lambda line: line[0] + looks, text, count=1, flags=re.M)
    return re.sub(r"^(\s*\[planning\].*)$", lambda line: line[0] + planned, text, flags=re.M)


def tell_price() -> str:
    """Return the line that says what looking at any time costs."""
    times = _find_price(read_plan())
    values = {"wider": _as_percent(times), "factor": round(times**2, 1)}
    return message("template_any_time", file=PLAN_FILE, **values)


def _find_price(plan: Plan) -> float:
    """Return how many times as wide an interval is at any time; the same whatever data are meant."""
    meant = {"people": PEOPLE, "weeks": WEEKS, "events_per_week": EVENTS_PER_WEEK}
    return price(replace(plan, looks="any", **meant))


def _as_percent(times: float) -> int:
    return round(100 * (times - 1))

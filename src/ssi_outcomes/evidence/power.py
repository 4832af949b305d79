"""How much data a verdict takes: planning by formula, before any data; the simulations that gave the plan its
`se_factor` are its check.

All effects are rate ratios per +10 SSI points. "Found" means: with the plan's power, the interval that leaves
the plan's error on each side lies wholly beyond the value to be excluded.
"""

from __future__ import annotations

import math

from scipy.special import stdtrit

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.any_time import find_reach, price
from ssi_outcomes.evidence.estimate import Slope, exp

BEYOND = 1000  # a ratio that is as good as none


def standard_error(events: float, plan: Plan, within_sd: float | None = None) -> float:
    """Return the standard error of the log rate ratio within people that the plan expects; raises ValueError
    where there are no events or nothing moves.
    """
    spread = plan.within_sd if within_sd is None else within_sd
    if events <= 0 or spread <= 0:
        raise ValueError(f"events and within-person SD are above zero, not {events} and {spread}")
    return plan.expected_se(events, spread)


def events_needed(ratio: float, plan: Plan, within_sd: float | None = None) -> int:
    """Return the events it takes to tell `ratio` from no effect, either way round: to
    exclude it where there is none, or to find it.

    6,449 for the claim and 25,795 for a verdict at D, with the plan's values. Normal
    quantiles: so many events take many people.
    """
    return math.ceil((_reach(plan) * standard_error(1, plan, within_sd) / _log(ratio)) ** 2)


def smallest_ratio(
    people: int, weeks: float, events_per_week: float, plan: Plan, within_sd: float | None = None
) -> float:
    """Return the smallest rate ratio per +10 points that a panel would tell from 1, given the events that
    each person has per week.

    t quantiles with people - 1 degrees of freedom (the jackknife's); needs two people. Within 8
    % of the simulated figures on the log scale, from 5 people x 8 weeks to 500 x 26. Infinite
    where next to nothing is there to tell it by.
    """
    if people < 2:
        raise ValueError(f"a panel of one person has no between-person uncertainty: {people} people")
    return exp(_reach(plan, people - 1) * standard_error(people * weeks * events_per_week, plan, within_sd))


def smallest_ratio_alone(events: float, plan: Plan, within_sd: float | None = None) -> float:
    """Return the smallest rate ratio that so many events of one person could tell from 1, if that person's
    weeks told as much as many people's.

    Normal quantiles, as nothing tells how far people differ: the best that one could hope for.
    """
    return exp(_reach(plan) * standard_error(events, plan, within_sd))


def people_needed(ratio: float, plan: Plan) -> int:
    """Return the people it takes to tell `ratio` from no effect
    *between* people: 204 for the claim, 816 at D.

    se = outcome_sd / (between_sd in tens of points * sqrt(people)): least squares on the logs of people's
    true rates. A floor: it leaves out the noise of counting, and what the Poisson estimator loses when rates
    are log-normal (a variance of exp(.8^2) - 1 = .90 in place of .8^2 = .64: 40 % more people).
    """
    return math.ceil((_reach(plan) * plan.outcome_sd / (plan.between_sd / 10) / _log(ratio)) ** 2)


def detectable_ratio(slope: Slope, plan: Plan) -> float:
    """Return the smallest rate ratio that data with this standard error tell from 1, with the plan's power
    and risk; may be infinite.
    """
    return exp(_reach(plan, slope.freedom, slope.se) * slope.se)


def events_for_verdict(slope: Slope, events: float, plan: Plan) -> int:
    """Return how many more events a verdict at D would take, if the standard
    error goes on falling as 1 / sqrt(events).
    """
    return max(0, math.ceil(events * (_reach(plan) * slope.se / math.log(plan.threshold)) ** 2 - events))


def _reach(plan: Plan, freedom: float = math.inf, se: float | None = None) -> float:
    """Return how many standard errors off an effect must lie: what the interval reaches (at any time: with
    this standard error, or the one that is meant) plus the quantile of the power.
    """
    if plan.any_time and se is None:
        reach = -stdtrit(freedom, plan.level) * price(plan)
    else:
        reach = find_reach(se or 1.0, freedom, plan) / (se or 1.0)
    return float(reach + stdtrit(freedom, plan.power))


def _log(ratio: float) -> float:
    if not 0 < ratio < math.inf or ratio == 1:
        raise ValueError(f"a rate ratio above zero and other than 1, not {ratio}")
    return math.log(ratio)

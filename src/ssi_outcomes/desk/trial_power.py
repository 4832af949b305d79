"""`ssi plan --trial`: what a trial could find, beside what watching the same people could."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from ssi_outcomes.base.errors import UsageError, current_language, message
from ssi_outcomes.base.files import write_whole
from ssi_outcomes.base.paths import reports_folder, shown
from ssi_outcomes.base.plan import Plan, read_plan
from ssi_outcomes.desk.sample_size import measure_spread
from ssi_outcomes.evidence.drawn_power import (
    best_split,
    power_alone,
    smallest_crossed_ratio,
    smallest_drawn_ratio,
)
from ssi_outcomes.evidence.power import BEYOND, smallest_ratio
from ssi_outcomes.evidence.trial_size import LIFT
from ssi_outcomes.exhibits.frame.thresholds import rule_facts
from ssi_outcomes.figures import draw_reach
from ssi_outcomes.figures.canvas import as_svg, style
from ssi_outcomes.study import PanelStudy, open_study
from ssi_outcomes.trial.toml_keys import PERIODS
from ssi_outcomes.words.sentences import say_plain

# What is meant where nothing is said.
USUAL = {"people": 20, "weeks": 48, "rate": 1.0, "lift": LIFT, "spread": None}
_LIMITS = {
    "people": (2, 1_000_000),
    "weeks": (10, 1_000),
    "rate": (0.001, 1_000),
    "lift": (0.1, 100),
    "spread": (0.1, 50),
}
_DRAWN = (4, 6, 8, 10, 15, 20, 30, 40, 60, 80, 120, 200)  # people on the picture's axis
_ALONE = (1.5, 2, 3)


def plan_trial(dataset: str, **given: float) -> str:
    """Return what `tell_trial_plan` says of the numbers that are `given`, the usual ones elsewhere; where a
    dataset is named, with its own people, and as far as its scores move.

    Raises UsageError where no score of the dataset was read twice, or what reading it raises.
    """
    if not dataset:
        return tell_trial_plan(**{**USUAL, **given})
    study = open_study(dataset, current_language())
    if not isinstance(study, PanelStudy):
        raise UsageError("odds_of_cases", dataset=dataset)
    own, read = measure_spread(study.panel.frame)
    if "spread" not in given and not read:
        raise UsageError("plan_no_readings", dataset=dataset)
    known = {"people": max(_LIMITS["people"][0], study.n_people), "spread": max(own, _LIMITS["spread"][0])}
    lines = [message("plan_own_readings", dataset=dataset, people=read, spread=own)] if read else []
    return "\n".join([*lines, tell_trial_plan(**{**USUAL, **known, **given})])


def tell_trial_plan(people: int, weeks: int, rate: float, lift: float, spread: float | None) -> str:
    """Return, in the user's language, the smallest gain that each design would find with so many people and
    weeks (baseline and trial together), `rate` results a week and person and a lift of so many points; how
    the weeks are best split; and what watching would find. The picture goes to reports/.

    Raises UsageError for numbers that cannot be.
    """
    plan = read_plan()
    spread = plan.within_sd if spread is None else spread
    _check({"people": people, "weeks": weeks, "rate": rate, "lift": lift, "spread": spread})
    best, fewest, most = best_split(weeks, plan)
    gains = dict(_find_gains(people, weeks, rate, lift, spread, plan))
    numbers = {
        "people": people,
        "weeks": weeks,
        "rate": rate,
        "lift": lift,
        "spread": spread,
        "looks": plan.trial.planned_looks,
        "power": round(100 * plan.power),
        "claim": round(100 * (plan.claim_per_10 - 1), 1),
        "threshold": round(100 * (plan.threshold - 1), 1),
        "best": best,
        "fewest": fewest,
        "most": most,
    }
    said = [message("trial_plan_head", **numbers)]
    said += [_tell_way(way, gain, plan, numbers) for way, gain in gains.items()]
    said += [_tell_alone(weeks, rate, plan), message("trial_plan_foot", **numbers)]
    said.append(message("trial_plan_drawn", file=shown(_draw(people, weeks, rate, lift, spread, plan))))
    return "\n".join(said)


def _check(numbers: dict[str, float]) -> None:
    for name, value in numbers.items():
        least, most = _LIMITS[name]
        if not least <= value <= most:
            limits = {"least": f"{least:g}", "most": f"{most:g}"}
            raise UsageError("plan_ahead_number", option=f"--{name}", value=f"{value:g}", **limits)


def _find_gains(
    people: int, weeks: int, rate: float, lift: float, spread: float, plan: Plan
) -> Iterator[tuple[str, float]]:
    """Give the smallest gain of each way to ask, in per cent for 10 points more."""
    before = best_split(weeks, plan)[0]
    ratios = {
        "watched": smallest_ratio(people, weeks, rate, plan, spread),
        "parallel": smallest_drawn_ratio(people, before, weeks - before, rate, lift, plan),
        "crossover": smallest_crossed_ratio(people, weeks, rate, lift, plan, PERIODS["crossover"]),
    }
    for way, ratio in ratios.items():
        yield way, 100 * (min(ratio, BEYOND) - 1)


def _tell_way(way: str, gain: float, plan: Plan, numbers: dict[str, float]) -> str:
    if gain >= 100 * (BEYOND - 1):
        return message(f"trial_plan_{way}_none", **numbers)
    is_enough = gain <= 100 * (plan.claim_per_10 - 1)
    said = message(f"trial_plan_{way}", **numbers, gain=round(gain, 1 if gain < 20 else 0))
    return f"{said} {message('trial_plan_enough' if is_enough else 'trial_plan_too_few', **numbers)}"


def _tell_alone(weeks: int, rate: float, plan: Plan) -> str:
    """Return what one of these people alone could find in so many weeks."""
    period = PERIODS["single"][0]
    blocks = weeks // (2 * period)
    if blocks < plan.trial.blocks_alone:
        least = 2 * period * plan.trial.blocks_alone
        return message("trial_plan_single_none", weeks=least, blocks=plan.trial.blocks_alone)
    level = plan.level / plan.trial.planned_looks
    found = power_alone(blocks, period, rate, _ALONE, level)
    shares = dict(zip(("half", "twice", "thrice"), (round(100 * each) for each in found), strict=True))
    return message("trial_plan_single", blocks=blocks, **shares)


def _draw(people: int, weeks: int, rate: float, lift: float, spread: float, plan: Plan) -> Path:
    """Write the picture, and return where."""
    language = current_language()
    rows = [
        {"way": way, "people": count, "gain": gain}
        for count in sorted({*_DRAWN, people})
        for way, gain in _find_gains(count, weeks, rate, lift, spread, plan)
    ]
    claim, threshold = (100 * (ratio - 1) for ratio in (plan.claim_per_10, plan.threshold))
    facts = {fact.id: fact for fact in rule_facts(plan)}
    path = reports_folder() / f"trial-plan.{language}.svg"

    def text(key: str, **values: object) -> str:
        return say_plain(key, language, facts, **values)

    with style():
        write_whole(path, as_svg(draw_reach(pd.DataFrame(rows), people, claim, threshold, text)))
    return path

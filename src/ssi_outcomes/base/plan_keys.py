"""The keys of an analysis plan: which there are, and what each may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ssi_outcomes.base.errors import Problem

# The ways to ask of the score of so many weeks before.
LAGS = {"lag_4": 4, "lag_8": 8}
# The ways to analyse the same data otherwise that a plan may declare;
# `evidence/variants.py` has one function for each.
VARIANTS = (
    *("person_effects", "fresh_readings", *LAGS, "full_weeks", "capped_counts"),
    *("without_busiest", "first_half", "second_half", "adjusted", "split_at_break", "against_industry"),
    # The shipped plan leaves these out: it has room for twelve, and those above tell more.
    *("previous_reading", "any_event", "large_moves"),
)

# The smallest and the largest value that each key may have; whole numbers are kept whole.
_RATES = {
    "cases.low": (0, 100),
    "cases.high": (0, 100),
    "cases.approximate_margin": (0, 0.99),
    "claim.ratio": (1.0001, 100),
    "claim.gap_points": (1, 100),
    "threshold.share_of_claim": (0.01, 1),
    "errors.level": (0.0001, 0.5),
    "errors.power": (0.5, 0.9999),
    "gates.effective_people": (0, 1e9),
    "gates.late_rows": (0, 1),
    "gates.lead_p": (0, 1),
    "falsification.activity_known": (0, 1),
    "scale.everybody": (0.5, 1),
    "trial.smallest_lift": (0, 100),
    "trial.loss_apart": (0, 1),
    "planning.se_factor": (0.01, 100),
    "planning.within_sd": (0.01, 100),
    "planning.between_sd": (0.01, 100),
    "planning.outcome_sd": (0.01, 100),
}
_COUNTS = {
    "errors.planned_looks": (1, 1000),
    "gates.people_with_events": (0, 10**9),
    "gates.events": (0, 10**9),
    "variants.at_most": (0, 1000),
    "teams.effects_from": (3, 10**9),
    "teams.least": (3, 10**9),
    "joining.ramp_up_weeks": (0, 1000),
    "scale.jump": (1, 100),
    "trial.planned_looks": (1, 1000),
    "trial.weeks_before": (1, 1000),
    "trial.blocks_alone": (6, 1000),
}
# Where one may look at any time, the plan says how much data are meant: there its interval is narrowest.
LOOKS = ("planned", "any")
# What a parallel trial is judged by: each person beside themselves, all weeks together, or the weeks of the
# trial alone, with what each person brought before taken into account.
ESTIMATORS = ("within", "by_baseline")
_CHOICES = {"errors.looks": LOOKS, "trial.estimator": ESTIMATORS}
_MEANT = {
    "planning.people": (2, 10**6),
    "planning.weeks": (1, 1000),
    "planning.events_per_week": (0.001, 1000),
}
_LISTS = {"threshold.sensitivity_beside": (1.0001, 100)}
# Lists of names: the ones that exist, or None where the data say which do.
_NAMES = {"falsification.negative_controls": None, "variants.declared": VARIANTS}
_BOUNDS = {**_RATES, **_COUNTS, **_LISTS, **_MEANT}
_WHOLE = (*_COUNTS, "planning.people", "planning.weeks")
_OPTIONAL = (*_CHOICES, *_MEANT)
_KEYS = (*(key for key in _BOUNDS if key not in _MEANT), *_NAMES)


def find_problems(values: Mapping[str, object], file: str) -> list[Problem]:
    """Return what is wrong with the values of a plan by 'section.key': missing, unknown, out of range."""
    # An unknown key is refused too: a threshold with a misspelt name would silently not apply.
    asked = (*_KEYS, *(_MEANT if values.get("errors.looks") == "any" else ()))
    found = [Problem(file, "plan_key_missing", values={"name": key}) for key in asked if key not in values]
    for key, value in values.items():
        if key not in (*_KEYS, *_OPTIONAL):
            found.append(Problem(file, "plan_key_unknown", values={"name": key}))
        elif key in _CHOICES:
            known = _CHOICES[key]
            found += [] if value in known else [_unknown_name(key, value, known, file)]
        elif key in _NAMES:
            found += _wrong_names(key, value, file)
        elif not _is_within(key, value):
            found.append(_out_of_bounds(key, value, file))
    if not found and values["cases.low"] >= values["cases.high"]:
        found.append(
            Problem(file, "plan_low_high", values={"low": values["cases.low"], "high": values["cases.high"]})
        )
    if not found and len(values["variants.declared"]) > values["variants.at_most"]:
        counts = {"count": len(values["variants.declared"]), "most": values["variants.at_most"]}
        found.append(Problem(file, "plan_variants", values=counts))
    return found


def _wrong_names(key: str, value: object, file: str) -> list[Problem]:
    known = _NAMES[key]
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        return [Problem(file, "plan_value_names", values={"name": key, "value": value})]
    wrong = [
        each for number, each in enumerate(value) if (known and each not in known) or each in value[:number]
    ]
    return [_unknown_name(key, each, known or (), file) for each in wrong]


def _unknown_name(key: str, value: object, known: Iterable[str], file: str) -> Problem:
    values = {"name": key, "value": value, "known": ", ".join(known) or "–"}
    return Problem(file, "plan_name_unknown", values=values)


def _out_of_bounds(key: str, value: object, file: str) -> Problem:
    least, most = _BOUNDS[key]
    rule = (
        "plan_value_list" if key in _LISTS else "plan_value_whole" if key in _WHOLE else "plan_value_number"
    )
    return Problem(
        file, rule, values={"name": key, "value": value, "least": f"{least:g}", "most": f"{most:g}"}
    )


def _is_within(key: str, value: object) -> bool:
    least, most = _BOUNDS[key]
    if (key in _LISTS) != isinstance(value, list):
        return False
    # bool is a kind of int in Python, and never a threshold.
    kinds = (int,) if key in _WHOLE else (int, float)
    return all(
        type(each) in kinds and least <= each <= most
        for each in (value if isinstance(value, list) else [value])
    )

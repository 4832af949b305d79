"""What was promised beforehand: the thresholds, gates and error rates of `analysis-plan.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from ssi_outcomes.errors import DataRefused, Problem
from ssi_outcomes.files import hash_bytes
from ssi_outcomes.paths import root

PLAN_FILE = "analysis-plan.toml"

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
}
_LISTS = {"threshold.sensitivity_beside": (1.0001, 100)}
_BOUNDS = {**_RATES, **_COUNTS, **_LISTS}


@dataclass(frozen=True)
class Gates:
    """What data must have before a verdict is given; shares and p-values between 0 and 1."""

    people_with_events: int
    effective_people: float
    events: int
    late_rows: float
    lead_p: float


@dataclass(frozen=True)
class Plan:
    """The rule as declared. Ratios are rate ratios, scores and SDs in SSI points, `level` is per side over all looks."""

    low: float
    high: float
    approximate_margin: float
    claim_ratio: float
    claim_gap: float
    share_of_claim: float
    sensitivity_beside: tuple[float, ...]
    level: float
    planned_looks: int
    power: float
    gates: Gates
    variants_at_most: int
    se_factor: float
    within_sd: float
    between_sd: float
    outcome_sd: float
    hash: str

    @property
    def claim_per_10(self) -> float:
        """Return the claimed rate ratio per +10 points."""
        return self.claim_ratio ** (10 / self.claim_gap)

    @property
    def threshold(self) -> float:
        """Return D, the smallest rate ratio per +10 points that counts as useful."""
        return self.claim_per_10**self.share_of_claim

    @property
    def sensitivity(self) -> tuple[float, ...]:
        """Return the ratios per +10 points at which the verdict is repeated, smallest first."""
        return tuple(sorted({*self.sensitivity_beside, self.threshold, self.claim_per_10}))

    @property
    def level_per_look(self) -> float:
        """Return the risk of error on each side at one planned look (Bonferroni)."""
        return self.level / self.planned_looks


def read_plan() -> Plan:
    """Return the plan of this repository.

    Raises DataRefused where the file is missing, or with each key that is missing, unknown or out of its range.
    """
    try:
        content = (root() / PLAN_FILE).read_bytes()
    except FileNotFoundError:
        raise DataRefused("plan_missing", file=PLAN_FILE) from None
    try:
        values = _flat(tomllib.loads(content.decode("utf-8")))
    except ValueError as error:  # not UTF-8, or not TOML
        raise DataRefused("plan_unreadable", file=PLAN_FILE, reason=str(error)) from None
    if problems := _problems(values):
        raise DataRefused("plan_refused", file=PLAN_FILE, problems=tuple(problems))
    return _plan(values, hash_bytes(content))


def _flat(table: dict) -> dict[str, object]:
    """Return {'section.key': value}; a key outside of any section keeps its bare name, and is refused as unknown."""
    flat = {}
    for section, keys in table.items():
        flat.update({f"{section}.{key}": value for key, value in keys.items()} if isinstance(keys, dict) else {section: keys})
    return flat


def _problems(values: dict[str, object]) -> list[Problem]:
    # An unknown key is refused too: a threshold with a misspelt name would silently not apply.
    found = [Problem(PLAN_FILE, "plan_key_missing", values={"name": key}) for key in _BOUNDS if key not in values]
    for key, value in values.items():
        if key not in _BOUNDS:
            found.append(Problem(PLAN_FILE, "plan_key_unknown", values={"name": key}))
        elif not _is_within(key, value):
            found.append(_out_of_bounds(key, value))
    if not found and values["cases.low"] >= values["cases.high"]:
        found.append(Problem(PLAN_FILE, "plan_low_high", values={"low": values["cases.low"], "high": values["cases.high"]}))
    return found


def _out_of_bounds(key: str, value: object) -> Problem:
    least, most = _BOUNDS[key]
    rule = "plan_value_list" if key in _LISTS else "plan_value_whole" if key in _COUNTS else "plan_value_number"
    return Problem(PLAN_FILE, rule, values={"name": key, "value": value, "least": f"{least:g}", "most": f"{most:g}"})


def _is_within(key: str, value: object) -> bool:
    least, most = _BOUNDS[key]
    if (key in _LISTS) != isinstance(value, list):
        return False
    # bool is a kind of int in Python, and never a threshold.
    kinds = (int,) if key in _COUNTS else (int, float)
    return all(type(each) in kinds and least <= each <= most for each in (value if isinstance(value, list) else [value]))


def _plan(values: dict[str, object], fingerprint: str) -> Plan:
    def section(name: str) -> dict[str, object]:
        return {key.removeprefix(f"{name}."): value for key, value in values.items() if key.startswith(f"{name}.")}

    return Plan(
        **section("cases"),
        claim_ratio=values["claim.ratio"],
        claim_gap=values["claim.gap_points"],
        share_of_claim=values["threshold.share_of_claim"],
        sensitivity_beside=tuple(values["threshold.sensitivity_beside"]),
        **section("errors"),
        gates=Gates(**section("gates")),
        variants_at_most=values["variants.at_most"],
        **section("planning"),
        hash=fingerprint,
    )

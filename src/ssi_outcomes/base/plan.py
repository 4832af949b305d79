"""What was promised beforehand: the thresholds, gates and error rates of `analysis-plan.toml`."""

from __future__ import annotations

import json
import math
import os
from dataclasses import dataclass
from pathlib import Path

from ssi_outcomes.base.errors import DataRefused, message
from ssi_outcomes.base.files import hash_bytes
from ssi_outcomes.base.paths import root, shown
from ssi_outcomes.base.plan_keys import ESTIMATORS, LOOKS, find_problems
from ssi_outcomes.base.toml_text import parse_toml

PLAN_FILE = "analysis-plan.toml"
# What two studies have to share to be told together: by what, not when nor how often, a verdict is given.
_RULE, _NOT_THE_RULE = (
    ("claim", "threshold", "errors", "gates", "trial"),
    ("planned_looks", "looks", "estimator"),
)


@dataclass(frozen=True)
class Gates:
    """What data must have before a verdict is given; shares and p-values between 0 and 1."""

    people_with_events: int
    effective_people: float
    events: int
    late_rows: float
    lead_p: float


@dataclass(frozen=True)
class TrialRule:
    """How a trial is judged: `planned_looks` at it, the `smallest_lift` of the score in points that counts as
    the push having worked, the share of people lost (`loss_apart`) by which the arms may differ, the weeks of
    baseline and, for one person alone, the blocks that it takes at least; which of `ESTIMATORS` decides in a
    parallel trial, if it is sealed with this plan.
    """

    planned_looks: int = 3
    smallest_lift: float = 5
    loss_apart: float = 0.10
    weeks_before: int = 8
    blocks_alone: int = 10
    estimator: str = ESTIMATORS[0]


@dataclass(frozen=True)
class Plan:
    """The rule as declared.

    Ratios are rate ratios, scores and SDs in SSI points, `level` is per side over all looks. `looks` is
    "planned" (so many as `planned_looks`) or "any": whenever one likes, for the `people`, `weeks` and
    `events_per_week` (of a person) that are meant. `hash` is that of the file, `hash_on_weeks` of all
    values but a trial's. `rule` has the values, by their names in the file, that studies share which a pool
    tells together.
    """

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
    negative_controls: tuple[str, ...]
    activity_known: float
    team_effects_from: int
    teams_least: int
    ramp_up_weeks: int
    scale_jump: int
    scale_everybody: float
    variants_at_most: int
    variants: tuple[str, ...]
    se_factor: float
    within_sd: float
    between_sd: float
    outcome_sd: float
    trial: TrialRule
    hash: str
    hash_on_weeks: str
    file: str = PLAN_FILE
    looks: str = LOOKS[0]
    people: int | None = None
    weeks: int | None = None
    events_per_week: float | None = None
    rule: tuple[tuple[str, float | tuple[float, ...]], ...] = ()

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
        """Return the risk of error on each side at one planned look (Bonferroni), or over all looks where one
        may look at any time.
        """
        return self.level if self.any_time else self.level / self.planned_looks

    @property
    def any_time(self) -> bool:
        """Return whether the data may be looked at whenever one likes."""
        return self.looks == "any"

    @property
    def looks_allowed(self) -> float:
        """Return after how many looks a verdict is exploratory; infinite where one may look at any time."""
        return math.inf if self.any_time else self.planned_looks

    def expected_se(self, events: float, within_sd: float | None = None) -> float:
        """Return the standard error of the log rate ratio within people that so many events will have:
        se_factor / (s * sqrt(events)), s the within-person SD in tens of points (the plan's unless given, in
        points).
        """
        return self.se_factor / (
            (self.within_sd if within_sd is None else within_sd) / 10 * math.sqrt(events)
        )


def read_plan(folder: Path | None = None) -> Plan:
    """Return the plan of a dataset: the copy in its `folder`, where there is one, else the repository's.

    Raises DataRefused where the file is missing, or with each key that
    is missing, unknown or out of its range.
    """
    own = folder / PLAN_FILE if folder else None
    path = own if own and os.path.lexists(own) else root() / PLAN_FILE
    # A copy is mended by deleting it, the original by git.
    file, suffix = shown(path), "_own" if path == own else ""
    if os.path.lexists(path) and not path.is_file():
        raise DataRefused(f"plan_unreadable{suffix}", file=file, reason=message("not_a_file"))
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise DataRefused("plan_missing", file=file) from None
    try:
        values = _flat(parse_toml(content.decode("utf-8-sig")))
    except ValueError as error:  # not UTF-8, or not TOML
        raise DataRefused(f"plan_unreadable{suffix}", file=file, reason=str(error)) from None
    if problems := find_problems(values, file):
        raise DataRefused(f"plan_refused{suffix}", file=file, problems=tuple(problems))
    return _plan(values, hash_bytes(content), file)


def _flat(table: dict) -> dict[str, object]:
    """Return {'section.key': value}; a key outside of any section keeps
    its bare name, and is refused as unknown.
    """
    flat = {}
    for section, keys in table.items():
        flat.update(
            {f"{section}.{key}": value for key, value in keys.items()}
            if isinstance(keys, dict)
            else {section: keys}
        )
    return flat


def _plan(values: dict[str, object], fingerprint: str, file: str) -> Plan:
    def section(name: str) -> dict[str, object]:
        return {
            key.removeprefix(f"{name}."): value for key, value in values.items() if key.startswith(f"{name}.")
        }

    return Plan(
        **section("cases"),
        claim_ratio=values["claim.ratio"],
        claim_gap=values["claim.gap_points"],
        share_of_claim=values["threshold.share_of_claim"],
        sensitivity_beside=tuple(values["threshold.sensitivity_beside"]),
        **section("errors"),
        gates=Gates(**section("gates")),
        negative_controls=tuple(values["falsification.negative_controls"]),
        activity_known=values["falsification.activity_known"],
        team_effects_from=values["teams.effects_from"],
        teams_least=values["teams.least"],
        ramp_up_weeks=values["joining.ramp_up_weeks"],
        scale_jump=values["scale.jump"],
        scale_everybody=values["scale.everybody"],
        variants_at_most=values["variants.at_most"],
        variants=tuple(values["variants.declared"]),
        **section("planning"),
        trial=TrialRule(**section("trial")),
        hash=fingerprint,
        hash_on_weeks=_hash_on_weeks(values),
        file=file,
        rule=_take_rule(values),
    )


def _hash_on_weeks(values: dict[str, object]) -> str:
    """Return the SHA-256 of what is declared on weeks: what a trial is judged by changes no word on them."""
    declared = {key: value for key, value in values.items() if not key.startswith("trial.")}
    return hash_bytes(json.dumps(declared, sort_keys=True).encode())


def _take_rule(values: dict[str, object]) -> tuple[tuple[str, float | tuple[float, ...]], ...]:
    """Return the values of the rule alone, sorted by name: comments, planning and looks change none."""
    own = {
        key: tuple(map(float, value)) if isinstance(value, list) else float(value)
        for key, value in values.items()
        if key.partition(".")[0] in _RULE and key.partition(".")[2] not in _NOT_THE_RULE
    }
    return tuple(sorted(own.items()))

"""The verdict that an answer tells of, put to the test on its own data: how often the rule would say which
word, who carries the ratio, and what a score that cannot matter would say.
"""

from __future__ import annotations

from dataclasses import dataclass

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.carriers import Carrier, find_carriers, turn_round
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.judge import Findings
from ssi_outcomes.evidence.odds import (
    DRAWS,
    FEWEST,
    FULL_CELLS,
    TEAMS,
    OwnOdds,
    find_hindrance,
    find_odds,
)
from ssi_outcomes.evidence.ruled import Finding
from ssi_outcomes.evidence.sample import take_sample
from ssi_outcomes.evidence.verdict import USEFUL, USELESS, Declared

# Gates that no count opens: what is said of the data, or that the score follows results. Whatever is true,
# the rule is silent behind them.
CLOSED = frozenset({"defined", "picked", "picked_unsaid", "rolled_out", "rolled_out_unsaid", "lead"})
# A panel of more person-weeks takes longer than a report waits: it is asked for by name.
LARGE, MOST_CELLS = "large", FULL_CELLS * DRAWS // FEWEST
NO_OUTCOME = "no_outcome"
# Why watching cannot answer, whatever is true: the score stands still, there is next to never a word, or
# no draw comes past the gates.
OBSTACLES = ("still", "cannot", "refused")


@dataclass(frozen=True)
class Scrutiny:
    """What was drawn and left out of one outcome; `turned` is the ratio of scores turned round in time."""

    outcome: str
    odds: OwnOdds
    carriers: tuple[Carrier, ...] = ()
    turned: Slope | None = None


def find_told(findings: Findings) -> Finding:
    """Return the real outcome that an answer tells of: of those with the family's word, the one that carries
    most.

    "Useless" tells the weakest exclusion, anything else the outcome with most events, one without a failed
    gate before the others.
    """
    real, family = findings.of_kind("real"), findings.families["real"]
    if family.word == USELESS:
        return find_widest(real)
    names = family.useful if family.word == USEFUL else family.undetermined
    pool = [finding for finding in real if finding.outcome in names] or real
    return max(
        pool, key=lambda f: (f.verdict.reason == "interval", f.within.slope is not None, f.within.events)
    )


def find_widest(findings: list[Finding]) -> Finding:
    """Return the finding whose interval reaches highest."""
    return max(findings, key=lambda finding: finding.verdict.high if finding.verdict.high is not None else 0)


def find_silence(findings: Findings) -> str:
    """Return why nothing is drawn of what the answer tells of: a silence of the comparison, a gate of
    `CLOSED`, `TEAMS`, `LARGE` or `NO_OUTCOME`; "" where it is.
    """
    if not findings.of_kind("real"):
        return NO_OUTCOME
    told = find_told(findings)
    if told.within.slope is None or told.verdict.reason in CLOSED:
        return told.verdict.reason
    if told.within.teams is not None:
        return TEAMS
    rows = take_sample(findings.frame, told.outcome).rows
    cells = rows["person"].nunique() * rows["week_start"].nunique()
    return LARGE if cells > MOST_CELLS else ""


def scrutinise(findings: Findings, outcome: str, plan: Plan, declared: Declared) -> Scrutiny:
    """Return the odds on one outcome, who carries it, and its placebo score; where teams are told, without
    odds. The same data and plan give the same.
    """
    odds = find_odds(findings.frame, outcome, plan, declared)
    carriers = find_carriers(findings.frame, outcome, plan)
    return Scrutiny(outcome, odds, carriers, turn_round(findings.frame, outcome).slope)


def find_obstacle(found: OwnOdds, spread: float) -> str:
    """Return why watching cannot answer, one of `OBSTACLES`, "" where it may; `spread` is the SD of a
    person's score, in points.
    """
    if found.odds and not any(each.unrefused for each in found.odds):
        return "refused"
    return find_hindrance(found, spread)

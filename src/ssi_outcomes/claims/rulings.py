"""Judge the claims of the article's ledger on a team's weeks: a status is computed from the
verdicts and from witnesses, never typed.

What is said of people in general follows the word of the pre-registered rule; "always" and "never" fall by
one counterexample, and what is said to happen stands by one example. The others (mechanisms, advice, figures
about others) no team's weeks can settle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.claims.cases import Status
from ssi_outcomes.evidence.any_time import bounds
from ssi_outcomes.evidence.judge import Findings
from ssi_outcomes.evidence.ruled import Finding
from ssi_outcomes.evidence.verdict import UNDETERMINED, USEFUL, USELESS, Verdict
from ssi_outcomes.evidence.within import Comparison
from ssi_outcomes.evidence.witnesses import VIEWS, Tally, seek_witnesses

REFUTED, SUPPORTED, OPEN, UNTESTED = Status.REFUTED, Status.SUPPORTED, Status.OPEN, Status.NOT_TESTABLE
# Which tally speaks to a claim, and what one case of it does to the claim.
WITNESSED = {
    "high_guarantees": ("high_without", REFUTED),
    "high_is_necessary": ("low_approached", REFUTED),
    "rise_works_at_once": ("rise_without", REFUTED),
    "higher_score_more_views": ("rise_fewer_views", REFUTED),
    "high_guarantees_nothing": ("high_without", SUPPORTED),
    "low_does_not_prevent": ("low_with", SUPPORTED),
    "prospecting_unpublished": ("leads_unpublished", SUPPORTED),
    "leads_with_one_post": ("leads_one_post", SUPPORTED),
    "success_without_visibility": ("unseen_success", SUPPORTED),
    "high_unnoticed": ("unnoticed", SUPPORTED),
    "high_not_found": ("unfound", SUPPORTED),
    "score_moves": ("rise_after_activity", SUPPORTED),
    "parts_change_weekly": ("pillars_moved", SUPPORTED),
}
AS_A_RULE = frozenset({"parts_change_weekly"})  # said of every week: most of them have to say so, not one
# Which verdict speaks to a claim: outcomes of which kind, within people or between
# them, and what its word does to the claim.
JUDGED = {
    "higher_is_better": ("real", "within", {USEFUL: SUPPORTED, USELESS: REFUTED}),
    "useless": ("real", "within", {USEFUL: REFUTED, USELESS: SUPPORTED}),
    # Weeks that are watched can contradict it; to demonstrate it would take a trial.
    "demonstrated": ("real", "within", {USEFUL: REFUTED}),
    "high_brings_nothing": ("real", "between", {USEFUL: REFUTED, USELESS: SUPPORTED}),
    "good_for_vanity": ("vanity", "within", {USEFUL: SUPPORTED, USELESS: REFUTED}),
}
# In turn: LinkedIn, common belief, the author.
JUDGEABLE = (
    *(
        "more_opportunities",
        "higher_is_better",
        "high_guarantees",
        "high_is_necessary",
        "rise_works_at_once",
        "higher_score_more_views",
    ),
    *(
        "useless",
        "demonstrated",
        "high_brings_nothing",
        "high_guarantees_nothing",
        "low_does_not_prevent",
        "looks_backwards",
        "vanity_metric",
        "good_for_vanity",
    ),
    *(
        "no_better_at_high_score",
        "success_without_visibility",
        "prospecting_unpublished",
        "leads_with_one_post",
        "high_unnoticed",
        "high_not_found",
    ),
    *("score_moves", "parts_change_weekly", "active_then_high", "shows_activity"),
)


@dataclass(frozen=True)
class Ruling:
    """A claim's status on these data, and what decides it: a verdict (`by` within, between), leaders,
    activity or witnesses (then, a `tally`).

    `kind` is that of the outcomes whose verdict it is (real, vanity, or views among the vanity ones).
    """

    claim: str
    status: Status
    by: str
    kind: str = "real"
    tally: Tally | None = None


def judge_weeks(
    frame: pd.DataFrame, findings: Findings, plan: Plan, unnoticed: float, unfound: float
) -> list[Ruling]:
    """Return a ruling for each claim of the ledger that such weeks can speak to."""
    tallies = seek_witnesses(
        frame, [finding.outcome for finding in findings.of_kind("real")], plan, unnoticed, unfound
    )
    rulings = {claim: _witness(claim, tallies[name], status) for claim, (name, status) in WITNESSED.items()}
    rulings |= {
        claim: Ruling(claim, does.get(_word(findings, kind, by), _leave(findings, kind, by)), by, kind)
        for claim, (kind, by, does) in JUDGED.items()
    }
    link = findings.activity
    moves = SUPPORTED if link.holds else UNTESTED if link.slope is None else OPEN
    rulings |= {claim: Ruling(claim, moves, "activity") for claim in ("active_then_high", "shows_activity")}
    rulings |= {each.claim: each for each in _judge_composed(findings, plan)}
    return [rulings[claim] for claim in JUDGEABLE]


def _witness(claim: str, tally: Tally, status: Status) -> Ruling:
    holds = 2 * tally.found > tally.asked if claim in AS_A_RULE else tally.found > 0
    left = OPEN if tally.asked and not tally.missing else UNTESTED
    return Ruling(claim, status if holds else left, "witnesses", tally=tally)


def _leave(findings: Findings, kind: str, by: str, names: tuple[str, ...] | None = None) -> Status:
    """Return how a claim is left that no word decides: open where an interval was asked (of one of `names`,
    where only they count), not testable where none could be.
    """
    asked = (each for each in findings.of_kind(kind) if names is None or each.outcome in names)
    return OPEN if any(take_side(each, by)[0].reason == "interval" for each in asked) else UNTESTED


def _word(findings: Findings, kind: str, by: str) -> str:
    """Return the word over outcomes of a kind; "useful" of real ones, where it does not hold at equal
    activity, settles no claim about the score.
    """
    families = findings.families if by == "within" else findings.families_between
    if kind not in families:
        return UNDETERMINED
    only_activity = (kind, by) == ("real", "within") and all(
        "thermometer" in findings.outcomes[name].verdict.notes for name in families[kind].useful
    )
    return UNDETERMINED if families[kind].word == USEFUL and only_activity else families[kind].word


def _judge_composed(findings: Findings, plan: Plan) -> list[Ruling]:
    """Return the rulings that take more than one word."""
    real, vanity = (_word(findings, kind, "within") for kind in ("real", "vanity"))
    views, left = _judge_views(findings), _leave(findings, "real", "within")
    backwards = (
        REFUTED if real == USEFUL else SUPPORTED if real == USELESS and findings.activity.holds else left
    )
    only_vanity = REFUTED if real == USEFUL else SUPPORTED if (real, vanity) == (USELESS, USEFUL) else left
    return [
        Ruling("more_opportunities", judge_leaders(findings, plan), "leaders"),
        Ruling("looks_backwards", backwards, "within"),
        Ruling("vanity_metric", only_vanity, "within"),
        Ruling("no_better_at_high_score", views, "within", "views"),
    ]


def judge_leaders(findings: Findings, plan: Plan) -> Status:
    """Refute LinkedIn's ratio where it lies above the interval, support it where the interval holds it and
    not 1; leaders with far more than it says leave it open.

    Each outcome whose gates hold has to say so: of several, one may lie anywhere by luck. Not testable where
    there is none.
    """
    found = set()
    for finding in findings.of_kind("real"):
        slope = findings.contrasts[finding.outcome].slope
        if slope is None or finding.verdict_between.reason != "interval":
            continue
        low, high = bounds(slope, plan)
        found.add(REFUTED if high < plan.claim_ratio else SUPPORTED if 1 < low <= plan.claim_ratio else OPEN)
    return found.pop() if len(found) == 1 else OPEN if found else UNTESTED


def _judge_views(findings: Findings) -> Status:
    """Refute that views do not follow the score where they go up with it after Holm's correction, support it
    where a gain is ruled out.
    """
    family = findings.families.get("vanity")
    counted = [name for name in VIEWS if name in findings.outcomes]
    if any(name in family.useful for name in counted):
        return REFUTED
    if counted and all(name in family.useless for name in counted):
        return SUPPORTED
    return _leave(findings, "vanity", "within", VIEWS)


def find_deciding(findings: Findings, ruling: Ruling) -> Finding | None:
    """Return the outcome whose verdict is told: the weakest exclusion of several, else the one that carries
    most; None where none was counted.
    """
    kind = "real" if ruling.kind == "real" else "vanity"
    pool = [each for each in findings.of_kind(kind) if ruling.kind != "views" or each.outcome in VIEWS]
    if not pool:
        return None
    family = (findings.families if ruling.by == "within" else findings.families_between)[kind]
    useful, undetermined = (
        [each for each in pool if each.outcome in names] for names in (family.useful, family.undetermined)
    )
    if not useful and not undetermined:
        return max(pool, key=lambda each: take_side(each, ruling.by)[0].high or 0)
    return max(useful or undetermined, key=lambda each: _weigh(*take_side(each, ruling.by)))


def find_leading(findings: Findings) -> Finding | None:
    """Return the outcome whose leaders and laggards are told: of those that
    have a ratio, the one that carries most.
    """
    pool = [each for each in findings.of_kind("real") if findings.contrasts[each.outcome].slope]
    return max(pool, key=lambda each: _weigh(each.verdict_between, each.between), default=None)


def take_side(finding: Finding, by: str) -> tuple[Verdict, Comparison]:
    """Return the verdict and the comparison within people, or those between them."""
    return (finding.verdict, finding.within) if by == "within" else (finding.verdict_between, finding.between)


def _weigh(verdict: Verdict, comparison: Comparison) -> tuple[bool, bool, float]:
    """Rank outcomes whose gates hold before others, those with a ratio before others, then by events."""
    return verdict.reason == "interval", comparison.slope is not None, comparison.events


def suppositions(statements: pd.DataFrame) -> Mapping[str, float]:
    """Return the two scores at which the article supposes that one may go unnoticed, or not be found."""
    values = statements.set_index("statement_id")["value"]
    return {"unnoticed": float(values["unnoticed_ssi_lower"]), "unfound": float(values["unfound_ssi"])}

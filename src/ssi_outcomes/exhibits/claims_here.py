"""What a team's weeks say of the claims that are about people in general; a status is computed, never typed."""

from __future__ import annotations

from dataclasses import dataclass

from ssi_outcomes.cases import Status
from ssi_outcomes.evidence.between import total_people
from ssi_outcomes.evidence.sample import STEP, take_sample
from ssi_outcomes.evidence.verdict import USEFUL, USELESS
from ssi_outcomes.exhibits.exhibit import Exhibit, Table, Teller, status_badge
from ssi_outcomes.exhibits.findings import finding_facts
from ssi_outcomes.facts import Fact
from ssi_outcomes.study import PanelStudy

# Claim -> who holds it. Their wording and scope are sentences: `labels.here.<claim>`.
HOLDERS = {
    "raising_helps": "common",
    "high_have_more": "linkedin",
    "leaders_claim": "linkedin",
    "high_is_necessary": "common",
    "high_is_enough": "common",
    "only_vanity": "author",
}


@dataclass(frozen=True)
class Here:
    """One claim and its status on these data."""

    claim: str
    status: Status


def show_claims_here(study: PanelStudy) -> Exhibit:
    """Return the claims that such data can speak to, one by one."""
    claims = judge_here(study)
    counts = {f"n_here_{status.value.replace(' ', '_')}": sum(each.status is status for each in claims) for status in Status}
    facts = (*finding_facts(study), *(Fact(name, count, "claims", "judge_here", n=len(claims)) for name, count in counts.items()))
    facts += tuple(Fact(f"here_{each.claim}", each.status.value, "word", "judge_here") for each in claims)
    facts += (Fact("n_here", len(claims), "claims", "judge_here"), Fact("linkedin_ratio", 100 * (study.plan.claim_ratio - 1), "percent", "analysis-plan.toml"))

    def table(teller: Teller) -> Table:
        rows = [
            (
                teller.say("labels.claim", wording=teller.say(f"labels.here.{each.claim}"), holder=teller.text(f"labels.holders.{HOLDERS[each.claim]}")),
                status_badge(teller, each.status.value),
                teller.say(f"labels.here_scope.{each.claim}"),
            )
            for each in claims
        ]
        headings = [teller.text(f"labels.columns.{name}") for name in ("claim", "status", "scope_here")]
        return Table(teller.say("exhibits.claims_here_caption"), headings, rows, "ledger")

    # What is decided at a look that was not planned is exploratory, whatever it is a claim about.
    exploratory = study.findings.decided and not study.looks.planned(study.plan.planned_looks)
    words = {"exploratory": exploratory, "plan_changed": study.looks.plan_changed}
    return Exhibit("claims_here", study, facts, table=table, words=lambda teller: words)


def show_open_here(study: PanelStudy) -> Exhibit:
    """Return, in words, that the article's other claims are about other data."""
    return Exhibit("open_here", study, ())


def judge_here(study: PanelStudy) -> list[Here]:
    """Return the status of each claim."""
    findings = study.findings
    real = findings.families["real"].word if "real" in findings.families else ""
    between = findings.families_between["real"].word if "real" in findings.families else ""
    vanity = findings.families["vanity"].word if "vanity" in findings.families else ""
    by_word = {USEFUL: Status.SUPPORTED, USELESS: Status.REFUTED}
    statuses = {
        "raising_helps": by_word.get(real, Status.NOT_TESTABLE),
        "high_have_more": by_word.get(between, Status.NOT_TESTABLE),
        "leaders_claim": _judge_leaders(study),
        "high_is_necessary": Status.REFUTED if _has(study, low=True) else Status.NOT_TESTABLE,
        "high_is_enough": Status.REFUTED if _has(study, low=False) else Status.NOT_TESTABLE,
        "only_vanity": Status.REFUTED if real == USEFUL else Status.SUPPORTED if (real, vanity) == (USELESS, USEFUL) else Status.NOT_TESTABLE,
    }
    return [Here(claim, statuses[claim]) for claim in HOLDERS]


def _judge_leaders(study: PanelStudy) -> Status:
    """Refute LinkedIn's ratio where it lies above the interval, support it where the interval holds it and not 1.

    Each outcome whose gates hold has to say so: of several, one may lie anywhere by luck.
    """
    plan, found = study.plan, set()
    for finding in study.findings.of_kind("real"):
        slope = study.findings.contrasts[finding.outcome].slope
        if slope is None or finding.verdict_between.reason != "interval":
            continue
        low, high = slope.bounds(plan.level_per_look)
        found.add(Status.REFUTED if high < plan.claim_ratio else Status.SUPPORTED if 1 < low <= plan.claim_ratio else Status.NOT_TESTABLE)
    return found.pop() if len(found) == 1 else Status.NOT_TESTABLE


def _has(study: PanelStudy, *, low: bool) -> bool:
    """Tell whether somebody has a low score and a real outcome, or else a high score all along and none of any kind."""
    people = [total_people(take_sample(study.panel.frame, finding.outcome)) for finding in study.findings.of_kind("real")]
    if low:
        return any(bool(((each["x"] * STEP < study.plan.low) & (each["count"] > 0)).any()) for each in people)
    if not people or any(each.empty for each in people):
        return False
    counts = sum((each["count"] for each in people[1:]), people[0]["count"])
    return bool(((people[0]["x"] * STEP > study.plan.high).reindex(counts.index, fill_value=False) & (counts == 0)).any())

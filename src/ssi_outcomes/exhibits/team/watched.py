"""What weeks that are only watched leave open, and how long more of them take: which sentences say it."""

from __future__ import annotations

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.judge import Findings
from ssi_outcomes.evidence.ruled import Finding
from ssi_outcomes.exhibits.frame.in_per_cent import bounded
from ssi_outcomes.exhibits.team.findings import find_time
from ssi_outcomes.exhibits.team.waiting import judge_time

_MANY = 100  # from here on, a time is told in tens


def tell_time(findings: Findings, told: Finding) -> dict[str, object]:
    """Return the unit in which the time to a verdict is told, or "", how it is rounded, and whether it is
    worth waiting for.
    """
    time = find_time(findings, told)
    return {
        "time": time.unit if time else "",
        "time_digits": -1 if time and time.value >= _MANY else 0,
        "waiting": judge_time(time) if time else "",
    }


def find_pushes(told: Finding, partly: Finding | None, state: str, plan: Plan) -> dict[str, object]:
    """Return what something unseen could do to what is said: explain a gain, or hide one.

    `hides` is the outcome of which that is told, or "" where the interval decides nothing and leaves out
    LinkedIn's claim alone.
    """
    useless = told if state in ("useless", "useless_inverse") else partly
    high, low = told.verdict.high, told.verdict.low
    claim_alone = state == "interval" and useless is None and high is not None and high < plan.claim_per_10
    return {
        "watched": state == "useful" or useless is not None or claim_alone,
        "explained": state == "useful" and low is not None and bounded(100 * low) is not None,
        "hides": useless.outcome if useless else "",
        "hides_threshold": useless is not None and 0 < useless.verdict.high < plan.threshold,
        "hides_claim": claim_alone or (useless is not None and 0 < useless.verdict.high < plan.claim_per_10),
    }

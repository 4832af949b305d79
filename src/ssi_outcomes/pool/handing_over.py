"""What a team hands over: each real outcome's estimates as numbers alone, of groups of five people or more;
and, before any of it is read, that the study is meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.base.pool_names import REGISTRATION_FORMAT, STUDY_FORMAT
from ssi_outcomes.base.privacy import may_break_down
from ssi_outcomes.evidence.judge import Findings
from ssi_outcomes.evidence.ruled import Finding
from ssi_outcomes.evidence.sample import take_sample
from ssi_outcomes.evidence.verdict import Verdict
from ssi_outcomes.evidence.within import Comparison
from ssi_outcomes.pool.pool_text import VERSION, hash_values, write_sealed
from ssi_outcomes.pool.study_number import name_quarter

WATCHED, DRAWN = DESIGNS = ("watched", "drawn")


@dataclass(frozen=True)
class Lift:
    """By how many points an assignment lifted the score, its standard error, and its covariance with b."""

    points: float
    se: float
    with_b: float


@dataclass(frozen=True)
class StudyEstimate:
    """One answer of a study: `b` is the log of a rate ratio, per +10 points (watched) or as assigned (drawn);
    `gates` says of each condition of the rule whether it holds.

    `question` is within or between (watched), parallel or crossover (drawn); `push` what the lot assigned.
    """

    design: str
    question: str
    outcome: str
    b: float
    se: float
    freedom: float
    events: float
    people: int
    weeks: int
    first: date
    last: date
    gates: Mapping[str, bool]
    push: str | None = None
    lift: Lift | None = None

    def values(self) -> dict[str, object]:
        """Return what is told of it: numbers, words of closed lists, quarters."""
        told = {name: getattr(self, name) for name in ("design", "question", "push", "outcome", "b", "se")}
        told |= {name: getattr(self, name) for name in ("freedom", "events", "people", "weeks")}
        told |= {"from": name_quarter(self.first), "to": name_quarter(self.last), "gates": dict(self.gates)}
        return told | {"lift": asdict(self.lift) if self.lift else None}


@dataclass(frozen=True)
class Untold:
    """What was asked and is not told: "small_group", "no_estimate", "twin" (counts of another outcome),
    or "not_primary" (another outcome than the one that a trial was drawn for).
    """

    question: str
    outcome: str
    why: str


@dataclass(frozen=True)
class Meant:
    """What is meant by a study that is registered, and how often its data had been looked at before."""

    people: int
    weeks: int
    design: str = WATCHED
    looks_before: int = 0


def write_study(
    number: str,
    plan: Plan,
    estimates: list[StudyEstimate],
    untold: list[Untold],
    today: date,
    synthetic: bool = False,
) -> str:
    """Return the text of the file that a team hands to a pool."""
    told = [each.values() for each in estimates if may_break_down(each.people)]
    small = [Untold(e.question, e.outcome, "small_group") for e in estimates if not may_break_down(e.people)]
    return write_sealed(
        {
            "format": STUDY_FORMAT,
            "version": VERSION,
            "study": number,
            "written": name_quarter(today),
            "synthetic": synthetic,
            "rule": say_rule(plan),
            "estimates": told,
            "left_out": [asdict(each) for each in (*untold, *small)],
        }
    )


def write_registration(number: str, plan: Plan, meant: Meant, today: date, synthetic: bool = False) -> str:
    """Return the text of the file that says, before its data are read, that a study is meant."""
    return write_sealed(
        {
            "format": REGISTRATION_FORMAT,
            "version": VERSION,
            "study": number,
            "registered": today.isoformat(),
            **asdict(meant),
            "synthetic": synthetic,
            "rule": say_rule(plan),
        }
    )


def say_rule(plan: Plan) -> dict[str, object]:
    """Return the rule's values by their names in the plan, and their fingerprint."""
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in plan.rule}
    return {"fingerprint": hash_values(values), "values": values}


def take_watched(findings: Findings) -> tuple[list[StudyEstimate], list[Untold]]:
    """Return what watching a team's weeks gave for each real outcome, within a person and between people, and
    what of it cannot be told.
    """
    estimates, untold = [], []
    family = findings.families.get("real")
    for finding in findings.of_kind("real"):
        for question, comparison, verdict in (
            ("within", finding.within, finding.verdict),
            ("between", finding.between, finding.verdict_between),
        ):
            if family and finding.outcome in family.twins:
                untold.append(Untold(question, finding.outcome, "twin"))
            elif comparison.slope is None:
                untold.append(Untold(question, finding.outcome, "no_estimate"))
            else:
                estimates.append(_take(findings, finding, question, comparison, verdict))
    return estimates, untold


def _take(
    findings: Findings, finding: Finding, question: str, comparison: Comparison, verdict: Verdict
) -> StudyEstimate:
    weeks = take_sample(findings.frame, finding.outcome).rows["week_start"]
    return StudyEstimate(
        design=WATCHED,
        question=question,
        outcome=finding.outcome,
        b=comparison.slope.log,
        se=comparison.slope.se,
        freedom=float(comparison.slope.freedom),
        events=float(comparison.events),
        people=comparison.informative if question == "within" else comparison.people,
        weeks=int(weeks.nunique()),
        first=weeks.min().date(),
        last=weeks.max().date(),
        gates={gate.name: bool(gate.holds) for gate in verdict.gates},
    )

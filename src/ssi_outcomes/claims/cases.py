"""Say what a few hand-picked cases can say: judge the claims by what is stated of them.

Cases support existence and counterexamples only. "Not stated" is missing, never zero.
"""

from __future__ import annotations

import math
from enum import StrEnum

import pandas as pd

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.claims.derived import Row, Tables, derive_statements, text_in
from ssi_outcomes.claims.logic import Interval, Truth, any_of, evaluate, exactly


class Status(StrEnum):
    """What cases, or weeks, do to a claim.

    Open: it was tested and not decided; not testable: what it speaks of was not counted, or no test may be
    made of it.
    """

    REFUTED = "refuted"
    SUPPORTED = "supported"
    OPEN = "open"
    NOT_TESTABLE = "not testable"
    ARITHMETIC = "arithmetic"


DECIDED = (Status.REFUTED, Status.SUPPORTED)
# What a condition describes depends on the form of its claim: a counterexample, a witness, or a sum to be
# checked.
# A truth that is not listed (false, or not known) leaves the claim not testable: cases
# refute "always", they never confirm it.
_DECIDES: dict[str, dict[Truth, Status]] = {
    "necessary": {True: Status.REFUTED},
    "sufficient": {True: Status.REFUTED},
    "existence": {True: Status.SUPPORTED},
    "arithmetic": {True: Status.ARITHMETIC, False: Status.REFUTED},
}
# Nothing about these can be read off hand-picked cases, whatever the condition.
_BEYOND_CASES = ("associated", "mechanism", "figure", "advice")


def judge_claims(tables: Tables, plan: Plan) -> pd.DataFrame:
    """Return the claims with their `status`, the cases it is `decided_by`, and the ids
    that it `rests_on`, linked or not by a name.

    Raises ValueError for a link to nothing, for a condition with a name that is not
    linked, and for a form that no case can decide.
    """
    claims, links = tables["claims"], tables["claim_statements"]
    known = derive_statements(tables, plan).set_index("statement_id")
    for column, ids in (("claim_id", claims["claim_id"]), ("statement_id", known.index)):
        if unknown := sorted(set(links[column]) - set(ids)):
            raise ValueError(f"claim_statements: {column} {', '.join(unknown)}: there is no such row")
    verdicts = [
        _judge(claim, links[links["claim_id"] == claim["claim_id"]], known, plan)
        for claim in claims.to_dict("records")
    ]
    return claims.assign(
        **{
            column: [verdict[column] for verdict in verdicts]
            for column in ("status", "decided_by", "rests_on")
        }
    )


def count_claims(judged: pd.DataFrame) -> dict[str, int]:
    """Return how many claims have each status that cases can give, in a fixed order, zeros included."""
    given = (status for status in Status if status is not Status.OPEN)
    return {status.value: int((judged["status"] == status.value).sum()) for status in given}


def _judge(claim: Row, links: pd.DataFrame, known: pd.DataFrame, plan: Plan) -> dict[str, object]:
    try:
        truths = _weigh(claim, links, known, plan)
    except ValueError as fault:
        raise ValueError(f"{claim['claim_id']}: {fault}") from fault
    decides = _DECIDES.get(claim["form"], {})
    status = decides.get(any_of(truths.values()), Status.NOT_TESTABLE) if truths else Status.NOT_TESTABLE
    decided_by = tuple(case for cases, truth in truths.items() if truth is True for case in cases)
    return {"status": status.value, "decided_by": decided_by, "rests_on": tuple(links["statement_id"])}


def _weigh(claim: Row, links: pd.DataFrame, known: pd.DataFrame, plan: Plan) -> dict[tuple[str, ...], Truth]:
    """Return the truth of the claim's condition for each group of cases; nothing where there is no
    condition.
    """
    form, condition = claim["form"], text_in(claim, "condition")
    if form not in _DECIDES and form not in _BEYOND_CASES:
        raise ValueError(f"form {form!r} is not known")
    if not condition:
        return {}
    if form in _BEYOND_CASES:
        raise ValueError(f"cases cannot decide a claim of the form {form!r}, so it has no condition")
    limits = {"low": exactly(plan.low), "high": exactly(plan.high)}
    truths = {
        cases: evaluate(condition, values | limits) for cases, values in _group(form, links, known).items()
    }
    if any(isinstance(truth, Interval) for truth in truths.values()):
        raise ValueError(f"{condition!r} is a quantity, not a condition")
    return truths


def _group(form: str, links: pd.DataFrame, known: pd.DataFrame) -> dict[tuple[str, ...], dict[str, Interval]]:
    """Return what the names of the condition may be, for each case by itself: one
    person's score never meets another's outcome.

    What belongs to no case joins every case. Arithmetic is about the
    numbers, whoever they belong to: one group.
    """
    named = [
        (row["name"], known.loc[row["statement_id"]])
        for row in links.to_dict("records")
        if text_in(row, "name")
    ]
    cases = tuple(dict.fromkeys(case for _, row in named if (case := text_in(row, "case"))))
    groups: dict[tuple[str, ...], dict[str, Interval]] = {together: {} for together in _together(form, cases)}
    for name, row in named:
        for together, values in groups.items():
            if text_in(row, "case") not in ("", *together):
                continue
            if name in values or name in ("low", "high"):
                raise ValueError(f"the name {name!r} stands for two things")
            values[name] = (
                Interval()
                if math.isnan(row["low"])
                else Interval(row["low"], row["high"], row["low_open"], row["high_open"])
            )
    return groups


def _together(form: str, cases: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [cases] if form == "arithmetic" or not cases else [(case,) for case in cases]

"""Complete the statements of hand-picked cases by what follows from them, each with what it may be.

"Not stated" is missing, never zero.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from graphlib import CycleError, TopologicalSorter

import pandas as pd

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.claims.logic import Interval, evaluate, exactly, names_in
from ssi_outcomes.reading.cells.edtf import count_days, count_months

Tables = Mapping[str, pd.DataFrame]
Row = Mapping[Hashable, object]


def derive_statements(tables: Tables, plan: Plan) -> pd.DataFrame:
    """Return the statements, then what is derived from them, in file
    order, each with the values that it allows.

    Added columns: `low`, `high` (in the variable's unit; NaN when not stated, infinite when unbounded),
    `low_open`, `high_open`, `derived`, `rests_on` (the ids in the expression). A derived `value` is NaN
    unless it is exact. Raises ValueError for an id that is used twice or unknown, and for derivations that
    rest on each other in a circle.
    """
    statements, derivations = tables["statements"], tables["derivations"]
    rows = {row["statement_id"]: row for row in statements.to_dict("records")}
    expressions = dict(zip(derivations["statement_id"], derivations["expression"], strict=True))
    _check_ids([*statements["statement_id"], *derivations["statement_id"]])
    allowed = {name: read_interval(row, plan) for name, row in rows.items()}
    allowed |= _derive(expressions, allowed, rows)
    derived = derivations.assign(
        value=[allowed[name].low if allowed[name].is_exact else math.nan for name in expressions],
        comparator=[_comparator(allowed[name]) for name in expressions],
        dated="derived",
        derived=True,
        rests_on=[names_in(text) for text in expressions.values()],
    )
    stated = statements.assign(derived=False, rests_on=[()] * len(statements))
    complete = (
        pd.concat([stated, derived], ignore_index=True) if len(derived) else stated.reset_index(drop=True)
    )
    return _add_intervals(complete, allowed)


def read_interval(statement: Row, plan: Plan) -> Interval:
    """Return the values that a statement allows: "~" is the plan's margin around
    the value; nothing counted is below zero.
    """
    comparator, value = statement["comparator"], statement["value"]
    if comparator == "not stated":
        return Interval()
    if pd.isna(value):
        raise ValueError(f"{statement['statement_id']}: a comparator {comparator!r} without a value")
    match comparator:
        case "=":
            return exactly(value)
        case ">" | ">=":
            return Interval(value, math.inf, low_open=comparator == ">")
        case "<" | "<=":
            return Interval(0, value, high_open=comparator == "<")
        case "~":
            # As sums of decimals: 15 give or take 10 % ends at 16.5, not a bit beside it.
            margin = evaluate(
                "value * margin", {"value": exactly(value), "margin": exactly(plan.approximate_margin)}
            )
            return Interval(value - margin.low, value + margin.low)
    raise ValueError(f"{statement['statement_id']}: comparator {comparator!r} is not known")


def text_in(row: Row, column: str) -> str:
    """Return the text of a cell, "" where it is empty."""
    value = row.get(column)
    return "" if pd.isna(value) else str(value)


def _check_ids(ids: list[str]) -> None:
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise ValueError(f"used by more than one statement: {', '.join(twice)}")
    if wrong := [name for name in ids if not name.isidentifier()]:
        raise ValueError(f"not a name that an expression can use: {', '.join(wrong)}")


def _derive(
    expressions: Mapping[str, str], stated: Mapping[str, Interval], rows: Mapping[str, Row]
) -> dict[str, Interval]:
    """Return what each expression allows, working up from the statements."""
    needs = {
        name: [need for need in names_in(text) if need in expressions] for name, text in expressions.items()
    }
    try:
        order = list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        raise ValueError(f"derivations that rest on each other: {' <- '.join(error.args[1])}") from None
    functions = {
        "months": lambda name: _months(_row(name, rows)),
        "days": lambda name: _days(_row(name, rows)),
    }
    found: dict[str, Interval] = {}
    for name in order:
        result = evaluate(expressions[name], {**stated, **found}, functions)
        if not isinstance(result, Interval):
            raise ValueError(f"{name}: {expressions[name]!r} is a condition where a quantity belongs")
        found[name] = result
    return found


def _row(name: str, rows: Mapping[str, Row]) -> Row:
    if name not in rows:
        raise ValueError(f"{name!r} is not a statement, so it has no dates of its own")
    return rows[name]


def _months(statement: Row) -> Interval:
    """Return how many calendar months the statement covers, first and last included."""
    counts = count_months(text_in(statement, "start"), text_in(statement, "end"))
    return Interval(*counts) if counts else Interval()


def _days(statement: Row) -> Interval:
    """Return how many days the statement covers: the duration it states, else
    its whole months, first and last included.
    """
    least, most = statement.get("duration_min"), statement.get("duration_max")
    if pd.isna(least) and pd.isna(most):
        counts = count_days(text_in(statement, "start"), text_in(statement, "end"))
        return Interval(*counts) if counts else Interval()
    return Interval(0 if pd.isna(least) else least, math.inf if pd.isna(most) else most)


def _comparator(interval: Interval) -> str:
    """Return a statement's comparator for what was derived; with one
    end only, the number is in `low` or `high`.
    """
    if interval.is_exact or interval.is_unknown:
        return "=" if interval.is_exact else "not stated"
    if interval.high == math.inf:
        return ">" if interval.low_open else ">="
    if interval.low == -math.inf:
        return "<" if interval.high_open else "<="
    return "between"


def _add_intervals(frame: pd.DataFrame, allowed: Mapping[str, Interval]) -> pd.DataFrame:
    intervals = [allowed[name] for name in frame["statement_id"]]
    return frame.assign(
        low=[math.nan if each.is_unknown else float(each.low) for each in intervals],
        high=[math.nan if each.is_unknown else float(each.high) for each in intervals],
        low_open=[each.low_open for each in intervals],
        high_open=[each.high_open for each in intervals],
    )

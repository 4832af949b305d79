"""What the article states or what follows from it, as facts."""

from __future__ import annotations

from ssi_outcomes.study import CaseStudy
from ssi_outcomes.words.facts import Fact, number


def statement_facts(study: CaseStudy, case: str | None = None) -> tuple[Fact, ...]:
    """Return each stated or derived number as a fact: all of them, or one person's."""
    rows = study.statements if case is None else study.statements[study.statements["case"] == case]
    units = study.dataset.tables["variables"].set_index("variable")["unit"]
    return tuple(
        _statement_fact(row, units[row.variable])
        for row in rows.itertuples()
        if row.comparator != "not stated"
    )


def _statement_fact(row, unit: str) -> Fact:
    value = number(row.value)
    bounds = (number(row.low), number(row.high)) if value is None or row.derived else (None, None)
    if value is not None and bounds == (value, value):
        bounds = (None, None)
    return Fact(
        row.statement_id,
        value,
        unit,
        "derivations" if row.derived else "statements",
        *bounds,
        comparator=row.comparator,
    )

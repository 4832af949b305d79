"""How a cell under a week is read: for itself, so that it can be refused without its neighbours."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ssi_outcomes.base.ssi import SCORE_POINTS
from ssi_outcomes.reading.cells.values import ValueFault, read_count, read_score, show_cell
from ssi_outcomes.reading.kinds.across.header_days import Days
from ssi_outcomes.reading.names.registry import Countable
from ssi_outcomes.reading.parsed import Cell
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.notation import money_reader, number_rule
from ssi_outcomes.reading.tables.search import Search


def cell_reader(
    table: Anchored, name: str, counted: Countable | None, search: Search, days: dict[str, Days]
) -> Callable[[Cell], object]:
    """Return how the cells of one column are read; of days to come, where the columns are in their order,
    nothing can be counted yet.
    """
    first, spans = days[name][0], list(days.values())
    if first > search.context.today and spans == sorted(spans):
        return partial(_refuse, fault=ValueFault("week_to_come", value=first.isoformat()))
    if counted is None:
        return _read_score
    is_money = counted.measure == "amount"
    rule = number_rule(table, name, search.sheet, search.entry, money=is_money)
    return money_reader(rule) if is_money else partial(read_count, rule=rule)


def _refuse(cell: Cell, fault: ValueFault) -> object:
    raise fault


def _read_score(cell: Cell) -> float:
    """Return a score within its range; raises ValueFault."""
    score = read_score(cell)
    if not 0 <= score <= SCORE_POINTS:
        raise ValueFault("rule_score_range", value=show_cell(cell))
    return score

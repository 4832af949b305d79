"""How often pools are right where the truth is known: the stored table, beside any pool."""

from __future__ import annotations

from collections.abc import Iterator

from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.teller import Table, Teller
from ssi_outcomes.exhibits.together.pool_facts import pool_facts
from ssi_outcomes.study import PoolStudy
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import cite
from ssi_outcomes.worlds.pool_rates import Rate, read_rates

SHARES_TRIED = ("above", "below", "expected", "excluded")
RATE_ENDINGS = ("low", "high")


def show_rates(study: PoolStudy) -> Exhibit:
    """Return how often false words are said of pools, and how often the next study lies where it is
    expected.
    """
    table = read_rates()
    return Exhibit(
        "tried",
        study,
        (*pool_facts(study), *rate_facts(table.rows)),
        table=lambda teller: _tabulate(table.rows, teller),
        words=lambda teller: {"made": table.made},
        voice="pool",
    )


def rate_facts(rows: tuple[Rate, ...]) -> Iterator[Fact]:
    """Give each cell of the table in per cent, with its Monte-Carlo error, and the worst of each column."""
    source = "pool_rates.csv"
    for place, row in enumerate(rows):
        yield Fact(f"pools_{place}_low", row.low, "", source)
        yield Fact(f"pools_{place}_high", row.high, "", source)
        for name, unit in (("studies", "studies"), ("tau", ""), ("pools", "pools")):
            yield Fact(f"pools_{place}_{name}", getattr(row, name), unit, source)
        for name in SHARES_TRIED:
            share = getattr(row, name)
            yield Fact(f"pools_{place}_{name}", 100 * share, "percent", source, n=row.pools)
            yield Fact(f"pools_{place}_{name}_error", 100 * row.error(share), "points", source, n=row.pools)
    false = max(share for row in rows for share in (row.above, row.below))
    yield Fact("pools_worst_false", 100 * false, "percent", source)
    yield Fact("pools_worst_expected", 100 * min(row.expected for row in rows), "percent", source)
    yield Fact("pools_best_expected", 100 * max(row.expected for row in rows), "percent", source)


def _tabulate(rows: tuple[Rate, ...], teller: Teller) -> Table:
    told = []
    for place in range(len(rows)):
        name = f"pools_{place}"
        plain = (cite(teller.facts, f"{name}_{what}", teller.language) for what in ("studies", "tau"))
        shares = (
            teller.say("labels.with_error", id=f"{name}_{what}", error=f"{name}_{what}_error")
            for what in SHARES_TRIED
        )
        told.append((*plain, teller.say("pool.errors", id=name), *shares))
    names = ("studies", "tau", "errors", *SHARES_TRIED)
    return Table(
        teller.say("pool.tried_caption"),
        [teller.text(f"pool.tried_columns.{name}") for name in names],
        told,
        "ledger",
    )

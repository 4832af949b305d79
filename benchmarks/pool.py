"""How often a pool of studies is right: false words and coverage by number of studies, spread between them
and size of their errors.

    python benchmarks/pool.py [--pools 4000] [--same 6]

Writes the table that a pool's report shows, src/ssi_outcomes/worlds/pool_rates.csv (a quarter of an hour).
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import astuple, fields
from pathlib import Path

from stored_table import head_of_today, read_table, write_table

from ssi_outcomes import worlds
from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.base.tried_code import hash_code
from ssi_outcomes.worlds.pool_rates import POOLS, RATES, Rate, list_cells, try_pools

TABLE = Path(worlds.__file__).with_name(RATES)


def main() -> None:
    """Draw the pools of each cell, tell them together, and store how often the truth is missed."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--pools", type=int, default=POOLS)
    options.add_argument("--same", type=int, metavar="EVERY", help="draw one of so many cells alone again")
    chosen, plan = options.parse_args(), read_plan()
    if chosen.same:
        return stand_for_today(chosen.same)
    rows = []
    for cell in list_cells():
        rows.append(astuple(try_pools(plan, *cell, chosen.pools)))
        print(*rows[-1], flush=True)
    write_table(TABLE, head_of_today(hash_pools()), [[each.name for each in fields(Rate)], *rows])


def stand_for_today(every: int) -> None:
    """Draw some cells again, one of `every` so many. Where each row is as it is stored, the table is of the
    code that is here as well, and says so; otherwise exits with what differs.
    """
    _, (names, *rows) = read_table(TABLE)
    for cell, before in [*zip(list_cells(), rows, strict=True)][::every]:
        pools = int(before[names.index("pools")])
        now = [*map(str, astuple(try_pools(read_plan(), *cell, pools)))]
        if now != before:
            sys.exit(f"{before} is now {now}")
        print(*before, flush=True)
    write_table(TABLE, head_of_today(hash_pools()), [names, *rows])


def hash_pools() -> str:
    """Return the hash of the code that these pools try."""
    return hash_code("worlds.pool_rates", ("evidence.pooled", "evidence.estimate"))


if __name__ == "__main__":
    main()

"""How often a pool of studies is right: false words and coverage by number of studies, spread between them
and size of their errors.

    python benchmarks/pool.py [--pools 4000]

Writes the table that a pool's report shows, src/ssi_outcomes/worlds/pool_rates.csv (a quarter of an hour).
"""

from __future__ import annotations

import argparse
import csv
from dataclasses import astuple, fields
from datetime import date
from pathlib import Path

from ssi_outcomes import worlds
from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.base.tried_code import hash_code
from ssi_outcomes.worlds.pool_rates import POOLS, RATES, Rate, list_cells, try_pools

TABLE = Path(worlds.__file__).with_name(RATES)


def main() -> None:
    """Draw the pools of each cell, tell them together, and store how often the truth is missed."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--pools", type=int, default=POOLS)
    pools, plan = options.parse_args().pools, read_plan()
    rows = []
    for cell in list_cells():
        rows.append(astuple(try_pools(plan, *cell, pools)))
        print(*rows[-1], flush=True)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.write(f"# {date.today()} {hash_pools()}\n")
        csv.writer(file, lineterminator="\n").writerows([[each.name for each in fields(Rate)], *rows])


def hash_pools() -> str:
    """Return the hash of the code that these pools try."""
    return hash_code("worlds.pool_rates", ("evidence.pooled", "evidence.estimate"))


if __name__ == "__main__":
    main()

"""How often a pool is right: the promises, held by the stored table; and a sample of the recipe that made it."""

from __future__ import annotations

import math

from benchmark_recipe import recipe

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.worlds.pool_rates import POOLS, list_cells, read_rates, try_pools

RISK = 0.05


def test_the_table_is_of_todays_code_and_has_every_cell():
    table = read_rates()
    assert table.code_hash == recipe("pool")["hash_pools"](), "python benchmarks/pool.py"
    cells = [(row.low, row.high, row.studies, row.tau) for row in table.rows]
    assert cells == list(list_cells()) and {row.pools for row in table.rows} == {POOLS}


def test_false_words_keep_to_their_risk():
    for row in read_rates().rows:
        most = RISK + 2 * math.sqrt(RISK * (1 - RISK) / row.pools)
        assert row.above <= most and row.below <= most, row


def test_the_next_study_lies_where_it_is_expected_as_often_as_promised():
    for row in read_rates().rows:
        assert row.expected >= (0.93 if row.low == 0.1 else 0.91), row


def test_more_studies_exclude_the_claim_more_often_where_nothing_is_true():
    rows = {(row.low, row.studies): row.excluded for row in read_rates().rows if row.tau == 0}
    for low in (0.1, 0.05):
        assert rows[low, 5] < rows[low, 10] < rows[low, 20]


def test_a_sample_finds_the_same_as_the_table():
    stored = read_rates().rows[4]
    sample = try_pools(read_plan(), stored.low, stored.high, stored.studies, stored.tau, pools=60, seed=2)
    for name in ("above", "below", "excluded", "expected"):
        known = getattr(stored, name)
        spread = math.sqrt(max(known * (1 - known), 0.03) / 60)
        assert abs(getattr(sample, name) - known) <= 4 * spread, name

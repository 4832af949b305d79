"""One person alone: the answer is the share of all orders that show as much, and it is exact."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from evidence.drawn.laid_trial import lay, promise, pushes

from ssi_outcomes.evidence.drawn.assigned import take_assigned
from ssi_outcomes.evidence.drawn.one_person import judge_blocks, try_orders


def judge(counts, blocks: int = 10, exposure=5.0, seed: str = "s"):
    trial = promise(1, 0, 4 * blocks, "single", seed)
    given = counts(pushes(trial)) if callable(counts) else counts
    return judge_blocks(take_assigned(lay(trial, given, exposure=exposure), trial, "calls"))


def test_each_of_all_orders_is_tried():
    logs = np.array([0.4, -0.1, 0.3, 0.0, 0.2, 0.7])
    sums = [np.dot(signs, logs) for signs in product((1, -1), repeat=6)]
    found = try_orders(logs)
    assert (found.tried, found.exact) == (64, True)
    assert found.more == np.mean([each >= logs.sum() - 1e-9 for each in sums])
    assert found.fewer == np.mean([each <= logs.sum() + 1e-9 for each in sums])


def test_who_doubles_in_each_block_is_one_order_of_all():
    found = judge(lambda push: 1 + push)
    assert found.blocks == 10 and found.log == pytest.approx(np.log(4.5 / 2.5))
    assert found.orders.more == 1 / 1024 and found.orders.fewer == 1


def test_days_count():
    found = judge(lambda push: 2.0 * (1 + push), exposure=5.0)
    assert judge(lambda push: 2.0 * (1 + push), exposure=2.5).log == pytest.approx(found.log)
    # Twice the days on push: of 8 results against 4 in two weeks nothing is left but the halves.
    longer = 2.5 * (1 + pushes(promise(1, 0, 40, "single")))
    assert judge(lambda push: 2.0 * (1 + push), exposure=longer).log == pytest.approx(np.log(8.5 / 4.5 / 2))


def test_a_block_of_which_one_side_is_not_known_is_not_there():
    counts = np.ones((1, 40))
    counts[0, :2] = np.nan
    assert judge(counts).blocks == 9


def test_without_a_block_there_is_nothing():
    assert judge(np.nan) is None


def test_beyond_twenty_blocks_orders_are_drawn():
    found = try_orders(np.full(24, 0.1))
    assert not found.exact and found.possible == 2**24 and found.more < 1e-3


@pytest.mark.parametrize("blocks", [6, 10])
def test_where_the_push_moves_nothing_few_orders_say_so(blocks):
    rng, worlds = np.random.default_rng(blocks), 2_000
    sides = np.log(rng.poisson(3, (worlds, blocks, 2)) + 0.5)
    found = [try_orders(each) for each in sides[:, :, 0] - sides[:, :, 1]]
    shares = np.array([(each.more, each.fewer) for each in found])
    for level in (0.05, 0.10, 0.20):
        bound = level + 2 * np.sqrt(level * (1 - level) / worlds)
        assert (np.mean(shares <= level, axis=0) <= bound).all()


def test_of_twenty_blocks_each_order_is_still_tried():
    found = try_orders(np.full(20, 0.1))
    assert (found.tried, found.exact, found.more) == (2**20, True, 2**-20)

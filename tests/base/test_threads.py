"""What is done side by side comes back in its order, and is taken no further ahead than was said."""

from __future__ import annotations

import time
from itertools import count

import pytest

from ssi_outcomes.base import threads
from ssi_outcomes.base.threads import count_processors, map_ahead, take_ahead


def test_results_come_in_the_order_of_the_items_whichever_is_done_first():
    assert [*map_ahead(lambda wait: time.sleep(wait / 50) or wait, [3, 0, 2, 1, 0])] == [3, 0, 2, 1, 0]
    assert [*map_ahead(str, [])] == []


def test_few_items_are_held_and_a_reader_who_goes_ends_it(monkeypatch):
    monkeypatch.setattr(threads, "count_processors", lambda: 2)
    taken = []
    results = map_ahead(lambda item: item, (taken.append(item) or item for item in count()))
    assert next(results) == 0 and taken == [0, 1, 2]
    results.close()
    assert taken == [0, 1, 2]


@pytest.mark.parametrize("go", [lambda items: map_ahead(lambda item: 1 // item, items), take_ahead])
def test_what_fails_there_fails_here(go):
    def items():
        yield 1
        raise ValueError("here") if go is take_ahead else ZeroDivisionError

    with pytest.raises((ValueError, ZeroDivisionError)):
        list(go(items()))
    with pytest.raises(ZeroDivisionError):
        list(map_ahead(lambda item: 1 // item, [1, 0]))


def test_the_next_item_is_on_its_way_while_one_is_at_work():
    asked = []

    def items():
        for item in range(3):
            asked.append(item)
            yield item

    ahead = take_ahead(items())
    assert next(ahead) == 0
    for _ in range(500):
        if 1 in asked:
            break
        time.sleep(0.01)
    assert asked == [0, 1]
    assert [*ahead] == [1, 2] and [*take_ahead([])] == []


def test_there_is_a_processor():
    assert count_processors() >= 1

"""Threads, for what lets go of Python while it computes: numpy on large arrays, pyarrow, files."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T, R = TypeVar("T"), TypeVar("R")


def count_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def map_ahead(work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """Yield what `work` makes of each item, in their order, by a thread a processor. No more items are held
    than there are threads, and one.
    """
    at_once = count_processors()
    with ThreadPoolExecutor(at_once) as pool:
        coming: deque[Future[R]] = deque()
        for item in items:
            coming.append(pool.submit(work, item))
            if len(coming) > at_once:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()


def take_ahead(items: Iterable[T]) -> Iterator[T]:
    """Yield each item, while the next one is on its way."""
    coming_from, end = iter(items), object()
    with ThreadPoolExecutor(1) as aside:
        coming = aside.submit(next, coming_from, end)
        while (item := coming.result()) is not end:
            coming = aside.submit(next, coming_from, end)
            yield item

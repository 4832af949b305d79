"""Waiting for what has to come, on whatever machine: a loaded one makes a test slower, and never fails it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")

# Seconds after which something hangs. A limit against hanging, never a claim of speed.
HANGS = 1800


def wait_for(condition: Callable[[], Found]) -> Found:
    """Return what `condition` returns as soon as that is true; AssertionError if it never is."""
    end = time.monotonic() + HANGS
    while not (found := condition()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
    return found

"""The most memory that a process and all below it hold at once, looked at from outside."""

from __future__ import annotations

import threading

import psutil

_LOOK = 1.0  # seconds between two looks


def watch(process: int, largest: list[int], ended: threading.Event) -> None:
    """Note the most memory that a process and all below it had at once, what they share counted once."""
    while not ended.wait(_LOOK):
        total = 0
        try:
            whole = [psutil.Process(process), *psutil.Process(process).children(recursive=True)]
        except psutil.Error:
            return
        for each in whole:
            try:
                total += each.memory_full_info().pss
            except (psutil.Error, OSError):
                continue
        largest[0] = max(largest[0], total)

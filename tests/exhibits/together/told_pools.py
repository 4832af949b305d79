"""Pools for the tests of what is said of them: a few studies by hand, read and judged by the shipped code."""

from __future__ import annotations

from pathlib import Path

from pool.pools import HOLDING, PLAN, estimate, read, register, write

from ssi_outcomes.study import PoolStudy

ODD = (0.01, -0.01, 0.005, -0.005, 0.0, 0.002)


def fill(folder: Path, log: float = -0.01, studies: int = 5) -> Path:
    """Write studies around a log ratio, one more that fails a condition, and two registrations without a study."""
    for place in range(studies):
        between = estimate(ODD[place % 6], 0.3 + place / 100, question="between")
        write(folder, place, estimate(log + ODD[place % 6], 0.05 + place / 10**6), between)
        register(folder, place)
    write(folder, 50, estimate(2.0, gates={**HOLDING, "lead": False}))
    register(folder, 60)
    register(folder, 61, weeks=500)
    return folder


def pool_study(folder: Path, language: str = "en") -> PoolStudy:
    """Return a folder as the study that notebooks show."""
    return PoolStudy(read(folder), PLAN, language)

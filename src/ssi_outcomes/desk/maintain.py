"""Run the calibration and store its table in the package: `ssi calibrate`, for maintainers;
about a quarter of an hour on two cores.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

from ssi_outcomes.base.errors import UsageError, message
from ssi_outcomes.base.files import write_whole
from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.worlds.calibration import TABLE, calibrate, count_rows, hash_tried, read_table, write_table
from ssi_outcomes.worlds.redrawn import FIRST_PANELS, find_changed, write_first


def store_calibration(say: Callable[[str], None], target: Path | None = None, share: float = 1) -> Path:
    """Run every world at every size (`share` of the usual draws), say each as it is done, write the table
    whole and return its path.
    """
    target = target or _shipped()
    total, start, rows = count_rows(), time.monotonic(), []
    # One thread each: the workers are the parallel part.
    os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    with ProcessPoolExecutor() as executor:
        for row in calibrate(executor, share=share):
            rows.append(row)
            minutes = round((time.monotonic() - start) / 60)
            say(
                message(
                    "calibrate_step",
                    done=len(rows),
                    total=total,
                    world=row.world,
                    people=row.people,
                    weeks=row.weeks,
                    minutes=minutes,
                )
            )
    write_whole(target.with_name(FIRST_PANELS), write_first(read_plan()))
    write_whole(target, write_table(rows, date.today().isoformat(), read_plan().hash, hash_tried()))
    return target


def stamp_calibration(target: Path | None = None) -> Path:
    """Let the stored table stand for today's code, if that makes the same of the first panels, and return its
    path; raises UsageError if not.
    """
    target = target or _shipped()
    if changed := find_changed(read_plan(), target.with_name(FIRST_PANELS).read_text("utf-8")):
        raise UsageError("calibrate_differs", worlds=", ".join(changed))
    table = read_table(target.read_text("utf-8"))
    write_whole(target, write_table(table.rows, table.made, table.plan_hash, hash_tried()))
    return target


def _shipped() -> Path:
    return Path(__file__).parents[1] / "worlds" / TABLE

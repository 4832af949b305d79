"""Run the calibration and store its table in the package: `ssi calibrate`, for maintainers;
about a quarter of an hour on two cores, and about as long for the trials (`--part trial`).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from ssi_outcomes.base.errors import UsageError, message
from ssi_outcomes.base.files import write_whole
from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.base.workers import share_work
from ssi_outcomes.worlds.calibration import TABLE, calibrate, count_rows, hash_tried, read_table, write_table
from ssi_outcomes.worlds.redrawn import FIRST_PANELS, find_changed, write_first
from ssi_outcomes.worlds.redrawn_trials import FIRST_TRIALS, find_changed_trials, write_first_trials
from ssi_outcomes.worlds.trial_rows import TRIALS_TABLE, read_trials, write_trials
from ssi_outcomes.worlds.trials_tried import (
    DRAWS_OF_TRIALS,
    hash_tried_on_trials,
    list_cells,
    try_trials,
)


def store_calibration(say: Callable[[str], None], target: Path | None = None, share: float = 1) -> Path:
    """Run every world at every size (`share` of the usual draws), say each as it is done, write the table
    whole and return its path.
    """
    target = target or _shipped()
    total, start, rows = count_rows(), time.monotonic(), []
    with share_work() as executor:
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
    write_whole(target, write_table(rows, date.today().isoformat(), read_plan().hash_on_weeks, hash_tried()))
    return target


def store_trials(
    say: Callable[[str], None], target: Path | None = None, draws: int = DRAWS_OF_TRIALS
) -> Path:
    """Try the word on invented trials in every cell, say each as it is done, write the table whole and return
    its path.
    """
    target = target or _shipped().with_name(TRIALS_TABLE)
    total, start, rows = len(list_cells()), time.monotonic(), []
    with share_work() as executor:
        for row in try_trials(executor, draws=draws):
            rows.append(row)
            minutes = round((time.monotonic() - start) / 60)
            shown = {"world": f"{row.design} {row.kind} {row.truth}", "people": row.people}
            shown |= {"weeks": f"{row.before} + {row.weeks}", "minutes": minutes}
            say(message("calibrate_step", done=len(rows), total=total, **shown))
    write_whole(target.with_name(FIRST_TRIALS), write_first_trials(read_plan()))
    today = date.today().isoformat()
    write_whole(target, write_trials(rows, today, read_plan().hash, hash_tried_on_trials()))
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


def stamp_trials(target: Path | None = None) -> Path:
    """Let the stored table of trials stand for today's code and plan, if they make the same of the first
    trials, and return its path; raises UsageError if not.
    """
    target = target or _shipped().with_name(TRIALS_TABLE)
    if changed := find_changed_trials(read_plan(), target.with_name(FIRST_TRIALS).read_text("utf-8")):
        raise UsageError("calibrate_differs_trial", kinds=", ".join(changed))
    table = read_trials(target.read_text("utf-8"))
    write_whole(target, write_trials(table.rows, table.made, table.plan_hash, hash_tried_on_trials()))
    return target


def _shipped() -> Path:
    return Path(__file__).parents[1] / "worlds" / TABLE

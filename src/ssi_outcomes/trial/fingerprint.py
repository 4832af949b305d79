"""Seal a trial, and see whether the seal holds: the protocol, the schedule, and the day of the draw."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from ssi_outcomes.base.errors import Problem
from ssi_outcomes.base.paths import SCHEDULE, TRIAL, shown
from ssi_outcomes.base.toml_text import parse_toml
from ssi_outcomes.trial.by_lot import COLUMNS, draw_schedule
from ssi_outcomes.trial.protocol import Protocol

# What breaks a seal: any of these makes the verdict exploratory.
FAULTS = (
    *("trial_unsealed", "trial_altered", "schedule_missing", "schedule_unreadable", "schedule_altered"),
    *("schedule_added", "trial_late", "trial_other_plan"),
)
# Promises that a protocol may leave out: where it does, the fingerprint is that of before they could be made.
_IF_SAID = ("estimator", "hours_a_week")
_SHORT = 16  # digits of a fingerprint that are read to somebody


@dataclass(frozen=True)
class Seal:
    """What became of a trial's seal: its fingerprint today, the one that was written at the draw, and each
    thing by which it does not hold (a key of FAULTS, with its place); `added` are people who were not drawn.
    """

    fingerprint: str
    written: str
    faults: tuple[Problem, ...]
    added: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Tell whether nothing was changed, and the draw came before its first week."""
        return not self.faults


def take_fingerprint(protocol: Protocol, schedule: pd.DataFrame) -> str:
    """Return the SHA-256, in hexadecimal, of a protocol (its keys in the order of the alphabet, as JSON) and
    of its schedule's lines (`person,week_start,arm,block`, each line ended by a line feed).
    """
    said = asdict(protocol)
    for name in _IF_SAID:
        if said[name] == Protocol.__dataclass_fields__[name].default:
            del said[name]
    promised = json.dumps(said, sort_keys=True, ensure_ascii=False, default=lambda each: each.isoformat())
    return hashlib.sha256(f"{promised}\n{write_schedule(schedule)}".encode()).hexdigest()


def write_schedule(schedule: pd.DataFrame) -> str:
    """Return the text of `schedule.csv`."""
    return schedule[list(COLUMNS)].to_csv(index=False, lineterminator="\n")


def check_seal(folder: Path, protocol: Protocol, plan_hash: str = "", people: Collection[str] = ()) -> Seal:
    """Return whether the trial in `folder` is still the one that was drawn, and was drawn in time.

    `plan_hash` is today's plan's: another one than at the draw is told. `people` are those whose weeks would
    be judged: anybody who was not drawn is told, too.
    """
    drawn = draw_schedule(protocol)
    file, planned = shown(folder / TRIAL), shown(folder / SCHEDULE)
    # The rule that holds where trial.toml is silent is fixed with the rest: it is in the fingerprint.
    fingerprint = take_fingerprint(protocol, drawn)
    written = str(parse_toml((folder / TRIAL).read_text("utf-8-sig")).get("draw", {}).get("fingerprint", ""))
    faults = []
    if not written:
        faults.append(Problem(file, "trial_unsealed"))
    elif written != fingerprint:
        faults.append(
            Problem(file, "trial_altered", values={"was": written[:_SHORT], "now": fingerprint[:_SHORT]})
        )
    altered, added = _compare(folder / SCHEDULE, planned, drawn)
    added = tuple(dict.fromkeys([*added, *(each for each in people if each not in protocol.people)]))
    faults += altered
    if added:
        faults.append(
            Problem(planned, "schedule_added", values={"people": ", ".join(added)[:200], "count": len(added)})
        )
    if protocol.is_late:
        values = {"drawn": protocol.drawn_at.date().isoformat(), "week": protocol.starts.isoformat()}
        faults.append(Problem(file, "trial_late", values=values))
    if plan_hash and protocol.plan_hash and plan_hash != protocol.plan_hash:
        faults.append(
            Problem(
                file,
                "trial_other_plan",
                values={"was": protocol.plan_hash[:_SHORT], "now": plan_hash[:_SHORT]},
            )
        )
    return Seal(fingerprint, written, tuple(faults), added)


def _compare(path: Path, file: str, drawn: pd.DataFrame) -> tuple[list[Problem], list[str]]:
    """Return where a schedule is not the one that was drawn (the first line of it), and who was added."""
    try:
        content = path.read_bytes().decode("utf-8-sig")
        stored = pd.read_csv(io.StringIO(content), dtype=str, keep_default_na=False)
    except FileNotFoundError:
        return [Problem(file, "schedule_missing")], []
    except (OSError, ValueError) as error:  # no text, or no table
        return [Problem(file, "schedule_unreadable", values={"reason": str(error)[:120]})], []
    expected = pd.read_csv(io.StringIO(write_schedule(drawn)), dtype=str, keep_default_na=False)
    if stored.equals(expected):
        return [], []
    if list(stored.columns) != list(COLUMNS):
        return [
            Problem(file, "schedule_unreadable", values={"reason": ", ".join(map(str, stored.columns))[:120]})
        ], []
    added = [each for each in stored["person"].unique() if each not in set(expected["person"])]
    known = stored[~stored["person"].isin(added)].reset_index(drop=True)
    if known.equals(expected):
        return [], added
    rows = list(stored[~stored["person"].isin(added)].itertuples(name=None))
    right = list(expected.itertuples(index=False, name=None))
    place = next(
        (number for number, row in enumerate(rows) if number >= len(right) or row[1:] != right[number]),
        len(rows),
    )
    found = rows[place] if place < len(rows) else (len(stored), "–")
    values = {
        "value": ", ".join(found[1:]),
        "expected": ", ".join(right[place]) if place < len(right) else "–",
    }
    return [Problem(file, "schedule_altered", found[0] + 2, values=values)], added

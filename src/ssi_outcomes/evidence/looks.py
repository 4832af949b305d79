"""How often a dataset was looked at, and by which rule: four looks at 5 %
that nobody planned would make about 15 %.

The register, `looks.csv`, lies beside the raw data and outlives what is computed. A look counts once a
verdict could be given in it (all gates passed), and counts once per last week, unless people were added:
mending a typing error in weeks already seen is no look at grown data.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path

from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.base.files import write_whole
from ssi_outcomes.base.paths import LOOKS, shown

# More person-weeks than this, up to the same week, are grown data: people were added.
GROWTH = 1.1
_LONGEST_CELL = 200


@dataclass(frozen=True)
class Look:
    """One look: on which day, up to which week (its Monday), at how much, whether a verdict could be given,
    by which data and plan (hashes).
    """

    day: str
    last_week: str
    person_weeks: int
    events: float
    decided: bool
    dataset_hash: str
    plan_hash: str


@dataclass(frozen=True)
class Looks:
    """What the register says with the present look in it.

    `taken` looks at which a verdict could be given, `corrected` further data up to a week already seen,
    `plan_changed` since an earlier look.
    """

    taken: int
    corrected: int
    plan_changed: bool

    def planned(self, planned_looks: int) -> bool:
        """Tell whether a verdict now is one that was planned."""
        return self.taken <= planned_looks and not self.plan_changed


def read_looks(folder: Path) -> tuple[Look, ...]:
    """Return the looks recorded beside the raw data in `folder`; raises
    DataRefused where the register cannot be read.
    """
    path = folder / LOOKS
    if not os.path.lexists(path):
        return ()
    if not path.is_file():
        raise DataRefused("looks_unreadable", file=shown(path))
    try:
        rows = csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))
        # Without its header the first look would be taken for one, and lost.
        if missing := {each.name for each in fields(Look)} - set(rows.fieldnames or ()):
            raise KeyError(*missing)
        return tuple(_read(row) for row in rows)
    except (KeyError, ValueError, TypeError, csv.Error) as error:
        raise DataRefused("looks_unreadable", file=shown(path)) from error


def count_looks(earlier: Iterable[Look], now: Look) -> Looks:
    """Return how many looks there are with the present one."""
    earlier = tuple(earlier)
    same = {look.dataset_hash for look in earlier if look.last_week == now.last_week} - {now.dataset_hash}
    return Looks(
        _count_grown((*earlier, now)), len(same), any(look.plan_hash != now.plan_hash for look in earlier)
    )


def _count_grown(looks: Iterable[Look]) -> int:
    """Return how many of the looks at which a verdict could be given saw a new last week,
    or more people than a correction explains.
    """
    seen: dict[str, int] = {}
    taken = 0
    for look in looks:
        if look.decided:
            taken += look.last_week not in seen or look.person_weeks > GROWTH * seen[look.last_week]
            seen[look.last_week] = max(look.person_weeks, seen.get(look.last_week, 0))
    return taken


def record_look(folder: Path, now: Look) -> None:
    """Add a look to the register, unless the same data were looked at by the same rule before."""
    earlier = read_looks(folder)
    if any(
        (look.dataset_hash, look.plan_hash, look.last_week)
        == (now.dataset_hash, now.plan_hash, now.last_week)
        for look in earlier
    ):
        return
    text = io.StringIO()
    writer = csv.DictWriter(text, [each.name for each in fields(Look)], lineterminator="\n")
    writer.writeheader()
    writer.writerows({**asdict(look), "decided": "yes" if look.decided else "no"} for look in (*earlier, now))
    write_whole(folder / LOOKS, text.getvalue())


def _read(row: dict[str, str]) -> Look:
    date.fromisoformat(row["day"]), date.fromisoformat(row["last_week"])
    # A cell too few is None: cut off in the middle, the line would pass for another plan's. A cell beyond all
    # measure is none of ours; what csv itself refuses depends on who raised its limit before.
    if (
        row["decided"] not in ("yes", "no")
        or None in row.values()
        or any(len(str(cell)) > _LONGEST_CELL for cell in row.values())
    ):
        raise ValueError(row)
    return Look(
        **{name: row[name] for name in ("day", "last_week", "dataset_hash", "plan_hash")},
        person_weeks=int(row["person_weeks"]),
        events=float(row["events"]),
        decided=row["decided"] == "yes",
    )

"""Named facts: every number that a reader meets, with where it comes from.

Notebooks write them, the report reads them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from ssi_outcomes.base.errors import StaleResults
from ssi_outcomes.base.files import list_visible, write_whole
from ssi_outcomes.base.paths import shown

# What all facts of one dataset were computed from: the keys at the head of each notebook's file.
ABOUT = ("dataset", "dataset_hash", "plan_hash")
# The unit of a ratio that is told as what is added or lost, in hundredths, and with its sign.
CHANGE = "percent change"
# The unit of a distance in points that is told with its sign.
MORE_POINTS = "points more"
_DIGITS = 12  # significant ones


@dataclass(frozen=True)
class Fact:
    """One number or status word.

    `value` is None where only an interval is known; `low` and `high` bound it at `level` (None: bounds of a
    reading, not of chance); all of them to 12 significant digits; `n` is the count it rests on, `unit` the
    field's noun for it, `source` the table or function that it comes from.
    """

    id: str
    value: float | str | None
    unit: str
    source: str
    low: float | None = None
    high: float | None = None
    level: float | None = None
    n: int | None = None
    comparator: str = "="

    def __post_init__(self) -> None:
        # Processors differ in the last digits of a sum: a fact is the same everywhere.
        for name in ("value", "low", "high", "level"):
            value = getattr(self, name)
            if isinstance(value, float) and math.isfinite(value):
                object.__setattr__(self, name, float(f"{value:.{_DIGITS}g}"))

    def parts(self) -> dict[str, float | str]:
        """Return what can be cited of it: `id`, `id.low`, `id.high`, each with its value."""
        known = {self.id: self.value, f"{self.id}.low": self.low, f"{self.id}.high": self.high}
        return {name: whole(value) for name, value in known.items() if value is not None}


def whole(value: float | str) -> float | int | str:
    """Return `value` as an int where nothing is lost by it."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def number(value: object) -> float | None:
    """Return a finite number, or None for what is missing or unbounded."""
    value = float(value) if value is not None else math.nan
    return value if math.isfinite(value) else None


@dataclass(frozen=True)
class Collected:
    """All facts of a dataset, in the order of their ids: what they were computed from
    (`ABOUT`), and which notebooks wrote each.
    """

    about: dict[str, str]
    facts: tuple[Fact, ...]
    notebooks: dict[str, tuple[str, ...]]


def write_facts(path: Path, facts: Iterable[Fact], about: dict[str, str]) -> int:
    """Write one notebook's facts, whole or not at all, with `about` what
    they were computed from; return how many.
    """
    ordered = sorted(facts, key=lambda fact: fact.id)
    rows = [
        {name: whole(value) if isinstance(value, float) else value for name, value in asdict(fact).items()}
        for fact in ordered
    ]
    write_whole(
        path, json.dumps({**about, "facts": rows}, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    )
    return len(rows)


def read_facts(folder: Path, about: dict[str, str]) -> dict[str, Fact]:
    """Return the facts of all notebooks by id.

    Raises StaleResults: none were written yet, they cannot be read, they were computed from other data or
    another plan than `about` says, or two notebooks disagree.
    """
    facts: dict[str, Fact] = {}
    for file, written in _read_files(folder).items():
        if any(written.about.get(key) != value for key, value in about.items()):
            raise StaleResults("stale_facts", file=shown(file))
        for fact in written.facts:
            if facts.setdefault(fact.id, fact) != fact:
                raise StaleResults("facts_disagree", fact=fact.id, file=shown(file))
    return facts


def read_citable(folder: Path) -> dict[str, float | str]:
    """Return what a report may cite, by name: each fact's value and bounds,
    of whatever data they were computed from.
    """
    return {name: value for fact in read_facts(folder, {}).values() for name, value in fact.parts().items()}


def collect_facts(folder: Path) -> Collected:
    """Return the facts of all notebooks with where they come from; raises StaleResults as `read_facts`
    does.
    """
    files = list(_read_files(folder).values())
    about = {key: files[0].about.get(key, "") for key in ABOUT}
    facts = read_facts(folder, about)
    notebooks = {
        name: tuple(
            file.about.get("notebook", "") for file in files if any(fact.id == name for fact in file.facts)
        )
        for name in facts
    }
    return Collected(about, tuple(facts[name] for name in sorted(facts)), notebooks)


@dataclass(frozen=True)
class _Written:
    """One notebook's facts, and what its file says of them."""

    about: dict[str, str]
    facts: tuple[Fact, ...]


def _read_files(folder: Path) -> dict[Path, _Written]:
    files = list_visible(folder, "*.json")
    if not files:
        raise StaleResults("no_facts", folder=shown(folder))
    return {file: _read_file(file) for file in files}


def _read_file(file: Path) -> _Written:
    try:
        content = json.loads(file.read_text("utf-8"))
        facts = tuple(Fact(**row) for row in content.pop("facts"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StaleResults("facts_unreadable", file=shown(file)) from error
    return _Written(content, facts)

"""Rows that another file holds as well: counted once, and told in one line for each pair of files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ssi_outcomes.reading.parsed import Rejected, Remark

_KEYS = {"rule_repeated": "rows_repeated", "rule_event_twice": "events_repeated"}


@dataclass(frozen=True)
class Repeats:
    """What is told of repeated rows by file, the lines of each, and the refusals that are left."""

    notes: dict[str, list[Remark]]
    lines: dict[str, set[int | None]]
    others: tuple[Rejected, ...]


def find_repeats(rejected: Iterable[Rejected]) -> Repeats:
    """Return apart what only repeats a row of another file; a row that repeats one of its own file, or that
    breaks another rule too, is a fault to mend.
    """
    rejected = list(rejected)
    faulty = {(each.file, each.line) for each in rejected if not _is_repeat(each)}
    repeats = [each for each in rejected if _is_repeat(each) and (each.file, each.line) not in faulty]
    lines: dict[str, set[int | None]] = defaultdict(set)
    pairs: Counter[tuple[str, str, object]] = Counter()
    for each in repeats:
        pairs[each.file, _KEYS[each.key], each.values["other_file"]] += each.line not in lines[each.file]
        lines[each.file].add(each.line)
    notes: dict[str, list[Remark]] = defaultdict(list)
    for (file, key, other), count in pairs.items():
        if count:
            notes[file].append((key, {"count": count, "other": other}))
    told = set(map(id, repeats))
    return Repeats(notes, lines, tuple(each for each in rejected if id(each) not in told))


def _is_repeat(each: Rejected) -> bool:
    return each.key in _KEYS and each.values.get("other_file") not in (each.file, "")

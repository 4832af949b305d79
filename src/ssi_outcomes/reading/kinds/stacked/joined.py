"""What was read of the columns of each of several people, as what their one sheet says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from ssi_outcomes.reading.parsed import Parsed, Rejected
from ssi_outcomes.reading.tables.search import Search


@dataclass(frozen=True)
class Part:
    """The columns of one person as a sheet of their own, and for each of its headers what stands in the
    file: « SSI Noa » for « SSI ».
    """

    search: Search
    headers: Mapping[str, str]

    def say(self, parsed: Parsed) -> Parsed:
        """Return what was read of this part, with the columns of refused rows named as in the file."""
        rejected = (
            replace(each, column=self.headers.get(each.column or "", each.column)) for each in parsed.rejected
        )
        return replace(parsed, rejected=tuple(rejected))


def join_abreast(parts: Sequence[Parsed]) -> Parsed:
    """Return what the sheets of several people say as what their file does; a line that is refused of two of
    them is one refused row.
    """
    first, refused = parts[0], [_lines(each.rejected) for each in parts]
    twice = sum(map(len, refused)) - len(set().union(*refused))
    names = dict.fromkeys(name for part in parts for name in part.tables)
    return replace(
        first,
        tables={name: _join([part.tables[name] for part in parts if name in part.tables]) for name in names},
        rows=sum(each.rows for each in parts) - twice,
        accepted=sum(each.accepted for each in parts),
        blank=sum(each.blank for each in parts),
        rejected=_different(fault for part in parts for fault in part.rejected),
        notes=_different(note for part in parts for note in part.notes),
    )


def _different(told: Iterable) -> tuple:
    """Return each once, in their order; what fills in a sentence has no hash."""
    found: list = []
    for each in told:
        if each not in found:
            found.append(each)
    return tuple(found)


def _lines(rejected: Iterable[Rejected]) -> set[int]:
    return {each.line for each in rejected if each.line is not None}


def _join(tables: Sequence[list[dict[str, object]] | pd.DataFrame]) -> list[dict[str, object]] | pd.DataFrame:
    if all(isinstance(table, list) for table in tables):
        return [record for table in tables for record in table]
    return pd.concat([pd.DataFrame(table) for table in tables], ignore_index=True)

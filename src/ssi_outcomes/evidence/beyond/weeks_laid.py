"""A panel laid once as blocks of people by Mondays, each column of a block in one piece: what is asked of the
panel goes through the blocks, and nothing is held but one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ssi_outcomes.reading.attended import tell_at

DAYS, SCORE = "exposure_days", "ssi"
_BLOCK_CELLS = 1_000_000
_BYTES = 8


@dataclass(frozen=True, eq=False)
class LaidWeeks:
    """People by `weeks` Mondays in files of `folder`, so many people in each (`sizes`), with these `columns`:
    NaN is not known, and no days are where there is no row.
    """

    folder: Path
    columns: tuple[str, ...]
    sizes: tuple[int, ...]
    weeks: int

    def load(self, columns: Iterable[str]) -> Iterator[dict[str, np.ndarray]]:
        """Yield these columns of one block after the other, each people x weeks; one that is not there is
        not known.
        """
        tell_at()
        asked = tuple(dict.fromkeys(columns))
        for place, people in enumerate(self.sizes):
            yield {name: self._load(place, people, name) for name in asked}

    def _load(self, place: int, people: int, name: str) -> np.ndarray:
        shape, cells = (people, self.weeks), people * self.weeks
        if name not in self.columns:
            return np.full(shape, np.nan)
        at = self.columns.index(name) * cells * _BYTES
        return np.fromfile(_file(self.folder, place), count=cells, offset=at).reshape(shape)


def lay_weeks(
    parts: Iterable[Mapping[str, np.ndarray]], columns: Sequence[str], weeks: int, folder: Path
) -> LaidWeeks:
    """Return the rows in `parts` laid in `folder`: person (a number; nobody is in two parts, and one person's
    rows stand together), week (from 0 to `weeks` - 1, each once a person) and `columns`.
    """
    at_once, sizes = max(1, _BLOCK_CELLS // max(weeks, 1)), []
    folder.mkdir(parents=True, exist_ok=True)
    for part in parts:
        person = part["person"]
        number = np.append(0, np.cumsum(person[1:] != person[:-1]))
        for first in range(0, int(number[-1]) + 1, at_once):
            some = slice(*np.searchsorted(number, [first, first + at_once]))
            people = int(number[some][-1]) - first + 1
            block = np.full((len(columns), people, weeks), np.nan)
            for place, name in enumerate(columns):
                block[place, number[some] - first, part["week"][some]] = part[name][some]
                if name == DAYS:
                    np.nan_to_num(block[place], copy=False)
            block.tofile(_file(folder, len(sizes)))
            sizes.append(people)
    return LaidWeeks(folder, tuple(columns), tuple(sizes), weeks)


def _file(folder: Path, place: int) -> Path:
    return folder / f"{place}.weeks"

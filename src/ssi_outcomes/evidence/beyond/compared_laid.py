"""(W) and (B) on a panel that was laid in blocks: the comparisons of `within.py` and `between.py`, to the
last digits that one step of the jackknife has, in as much memory as one block takes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ssi_outcomes.base.threads import map_ahead
from ssi_outcomes.evidence.between import compare_people
from ssi_outcomes.evidence.beyond.asked_weeks import Question, take_weeks
from ssi_outcomes.evidence.beyond.week_sums import Tally, tally
from ssi_outcomes.evidence.beyond.weeks_laid import LaidWeeks
from ssi_outcomes.evidence.engine.newton import Cells
from ssi_outcomes.evidence.engine.people_blocks import fit_blocks
from ssi_outcomes.evidence.engine.poisson import centre
from ssi_outcomes.evidence.estimate import as_whole
from ssi_outcomes.evidence.within import Comparison, conclude, name_silence
from ssi_outcomes.reading.attended import tell_at


def compare_laid(laid: LaidWeeks, question: Question, counted: Tally | None = None) -> Comparison:
    """Return the comparison within people; `counted` is the question's tally, where it is known."""
    counted = counted or tally(laid, question)
    totals, known = counted.totals, counted.known
    known["events"] = as_whole(known["events"])
    silence = name_silence(
        rows=len(totals),
        negative=counted.negative,
        people=len(totals),
        with_event=known["people"],
        weeks=int((counted.weeks > 0).sum()),
        informative=known["informative"],
    )
    if silence:
        return Comparison(question.outcome, None, silence, **known)
    with tempfile.TemporaryDirectory(dir=laid.folder) as folder:
        cells = _lay_cells(laid, question, counted.weeks > 0, Path(folder))
        fitted = fit_blocks(cells, question.regressors, cells.weeks)
    if fitted is None:
        return Comparison(question.outcome, None, "separated", **known)
    return conclude(
        question.outcome,
        fitted.coefficients,
        fitted.errors,
        float(fitted.information[0]),
        float(fitted.squared[0]),
        known,
        freedom=known["informative"] - 1,
    )


def compare_people_laid(question: Question, counted: Tally) -> Comparison:
    """Return the comparison between people: each person's total against the mean score of that person."""
    totals = counted.totals
    known = {"rows": int(totals["weeks"].sum()) if len(totals) else 0, "dropped": dict(counted.dropped)}
    silence = "negative" if counted.negative else "" if len(totals) else "no_reading"
    if silence == "no_reading":
        return Comparison(question.outcome, None, silence, events=0.0, **known)
    return compare_people(question.outcome, totals[["count", "exposure", "x"]], known, silence)


@dataclass(frozen=True, eq=False)
class _LaidCells:
    """Cells in files: events, days and centred regressors of so many people by `weeks` in each."""

    folder: Path
    sizes: tuple[int, ...]
    weeks: int
    regressors: int

    def __iter__(self) -> Iterator[Cells]:
        tell_at()
        for place, people in enumerate(self.sizes):
            if not people:
                continue
            shape = (2 + self.regressors, people, self.weeks)
            counts, exposure, *x = np.fromfile(_file(self.folder, place)).reshape(shape)
            yield Cells(counts, exposure, np.stack(x, axis=2), True)


def _lay_cells(laid: LaidWeeks, question: Question, kept: np.ndarray, folder: Path) -> _LaidCells:
    """Lay the cells of all people with an event, in the weeks with one (`kept`)."""

    def lay(numbered: tuple[int, Mapping[str, np.ndarray]]) -> int:
        place, block = numbered
        taken = take_weeks(block, question)
        has = taken.counts.sum(axis=1) > 0
        counts, exposure, x = (each[has][:, kept] for each in (taken.counts, taken.exposure, taken.x))
        moved, _ = centre(Cells(counts, exposure, x, True))
        cells = np.concatenate([counts[None], exposure[None], np.moveaxis(moved, 2, 0)])
        cells.tofile(_file(folder, place))
        return len(counts)

    sizes = tuple(map_ahead(lay, enumerate(laid.load(question.columns))))
    return _LaidCells(folder, sizes, int(kept.sum()), question.regressors)


def _file(folder: Path, place: int) -> Path:
    return folder / f"{place}.cells"

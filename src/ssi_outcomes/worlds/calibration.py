"""How often the shipped pipeline is right where the truth is known: invented worlds, laid out, compared and
judged as a team's data are (`tried_panels.py`).

Reported as Morris, White and Crowther ask (2019, Statistics in Medicine 38:2074, ADEMP). Aim: the error rates
that a verdict promises. Data: the worlds of `worlds/scenarios.py`. Estimand: the rate ratio per +10 points
within a person and, in some worlds, between people. Method: `build_panel`, `compare_within`,
`compare_between`, `check_lead`, `decide`. Performance: coverage, verdicts, their Monte-Carlo errors. The
result is `calibration.csv`.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import asdict, dataclass, fields
from importlib.resources import files
from types import MappingProxyType

import numpy as np

from ssi_outcomes.base.plan import Plan, read_plan
from ssi_outcomes.base.tried_code import hash_code
from ssi_outcomes.evidence.rates import find_unseen
from ssi_outcomes.evidence.verdict import USEFUL, USELESS
from ssi_outcomes.worlds.scenarios import SCENARIOS, Question
from ssi_outcomes.worlds.tried_panels import Draw, draw_panels

TABLE = "calibration.csv"
# What the calibration runs and its numbers hang on.
TRIED = ("evidence", "panel", "worlds", "base.lengths", "base.plan", "base.plan_keys", "base.ssi")
# The worlds by which a promise is kept or broken: at each size, and drawn
# more often than those that show a trap.
PROMISED = ("nothing", "threshold", "claim")
# People x weeks: a workshop, a team, a department, a company. Traps are set where people meet them: a
# workshop ends undetermined whatever
# it does, and a company's data say the same as a department's, only louder, but for the
# traps that more data may or may not disarm.
GRID = {
    (5, 8): PROMISED,
    (20, 12): tuple(SCENARIOS),
    (50, 26): tuple(SCENARIOS),
    (500, 26): (*PROMISED, "thermometer", "feedback", "feedback_weak"),
}
# From `TEAM` people on and below `LARGE`, promises are drawn often. A workshop ends undetermined whatever is
# true, and a draw of a company costs as much as five of a department.
TEAM, LARGE = 20, 200
DRAWS, DRAWS_BESIDE, DRAWS_OF_TRAPS_LARGE = 600, 200, 100
NOTED = 0.08  # a word that is false in more of the draws is named
CAUTIOUS = 0.97  # an interval that holds the truth more often is wider than it says
# Truths are stored with six digits.
_ROUNDED = 1e-4
# Draws of one world, at least, and so many people are laid out together.
_LEAST, _TOGETHER = 10, 2000


@dataclass(frozen=True)
class Row:
    """One question to one world at one size. Shares are of `draws`; `coverage` is of those with an
    estimate (`estimated`), for the 95 % interval.

    `ratio` and `adjusted` are medians, without and with activity (where it is behind both); `..._by_interval`
    is what would have been said without gates.
    """

    world: str
    question: Question
    people: int
    weeks: int
    draws: int
    truth: float
    events: float
    estimated: float
    ratio: float
    adjusted: float
    coverage: float
    useful: float
    useless: float
    useful_by_interval: float
    useless_by_interval: float
    refused_by_lead: float
    beyond_activity: float
    late_rows: int

    def error(self, name: str) -> float:
        """Return the Monte-Carlo standard error of a share."""
        share, draws = getattr(self, name), self._draws_of(name)
        return math.sqrt(share * (1 - share) / draws) if draws and not math.isnan(share) else math.nan

    def unseen(self, name: str) -> float:
        """Return the largest share that none of the draws would show."""
        return find_unseen(self._draws_of(name))

    def false_words(self, threshold: float) -> tuple[str, ...]:
        """Return which words are false where this is the truth: at the threshold itself, both."""
        near = abs(math.log(self.truth / threshold)) < _ROUNDED
        tests = {USEFUL: self.truth < threshold, USELESS: self.truth > threshold}
        return tuple(word for word, holds in tests.items() if holds or near)

    def _draws_of(self, name: str) -> float:
        return self.draws * (self.estimated if name == "coverage" else 1)


@dataclass(frozen=True)
class Calibration:
    """The shipped table: when it was made, by which plan (its hash on weeks), of which code, and its rows."""

    made: str
    plan_hash: str
    code_hash: str
    rows: tuple[Row, ...]

    def find(self, world: str, people: int, weeks: int, question: Question = "within") -> Row:
        """Return one row; raises KeyError."""
        asked = (world, question, people, weeks)
        for row in self.rows:
            if (row.world, row.question, row.people, row.weeks) == asked:
                return row
        raise KeyError(asked)

    @property
    def threshold(self) -> float:
        """Return the threshold of the plan by which the rows were made."""
        return next(row.truth for row in self.rows if row.world == "threshold" and row.question == "within")

    def escapes(self) -> dict[str, tuple[Row, str]]:
        """Return each world in which a word is false in more than `NOTED` of the draws, with the row in which
        it is worst, and the word.
        """
        found: dict[str, tuple[Row, str]] = {}
        for row in self.rows:
            for word in row.false_words(self.threshold):
                share = getattr(row, word)
                if share > NOTED and (row.world not in found or share > getattr(*found[row.world])):
                    found[row.world] = row, word
        return found


def calibrate(
    executor: Executor,
    grid: Mapping[tuple[int, int], Sequence[str]] = MappingProxyType(GRID),
    share: float = 1,
) -> Iterator[Row]:
    """Yield the rows of each world and size, one a question, as they are done; `share` of the usual draws, at
    least `_LEAST`.

    The same seeds give the same rows.
    """
    plan, asked = read_plan(), []
    for (people, weeks), worlds in grid.items():
        batch = max(_LEAST, _TOGETHER // people)
        for world in worlds:
            draws = max(_LEAST, round(share * _usual_draws(world, people)))
            seeds = [range(first, min(first + batch, draws)) for first in range(0, draws, batch)]
            # All are handed over at once: no worker waits for the last batch of a world.
            batches = [executor.submit(draw_panels, world, people, weeks, some, plan) for some in seeds]
            asked.append((world, people, weeks, batches))
    for world, people, weeks, batches in asked:
        made = [each for done in batches for each in done.result()]
        for question in SCENARIOS[world].questions:
            yield summarise(world, people, weeks, plan, [each for each in made if each.question == question])


def count_rows(grid: Mapping[tuple[int, int], Sequence[str]] = MappingProxyType(GRID)) -> int:
    """Return how many rows a calibration has: one a question to each world at each size."""
    return sum(len(SCENARIOS[world].questions) for worlds in grid.values() for world in worlds)


def summarise(world: str, people: int, weeks: int, plan: Plan, draws: Sequence[Draw]) -> Row:
    """Return the shares and medians of some draws of one world, all of one question."""
    estimated = [each for each in draws if not math.isnan(each.log)]
    adjusted = [each.adjusted for each in estimated if not math.isnan(each.adjusted)]

    def share(holds: Iterable[bool]) -> float:
        return float(np.mean([*holds]))

    return Row(
        world=world,
        question=draws[0].question,
        people=people,
        weeks=weeks,
        draws=len(draws),
        truth=SCENARIOS[world].truth(plan, draws[0].question),
        events=float(np.mean([each.events for each in draws])),
        estimated=len(estimated) / len(draws),
        ratio=math.exp(np.median([each.log for each in estimated])) if estimated else math.nan,
        adjusted=math.exp(np.median(adjusted)) if adjusted else math.nan,
        coverage=float(np.mean([each.covered for each in estimated])) if estimated else math.nan,
        useful=share(each.word == USEFUL for each in draws),
        useless=share(each.word == USELESS for each in draws),
        useful_by_interval=share(each.by_interval == USEFUL for each in draws),
        useless_by_interval=share(each.by_interval == USELESS for each in draws),
        refused_by_lead=share(each.refused_by_lead for each in draws),
        beyond_activity=share(each.beyond_activity for each in draws),
        late_rows=sum(each.late for each in draws),
    )


def _usual_draws(world: str, people: int) -> int:
    if world in PROMISED:
        return DRAWS if TEAM <= people < LARGE else DRAWS_BESIDE
    return DRAWS_BESIDE if people < LARGE else DRAWS_OF_TRAPS_LARGE


# --- the shipped table


def hash_tried() -> str:
    """Return the hash of today's code that a calibration would try."""
    return hash_code("worlds.calibration", TRIED)


def write_table(rows: Iterable[Row], made: str, plan_hash: str, code_hash: str) -> str:
    """Return the table as the text of `calibration.csv`: a line that says when (an ISO date), by which plan
    and of which code, then a row for each world and size.
    """
    text = io.StringIO()
    text.write(f"# {made} {plan_hash} {code_hash}\n")
    writer = csv.DictWriter(text, [each.name for each in fields(Row)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {name: f"{value:.6g}" if isinstance(value, float) else value for name, value in asdict(row).items()}
        for row in rows
    )
    return text.getvalue()


def read_table(text: str | None = None) -> Calibration:
    """Return the calibration in `text`, or the one that ships with the package."""
    text = files(__package__).joinpath(TABLE).read_text("utf-8") if text is None else text
    head, _, body = text.partition("\n")
    made, plan_hash, code_hash = head.removeprefix("# ").split()
    kinds = {each.name: {"int": int, "float": float}.get(each.type, str) for each in fields(Row)}
    rows = tuple(
        Row(**{name: kinds[name](value) for name, value in row.items()})
        for row in csv.DictReader(io.StringIO(body))
    )
    return Calibration(made, plan_hash, code_hash, rows)

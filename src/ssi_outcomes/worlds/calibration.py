"""How often the shipped pipeline is right where the truth is known: invented worlds, laid out, compared and
judged as a team's data are.

Reported as Morris, White and Crowther ask (2019, Statistics in Medicine 38:2074, ADEMP). Aim: the error rates
that a verdict promises. Data: the worlds of `worlds/scenarios.py`. Estimand: the rate ratio per +10 points
within a person. Method: `build_panel`, `compare_within`, `check_lead`, `decide`. Performance: coverage,
verdicts, their Monte-Carlo errors. The result is `calibration.csv`.
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
import pandas as pd

from ssi_outcomes.base.plan import Plan, read_plan
from ssi_outcomes.base.tried_code import hash_code
from ssi_outcomes.evidence.by_team import arrange_teams
from ssi_outcomes.evidence.falsify import check_lead
from ssi_outcomes.evidence.sample import take_sample
from ssi_outcomes.evidence.variants import adjust_for_activity
from ssi_outcomes.evidence.verdict import USEFUL, USELESS, Declared, decide, judge_interval
from ssi_outcomes.evidence.within import compare_within
from ssi_outcomes.panel.layout import build_panel
from ssi_outcomes.worlds.scenarios import MAIN, SCENARIOS, Scenario
from ssi_outcomes.worlds.simulate import simulate

TABLE = "calibration.csv"
# What the calibration runs and its numbers hang on.
TRIED = ("evidence", "panel", "worlds", "base.lengths", "base.plan", "base.ssi")
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
DRAWS, DRAWS_OF_TRAPS, LARGE, DRAWS_LARGE, DRAWS_OF_TRAPS_LARGE = 600, 200, 200, 300, 100
UNSEEN = 0.05  # the risk at which a share that no draw shows is bounded
_TAIL = 0.025
_BATCH = 10


@dataclass(frozen=True)
class Draw:
    """One invented panel and what was made of it; `by_interval` is the word without any gate, `late` rows
    read after their week's start.
    """

    events: float
    log: float
    covered: bool
    word: str
    by_interval: str
    refused_by_lead: bool
    beyond_activity: bool
    adjusted: float
    late: int


@dataclass(frozen=True)
class Row:
    """One world at one size. Shares are of `draws`; `coverage` is of those with an
    estimate (`estimated`), for the 95 % interval.

    `ratio` and `adjusted` are medians, without and with activity (where it is behind both); `..._by_interval`
    is what would have been said without gates.
    """

    world: str
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
        """Return the largest share that none of the draws would show at a risk of
        `UNSEEN`: exact, near 3 over their number.
        """
        return 1 - UNSEEN ** (1 / self._draws_of(name))

    def _draws_of(self, name: str) -> float:
        return self.draws * (self.estimated if name == "coverage" else 1)


@dataclass(frozen=True)
class Calibration:
    """The shipped table: when it was made, by which plan, of which code, and its rows."""

    made: str
    plan_hash: str
    code_hash: str
    rows: tuple[Row, ...]

    def find(self, world: str, people: int, weeks: int) -> Row:
        """Return one row; raises KeyError."""
        for row in self.rows:
            if (row.world, row.people, row.weeks) == (world, people, weeks):
                return row
        raise KeyError((world, people, weeks))


def calibrate(
    executor: Executor,
    grid: Mapping[tuple[int, int], Sequence[str]] = MappingProxyType(GRID),
    share: float = 1,
) -> Iterator[Row]:
    """Yield the row of each world and size as it is done; `share` of the usual draws, at least `_BATCH`.

    The same seeds give the same rows.
    """
    plan = read_plan()
    for (people, weeks), worlds in grid.items():
        for world in worlds:
            draws = max(_BATCH, round(share * _usual_draws(world, people)))
            seeds = [range(first, min(first + _BATCH, draws)) for first in range(0, draws, _BATCH)]
            batches = [executor.submit(draw_panels, world, people, weeks, batch, plan) for batch in seeds]
            yield summarise(
                world, people, weeks, plan, [each for batch in batches for each in batch.result()]
            )


def draw_panels(world: str, people: int, weeks: int, seeds: Iterable[int], plan: Plan) -> list[Draw]:
    """Return what the pipeline makes of one panel for each seed; the job that executors carry."""
    return [_draw(world, people, weeks, seed, plan) for seed in seeds]


def summarise(world: str, people: int, weeks: int, plan: Plan, draws: Sequence[Draw]) -> Row:
    """Return the shares and medians of some draws of one world."""
    estimated = [each for each in draws if not math.isnan(each.log)]
    adjusted = [each.adjusted for each in estimated if not math.isnan(each.adjusted)]

    def share(holds: Iterable[bool]) -> float:
        return float(np.mean([*holds])) if draws else math.nan

    return Row(
        world=world,
        people=people,
        weeks=weeks,
        draws=len(draws),
        truth=SCENARIOS[world].truth(plan),
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


def _draw(world: str, people: int, weeks: int, seed: int, plan: Plan) -> Draw:
    scenario = SCENARIOS[world]
    frame = _lay_out(scenario, people, weeks, seed, plan)
    rows = take_sample(frame, MAIN).rows
    late = int((rows["ssi_read_at"].dt.normalize() > rows["week_start"]).sum())
    comparison, lead = compare_within(frame, MAIN), check_lead(frame, MAIN)
    slope = comparison.slope
    by_interval = judge_interval(slope, plan.threshold, plan) if slope else ""
    # Only "useful" asks what is left at equal activity; where activity is
    # behind both, it is worth knowing anyhow.
    adjusted = (
        adjust_for_activity(frame, MAIN, plan)
        if slope and (by_interval == USEFUL or scenario.elasticity)
        else None
    )
    # Whoever runs such a world as a dataset declares what it is: people who enter on a bad day were picked.
    verdict = decide(comparison, plan, Declared(True, scenario.enters_low, False), lead, adjusted)
    low, high = slope.bounds(_TAIL) if slope else (math.nan, math.nan)
    return Draw(
        events=comparison.events,
        log=slope.log if slope else math.nan,
        covered=low <= scenario.truth(plan) <= high,
        word=verdict.word,
        by_interval=by_interval,
        refused_by_lead=lead.p is not None and lead.p < plan.gates.lead_p,
        beyond_activity="beyond_activity" in verdict.notes,
        # Elsewhere it is asked of "useful" draws alone, whose median would flatter.
        adjusted=adjusted.slope.log if adjusted and adjusted.slope and scenario.elasticity else math.nan,
        late=late,
    )


def _lay_out(scenario: Scenario, people: int, weeks: int, seed: int, plan: Plan) -> pd.DataFrame:
    """Return the panel of one invented team, with the outcome that is judged and its activity."""
    tables = simulate(scenario, people, weeks, seed, plan)
    counted = tables["outcomes"]
    main = {**tables, "outcomes": counted[counted["outcome"] == MAIN]}
    return arrange_teams(build_panel(main, ramp_up=plan.ramp_up_weeks).frame, plan)


def _usual_draws(world: str, people: int) -> int:
    if people >= LARGE:
        return DRAWS_LARGE if world in PROMISED else DRAWS_OF_TRAPS_LARGE
    return DRAWS if world in PROMISED else DRAWS_OF_TRAPS


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
    kinds = {each.name: {"str": str, "int": int, "float": float}[each.type] for each in fields(Row)}
    rows = tuple(
        Row(**{name: kinds[name](value) for name, value in row.items()})
        for row in csv.DictReader(io.StringIO(body))
    )
    return Calibration(made, plan_hash, code_hash, rows)

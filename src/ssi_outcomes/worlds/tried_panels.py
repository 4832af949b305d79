"""What the shipped pipeline makes of invented panels, one after the other: laid out, compared and judged as a
team's data are.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pandas as pd

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.base.ssi import PILLARS
from ssi_outcomes.evidence.between import compare_totals
from ssi_outcomes.evidence.by_team import arrange_teams
from ssi_outcomes.evidence.falsify import LeadTest, check_lead, follows_outcome
from ssi_outcomes.evidence.sample import take_sample
from ssi_outcomes.evidence.variants import adjust_for_activity
from ssi_outcomes.evidence.verdict import USEFUL, Declared, decide, judge_interval
from ssi_outcomes.evidence.within import Comparison, compare_sample
from ssi_outcomes.panel.layout import build_panel
from ssi_outcomes.worlds.draws import draw_world, join_worlds
from ssi_outcomes.worlds.scenarios import SCENARIOS, Question, Scenario
from ssi_outcomes.worlds.simulate import make_tables, name_people

_TAIL = 0.025
# Columns of a panel that no question to these worlds asks about.
_NOT_ASKED = ("week", "reading_age_days", *PILLARS)


@dataclass(frozen=True)
class Draw:
    """One invented panel, by its seed, and what was made of one question to it; `by_interval` is the word
    without any gate, `late` rows read after their week's start.
    """

    seed: int
    question: Question
    events: float
    log: float
    covered: bool
    word: str
    by_interval: str
    refused_by_lead: bool
    beyond_activity: bool
    adjusted: float
    late: int = 0


def draw_panels(world: str, people: int, weeks: int, seeds: Sequence[int], plan: Plan) -> list[Draw]:
    """Return what the pipeline makes of one panel for each seed, question by question; the job that executors
    carry.
    """
    scenario = SCENARIOS[world]
    frame, names = _lay_together(scenario, people, weeks, seeds, plan)
    # Numbers are compared faster than names, and have their order.
    number = names.get_indexer(frame["person"])
    frame = frame.drop(columns=list(_NOT_ASKED)).assign(person=number)
    return [
        made
        for seed, own in zip(seeds, _part(frame, number, people, len(seeds)), strict=True)
        for made in _judge(scenario, arrange_teams(own, plan), seed, plan)
    ]


def lay_out(
    scenario: Scenario, people: int, weeks: int, seeds: Sequence[int], plan: Plan
) -> list[pd.DataFrame]:
    """Return the panel of each seed's invented team, with the outcomes that are counted and its activity.

    The teams are laid out as one of so many people, which takes a fraction of the time: no cell of a panel
    hangs on somebody else's.
    """
    frame, names = _lay_together(scenario, people, weeks, seeds, plan)
    return _part(frame, names.get_indexer(frame["person"]), people, len(seeds))


def _lay_together(
    scenario: Scenario, people: int, weeks: int, seeds: Sequence[int], plan: Plan
) -> tuple[pd.DataFrame, pd.Index]:
    """Return the panel of all seeds' people, one team's after another's, and their names in that order."""
    names = name_people(people * len(seeds))
    world = join_worlds([draw_world(scenario, people, weeks, seed, plan) for seed in seeds])
    tables = make_tables(world, names)
    tables |= _leave_uncounted(tables["outcomes"], tables["coverage"], scenario)
    return build_panel(tables, ramp_up=plan.ramp_up_weeks).frame, pd.Index(names)


def _part(frame: pd.DataFrame, number: np.ndarray, people: int, teams: int) -> list[pd.DataFrame]:
    """Return the rows of each of so many teams in turn; `number` is that of each row's person."""
    edges = np.searchsorted(number, people * np.arange(teams + 1))
    return [frame[low:high].reset_index(drop=True) for low, high in pairwise(edges)]


def _leave_uncounted(
    outcomes: pd.DataFrame, coverage: pd.DataFrame, scenario: Scenario
) -> dict[str, pd.DataFrame]:
    kept = scenario.counted_outcomes
    covered = (coverage["table"] != "outcomes") | coverage["name"].isin(kept)
    return {"outcomes": outcomes[outcomes["outcome"].isin(kept)], "coverage": coverage[covered]}


def _judge(scenario: Scenario, frame: pd.DataFrame, seed: int, plan: Plan) -> Iterator[Draw]:
    leads = {name: check_lead(frame, name) for name in scenario.counted_outcomes}
    sample = take_sample(frame, scenario.asked)
    late = int((sample.rows["ssi_read_at"].dt.normalize() > sample.rows["week_start"]).sum())
    for question in scenario.questions:
        within = question == "within"
        comparison = compare_sample(sample) if within else compare_totals(sample)
        made = _decide(scenario, frame, question, comparison, leads, seed, plan)
        yield replace(made, late=late)


def _decide(
    scenario: Scenario,
    frame: pd.DataFrame,
    question: Question,
    comparison: Comparison,
    leads: Mapping[str, LeadTest],
    seed: int,
    plan: Plan,
) -> Draw:
    slope, within = comparison.slope, question == "within"
    by_interval = judge_interval(slope, plan.threshold, plan) if slope else ""
    # Only "useful" asks what is left at equal activity; where activity is behind both, it is worth knowing
    # anyhow.
    asks = within and slope and (by_interval == USEFUL or scenario.elasticity)
    adjusted = adjust_for_activity(frame, scenario.asked, plan) if asks else None
    following = {name for name, lead in leads.items() if follows_outcome(lead, plan)}
    elsewhere = bool(following - {scenario.asked})
    # Whoever runs such a world as a dataset declares what it is: people who enter on a bad day were picked.
    declared = Declared(True, scenario.enters_low, False)
    verdict = decide(
        comparison, plan, declared, leads[scenario.asked], adjusted, within=within, elsewhere=elsewhere
    )
    low, high = slope.bounds(_TAIL) if slope else (math.nan, math.nan)
    return Draw(
        seed=seed,
        question=question,
        events=comparison.events,
        log=slope.log if slope else math.nan,
        covered=low <= scenario.truth(plan, question) <= high,
        word=verdict.word,
        by_interval=by_interval,
        refused_by_lead=bool(following) and not (within and scenario.asked not in following),
        beyond_activity="beyond_activity" in verdict.notes,
        # Elsewhere it is asked of "useful" draws alone, whose median would flatter.
        adjusted=adjusted.slope.log if adjusted and adjusted.slope and scenario.elasticity else math.nan,
    )

"""Studies for the tests of what is said: each outcome's comparison given by hand, judged and told by the shipped rule; nobody in them exists."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from unittest.mock import patch

import numpy as np
import pandas as pd
from evidence.panels import MONDAY, WEEK, lay_frame

from ssi_outcomes.base.plan import Plan, read_plan
from ssi_outcomes.evidence import judge as judging
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.falsify import LeadTest
from ssi_outcomes.evidence.judge import Findings, judge
from ssi_outcomes.evidence.looks import Looks
from ssi_outcomes.evidence.ruled import mark_exploratory
from ssi_outcomes.evidence.verdict import Declared
from ssi_outcomes.evidence.within import Comparison
from ssi_outcomes.panel.layout import Panel, build_panel
from ssi_outcomes.reading.dataset import Dataset
from ssi_outcomes.reading.names.registry import outcomes
from ssi_outcomes.study import CaseStudy, PanelStudy, open_study
from ssi_outcomes.worlds import find_scenario, simulate

PLAN = read_plan()
FREEDOM = 40
T = 1.683851  # of 40 degrees of freedom, 5 % beyond
CHECKED = LeadTest(Slope(0.0, 1.0, FREEDOM), 0.5, 500)


def between_ratios(low: float, high: float) -> Slope:
    """Return a slope whose interval at 5 % on each side runs from ratio `low` to `high`."""
    middle, reach = (math.log(high) + math.log(low)) / 2, (math.log(high) - math.log(low)) / 2
    return Slope(middle, reach / T, FREEDOM)


@dataclass(frozen=True)
class Told:
    """What is found of one outcome: `low` and `high` of its ratio, or in `changes` a silence; all gates hold unless changed."""

    low: float | None = None
    high: float | None = None
    adjusted: tuple[float, float] | None = None
    lead: LeadTest = CHECKED
    declared: Declared = Declared(defined=True, picked=False, rolled_out=False)
    events: int = 400
    between: tuple[float, float] = (0.5, 2.0)
    changes: Mapping[str, object] = field(default_factory=dict)

    def compare(self, outcome: str, bounds: tuple[float | None, float | None]) -> Comparison:
        """Return a comparison with an interval of these bounds, or none."""
        known = {
            "people": 41,
            "informative": 41,
            "effective": 20.0,
            "events": self.events,
            "rows": 800,
            "late_share": 0.0,
            **self.changes,
        }
        slope = None if bounds[0] is None else between_ratios(*bounds)
        return Comparison(outcome, slope, **(known if slope is None else {**known, "silence": ""}))


def tell_study(
    told: Mapping[str, Told], looks: Looks | None = None, plan: Plan = PLAN, *, invented: bool = False
) -> PanelStudy:
    """Return a study in which this was found of each outcome."""
    # Each column its own: outcomes with the same counts would be one under two names.
    frame = pd.DataFrame(
        {
            "person": np.arange(41),
            "week_start": MONDAY + WEEK * np.arange(41),
            "ssi": 40.0,
            "ssi_late": False,
            "exposure_days": 7,
            **{f"outcome_{name}": np.arange(41.0) + place for place, name in enumerate(told)},
        }
    )
    found = {
        "compare_within": lambda _, name: told[name].compare(name, (told[name].low, told[name].high)),
        "compare_between": lambda _, name: told[name].compare(
            name, (None, None) if told[name].low is None else told[name].between
        ),
        "check_lead": lambda _, name: told[name].lead,
        "adjust_for_activity": lambda _, name, plan: (
            told[name].compare(name, told[name].adjusted) if told[name].adjusted else None
        ),
    }
    with patch.multiple(judging, **found):
        kinds = {
            name: each.kind
            for name, each in sorted(outcomes().items(), key=lambda item: item[1].kind != "real")
        }
        findings = judge(frame, plan, kinds, {name: each.declared for name, each in told.items()})
    return stand_in(frame, findings, looks, plan, invented)


def stand_in(
    frame: pd.DataFrame,
    findings: Findings,
    looks: Looks | None = None,
    plan: Plan = PLAN,
    invented: bool = False,
) -> PanelStudy:
    """Return a study that holds these findings and looks; by default the first look at them."""
    looks = looks or Looks(int(findings.decided), 0, False)
    findings = findings if looks.planned(plan.looks_allowed) else mark_exploratory(findings)
    data = Dataset(
        "told", {"fr": "Essai", "en": "Trial"}, {"synthetic": True} if invented else {}, {}, (), "0" * 64
    )
    study = PanelStudy(data, plan, "en", Panel(frame, (), ()))
    # What is computed on first use is given here instead.
    vars(study).update(findings=findings, looks=looks, look=None)
    return study


def study_of(frame: pd.DataFrame, *, picked: bool | None = False, looks: Looks | None = None) -> PanelStudy:
    """Return a study of a panel's frame, judged by the shipped rule; every outcome is defined."""
    kinds = {
        name: each.kind for name, each in sorted(outcomes().items(), key=lambda item: item[1].kind != "real")
    }
    return stand_in(
        frame, judge(frame, PLAN, kinds, {name: Declared(True, picked, False) for name in kinds}), looks
    )


def world_study(
    name: str, people: int, weeks: int, changes: Mapping[str, pd.DataFrame] | None = None, seed: int = 3
) -> PanelStudy:
    """Return a study of an invented world, with other tables where `changes` names them."""
    tables = {**simulate_once(name, people, weeks, seed), **(changes or {})}
    about = {
        "synthetic": True,
        "picked": False,
        "definitions": {each: {"meaning": "invented", "counted_in": "invented"} for each in outcomes()},
    }
    study = PanelStudy(
        Dataset("told", {"fr": "Essai", "en": "Trial"}, about, tables, (), "0" * 64),
        PLAN,
        "en",
        build_panel(tables) if changes else lay_once(name, people, weeks, seed),
    )
    vars(study).update(article=read_article())
    return study


@cache
def simulate_once(name: str, people: int, weeks: int, seed: int) -> Mapping[str, pd.DataFrame]:
    """Return the tables of an invented world; many studies are told of the same."""
    return MappingProxyType(simulate(find_scenario(name), people, weeks, seed, PLAN))


@cache
def lay_once(name: str, people: int, weeks: int, seed: int) -> Panel:
    """Return their panel."""
    return build_panel(simulate_once(name, people, weeks, seed))


@cache
def read_article() -> CaseStudy:
    """Return the article's study, read once."""
    return open_study()


def week_by_week(counts: list[float], scores: list[float]) -> PanelStudy:
    """Return a study of one person: meetings and scores week by week, seven days each."""
    frame = lay_frame([counts], [scores], exposure=7)
    return study_of(frame.rename(columns={"outcome_calls": "outcome_meetings"}))


def without(table: str, people: int = 12, weeks: int = 8) -> PanelStudy:
    """Return a study of a world in which nothing of `table` (ssi, outcomes, activity) was kept."""
    tables = simulate_once("nothing", people, weeks, 3)
    covered = tables["coverage"]
    return world_study(
        "nothing",
        people,
        weeks,
        {table: tables[table].head(0), "coverage": covered[covered["table"] != table]},
    )

"""What a trial was promised to be: `trial.toml`, written before its first week and never changed after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.base.paths import TRIAL, shown
from ssi_outcomes.base.plan import TrialRule
from ssi_outcomes.base.toml_text import parse_toml
from ssi_outcomes.trial.toml_keys import ESTIMATORS, GROUPINGS, HOURS, PERIODS, find_problems

NOON = time(12)


@dataclass(frozen=True)
class Protocol:
    """A trial as promised: `people` in the order of the file, weeks by number, `first_week` a Monday (of the
    baseline, or of the trial where there is none), `outcome` an id of the registry.

    `teams` is person -> team where people are drawn team by team, `baseline` person -> outcomes a week before
    the draw where they are drawn in pairs. `plan_hash` is the plan's fingerprint at the draw, `estimator` is
    what decides (never today's plan: it is promised with the rest), `hours_a_week` what a push in own words
    takes (0: not said).
    """

    design: str
    people: tuple[str, ...]
    first_week: date
    baseline_weeks: int
    trial_weeks: int
    push: str
    outcome: str
    seed: str
    drawn_at: datetime
    period_weeks: int = 0
    left_out_weeks: int = 0
    grouping: str = "none"
    teams: Mapping[str, str] = field(default_factory=dict)
    baseline: Mapping[str, float] = field(default_factory=dict)
    planned_looks: int = 3
    smallest_lift: float = 5
    plan_hash: str = ""
    estimator: str = ESTIMATORS[0]
    hours_a_week: float = 0

    @property
    def hours(self) -> float:
        """Return the hours of push a week, 0 where the protocol does not say how many."""
        return self.hours_a_week or HOURS.get(self.push, 0)

    @property
    def starts(self) -> date:
        """Return the first Monday of the trial itself, after the baseline."""
        return self.first_week + timedelta(days=WEEK * self.baseline_weeks)

    @property
    def ends(self) -> date:
        """Return the Monday after the last week: the day of the last reading."""
        return self.starts + timedelta(days=WEEK * self.trial_weeks)

    @property
    def mondays(self) -> tuple[date, ...]:
        """Return each week's Monday, the baseline's first."""
        weeks = self.baseline_weeks + self.trial_weeks
        return tuple(self.first_week + timedelta(days=WEEK * week) for week in range(weeks))

    @property
    def blocks(self) -> int:
        """Return how many times is drawn: once, or once for each two periods."""
        return self.trial_weeks // (2 * self.period_weeks) if self.period_weeks else 1

    @property
    def is_late(self) -> bool:
        """Tell whether the draw came after noon of the trial's first Monday."""
        return self.drawn_at > datetime.combine(self.starts, NOON)

    def block_of(self, week: date) -> int:
        """Return the block that a week's Monday is in, from 1 on; 0 for the baseline."""
        since = (week - self.starts).days // WEEK
        if since < 0:
            return 0
        return since // (2 * self.period_weeks) + 1 if self.period_weeks else 1

    def counts(self, week: date) -> bool:
        """Tell whether the outcomes and scores of a week are compared: all are, but the first ones of each
        period where some are left out.
        """
        since = (week - self.starts).days // WEEK
        return since < 0 or not self.period_weeks or since % self.period_weeks >= self.left_out_weeks


def read_protocol(folder: Path, rule: TrialRule) -> Protocol | None:
    """Return the protocol of the dataset in `folder`, with what the plan's `rule` says where the file says
    nothing; None where there is no trial.

    Raises DataRefused where `trial.toml` cannot be read, or with each key that is missing, unknown or wrong.
    """
    path = folder / TRIAL
    file = shown(path)
    try:
        values = parse_toml(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise DataRefused("trial_unreadable", file=file, reason=str(error)) from None
    if problems := find_problems(values, file):
        raise DataRefused("trial_refused", file=file, problems=tuple(problems))
    return make_protocol(values, rule)


def make_protocol(values: Mapping[str, object], rule: TrialRule) -> Protocol:
    """Return the protocol that the keys of `trial.toml` say, once `find_problems` found none."""
    trial, drawn = values["trial"], values["draw"]
    period, left_out = PERIODS.get(trial["design"], (0, 0))
    return Protocol(
        design=trial["design"],
        people=tuple(trial["people"]),
        first_week=trial["first_week"],
        baseline_weeks=trial["baseline_weeks"],
        trial_weeks=trial["trial_weeks"],
        push=trial["push"],
        outcome=trial["outcome"],
        seed=drawn["seed"],
        drawn_at=drawn["drawn_at"].replace(tzinfo=None),
        period_weeks=trial.get("period_weeks", period),
        left_out_weeks=trial.get("left_out_weeks", left_out),
        grouping=trial.get("grouping", GROUPINGS[0]),
        teams={person: team for team, people in values.get("teams", {}).items() for person in people},
        baseline=dict(values.get("baseline", {})),
        planned_looks=trial.get("planned_looks", rule.planned_looks),
        smallest_lift=trial.get("smallest_lift", rule.smallest_lift),
        plan_hash=drawn.get("plan", ""),
        estimator=trial.get("estimator", ESTIMATORS[0]),
        hours_a_week=float(trial.get("hours_a_week", 0)),
    )

"""What is in a dataset: its tables as they were read, and what of them
is derived, laid out by weeks and judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from ssi_outcomes.base.errors import DataRefused, Problem
from ssi_outcomes.base.plan import PLAN_FILE, Plan, read_plan
from ssi_outcomes.base.pool_names import is_pool
from ssi_outcomes.base.today import today_in
from ssi_outcomes.claims.cases import judge_claims
from ssi_outcomes.claims.derived import derive_statements
from ssi_outcomes.intake.asked_engine import is_for_spark
from ssi_outcomes.intake.older_plan import with_lines
from ssi_outcomes.panel.layout import Note, Panel, build_panel
from ssi_outcomes.reading import read_dataset
from ssi_outcomes.reading.dataset import Dataset
from ssi_outcomes.reading.names.registry import outcomes
from ssi_outcomes.reading.parsed import HandBack

if TYPE_CHECKING:
    from ssi_outcomes.evidence.beyond.judged_laid import LaidFindings
    from ssi_outcomes.evidence.drawn.whole_trial import TrialFindings
    from ssi_outcomes.evidence.judge import Findings
    from ssi_outcomes.evidence.verdict import Declared

# What judges, and scipy with it, is imported where it is asked for: described cases are read without. So is
# what opens raw files, with all their kinds: a study of weeks that were kept is opened without.


@dataclass(frozen=True)
class LargeWeeks:
    """What was judged of weeks that do not fit into memory, from which Monday on, and what was assumed of
    them.
    """

    findings: LaidFindings
    first: date
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Contents:
    """A dataset and the plan that it is judged by, with what was computed from both: of described cases their
    statements and claims, of weeks the panel, the findings (of a first look) and those of a trial, else None;
    a pool is its tables alone, and of weeks that do not fit into memory there is what was judged (`large`).
    """

    dataset: Dataset
    plan: Plan
    statements: pd.DataFrame | None = None
    claims: pd.DataFrame | None = None
    panel: Panel | None = None
    findings: Findings | None = None
    trial: TrialFindings | None = None
    large: LargeWeeks | None = None


def read_contents(folder: Path, today: date | None = None, hand_back: HandBack | None = None) -> Contents:
    """Return what the raw files in `folder` hold on a day, today if it is None, where the dataset's people
    are; raises DataRefused with all that is wrong.

    `hand_back` is told what was refused, with the sheets that it stands in.
    """
    from ssi_outcomes.reading.parquet.panel_folder import count_large, is_panel, read_panel

    if is_pool(folder):
        from ssi_outcomes.pool.pool_folder import read_pool

        plan = _read_plan(folder)
        return Contents(read_pool(folder, plan, today or date.today()), plan)
    if count_large(folder) or is_for_spark(folder):
        from ssi_outcomes.intake.large_contents import read_large

        plan = _read_plan(folder)
        check_controls(plan)
        return read_large(folder, plan, today)
    if is_panel(folder):
        plan = _read_plan(folder)
        check_controls(plan)
        data, panel = read_panel(folder, today, plan.ramp_up_weeks)
        return _judge(folder, data, plan, panel)
    data, plan = read_dataset(folder, hand_back), _read_plan(folder)
    check_controls(plan)
    if "statements" in data.tables:
        return Contents(data, plan, derive_statements(data.tables, plan), judge_claims(data.tables, plan))
    panel = build_panel(data.tables, today or today_in(data.about.get("time_zone")), plan.ramp_up_weeks)
    return _judge(folder, data, plan, panel)


def _judge(folder: Path, data: Dataset, plan: Plan, panel: Panel) -> Contents:
    from ssi_outcomes.intake.drawn_people import judge_drawn

    kinds, findings = list_kinds(), judge_weeks(data, plan, panel)
    declared = {name: declare(data, name) for name in kinds}
    trial = judge_drawn(folder, panel.frame, data.names, plan, kinds, declared)
    return Contents(data, plan, panel=panel, findings=findings, trial=trial)


def _read_plan(folder: Path) -> Plan:
    """Return the plan of a dataset; raises DataRefused with the lines of what is wrong in it."""
    try:
        return read_plan(folder)
    except DataRefused as refused:
        raise with_lines(refused) from None


def judge_weeks(data: Dataset, plan: Plan, panel: Panel) -> Findings:
    """Return what the weeks of a panel show by the plan, whatever was looked at before."""
    from ssi_outcomes.evidence.judge import judge

    kinds = list_kinds()
    return judge(panel.frame, plan, kinds, {name: declare(data, name) for name in kinds})


def list_kinds() -> dict[str, str]:
    """Return the kind of each outcome (real, vanity), the real ones first."""
    return {
        name: outcome.kind
        for name, outcome in sorted(outcomes().items(), key=lambda item: item[1].kind != "real")
    }


def declare(data: Dataset, name: str) -> Declared:
    """Return what a dataset says of one outcome and of itself."""
    from ssi_outcomes.evidence.verdict import Declared

    return Declared(is_defined(data, name), data.about.get("picked"), data.about.get("rolled_out"))


def is_defined(data: Dataset, name: str) -> bool:
    """Tell whether it is said what an outcome is and where it was counted; what a like or a view is,
    LinkedIn's own files define.
    """
    said = data.about.get("definitions", {}).get(name, {})
    return outcomes()[name].kind == "vanity" or all(said.get(key) for key in ("meaning", "counted_in"))


def check_controls(plan: Plan) -> None:
    """Raise DataRefused where the plan names a negative control that the registry does
    not know: it would silently not be checked.
    """
    unknown = [name for name in plan.negative_controls if name not in outcomes()]
    values = [
        {"name": "falsification.negative_controls", "value": name, "known": ", ".join(outcomes())}
        for name in unknown
    ]
    if values:
        problems = tuple(Problem(plan.file, "plan_name_unknown", values=each) for each in values)
        raise DataRefused(
            "plan_refused" if plan.file == PLAN_FILE else "plan_refused_own",
            file=plan.file,
            problems=problems,
        )

"""What is in a panel that does not fit into memory: read and judged in one go: no row is kept."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path

from ssi_outcomes.base.paths import processed_folder
from ssi_outcomes.base.plan import Plan
from ssi_outcomes.intake.asked_engine import choose_opener
from ssi_outcomes.intake.contents import Contents, LargeWeeks, declare, list_kinds
from ssi_outcomes.reading.parquet.large_panel import open_large

_WORK = ".large-"


def read_large(folder: Path, plan: Plan, today: date | None = None) -> Contents:
    """Return the dataset in `folder` and what is judged of it, in as much memory as some people's weeks take;
    beside the computed files there has to be room for all of them twice.

    Raises DataRefused where no row can be taken.
    """
    from ssi_outcomes.evidence.beyond.judged_laid import judge_laid
    from ssi_outcomes.evidence.beyond.weeks_laid import lay_weeks

    beside = processed_folder(folder.name)
    beside.mkdir(parents=True, exist_ok=True)
    for left in beside.glob(f"{_WORK}*"):  # of a run that was killed: this one is alone on the dataset
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_WORK, dir=beside) as work:
        with open_large(folder, Path(work) / "engine", today, choose_opener()) as panel:
            checked = panel.checked
            laid = lay_weeks(panel.parts(), checked.columns, checked.weeks, Path(work) / "weeks")
            data, notes = panel.describe(), panel.assumed(plan.ramp_up_weeks)
        kinds = list_kinds()
        declared = {name: declare(data, name) for name in kinds}
        findings = judge_laid(laid, plan, kinds, declared)
    return Contents(
        data, plan, large=LargeWeeks(findings, checked.first.astype("datetime64[D]").item(), notes)
    )

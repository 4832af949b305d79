"""Weeks that do not fit into memory, opened: what was judged of them stands for the weeks themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import ClassVar

import pandas as pd

from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.evidence.beyond.judged_laid import LaidFindings
from ssi_outcomes.evidence.looks import Look, Looks, count_looks, read_looks
from ssi_outcomes.evidence.ruled import mark_exploratory
from ssi_outcomes.intake.asking import open_receipt
from ssi_outcomes.intake.contents import LargeWeeks
from ssi_outcomes.intake.writing import load_contents
from ssi_outcomes.panel.column_names import outcome_column
from ssi_outcomes.panel.layout import Panel
from ssi_outcomes.study import Study


@dataclass(frozen=True)
class LargeStudy(Study):
    """People over weeks of whom nothing is kept but what was judged and counted; told as a team is."""

    large: LargeWeeks
    earlier: tuple[Look, ...] = ()
    reader: ClassVar[str] = "team"

    @cached_property
    def findings(self) -> LaidFindings:
        """Return what the weeks show, judged by the plan."""
        judged = self.large.findings
        return judged if self.looks.planned(self.plan.looks_allowed) else mark_exploratory(judged)

    @property
    def panel(self) -> Panel:
        """Return what was assumed of the weeks, and what was counted, without any of them."""
        counted = [outcome_column(name) for name in self.large.findings.outcomes]
        return Panel(pd.DataFrame(columns=counted), (), self.large.notes)

    @property
    def n_people(self) -> int:
        """Return how many people were there at some time."""
        return self.large.findings.people

    @cached_property
    def look(self) -> Look:
        """Return the present look, as the register keeps it."""
        judged = self.large.findings
        real = [each.outcome for each in judged.of_kind("real")]
        last = max((judged.spans[name][1] for name in real if name in judged.spans), default=None)
        monday = date.min if last is None else self.large.first + timedelta(WEEK * last)
        return Look(
            day=date.today().isoformat(),
            last_week=monday.isoformat(),
            person_weeks=sum(judged.usable[name] for name in real),
            events=sum(judged.compared[name] for name in real),
            decided=judged.decided,
            dataset_hash=self.dataset.hash,
            plan_hash=self.plan.hash,
        )

    @cached_property
    def looks(self) -> Looks:
        """Return how many looks there were, the present one included."""
        return count_looks(self.earlier, self.look)


def open_large_study(dataset: str, language: str) -> LargeStudy:
    """Return a dataset of weeks that do not fit into memory, as it was read and judged."""
    found = load_contents(open_receipt(dataset))
    return LargeStudy(found.dataset, found.plan, language, found.large, read_looks(raw_folder(dataset)))

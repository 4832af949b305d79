"""One dataset, read and judged, ready to be shown: what every notebook but the last starts from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

import pandas as pd

from ssi_outcomes.base.by_name import no_case
from ssi_outcomes.base.catalogues import SOURCE
from ssi_outcomes.base.errors import LANGUAGES, UsageError
from ssi_outcomes.base.paths import ARTICLE, raw_folder
from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.looks import Look, Looks, count_looks, read_looks
from ssi_outcomes.evidence.pool_judge import PoolFindings, judge_pool, mark_pool_exploratory
from ssi_outcomes.evidence.ruled import mark_exploratory
from ssi_outcomes.evidence.sample import take_sample
from ssi_outcomes.intake.asking import open_receipt
from ssi_outcomes.intake.contents import declare, judge_weeks
from ssi_outcomes.intake.odds_kept import open_odds
from ssi_outcomes.intake.receipt import Receipt
from ssi_outcomes.intake.writing import load_contents
from ssi_outcomes.panel.layout import Panel
from ssi_outcomes.pool.study_number import end_quarter
from ssi_outcomes.reading.dataset import Dataset

if TYPE_CHECKING:
    from ssi_outcomes.claims.rulings import Ruling
    from ssi_outcomes.evidence.drawn.whole_trial import TrialFindings
    from ssi_outcomes.evidence.judge import Findings
    from ssi_outcomes.evidence.scrutiny import Scrutiny

# What judges is imported where it is asked for: described cases, and weeks as they were kept, open without.


@dataclass(frozen=True)
class Study:
    """A dataset with the plan, in the language that it is shown in."""

    dataset: Dataset
    plan: Plan
    language: str

    @property
    def about(self) -> dict[str, str]:
        """Return what every fact of this study is computed from: dataset, its hash, the plan's hash."""
        return {"dataset": self.dataset.name, "dataset_hash": self.dataset.hash, "plan_hash": self.plan.hash}


@dataclass(frozen=True)
class CaseStudy(Study):
    """A few described persons; `statements` includes the derived ones, `claims` their computed status."""

    statements: pd.DataFrame
    claims: pd.DataFrame
    reader: ClassVar[str] = "article"

    @property
    def article(self) -> CaseStudy:
        """Return the study whose claims and criteria are told of, whatever the dataset: here it is this
        one.
        """
        return self

    @property
    def cases(self) -> pd.DataFrame:
        """Return the persons, one a row."""
        return self.dataset.tables["cases"]

    def case(self, name: str) -> pd.Series:
        """Return one person; raises UsageError with the names that exist."""
        known = self.cases.set_index("case", drop=False)
        if name not in known.index:
            raise no_case(name, known.index)
        return known.loc[name]


@dataclass(frozen=True)
class PanelStudy(Study):
    """People over weeks, from the files that a user dropped; `judged` is what the weeks show at a first look,
    computed on first use if it is not given, and `drawn` what they tell of a trial, None where there is none.
    `receipt` is how they were read, None where nothing was stored.
    """

    panel: Panel
    earlier: tuple[Look, ...] = ()
    judged: Findings | None = None
    drawn: TrialFindings | None = None
    receipt: Receipt | None = None

    @cached_property
    def article(self) -> CaseStudy:
        """Return the article's study: its claims and criteria are told
        of beside any dataset; read on first use.
        """
        return open_study(ARTICLE, self.language)

    @cached_property
    def findings(self) -> Findings:
        """Return what the panel shows, judged by the plan; computed on first use."""
        return self._judged if self.looks.planned(self.plan.looks_allowed) else mark_exploratory(self._judged)

    @cached_property
    def trial(self) -> TrialFindings | None:
        """Return what the trial tells, at a look that was planned for it or not; None where there is none."""
        if self.drawn is None or self.looks.planned(self.drawn.protocol.planned_looks):
            return self.drawn
        from ssi_outcomes.evidence.drawn.whole_trial import mark_looked

        return mark_looked(self.drawn)

    @property
    def reader(self) -> str:
        """Return whom this is told to: a team, or alone, the one person whose weeks these are."""
        return "alone" if self.n_people == 1 else "team"

    @property
    def n_people(self) -> int:
        """Return how many people were there at some time."""
        frame = self.panel.frame
        return int(frame["person"][frame["exposure_days"] > 0].nunique())

    @cached_property
    def rulings(self) -> list[Ruling]:
        """Return what these weeks say of each of the article's claims that they can speak to; of those that a
        trial settles, what the lot says.
        """
        from ssi_outcomes.claims.by_trial import settle
        from ssi_outcomes.claims.rulings import judge_weeks as judge_claims
        from ssi_outcomes.claims.rulings import suppositions

        supposed = suppositions(self.article.statements)
        watched = judge_claims(self.panel.frame, self.findings, self.plan, **supposed)
        return settle(watched, self.trial)

    def scrutinise(self, outcome: str) -> Scrutiny:
        """Return how often the rule would say what of an outcome on these weeks, if the truth were known, and
        who carries it.
        """
        from ssi_outcomes.evidence.scrutiny import scrutinise

        return scrutinise(self.findings, outcome, self.plan, declare(self.dataset, outcome))

    @cached_property
    def scrutiny(self) -> Scrutiny | None:
        """Return what was drawn and left out of the verdict that the answer tells of, once for these weeks;
        None where it was not.
        """
        return open_odds(self.receipt) if self.receipt else None

    @cached_property
    def look(self) -> Look:
        """Return the present look, as the register keeps it."""
        rows = [
            take_sample(self.panel.frame, finding.outcome).rows for finding in self._judged.of_kind("real")
        ]
        weeks = [each["week_start"].max() for each in rows if len(each)]
        return Look(
            day=date.today().isoformat(),
            last_week=(max(weeks).date() if weeks else date.min).isoformat(),
            person_weeks=sum(map(len, rows)),
            events=float(sum(each["count"].sum() for each in rows)),
            decided=self._judged.decided or (self.drawn is not None and self.drawn.verdict.decided),
            dataset_hash=self.dataset.hash,
            plan_hash=self.plan.hash,
        )

    @cached_property
    def looks(self) -> Looks:
        """Return how many looks there were, the present one included."""
        return count_looks(self.earlier, self.look)

    @cached_property
    def _judged(self) -> Findings:
        return self.judged or judge_weeks(self.dataset, self.plan, self.panel)


@dataclass(frozen=True)
class PoolStudy(Study):
    """What many teams handed over: their estimates, and which studies were registered."""

    earlier: tuple[Look, ...] = ()
    reader: ClassVar[str] = "pool"

    @cached_property
    def article(self) -> CaseStudy:
        """Return the article's study: what the score is said to be made of is told beside any dataset."""
        return open_study(ARTICLE, self.language)

    @property
    def estimates(self) -> pd.DataFrame:
        """Return the estimates that were believed, one a row, those of failed gates among them."""
        return self.dataset.tables["pool"]

    @property
    def registered(self) -> pd.DataFrame:
        """Return the studies that were registered, one a row."""
        return self.dataset.tables["registered"]

    @cached_property
    def findings(self) -> PoolFindings:
        """Return what the studies say together, by the plan."""
        judged = self._judged
        return judged if self.looks.planned(self.plan.looks_allowed) else mark_pool_exploratory(judged)

    @cached_property
    def look(self) -> Look:
        """Return the present look: a pool grows by studies, each with its people's weeks."""
        counted = self.estimates[self.estimates["failed"] == ""]
        weeks = [end_quarter(each) for each in counted["last"]]
        return Look(
            day=date.today().isoformat(),
            last_week=max(weeks, default=date.min).isoformat(),
            person_weeks=int((counted["people"] * counted["weeks"]).sum()),
            events=float(counted["events"].sum()),
            decided=any(each.verdict.reason == "interval" for each in self._judged.questions),
            dataset_hash=self.dataset.hash,
            plan_hash=self.plan.hash,
        )

    @cached_property
    def looks(self) -> Looks:
        """Return how many looks there were, the present one included."""
        return count_looks(self.earlier, self.look)

    @cached_property
    def _judged(self) -> PoolFindings:
        return judge_pool(self.estimates, self.plan)


def open_study(dataset: str = ARTICLE, report_lang: str = SOURCE) -> Study:
    """Return a dataset as it was read and judged, by this run or now; raises UsageError or DataRefused.

    How often a team's weeks were looked at is read here: the register outlives what is computed.
    """
    if report_lang not in LANGUAGES:
        raise UsageError("language_asked_unknown", name=str(report_lang)[:80], known=", ".join(LANGUAGES))
    receipt = open_receipt(dataset)
    found = load_contents(receipt)
    shared = found.dataset, found.plan, report_lang
    if found.large:
        raise UsageError("large_alone", dataset=dataset)
    if "pool" in found.dataset.tables:
        return PoolStudy(*shared, read_looks(raw_folder(dataset)))
    if found.panel is None:
        return CaseStudy(*shared, found.statements, found.claims)
    looks = read_looks(raw_folder(dataset))
    return PanelStudy(*shared, found.panel, looks, found.findings, found.trial, receipt)

"""The rulings on weeks, beside the article's ledger, and what is counted of them as facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from ssi_outcomes.base.privacy import may_break_down, may_show_people
from ssi_outcomes.claims.cases import DECIDED, Status
from ssi_outcomes.claims.rulings import Ruling, find_leading
from ssi_outcomes.evidence.witnesses import RISE_WEEKS, Tally
from ssi_outcomes.exhibits.article.statement_facts import statement_facts
from ssi_outcomes.exhibits.article.statements import count_facts
from ssi_outcomes.exhibits.frame.in_per_cent import with_change
from ssi_outcomes.exhibits.team.findings import ratio_fact
from ssi_outcomes.exhibits.team.lot_facts import lot_facts
from ssi_outcomes.exhibits.team.score_ranges import group_people
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.facts import Fact

BY_TRIAL = ("lot", "faked")
# Forms of claims that no weeks can settle, in the order in which they are told.
FORMS = ("mechanism", "figure", "advice", "apart", "arithmetic")


@dataclass(frozen=True, eq=False)
class Here:
    """The rulings on weeks, beside the article's ledger; `voice` names the sentences that count."""

    study: PanelStudy
    rulings: list[Ruling]
    voice: str = "labels.here_number"

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """Return the article's claims with the status that its cases give them, by id."""
        return self.study.article.claims.set_index("claim_id", drop=False)

    @cached_property
    def others(self) -> pd.DataFrame:
        """Return the claims that no team's weeks can settle, in the article's order; `kind` is one of
        FORMS.
        """
        rows = self.ledger.drop(index=[ruling.claim for ruling in self.rulings])
        return rows.assign(kind=rows["form"].where(rows["form"].isin(FORMS), "apart"))


def judge_here(study: PanelStudy, voice: str = Here.voice) -> Here:
    """Return the rulings on these weeks."""
    return Here(study, study.rulings, voice)


def find_state_of(tally: Tally, study: PanelStudy) -> str:
    """Return which sentence tells a tally: its numbers in a report for oneself, and in one to share where
    nobody is among fewer than five.
    """
    if tally.missing:
        return "missing"
    everybody = study.panel.frame.loc[study.panel.frame["exposure_days"] > 0, "person"].nunique()
    # Of persons, whoever is left out of a count can be worked out from it: all the groups are asked for.
    left = (
        (tally.asked - tally.found, everybody - tally.asked)
        if tally.unit == "persons"
        else (tally.people_asked,)
    )
    groups = [size for size in (tally.people_found, *left) if size]
    if tally.asked and (may_show_people() or may_break_down(*groups)):
        return "seen" if tally.found else "none_of" if tally.asked > 1 else "none"
    return "some" if tally.found else "none"


def here_facts(here: Here) -> Iterator[Fact]:
    """Give how many claims the weeks judge, and the numbers by which each is judged."""
    ledger = here.ledger
    judged = ledger.loc[[ruling.claim for ruling in here.rulings]]
    yield Fact("n_ledger", len(ledger), "claims", "claims.csv")
    yield Fact("n_here", len(judged), "claims", "judge_weeks", n=len(ledger))
    yield from _count_rulings(here, judged)
    yield Fact("n_others", len(here.others), "claims", "claims.csv", n=len(ledger))
    for kind in FORMS:
        yield Fact(
            f"n_others_{kind}",
            int((here.others["kind"] == kind).sum()),
            "claims",
            "claims.csv",
            n=len(here.others),
        )
    yield Fact("here_rise_weeks", RISE_WEEKS, "weeks", "seek_witnesses")
    yield from _cited_of_article(here)
    for ruling in here.rulings:
        yield Fact(f"here_{ruling.claim}", ruling.status.value, "word", "judge_weeks")
        yield Fact(f"article_{ruling.claim}", judged.loc[ruling.claim, "status"], "word", "judge_claims")
        if ruling.tally and find_state_of(ruling.tally, here.study) in ("seen", "none_of"):
            yield from _tally_facts(f"here_{ruling.claim}", ruling.tally)
    yield from _ratio_facts(here)
    if any(ruling.by in BY_TRIAL for ruling in here.rulings):
        yield from lot_facts(here.study)


def _count_rulings(here: Here, judged: pd.DataFrame) -> Iterator[Fact]:
    """Give how many of the claims that the weeks judge fare how, here and in the article."""
    for status in (Status.REFUTED, Status.SUPPORTED, Status.NOT_TESTABLE):
        name = status.value.replace(" ", "_")
        yield Fact(
            f"n_here_{name}",
            sum(ruling.status is status for ruling in here.rulings),
            "claims",
            "judge_weeks",
            n=len(judged),
        )
        yield Fact(
            f"n_article_{name}",
            int((judged["status"] == status).sum()),
            "claims",
            "judge_claims",
            n=len(judged),
        )
    left_open = sum(ruling.status is Status.OPEN for ruling in here.rulings)
    yield Fact("n_here_open", left_open, "claims", "judge_weeks", n=len(judged))
    yield Fact(
        "n_here_new",
        sum(_is_new(ruling, judged) for ruling in here.rulings),
        "claims",
        "judge_weeks",
        n=len(judged),
    )


def _cited_of_article(here: Here) -> Iterator[Fact]:
    """Give the numbers of the article that the wordings of the claims cite."""
    cited = {
        name
        for column in ("wording_en", "wording_fr")
        for text in here.ledger[column]
        for name in re.findall(r"\{(\w+)\}", text)
    }
    article = (*statement_facts(here.study.article), *count_facts(here.study.article))
    yield from (fact for fact in article if fact.id in cited | {"unnoticed_ssi_lower", "unfound_ssi"})


def _is_new(ruling: Ruling, judged: pd.DataFrame) -> bool:
    return ruling.status in DECIDED and judged.loc[ruling.claim, "status"] == Status.NOT_TESTABLE


def _tally_facts(name: str, tally: Tally) -> Iterator[Fact]:
    yield Fact(f"{name}_found", tally.found, tally.unit, "seek_witnesses", n=tally.asked)
    yield Fact(f"{name}_asked", tally.asked, tally.unit, "seek_witnesses")
    yield Fact(f"{name}_people", tally.people_asked, "persons", "seek_witnesses")


def _ratio_facts(here: Here) -> Iterator[Fact]:
    study, link = here.study, here.study.findings.activity
    if told := find_leading(study.findings):
        groups = {group.name: group.events for group in group_people(study, told.outcome)}
        events = groups["low"] + groups["high"]
        slope = study.findings.contrasts[told.outcome].slope
        yield from with_change(ratio_fact("here_leaders", slope, study.plan, events, "compare_groups"))
        yield Fact("here_leaders_events", events, "events", "compare_groups")
    if link.slope:
        yield from with_change(
            ratio_fact("here_activity", link.slope, study.plan, link.events, "link_activity")
        )
        yield Fact("here_activity_events", link.events, "events", "link_activity")
        yield Fact("here_activity_people", link.people, "persons", "link_activity")

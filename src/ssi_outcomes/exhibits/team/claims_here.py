"""What a team's weeks say of the article's claims, one by one, beside what its cases say; and the claims that
no weeks can settle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pandas as pd
from markupsafe import Markup

from ssi_outcomes.base.privacy import may_break_down, may_show_people
from ssi_outcomes.claims.cases import Status
from ssi_outcomes.claims.rulings import (
    Ruling,
    find_deciding,
    find_leading,
    judge_weeks,
    suppositions,
    take_side,
)
from ssi_outcomes.evidence.verdict import USEFUL, USELESS, Verdict
from ssi_outcomes.evidence.witnesses import RISE_WEEKS, Tally
from ssi_outcomes.exhibits.article.phrases import wording
from ssi_outcomes.exhibits.article.statements import count_facts
from ssi_outcomes.exhibits.frame.badges import status_badge
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.teller import Table, Teller
from ssi_outcomes.exhibits.team.answer import say_interval
from ssi_outcomes.exhibits.team.findings import finding_facts, label_outcome, ratio_fact
from ssi_outcomes.exhibits.team.score_ranges import group_people
from ssi_outcomes.reading.names.registry import activities
from ssi_outcomes.study import PanelStudy, statement_facts
from ssi_outcomes.words.facts import Fact

# What each holder says in general stands in the first table, decided or not.
IN_GENERAL = frozenset({"more_opportunities", "higher_is_better", "useless"})
# Forms of claims that no weeks can settle, in the order in which they are told.
FORMS = ("mechanism", "figure", "advice", "apart", "arithmetic")
# What a sentence may cite of witnesses, by its ending.
TALLIED = ("found", "asked", "people")
# Which sentence tells what decides a claim: of witnesses, how many said so; else who ruled.
STATES_SEEN = ("seen", "none_of", "some", "none", "missing")
NUMBERS = (*STATES_SEEN, "leaders", "activity", "verdict")


@dataclass(frozen=True, eq=False)
class Here:
    """The rulings on weeks, beside the article's ledger; `voice` names the sentences that count."""

    study: PanelStudy
    rulings: list[Ruling]
    voice: str = "labels.here_number"

    @property
    def ledger(self) -> pd.DataFrame:
        """Return the article's claims with the status that its cases give them, by id."""
        return self.study.article.claims.set_index("claim_id", drop=False)

    @property
    def others(self) -> pd.DataFrame:
        """Return the claims that no team's weeks can settle, in the article's order; `kind` is one of
        FORMS.
        """
        rows = self.ledger.drop(index=[ruling.claim for ruling in self.rulings])
        return rows.assign(kind=rows["form"].where(rows["form"].isin(FORMS), "apart"))


def judge_here(study: PanelStudy, voice: str = Here.voice) -> Here:
    """Return the rulings on these weeks."""
    supposed = suppositions(study.article.statements)
    return Here(study, judge_weeks(study.panel.frame, study.findings, study.plan, **supposed), voice)


def show_claims_here(study: PanelStudy) -> Exhibit:
    """Return the claims that these data decide, and what each holder says in general."""
    here = judge_here(study)
    return lay_ledger(here, [ruling for ruling in here.rulings if _is_first(ruling)])


def lay_ledger(here: Here, shown: list[Ruling]) -> Exhibit:
    """Return the exhibit of some of the rulings."""
    study = here.study
    # What is decided at a look that was not planned is exploratory, whatever it is a claim about.
    exploratory = study.findings.decided and not study.looks.planned(study.plan.planned_looks)
    facts = (*finding_facts(study), *_facts(here))
    new = next(fact.value for fact in facts if fact.id == "n_here_new")
    words = {"exploratory": exploratory, "plan_changed": study.looks.plan_changed, "new": new}
    table = partial(_table, here, shown, "claims_here_caption") if shown else None
    return Exhibit("claims_here", study, facts, table=table, words=lambda teller: words)


def show_open_here(study: PanelStudy) -> Exhibit:
    """Return the claims that these data leave open, with the reason; in further sentences, those that no
    weeks can settle.
    """
    return lay_open(judge_here(study))


def lay_open(here: Here) -> Exhibit:
    """Return the exhibit of the rulings that leave a claim open."""
    study = here.study
    shown = [ruling for ruling in here.rulings if not _is_first(ruling)]
    facts = (
        *finding_facts(study),
        *_facts(here),
        Fact("n_here_shown_open", len(shown), "claims", "judge_weeks"),
    )
    table = partial(_table, here, shown, "open_here_caption") if shown else None

    return Exhibit(
        "open_here",
        study,
        facts,
        table=table,
        words=partial(_word_lay_open, here),
        more=("others_here", "others_list"),
    )


def _word_lay_open(here: Here, teller: Teller) -> dict[str, object]:
    return {
        "others": [
            (teller.text(f"labels.others_here.{kind}"), _list_others(here, kind, teller)) for kind in FORMS
        ]
    }


def _is_first(ruling: Ruling) -> bool:
    return ruling.status is not Status.NOT_TESTABLE or ruling.claim in IN_GENERAL


def _list_others(here: Here, kind: str, teller: Teller) -> list[tuple[Markup, Markup | str]]:
    """Return the wordings of a kind, each with the status that the article's cases give it, if they do."""
    rows = here.others[here.others["kind"] == kind]
    return [
        (
            _say_claim(row, teller),
            "" if row.status == Status.NOT_TESTABLE else status_badge(teller, row.status),
        )
        for row in rows.itertuples()
    ]


# --- the table


def _table(here: Here, rulings: list[Ruling], caption: str, teller: Teller) -> Table:
    ledger = here.ledger
    rows = [
        (
            _say_claim(ledger.loc[ruling.claim], teller),
            _say_statuses(ruling, ledger.loc[ruling.claim, "status"], teller),
            teller.say(
                "labels.here",
                scope=teller.say(f"labels.here_scope.{ruling.claim}"),
                number=_say_number(here, ruling, teller),
            ),
        )
        for ruling in rulings
    ]
    headings = [teller.text(f"labels.columns.{name}") for name in ("claim", "status_here", "scope_here")]
    return Table(teller.say(f"exhibits.{caption}"), headings, rows, "ledger")


def _say_statuses(ruling: Ruling, there: str, teller: Teller) -> Markup:
    """Return the status on these data, and under it that in the article's cases."""
    # "Not testable here" would be of these data.
    word = "labels.not_testable_there" if there == Status.NOT_TESTABLE else f"labels.statuses.{there}"
    return (
        status_badge(teller, ruling.status.value)
        + Markup(" <br>")
        + teller.say("labels.status_there", status=teller.text(word))
    )


def _say_claim(row, teller: Teller) -> Markup:
    return teller.say(
        "labels.claim",
        wording=wording(row, "wording", teller),
        holder=teller.text(f"labels.holders.{row.holder}"),
    )


def _say_number(here: Here, ruling: Ruling, teller: Teller) -> Markup:
    """Return what decides the claim on these data, or why nothing does."""
    match ruling.by:
        case "witnesses":
            state = _state(ruling.tally, here.study)
            unit = ruling.tally.unit.replace("-", "_")
            words = {
                "id": f"here_{ruling.claim}",
                "unit": unit,
                "missing": ruling.tally.missing,
            }
            return teller.say(f"{here.voice}.{state}", **words)
        case "leaders":
            told = find_leading(here.study.findings)
            words = (
                {
                    "outcome": label_outcome(told.outcome, teller),
                    "interval": say_interval("here_leaders", teller),
                }
                if told
                else {"outcome": ""}
            )
            return teller.say(
                "labels.here_number.leaders",
                **words,
                reason=_say_reason(told.verdict_between, teller) if told else "",
            )
        case "activity":
            return _say_link(here, teller)
    return _say_verdict(here.study, ruling, teller)


def _say_link(here: Here, teller: Teller) -> Markup:
    link = here.study.findings.activity
    if link.slope is None:
        return teller.say("labels.here_number.activity", known=False)
    alone = not link.holds and link.slope.bounds(here.study.plan.level_per_look)[0] > 1
    words = {
        "activity": activities()[link.activity].label[teller.language],
        "interval": say_interval("here_activity", teller),
    }
    return teller.say("labels.here_number.activity", known=True, alone=alone, **words)


def _say_verdict(study: PanelStudy, ruling: Ruling, teller: Teller) -> Markup:
    told = find_deciding(study.findings, ruling)
    if told is None:
        return teller.say("labels.here_number.missing", missing=ruling.kind)
    verdict, comparison = take_side(told, ruling.by)
    interval = say_interval(f"{told.outcome}_{ruling.by}", teller) if comparison.slope else ""
    return teller.say(
        "labels.here_number.verdict",
        outcome=label_outcome(told.outcome, teller),
        interval=interval,
        size=f"{told.outcome}_{'compared' if ruling.by == 'within' else 'between_people'}",
        by=ruling.by,
        reason=_say_reason(verdict, teller),
        notes=[teller.say(f"labels.verdict_notes.{note}") for note in verdict.notes],
    )


def _say_reason(verdict: Verdict, teller: Teller) -> str:
    """Return why there is no verdict, or "" where the interval decides."""
    if verdict.reason != "interval":
        return teller.text(f"verdict.short.{verdict.reason}")
    return "" if verdict.word in (USEFUL, USELESS) else teller.text("labels.here_wide")


# --- facts


def _state(tally: Tally, study: PanelStudy) -> str:
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


def _facts(here: Here) -> Iterator[Fact]:
    study, ledger = here.study, here.ledger
    judged = ledger.loc[[ruling.claim for ruling in here.rulings]]
    yield Fact("n_ledger", len(ledger), "claims", "claims.csv")
    yield Fact("n_here", len(judged), "claims", "judge_weeks", n=len(ledger))
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
    yield Fact(
        "n_here_new",
        sum(_is_new(ruling, judged) for ruling in here.rulings),
        "claims",
        "judge_weeks",
        n=len(judged),
    )
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
    cited = {
        name
        for column in ("wording_en", "wording_fr")
        for text in ledger[column]
        for name in re.findall(r"\{(\w+)\}", text)
    }
    article = (*statement_facts(study.article), *count_facts(study.article))
    yield from (fact for fact in article if fact.id in cited | {"unnoticed_ssi_lower", "unfound_ssi"})
    for ruling in here.rulings:
        yield Fact(f"here_{ruling.claim}", ruling.status.value, "word", "judge_weeks")
        yield Fact(f"article_{ruling.claim}", judged.loc[ruling.claim, "status"], "word", "judge_claims")
        if ruling.tally and _state(ruling.tally, study) in ("seen", "none_of"):
            yield from _tally_facts(f"here_{ruling.claim}", ruling.tally)
    yield from _ratio_facts(here)


def _is_new(ruling: Ruling, judged: pd.DataFrame) -> bool:
    return (
        ruling.status is not Status.NOT_TESTABLE and judged.loc[ruling.claim, "status"] == Status.NOT_TESTABLE
    )


def _tally_facts(name: str, tally: Tally) -> Iterator[Fact]:
    yield Fact(f"{name}_found", tally.found, tally.unit, "seek_witnesses", n=tally.asked)
    yield Fact(f"{name}_asked", tally.asked, tally.unit, "seek_witnesses")
    yield Fact(f"{name}_people", tally.people_asked, "persons", "seek_witnesses")


def _ratio_facts(here: Here) -> Iterator[Fact]:
    study, link = here.study, here.study.findings.activity
    if told := find_leading(study.findings):
        groups = {group.name: group.events for group in group_people(study, told.outcome)}
        events = groups["low"] + groups["high"]
        yield ratio_fact(
            "here_leaders",
            study.findings.contrasts[told.outcome].slope,
            study.plan.level_per_look,
            events,
            "compare_groups",
        )
        yield Fact("here_leaders_events", events, "events", "compare_groups")
    if link.slope:
        yield ratio_fact("here_activity", link.slope, study.plan.level_per_look, link.events, "link_activity")
        yield Fact("here_activity_events", link.events, "events", "link_activity")
        yield Fact("here_activity_people", link.people, "persons", "link_activity")

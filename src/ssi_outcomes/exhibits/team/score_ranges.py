"""A team's people: where their scores lie, and what was counted at low, middle and high ones; nobody apart
but in a report for oneself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pandas as pd
from matplotlib.figure import Figure

from ssi_outcomes.base.lengths import MONTH
from ssi_outcomes.base.privacy import SMALLEST_GROUP, may_break_down, may_show_people
from ssi_outcomes.evidence.between import Contrast, total_people
from ssi_outcomes.evidence.ruled import Finding
from ssi_outcomes.evidence.sample import STEP, take_sample
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.in_per_cent import say_spans, with_change
from ssi_outcomes.exhibits.frame.teller import Table, Teller, label_outcome
from ssi_outcomes.exhibits.team.findings import finding_facts, ratio_fact
from ssi_outcomes.exhibits.team.person_weeks import (
    MOST_DRAWN,
    are_drawn,
    counted_outcomes,
    panel_facts,
)
from ssi_outcomes.figures import draw_person_weeks, draw_scores
from ssi_outcomes.panel.column_names import outcome_column
from ssi_outcomes.reading.names.registry import outcomes
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import cite

RANGES = ("low", "middle", "high")


def show_team(study: PanelStudy) -> Exhibit:
    """Return where the scores of all weeks lie; in a report for oneself (`AUDIENCE=private`), each person's
    weeks, one small picture each.

    Too many people are not drawn one by one there, either.
    """
    frame = study.panel.frame
    read = frame[frame["ssi"].notna() & (frame["exposure_days"] > 0)]
    people = read["person"].nunique()
    private, many = are_drawn(people), may_show_people() and people > MOST_DRAWN
    drawn = private or people >= SMALLEST_GROUP
    facts = (
        *panel_facts(study),
        *finding_facts(study),
        *_score_facts(read),
        Fact("most_drawn", MOST_DRAWN, "persons", "show_team"),
    )

    moves = bool((read.groupby("person")["ssi"].nunique() > 1).any())
    state = "private" if private else "shared" if drawn else "few" if people else "none"
    return Exhibit(
        "team",
        study,
        facts,
        partial(_draw_team, study, private, read) if drawn else None,
        words=lambda teller: {"state": state, "many": many, "moves": moves},
    )


def _draw_team(study: PanelStudy, private: bool, read: pd.DataFrame, teller: Teller) -> Figure:
    if private:
        return draw_person_weeks(_person_weeks(study), teller.text)
    return draw_scores(read["ssi"].to_numpy(float), study.plan.low, study.plan.high, teller.text)


def _score_facts(read: pd.DataFrame) -> Iterator[Fact]:
    """Give the middle half of the weeks' scores, and how far a person's own score
    strays; of groups that may be shown only.
    """
    yield Fact("team_people", read["person"].nunique(), "persons", "build_panel")
    if read["person"].nunique() >= SMALLEST_GROUP or may_show_people():
        quarter, half, three = (
            (float(read["ssi"].quantile(share)) for share in (0.25, 0.5, 0.75))
            if len(read)
            else (0.0, 0.0, 0.0)
        )
        yield Fact("team_middle", half, "points", "build_panel", quarter, three, 0.5, len(read))
        within = read["ssi"] - read.groupby("person")["ssi"].transform("mean")
        yield Fact(
            "team_within",
            float(within.std(ddof=0)) if len(read) else 0.0,
            "points",
            "build_panel",
            n=read["person"].nunique(),
        )


def _person_weeks(study: PanelStudy) -> pd.DataFrame:
    frame = study.panel.frame
    real = [outcome_column(name) for name in counted_outcomes(study) if outcomes()[name].kind == "real"]
    return frame.assign(events=frame[real].sum(axis=1))[["person", "week_start", "ssi", "events"]]


@dataclass(frozen=True)
class Group:
    """The people whose mean score lies in a range: how many, with how many events over how many days."""

    name: str
    people: int
    events: float
    days: float


def show_ranges(study: PanelStudy) -> Exhibit:
    """Return, for the real outcome with most events, how much was counted at low, middle and high scores;
    groups of five or more only.
    """
    findings = study.findings.of_kind("real")
    told = max(findings, key=lambda finding: finding.between.events, default=None)
    if told is None:
        return Exhibit("ranges", study, finding_facts(study), words=lambda teller: {"state": "nothing"})
    groups = group_people(study, told.outcome)
    shown = [group for group in groups if group.people]
    state = (
        "none"
        if not shown
        else "one"
        if len(shown) < 2
        else "shown"
        if may_break_down(*(group.people for group in shown))
        else "small"
    )
    contrast = study.findings.contrasts[told.outcome]
    facts = (*finding_facts(study), *_group_facts(groups, contrast, study, state))

    return Exhibit(
        "ranges",
        study,
        facts,
        table=partial(_tabulate_ranges, shown, told) if state == "shown" else None,
        words=partial(_word_ranges, contrast, state, told),
    )


def _tabulate_ranges(shown: list[Group], told: Finding, teller: Teller) -> Table:
    rows = []
    for group in shown:
        cells = [
            cite(teller.facts, f"range_{group.name}_{what}", teller.language)
            for what in ("people", "events", "rate")
        ]
        rows.append((teller.say(f"labels.ranges.{group.name}"), *cells))
    headings = [
        teller.say(f"labels.columns.{name}") for name in ("mean_score", "people", "events", "per_month")
    ]
    return Table(
        teller.say("exhibits.ranges_caption", outcome=label_outcome(told.outcome, teller)),
        headings,
        rows,
        "ledger",
    )


def _word_ranges(contrast: Contrast, state: str, told: Finding, teller: Teller) -> dict[str, object]:
    ratio = say_spans(["contrast"], teller)[0] if contrast.slope and state == "shown" else ""
    return {"state": state, "outcome": label_outcome(told.outcome, teller), "contrast": ratio}


def group_people(study: PanelStudy, outcome: str) -> list[Group]:
    """Return the people of an outcome's sample by the range of their mean score."""
    totals = total_people(take_sample(study.panel.frame, outcome))
    score = totals["x"] * STEP
    masks = (
        score < study.plan.low,
        (score >= study.plan.low) & (score <= study.plan.high),
        score > study.plan.high,
    )
    return [
        Group(name, int(mask.sum()), totals["count"][mask].sum(), totals["exposure"][mask].sum())
        for name, mask in zip(RANGES, masks, strict=True)
    ]


def _group_facts(groups: list[Group], contrast: Contrast, study: PanelStudy, state: str) -> Iterator[Fact]:
    if state != "shown":
        return
    yield Fact("month_days", MONTH, "days", "show_ranges")
    for group in groups:
        if group.people:
            yield Fact(f"range_{group.name}_people", group.people, "persons", "total_people")
            yield Fact(f"range_{group.name}_events", group.events, "events", "total_people")
            yield Fact(
                f"range_{group.name}_rate",
                MONTH * group.events / group.days,
                "per four weeks",
                "total_people",
                n=int(group.events),
            )
    if contrast.slope:
        events = sum(group.events for group in groups)
        yield from with_change(ratio_fact("contrast", contrast.slope, study.plan, events, "compare_groups"))

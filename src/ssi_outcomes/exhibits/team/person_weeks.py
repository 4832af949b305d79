"""A team's weeks: how many people, readings and events there are, where they are
missing, and what so much data could find.
"""

from __future__ import annotations

import math
from functools import partial

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from ssi_outcomes.base.privacy import SMALLEST_GROUP, may_show_people
from ssi_outcomes.evidence.power import smallest_ratio
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.in_per_cent import bounded, with_change
from ssi_outcomes.exhibits.frame.teller import Table, Teller
from ssi_outcomes.exhibits.frame.thresholds import plan_facts
from ssi_outcomes.exhibits.team.nobodys_readings import count_nobodys_readings, nobodys_facts
from ssi_outcomes.figures import draw_calendar, draw_weeks
from ssi_outcomes.panel.column_names import outcome_column
from ssi_outcomes.reading.names.registry import outcomes
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import cite

MOST_DRAWN = (
    40  # people: more pictures than that nobody looks through, and they would make a page beyond a megabyte
)


def are_drawn(people: int) -> bool:
    """Tell whether so many people are drawn one by one: in a report for oneself,
    up to a number that can be looked through.
    """
    return may_show_people() and 0 < people <= MOST_DRAWN


def show_panel(study: PanelStudy) -> Exhibit:
    """Return how many people, weeks, readings and events there are, by outcome, and
    the smallest effect that each could show.
    """
    facts = (*panel_facts(study), *plan_facts(study))
    known = {fact.id for fact in facts}

    return Exhibit(
        "panel",
        study,
        facts,
        table=partial(_tabulate_panel, study, known),
        words=lambda teller: {
            "left_out": [key for key, _ in study.panel.left_out],
            "nameless": count_nobodys_readings(study) > 0,
        },
    )


def _tabulate_panel(study: PanelStudy, known: set[str], teller: Teller) -> Table:
    columns = ("events", "people", "weeks", *(["ratio_change"] if "best_ratio" in known else []))
    rows = []
    for name in counted_outcomes(study):
        cells = [f"{name}_{column}" for column in columns]
        shown = [
            cite(teller.facts, cell, teller.language, 0) if cell in known else teller.text("labels.none")
            for cell in cells
        ]
        rows.append(
            (
                outcomes()[name].label[teller.language],
                teller.text(f"labels.outcome_kinds.{outcomes()[name].kind}"),
                *shown,
            )
        )
    named = {
        "events": "events",
        "people": "people_with_one",
        "weeks": "weeks_counted",
        "ratio_change": "smallest",
    }
    headings = [
        teller.text(f"labels.columns.{each}")
        for each in ("outcome", "kind", *(named[column] for column in columns))
    ]
    return Table(teller.say("exhibits.panel_caption", ratios="best_ratio" in known), headings, rows, "ledger")


def show_weeks(study: PanelStudy) -> Exhibit:
    """Return, week by week, how many people were there, how many had a reading in time,
    and how many real outcomes were counted.

    A report for oneself (`AUDIENCE=private`) shows instead each person's weeks, under
    the pseudonyms, unless they are too many.
    """
    people, nameless = study.panel.frame["person"].nunique(), count_nobodys_readings(study) > 0
    if are_drawn(people):
        state, words = find_readings(study), {"private": True, "few": False, "nameless": nameless}
        return Exhibit(
            "weeks",
            study,
            panel_facts(study),
            lambda teller: draw_calendar(state, teller.text),
            words=lambda teller: words,
        )
    facts, weeks = panel_facts(study), weekly_counts(study)
    if people < SMALLEST_GROUP:
        # The weeks of a handful are those of somebody.
        group = Fact("smallest_group", SMALLEST_GROUP, "persons", "privacy")
        words = {"private": False, "few": True, "nameless": nameless}
        return Exhibit("weeks", study, (*facts, group), words=lambda teller: words)

    return Exhibit(
        "weeks",
        study,
        facts,
        partial(_draw_weeks, weeks),
        words=lambda teller: {"private": False, "few": False, "nameless": nameless},
    )


def _draw_weeks(weeks: pd.DataFrame, teller: Teller) -> Figure:
    return draw_weeks(
        weeks.index,
        weeks["people"].to_numpy(),
        weeks["readings"].to_numpy(),
        weeks["events"].to_numpy(),
        teller.text,
    )


def find_readings(study: PanelStudy) -> pd.DataFrame:
    """Return a table of people by weeks (Mondays): 0 not there, 1
    there without a reading in time, 2 with one.
    """
    frame = study.panel.frame
    state = np.where(frame["exposure_days"] > 0, np.where(frame["ssi"].notna(), 2, 1), 0)
    return (
        frame.assign(state=state)
        .pivot(index="person", columns="week_start", values="state")
        .fillna(0)
        .astype(int)
    )


def weekly_counts(study: PanelStudy) -> pd.DataFrame:
    """Return one row a week (index: its Monday): people there, of them with
    a reading in time, real outcomes counted.
    """
    frame = study.panel.frame[study.panel.frame["exposure_days"] > 0]
    real = [outcome_column(name) for name in counted_outcomes(study) if outcomes()[name].kind == "real"]
    rows = pd.DataFrame(
        {
            "week": frame["week_start"],
            "people": 1,
            "readings": frame["ssi"].notna(),
            "events": frame[real].sum(axis=1),
        }
    )
    return rows.groupby("week")[["people", "readings", "events"]].sum()


def counted_outcomes(study: PanelStudy) -> list[str]:
    """Return the outcomes of the panel, real ones first, in the registry's order."""
    there = [name for name in outcomes() if outcome_column(name) in study.panel.frame]
    return sorted(there, key=lambda name: outcomes()[name].kind != "real")


def panel_facts(study: PanelStudy) -> tuple[Fact, ...]:
    """Return the counts of a panel, and for each outcome its events, people, weeks
    and the smallest ratio that it could show.
    """
    frame = study.panel.frame
    there, weeks = frame[frame["exposure_days"] > 0], weekly_counts(study)
    counts = {
        "n_weeks": len(weeks),
        "n_person_weeks": len(there),
        # A panel that came as one says nothing of readings but the weeks that they were in force for.
        "n_readings": int(study.dataset.tables.get("ssi", frame)["ssi"].notna().sum()),
        "n_real_events": int(weeks["events"].sum()),
        "n_left_out": len(study.panel.left_out),
    }
    facts = [Fact(name, int(value), "rows", "build_panel") for name, value in counts.items()] + [
        people_fact(study),
        reading_fact(study),
        *nobodys_facts(study),
    ]
    facts += [fact for name in counted_outcomes(study) for fact in _outcome_facts(study, there, name)]
    ratios = [fact.value for fact in facts if fact.id.endswith("_ratio")]
    return (*facts, *([Fact("best_ratio", min(ratios), "rate ratio", "smallest_ratio")] if ratios else []))


def people_fact(study: PanelStudy) -> Fact:
    """Return how many people were there at some time."""
    return Fact("n_people", study.n_people, "rows", "build_panel")


def reading_fact(study: PanelStudy) -> Fact:
    """Return in how many person-weeks the score was read in time."""
    frame = study.panel.frame
    return Fact(
        "n_weeks_with_reading",
        int(frame.loc[frame["exposure_days"] > 0, "ssi"].notna().sum()),
        "rows",
        "build_panel",
    )


def _outcome_facts(study: PanelStudy, there: pd.DataFrame, name: str) -> list[Fact]:
    rows = there[there[outcome_column(name)].notna()]
    events = rows.groupby("person")[outcome_column(name)].sum()
    facts = [
        Fact(f"{name}_events", int(events.sum()), "events", "build_panel"),
        Fact(f"{name}_people", int((events > 0).sum()), "persons", "build_panel", n=len(events)),
        Fact(f"{name}_weeks", len(rows), "person-weeks", "build_panel"),
    ]
    ratio = find_smallest_ratio(study, rows, name) if outcomes()[name].kind == "real" else None
    if ratio is not None:
        facts += with_change(Fact(f"{name}_ratio", ratio, "rate ratio", "smallest_ratio"))
    return facts


def find_smallest_ratio(study: PanelStudy, rows: pd.DataFrame, name: str) -> float | None:
    """Return the smallest rate ratio per +10 points that these weeks could tell from
    1; None where there is nothing to compare.

    Only weeks with a score count, of people who have an event and more than one
    score; the spread of the score is their own.
    """
    rows = rows[rows["ssi"].notna()]
    people = rows.groupby("person").agg(events=(outcome_column(name), "sum"), scores=("ssi", "nunique"))
    ready = people.index[(people["events"] > 0) & (people["scores"] > 1)]
    rows = rows[rows["person"].isin(ready)]
    if len(ready) < 2:
        return None
    within = rows["ssi"] - rows.groupby("person")["ssi"].transform("mean")
    spread = math.sqrt(float(np.square(within).sum()) / max(1, len(rows) - len(ready)))
    ratio = smallest_ratio(len(ready), 1, float(people.loc[ready, "events"].mean()), study.plan, spread)
    return bounded(ratio)

"""What a page of LinkedIn's keeps showing: the score and its pillars, and how the industry and the network
stood, week by week. A level of activity, told beside the results and never as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pandas as pd
from matplotlib.figure import Figure

from ssi_outcomes.base.privacy import SMALLEST_GROUP, may_show_people
from ssi_outcomes.base.ssi import PILLARS, RANKS, SCORE
from ssi_outcomes.evidence.scale import find_breaks
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.teller import Table, Teller
from ssi_outcomes.exhibits.team.week_medians import GAPS, MEASURES, read_weeks, take_course
from ssi_outcomes.figures import draw_standing
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.facts import MORE_POINTS, Fact
from ssi_outcomes.words.sentences import cite

# What the section says: the course, that it is one's own alone, that too few were read, or that nobody was.
STANDINGS = ("shown", "own", "few", "none")
# The facts of a measure, by their ending.
OF_COURSE = ("first", "last", "change", "weeks")


def show_standing(study: PanelStudy) -> Exhibit:
    """Return the score, its pillars and how others stood, week by week: one's own in a report for oneself
    (`AUDIENCE=private`), else the medians of five people or more.
    """
    rows = read_weeks(study)
    course = take_course(rows, study.n_people)
    state = _find_state(rows, course, study.n_people)
    group = Fact("smallest_group", SMALLEST_GROUP, "persons", "privacy")
    if state != "shown":
        return Exhibit("standing", study, (group,), words=lambda teller: {"state": state})
    breaks = [day for day in find_breaks(study.panel.frame, study.plan) if day in course.index]
    alone = study.n_people == 1
    return Exhibit(
        "standing",
        study,
        (group, *_course_facts(course)),
        partial(_draw_course, course, breaks, alone),
        partial(_tabulate_course, course),
        partial(_word_course, course, breaks, alone),
    )


def _find_state(rows: pd.DataFrame, course: pd.DataFrame, people: int) -> str:
    if rows[SCORE].isna().all():
        return "none"
    if people == 1 and not may_show_people():
        return "own"
    return "shown" if SCORE in course else "few"


def _course_facts(course: pd.DataFrame) -> Iterator[Fact]:
    """Give of each measure its first and its last week, how far these are apart, and how many there are."""
    for name, weeks in course.items():
        known, unit = weeks.dropna(), _unit_of(str(name))
        first, last = float(known.iloc[0]), float(known.iloc[-1])
        yield Fact(f"standing_{name}_first", first, unit, "take_course")
        yield Fact(f"standing_{name}_last", last, unit, "take_course")
        yield Fact(f"standing_{name}_change", last - first, MORE_POINTS, "take_course")
        yield Fact(f"standing_{name}_weeks", len(known), "weeks", "take_course")


def _unit_of(measure: str) -> str:
    return "percent" if measure in RANKS else MORE_POINTS if measure in GAPS else "points"


def _draw_course(course: pd.DataFrame, breaks: list[pd.Timestamp], alone: bool, teller: Teller) -> Figure:
    return draw_standing(course, breaks, "you" if alone else "middle", teller.text)


def _tabulate_course(course: pd.DataFrame, teller: Teller) -> Table:
    rows = [
        (
            teller.say(f"labels.standing.{name}"),
            *(cite(teller.facts, f"standing_{name}_{ending}", teller.language, 1) for ending in OF_COURSE),
        )
        for name in MEASURES
        if name in course
    ]
    headings = [
        teller.text(f"labels.columns.{name}")
        for name in ("measure", "standing_first", "standing_last", "standing_change", "standing_weeks")
    ]
    return Table(teller.say("exhibits.standing_caption"), headings, rows, "ledger")


def _word_course(
    course: pd.DataFrame, breaks: list[pd.Timestamp], alone: bool, teller: Teller
) -> dict[str, object]:
    read = course[SCORE].dropna().index
    missing = [name for name in MEASURES if name not in course and name not in GAPS]
    return {
        "state": "shown",
        "alone": alone,
        "first": _day(read[0]),
        "last": _day(read[-1]),
        "gaps": [name for name in GAPS if name in course],
        "ranks": [name for name in RANKS if name in course],
        "missing": [teller.text(f"labels.standing.{name}") for name in missing],
        "pillars": any(name in course for name in PILLARS),
        "breaks": [_day(day) for day in breaks],
    }


def _day(monday: pd.Timestamp) -> str:
    return monday.date().isoformat()

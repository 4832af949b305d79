"""How often the rule is right where the truth is known: the shipped calibration, for any dataset."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure

from ssi_outcomes.evidence.rates import UNSEEN
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.in_per_cent import name_change, with_change
from ssi_outcomes.exhibits.frame.teller import Table, Teller
from ssi_outcomes.exhibits.frame.thresholds import plan_facts
from ssi_outcomes.exhibits.team.drawn_shares import say_share, share_facts
from ssi_outcomes.figures import draw_false_words
from ssi_outcomes.study import Study
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import cite
from ssi_outcomes.worlds.calibration import (
    CAUTIOUS,
    GRID,
    NOTED,
    PROMISED,
    Calibration,
    Row,
    read_table,
)

SHARES = ("coverage", "useful", "beyond_activity", "useless", "refused_by_lead")
# The size at which traps are shown: a team of some patience.
SHOWN = (50, 26)
# Of the table's rows: before it stand what made it, and the headings.
FIRST_LINE = 3
# A workshop says nothing of people against one another.
FEWEST_BETWEEN = 10


def show_calibration(study: Study) -> Exhibit:
    """Return, by world and size, how often the interval holds the truth and which
    words are given, with Monte-Carlo errors.
    """
    table = read_table()
    facts = (*calibration_facts(table), *plan_facts(study))
    words = {"made": table.made, "same_plan": table.plan_hash == study.plan.hash_on_weeks}
    return Exhibit(
        "calibration",
        study,
        facts,
        partial(_draw_worlds, table, study),
        table=lambda teller: _table(table, teller),
        words=lambda teller: words | {"escapes": _say_escapes(table, teller)},
    )


def lay_promises(study: Study) -> Exhibit:
    """Return the picture of those worlds alone for which the rule promises something."""
    table = read_table()
    kept = replace(table, rows=tuple(row for row in table.rows if row.world in PROMISED))
    facts = (*calibration_facts(kept), *plan_facts(study))
    return Exhibit("calibration", study, facts, partial(_draw_worlds, kept, study))


def _draw_worlds(table: Calibration, study: Study, teller: Teller) -> Figure:
    rows = [
        {
            "label": teller.text("labels.world_with_truth", world=_say_world(row, teller), id=_truth(row)),
            **{share: 100 * getattr(row, share) for share in ("useful", "useless", "coverage")},
        }
        for row in drawn_rows(table)
    ]
    return draw_false_words(pd.DataFrame(rows), 100 * study.plan.level, teller.text)


def drawn_rows(table: Calibration) -> list[Row]:
    """Return the rows of the picture: each world once, at one size, as asked within people."""
    return [row for row in shown_rows(table) if (row.people, row.weeks) == SHOWN and row.question == "within"]


def _truth(row: Row) -> str:
    return name_change(f"{_name(row)}_truth")


def calibration_facts(table: Calibration) -> Iterator[Fact]:
    """Give each cell that is shown, in per cent, and its Monte-Carlo standard error in points of it; of none
    and of all draws, a bound instead.
    """
    yield Fact("cal_level", 100 * (1 - UNSEEN), "percent", "calibration.csv")
    yield Fact("cal_worlds", len(drawn_rows(table)), "worlds", "calibration.csv")
    yield Fact("cal_noted", 100 * NOTED, "percent", "calibration.csv")
    told = [*shown_rows(table), *(row for row, _ in table.escapes().values())]
    for row in dict.fromkeys(told):
        yield Fact(f"{_name(row)}_draws", row.draws, "panels", "calibration.csv")
        yield Fact(f"{_name(row)}_events", round(row.events), "events", "calibration.csv")
        yield from with_change(Fact(f"{_name(row)}_truth", row.truth, "rate ratio", "calibration.csv"))
        yield Fact(f"{_name(row)}_people", row.people, "persons", "calibration.csv")
        yield Fact(f"{_name(row)}_weeks", row.weeks, "weeks", "calibration.csv")
        for share in SHARES:
            yield from _share_facts(row, share)


def _share_facts(row: Row, share: str) -> Iterator[Fact]:
    value = getattr(row, share)
    if not math.isnan(value):  # as where nothing could be estimated
        told = value, row.error(share), row.unseen(share), row.draws
        yield from share_facts(f"{_name(row)}_{share}", *told, "calibration.csv")


def find_lines() -> dict[str, int]:
    """Return the line of the shipped table on which each row stands, by what its facts' names begin with."""
    return {_name(row): line for line, row in enumerate(read_table().rows, FIRST_LINE)}


def _name(row: Row) -> str:
    question = "" if row.question == "within" else f"_{row.question}"
    return f"cal_{row.world}{question}_{row.people}x{row.weeks}"


def shown_rows(table: Calibration) -> list[Row]:
    """Return the rows to show: the promises at each size, then each trap at one size, then what people are
    asked about one another.
    """
    within = [row for row in table.rows if row.question == "within"]
    promises = [
        row
        for world in PROMISED
        for size in GRID
        for row in within
        if (row.world, row.people, row.weeks) == (world, *size)
    ]
    traps = [row for row in within if row.world not in PROMISED and (row.people, row.weeks) == SHOWN]
    between = [row for row in table.rows if row.question == "between" and row.people >= FEWEST_BETWEEN]
    return [*promises, *traps, *between]


def _say_escapes(table: Calibration, teller: Teller) -> list[Markup]:
    """Return each world in which a word is false too often, with how often, the worst first."""
    worst = sorted(table.escapes().values(), key=lambda each: -getattr(*each))
    return [
        teller.say(
            f"labels.said_falsely.{word}",
            world=_say_world(row, teller),
            share=f"{_name(row)}_{word}",
            people=f"{_name(row)}_people",
            weeks=f"{_name(row)}_weeks",
        )
        for row, word in worst
    ]


def _say_world(row: Row, teller: Teller) -> str:
    world = teller.text(f"labels.worlds.{row.world}")
    return world if row.question == "within" else teller.text("labels.world_between", world=world)


def _table(table: Calibration, teller: Teller) -> Table:
    rows = []
    for row in shown_rows(table):
        name = _name(row)
        size = teller.say("labels.size", people=f"{name}_people", weeks=f"{name}_weeks")
        shares = [say_share(f"{name}_{share}", teller) for share in SHARES]
        if row.coverage > CAUTIOUS:
            shares[0] = teller.say("labels.cautious", share=shares[0])
        truth, events = (
            cite(teller.facts, _truth(row), teller.language, 1),
            cite(teller.facts, f"{name}_events", teller.language),
        )
        rows.append((_say_world(row, teller), size, truth, events, *shares))
    columns = (
        "world",
        "panel",
        "truth",
        "events",
        "coverage",
        "said_useful",
        "said_beyond",
        "said_useless",
        "refused_by_lead",
    )
    return Table(
        teller.say("exhibits.calibration_caption"),
        [teller.text(f"labels.columns.{name}") for name in columns],
        rows,
    )

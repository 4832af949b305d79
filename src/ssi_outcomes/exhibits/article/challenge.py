"""What else could explain it: who chose the five, a false trail, a short
silence, and how much data a real answer takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from ssi_outcomes.base.lengths import WHOLE_YEAR
from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.power import events_needed, smallest_ratio
from ssi_outcomes.evidence.rates import LEVEL, rate_ratio, silence_bound
from ssi_outcomes.exhibits.article.phrases import told
from ssi_outcomes.exhibits.article.statements import count_facts, show_needs
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.in_per_cent import with_change
from ssi_outcomes.exhibits.frame.teller import Table, Teller
from ssi_outcomes.exhibits.frame.thresholds import plan_facts
from ssi_outcomes.figures import draw_data_needed, draw_false_trail, draw_selection, draw_silence
from ssi_outcomes.study import CaseStudy, Study
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import cite
from ssi_outcomes.worlds import FIVE, cherry_pick
from ssi_outcomes.worlds.selection import CherryPick

# People x weeks of panels that readers may think of: a workshop, a team, a department, a company.
DESIGNS = {"workshop": (5, 8), "team": (20, 12), "department": (50, 26), "company": (500, 26)}
EVENTS_A_WEEK = 0.5
SILENCES = (1, 4, 12)


def show_rivals(study: CaseStudy) -> Exhibit:
    """Return, beside each person, what else may explain the story."""

    prepared = int(study.cases["relation"].isin(["profile_rewritten", "profile_put_online"]).sum())
    facts = (
        Fact("n_profiles_prepared", prepared, "persons", "cases", n=len(study.cases)),
        *count_facts(study),
    )
    return Exhibit("rivals", study, facts, table=partial(_tabulate_rivals, study))


def _tabulate_rivals(study: CaseStudy, teller: Teller) -> Table:
    rows = [
        tuple(told(person, column, teller.language) for column in ("name", "relation", "interest"))
        for _, person in study.cases.iterrows()
    ]
    return Table(
        teller.say("exhibits.rivals_caption"),
        [teller.text(f"labels.columns.{name}") for name in ("person", "tie", "rival")],
        rows,
    )


def show_selection(study: CaseStudy) -> Exhibit:
    """Return what random fives, and a chooser's five, show of an invented population
    in which the score does go with outcomes.
    """
    world = cherry_pick()
    facts = (
        Fact("world_people", len(world.ssi), "persons", "cherry_pick"),
        Fact("world_draws", len(world.draws_r), "draws", "cherry_pick"),
        Fact("world_five", FIVE, "persons", "cherry_pick"),
        Fact("world_r", world.population_r, "r", "cherry_pick"),
        Fact(
            "world_share_negative", 100 * world.share_negative, "percent", "cherry_pick", n=len(world.draws_r)
        ),
        Fact("world_chosen_r", world.chosen_r, "r", "cherry_pick", n=FIVE),
    )

    return Exhibit("selection", study, facts, partial(_draw_selection, world))


def _draw_selection(world: CherryPick, teller: Teller) -> Figure:
    return draw_selection(world.draws_r, world.ssi, world.rate, world.chosen, teller.text)


def show_false_trail(study: CaseStudy) -> Exhibit:
    """Return the comparison of Isabelle's morning with Benoit's months, to scale: a trap, shown as one."""
    known = study.statements.set_index("statement_id")
    short = (
        int(known.loc["isabelle_approaches", "value"]),
        float(known.loc["isabelle_approaches", "duration_max"]),
    )
    long = (round(known.loc["benoit_approaches_total", "high"]), float(known.loc["benoit_days", "high"]))
    ratio = rate_ratio(*short, *long)
    facts = (
        Fact(
            "false_ratio",
            ratio.value,
            "rate ratio",
            "rate_ratio",
            ratio.low,
            ratio.high,
            ratio.level,
            ratio.n,
        ),
        Fact("false_short_events", short[0], "approaches", "statements"),
        Fact("false_short_days", short[1], "days", "statements"),
        Fact("false_long_events", long[0], "approaches", "derivations"),
        Fact("false_long_days", long[1], "days", "derivations"),
        Fact("rate_level", 100 * LEVEL, "percent", "rate_interval"),
    )

    return Exhibit("false_trail", study, facts, partial(_draw_false_trail, study, long, short))


def _draw_false_trail(
    study: CaseStudy, long: tuple[int, float], short: tuple[int, float], teller: Teller
) -> Figure:
    names = study.cases.set_index("case")
    rows = [
        (told(names.loc[case], "name", teller.language), days, events)
        for case, (events, days) in (("benoit", long), ("isabelle", short))
    ]
    return draw_false_trail(rows, teller.text)


def show_silence(study: CaseStudy) -> Exhibit:
    """Return the highest rate that k weeks without an event leave possible."""
    weeks = np.linspace(1, 12, 111)
    facts = tuple(
        fact
        for k in SILENCES
        for fact in (
            Fact(f"silence_weeks_{k}", k, "weeks", "silence_bound"),
            Fact(f"silence_bound_{k}", silence_bound(k), "per week", "silence_bound", level=LEVEL, n=0),
        )
    )
    facts += (Fact("rate_level", 100 * LEVEL, "percent", "rate_interval"),)

    return Exhibit("silence", study, facts, partial(_draw_silence, weeks))


def _draw_silence(weeks: np.ndarray, teller: Teller) -> Figure:
    return draw_silence(weeks, np.array([silence_bound(k) for k in weeks]), teller.text)


def show_data_needed(study: CaseStudy) -> Exhibit:
    """Return how small an effect per +10 points can be found with how many events, beside the claim and the
    threshold; in further sentences, what these stories cannot be asked.
    """
    laid = lay_data_needed(study)
    return replace(
        laid,
        facts=(*laid.facts, *show_needs(study).facts),
        more=("never_judged", "never_within", "never_raced"),
    )


def _smallest_gain_at_gates(plan: Plan) -> float:
    """Return the smallest gain (per cent, in tens: so few tell it roughly) that the fewest people and events
    that a word takes would tell from none.
    """
    people, events = plan.gates.people_with_events, plan.gates.events
    return round(100 * (smallest_ratio(people, 1, events / people, plan) - 1), -1)


def lay_data_needed(study: Study) -> Exhibit:
    """Return the same of a plan alone, whatever is told with it."""
    plan = study.plan
    designs = pd.DataFrame(
        [
            (
                name,
                people,
                weeks,
                people * weeks * EVENTS_A_WEEK,
                smallest_ratio(people, weeks, EVENTS_A_WEEK, plan),
            )
            for name, (people, weeks) in DESIGNS.items()
        ],
        columns=["design", "people", "weeks", "events", "ratio"],
    )
    facts = [
        Fact("events_for_claim", events_needed(plan.claim_per_10, plan), "events", "events_needed"),
        Fact("gain_at_gates", _smallest_gain_at_gates(plan), "percent", "smallest_ratio"),
        Fact("events_for_threshold", events_needed(plan.threshold, plan), "events", "events_needed"),
        Fact("extra_a_year_threshold", WHOLE_YEAR * (plan.threshold - 1), "events", "analysis-plan.toml"),
        Fact("extra_a_year_claim", WHOLE_YEAR * (plan.claim_per_10 - 1), "events", "analysis-plan.toml"),
        *plan_facts(study),
        *_design_facts(designs),
    ]
    return Exhibit(
        "data_needed",
        study,
        tuple(facts),
        partial(_draw_data_needed, designs, plan),
        partial(_designs_table, list(designs["design"])),
    )


def _design_facts(designs: pd.DataFrame) -> Iterator[Fact]:
    """Give how many people, weeks and events each design has, and the smallest ratio that it finds."""
    for row in designs.itertuples():
        yield Fact(f"design_{row.design}_people", row.people, "persons", "show_data_needed")
        yield Fact(f"design_{row.design}_weeks", row.weeks, "weeks", "show_data_needed")
        yield Fact(f"design_{row.design}_events", row.events, "events", "show_data_needed")
        yield from with_change(Fact(f"design_{row.design}_ratio", row.ratio, "rate ratio", "smallest_ratio"))


def _draw_data_needed(designs: pd.DataFrame, plan: Plan, teller: Teller) -> Figure:
    ratios = np.geomspace(1.03, 12, 80)
    events = np.array([events_needed(ratio, plan) for ratio in ratios])
    labelled = designs.assign(label=[f"{row.people} × {row.weeks}" for row in designs.itertuples()])
    return draw_data_needed(
        events[::-1], ratios[::-1], labelled, plan.claim_per_10, plan.threshold, teller.text
    )


def _designs_table(names: list[str], teller: Teller) -> Table:
    columns = ("people", "weeks", "events", "ratio_change")
    rows = [
        (
            teller.say(f"labels.designs.{name}"),
            *(cite(teller.facts, f"design_{name}_{column}", teller.language, 0) for column in columns),
        )
        for name in names
    ]
    headings = [
        teller.text(f"labels.columns.{name}") for name in ("design", "people", "weeks", "events", "smallest")
    ]
    return Table(teller.say("exhibits.designs_caption"), headings, rows, "ledger")

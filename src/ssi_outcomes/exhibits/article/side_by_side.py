"""The five side by side: scores and outcomes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure

from ssi_outcomes.exhibits.article.person import has_moved, read_scores
from ssi_outcomes.exhibits.article.phrases import label, say_time, say_value, told
from ssi_outcomes.exhibits.article.statement_facts import statement_facts
from ssi_outcomes.exhibits.article.statements import count_facts
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.teller import Table, Teller
from ssi_outcomes.exhibits.frame.thresholds import plan_facts
from ssi_outcomes.figures import draw_people
from ssi_outcomes.study import CaseStudy
from ssi_outcomes.words.facts import Fact

RANGES = ("low", "middle", "high", "not_stated")
OUTCOMES = ("present", "absent", "not_stated")


def show_people(study: CaseStudy) -> Exhibit:
    """Return everyone's score, real outcome and tie to the author in one picture."""
    facts = (*statement_facts(study), *plan_facts(study), *count_facts(study))

    return Exhibit(
        "people", study, facts, partial(_draw_people, study), lambda teller: _people_table(study, teller)
    )


def _draw_people(study: CaseStudy, teller: Teller) -> Figure:
    people = [_person(study, person, teller) for _, person in study.cases.iterrows()]
    return draw_people(people, study.plan.low, study.plan.high, teller.text)


def _person(study: CaseStudy, person: pd.Series, teller: Teller) -> dict:
    readings = read_scores(study, person["case"])
    return {
        "name": told(person, "name", teller.language),
        "tie": told(person, "relation", teller.language),
        "readings": readings,
        "moved": has_moved(study, person["case"]),
        "outcome": _outcome(study, person["case"], teller, "outcome_short").striptags(),
    }


def _outcome(study: CaseStudy, case: str, teller: Teller, key: str = "outcome_line") -> Markup:
    row = next(_real_rows(study, case).itertuples())
    return teller.say(
        f"labels.{key}",
        what=label(study, row.variable, teller.language),
        value=say_value(row, teller),
        when=say_time(row, teller),
    )


def _real_rows(study: CaseStudy, case: str) -> pd.DataFrame:
    """Return a person's stated real outcomes, those with a number first."""
    kinds = study.dataset.tables["variables"].set_index("variable")["kind"]
    own = study.statements[(study.statements["case"] == case) & ~study.statements["derived"]]
    return own[own["variable"].map(kinds).eq("real")].sort_values(
        "comparator", key=lambda column: column.eq("not stated"), kind="stable"
    )


def _people_table(study: CaseStudy, teller: Teller) -> Table:
    rows = []
    for _, person in study.cases.iterrows():
        scores = [say_value(row, teller) for row in _scores(study, person["case"])]
        rows.append(
            (
                told(person, "name", teller.language),
                told(person, "relation", teller.language),
                teller.say("labels.joined", parts=scores),
                _outcome(study, person["case"], teller),
                told(person, "interest", teller.language),
            )
        )
    headings = [
        teller.text(f"labels.columns.{name}") for name in ("person", "tie", "score", "real_outcome", "rival")
    ]
    return Table(teller.say("exhibits.people_caption"), headings, rows, "ledger")


def _scores(study: CaseStudy, case: str) -> Iterable:
    own = study.statements[(study.statements["case"] == case) & (study.statements["variable"] == "ssi")]
    return own.drop_duplicates("value").itertuples()


def show_truth_table(study: CaseStudy) -> Exhibit:
    """Return who stands where: range of the score by whether a real outcome is stated at it."""
    places = [
        (person["case"], find_range(study, person["case"]), find_outcome(study, person["case"]))
        for _, person in study.cases.iterrows()
    ]
    counts = (
        pd.Series(1, index=pd.MultiIndex.from_tuples([place[1:] for place in places]))
        .groupby(level=[0, 1])
        .sum()
    )
    facts = tuple(
        Fact(f"n_{score}_{outcome}", int(counts.get((score, outcome), 0)), "persons", "statements")
        for score in RANGES
        for outcome in OUTCOMES
    )

    seen = {"n_low": counts.get(("low", "present"), 0), "n_high": counts.get(("high", "absent"), 0)}
    return Exhibit(
        "truth",
        study,
        (*facts, *plan_facts(study)),
        table=partial(_tabulate_truth_table, study, places),
        words=lambda teller: seen,
    )


def _tabulate_truth_table(study: CaseStudy, places: list[tuple[str, str, str]], teller: Teller) -> Table:
    names = study.cases.set_index("case")

    def cell(score: str, outcome: str) -> str:
        there = [
            told(names.loc[case], "name", teller.language)
            for case, *place in places
            if place == [score, outcome]
        ]
        return ", ".join(there) or teller.text("labels.nobody")

    rows = [
        (teller.say(f"labels.ranges.{score}"), *(cell(score, outcome) for outcome in OUTCOMES))
        for score in RANGES
    ]
    headings = [
        teller.text("labels.columns.score"),
        *(teller.text(f"labels.outcomes.{outcome}") for outcome in OUTCOMES),
    ]
    return Table(teller.say("exhibits.truth_caption"), headings, rows, "ledger")


def find_range(study: CaseStudy, case: str) -> str:
    """Return where all of a person's stated scores lie: low, middle, high, or not_stated where there is
    none.
    """
    scores = read_scores(study, case)
    if not scores:
        return "not_stated"
    return "low" if max(scores) < study.plan.low else "high" if min(scores) > study.plan.high else "middle"


def find_outcome(study: CaseStudy, case: str) -> str:
    """Return whether a real outcome is stated at the person's score: present, absent or not_stated.

    Where an outcome at the score is marked as not stated, outcomes told of another time do not fill the gap.
    """
    rows = _real_rows(study, case)
    if rows["comparator"].eq("not stated").any() or rows.empty:
        return "not_stated"
    return "present" if (rows["low"] > 0).any() else "absent"

"""One person: who they are to the author, what is stated of them, and the rate that follows, if one does."""

from __future__ import annotations

import math
from functools import partial

import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure

from ssi_outcomes.evidence.rates import LEVEL, rate_interval, silence_bound
from ssi_outcomes.exhibits.article.phrases import label, say_time, say_value, told
from ssi_outcomes.exhibits.article.statement_facts import statement_facts
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.teller import Table, Teller
from ssi_outcomes.exhibits.frame.thresholds import plan_facts
from ssi_outcomes.figures import draw_score
from ssi_outcomes.study import CaseStudy
from ssi_outcomes.words.facts import Fact

# What a sentence may cite of a case, by its ending.
OF_CASE = tuple(
    "months_longer months_shorter rate_longer rate_shorter rate_once silent_weeks silence_bound".split()
)


def show_person(study: CaseStudy, case: str) -> Exhibit:
    """Return a person's score on its scale, who they are to the author, and each statement about them."""
    person = study.case(case)
    readings = read_scores(study, case)
    facts = (*statement_facts(study, case), *plan_facts(study))

    return Exhibit(
        f"person-{case}",
        study,
        facts,
        partial(_draw_person, study, case, readings),
        lambda teller: _statements_table(study, case, teller),
        partial(_word_person, study, case, person),
    )


def _word_person(study: CaseStudy, case: str, person: pd.Series, teller: Teller) -> dict[str, object]:
    columns = ("name", "role", "context", "relation", "interest")
    return {column: told(person, column, teller.language) for column in columns} | {
        "scores": _score_ids(study, case),
        "moved": has_moved(study, case),
    }


def _draw_person(study: CaseStudy, case: str, readings: tuple[float, ...], teller: Teller) -> Figure:
    return draw_score(readings, has_moved(study, case), study.plan.low, study.plan.high, teller.text)


def read_scores(study: CaseStudy, case: str) -> tuple[float, ...]:
    """Return the different scores that are stated of a person, in the order in which they are told."""
    known = study.statements.set_index("statement_id")["value"]
    return tuple(known[_score_ids(study, case)])


def has_moved(study: CaseStudy, case: str) -> bool:
    """Return whether two readings are told as a before and an after, rather than as a range."""
    told_of = set(study.statements.loc[study.statements["case"] == case, "variable"])
    return "rise_weeks" in told_of


def _statements_table(study: CaseStudy, case: str, teller: Teller) -> Table:
    own = study.statements[study.statements["case"] == case]
    rows = [
        (
            label(study, row.variable, teller.language),
            say_value(row, teller),
            _say_dated(row, teller),
            _note(row, teller.language),
        )
        for row in own.itertuples()
    ]
    headings = [teller.text(f"labels.columns.{name}") for name in ("what", "value", "when", "note")]
    return Table(
        teller.say("exhibits.person_caption", name=told(study.case(case), "name", teller.language)),
        headings,
        rows,
        "ledger",
    )


def _say_dated(row, teller: Teller) -> Markup:
    return teller.say("labels.time.computed") if row.derived else say_time(row, teller)


def _note(row, language: str) -> str:
    note = told(row, "note", language)
    return note if isinstance(note, str) else ""


def _score_ids(study: CaseStudy, case: str) -> list[str]:
    own = study.statements[(study.statements["case"] == case) & (study.statements["variable"] == "ssi")]
    return list(own.dropna(subset="value").drop_duplicates("value")["statement_id"])


def show_rate(study: CaseStudy, case: str) -> Exhibit:
    """Return the rate of real outcomes of a person with its exact interval, or why there is none."""
    facts, kind = find_rate(study, case)
    person = study.case(case)
    return Exhibit(
        f"rate-{case}",
        study,
        facts,
        words=lambda teller: {"kind": kind, "case": case, "name": told(person, "name", teller.language)},
    )


def find_rate(study: CaseStudy, case: str) -> tuple[tuple[Fact, ...], str]:
    """Return the facts of a person's rate and which sentence they fill: counted, once, silence or none."""
    kinds = study.dataset.tables["variables"].set_index("variable")["kind"]
    own = study.statements[(study.statements["case"] == case) & ~study.statements["derived"]]
    real = own[own["variable"].map(kinds).eq("real")]
    level = Fact("rate_level", 100 * LEVEL, "percent", "rate_interval")
    for row in real[real["comparator"] == "="].itertuples():
        if row.value == 0:
            return (*_silence(own, case), level), "silence"
        months = _covered_months(study, case)
        if months:
            return (*_monthly(case, row.value, months), level), "counted"
        if not pd.isna(row.duration_max):
            once = rate_interval(int(row.value), 1)
            return (
                Fact(
                    f"{case}_rate_once",
                    once.value,
                    row.per,
                    "rate_interval",
                    once.low,
                    once.high,
                    once.level,
                    once.n,
                ),
                level,
            ), "once"
    return (), "none"


def _covered_months(study: CaseStudy, case: str) -> tuple[int, ...]:
    rows = study.statements[
        (study.statements["case"] == case) & (study.statements["variable"] == "months_covered")
    ]
    return tuple(sorted({int(rows["low"].iloc[0]), int(rows["high"].iloc[0])})) if len(rows) else ()


def _monthly(case: str, per_month: float, months: tuple[int, ...]) -> tuple[Fact, ...]:
    facts = []
    for name, length in zip(("shorter", "longer"), (months[0], months[-1]), strict=True):
        rate = rate_interval(round(per_month * length), length)
        facts.append(
            Fact(
                f"{case}_rate_{name}",
                rate.value,
                "per month",
                "rate_interval",
                rate.low,
                rate.high,
                rate.level,
                rate.n,
            )
        )
        facts.append(Fact(f"{case}_months_{name}", length, "months", "derivations"))
    return tuple(facts)


def _silence(own: pd.DataFrame, case: str) -> tuple[Fact, ...]:
    # The one waiting time that is known after the rise: its least length, so the widest bound.
    weeks = own[own["statement_id"] == f"{case}_silence"]["value"]
    least = float(weeks.iloc[0]) if len(weeks) else math.nan
    if math.isnan(least):
        return ()
    return (
        Fact(f"{case}_silent_weeks", least, "weeks", "statements"),
        Fact(f"{case}_silence_bound", silence_bound(least), "per week", "silence_bound", level=LEVEL, n=0),
    )

"""What the stories state and what they do not: the counts, the computed numbers, what a comparison lacks."""

from __future__ import annotations

from functools import partial

import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure

from ssi_outcomes.exhibits.article.phrases import is_borrowed, label, say_value, told
from ssi_outcomes.exhibits.article.statement_facts import statement_facts
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.teller import Table, Teller
from ssi_outcomes.exhibits.frame.thresholds import plan_facts
from ssi_outcomes.figures import draw_coverage
from ssi_outcomes.study import CaseStudy
from ssi_outcomes.words.facts import Fact

# What a comparison of the score with outcomes needs, in the order in which one would ask.
NEEDS = ("score", "score_date", "real_outcome", "period", "two_scores")


def show_statements(study: CaseStudy) -> Exhibit:
    """Return the counts of what is stated, derived, and not stated."""
    facts = (*count_facts(study), *plan_facts(study), *statement_facts(study))
    return Exhibit(
        "statements",
        study,
        facts,
        table=lambda teller: _derived_table(study, teller),
        words=lambda teller: {"borrowed": is_borrowed(study, teller.language)},
    )


def _derived_table(study: CaseStudy, teller: Teller) -> Table:
    derived = study.statements[study.statements["derived"]]
    rows = [
        (
            label(study, row.variable, teller.language),
            say_value(row, teller),
            Markup("<code>{}</code>").format(
                study.dataset.tables["derivations"]
                .set_index("statement_id")
                .loc[row.statement_id, "expression"]
            ),
        )
        for row in derived.itertuples()
    ]
    return Table(
        teller.say("exhibits.derived_caption"),
        [teller.text(f"labels.columns.{name}") for name in ("what", "value", "computed_as")],
        rows,
    )


def show_needs(study: CaseStudy) -> Exhibit:
    """Return, for each person, which parts of a comparison are stated."""
    known = find_known(study)
    facts = tuple(
        Fact(f"n_with_{need}", int(known[need].sum()), "persons", "statements", n=len(known))
        for need in NEEDS
    )
    facts += count_facts(study)

    return Exhibit(
        "coverage",
        study,
        facts,
        partial(_draw_needs, study, known),
        words=lambda teller: {"n_with_two_scores": int(known["two_scores"].sum())},
    )


def _draw_needs(study: CaseStudy, known: pd.DataFrame, teller: Teller) -> Figure:
    names = [told(person, "name", teller.language) for _, person in study.cases.iterrows()]
    return draw_coverage(
        known.set_axis(names).rename(columns=lambda need: teller.text(f"labels.needs.{need}")),
        teller.text,
    )


def find_known(study: CaseStudy) -> pd.DataFrame:
    """Return a table of booleans: rows cases, columns `NEEDS`.

    A period counts only with a stated beginning or length; `two_scores` asks for real
    outcomes counted at two readings of one person.
    """
    kinds = study.dataset.tables["variables"].set_index("variable")["kind"]
    rows = study.statements[~study.statements["derived"] & (study.statements["comparator"] != "not stated")]
    rows = rows.assign(kind=rows["variable"].map(kinds))

    def answer(case: str) -> dict[str, bool]:
        own = rows[rows["case"] == case]
        scores, outcomes = own[own["kind"] == "score"], own[own["kind"] == "real"]
        timed = (outcomes["dated"] == "stated") | outcomes["duration_max"].notna()
        return {
            "score": len(scores) > 0,
            "score_date": bool((scores["dated"] == "stated").any()),
            "real_outcome": len(outcomes) > 0,
            "period": bool(timed.any()),
            "two_scores": scores["value"].nunique() > 1 and len(outcomes) > 1,
        }

    return pd.DataFrame(
        [answer(case) for case in study.cases["case"]], index=study.cases["case"], columns=list(NEEDS)
    )


def count_facts(study: CaseStudy) -> tuple[Fact, ...]:
    """Return how many persons, statements, claims and criteria there are."""
    statements = study.statements
    counts = {
        "n_cases": len(study.cases),
        "n_statements": int((~statements["derived"]).sum()),
        "n_derived": int(statements["derived"].sum()),
        "n_not_stated": int((statements["comparator"] == "not stated").sum()),
        "n_claims": len(study.claims),
        "n_criteria": len(study.dataset.tables["criteria"]),
    }
    return tuple(Fact(name, count, "rows", "data package") for name, count in counts.items())

"""What came in: the files, what the stories state and what they do not, what the score is said to be made of."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure

from ssi_outcomes.exhibits.exhibit import Exhibit, Table, Teller
from ssi_outcomes.facts import Fact
from ssi_outcomes.figures import draw_coverage, draw_makeup
from ssi_outcomes.prose import cite, fill
from ssi_outcomes.study import CaseStudy, statement_facts

# What a comparison of the score with outcomes needs, in the order in which one would ask.
NEEDS = ("score", "score_date", "real_outcome", "period", "two_scores")


def show_files(study: CaseStudy) -> Exhibit:
    """Return each file with what it was taken for and its counts of rows."""
    sums = {name: sum(getattr(file, name) for file in study.dataset.files) for name in ("rows", "accepted", "rejected", "blank")}
    facts = [Fact(f"n_{name}", count, "rows", "files") for name, count in sums.items()]
    facts += [Fact("n_files", len(study.dataset.files), "files", "files")]
    facts += [Fact(f"file_{file.table}_rows", file.rows, "rows", file.name) for file in study.dataset.files]
    return Exhibit("files", study, tuple(facts), table=lambda teller: _files_table(study, teller))


def _files_table(study: CaseStudy, teller: Teller) -> Table:
    rows = [
        (file.name, teller.say(f"labels.tables.{file.table}"), cite(teller.facts, f"file_{file.table}_rows", teller.language)) for file in study.dataset.files
    ]
    return Table(teller.say("exhibits.files_caption"), [teller.text(f"labels.columns.{name}") for name in ("file", "taken_for", "rows")], rows)


def show_statements(study: CaseStudy) -> Exhibit:
    """Return the counts of what is stated, derived, and not stated."""
    facts = (*count_facts(study), *plan_facts(study), *statement_facts(study))
    return Exhibit("statements", study, facts, table=lambda teller: _derived_table(study, teller))


def _derived_table(study: CaseStudy, teller: Teller) -> Table:
    derived = study.statements[study.statements["derived"]]
    rows = [
        (
            label(study, row.variable, teller.language),
            say_value(row, teller),
            Markup("<code>{}</code>").format(study.dataset.tables["derivations"].set_index("statement_id").loc[row.statement_id, "expression"]),
        )
        for row in derived.itertuples()
    ]
    return Table(teller.say("exhibits.derived_caption"), [teller.text(f"labels.columns.{name}") for name in ("what", "value", "computed_as")], rows)


def show_coverage(study: CaseStudy) -> Exhibit:
    """Return, for each person, which parts of a comparison are stated."""
    known = find_known(study)
    facts = tuple(Fact(f"n_with_{need}", int(known[need].sum()), "persons", "statements", n=len(known)) for need in NEEDS)
    facts += count_facts(study)

    def draw(teller: Teller) -> Figure:
        names = [told(person, "name", teller.language) for _, person in study.cases.iterrows()]
        return draw_coverage(known.set_axis(names).rename(columns=lambda need: teller.text(f"labels.needs.{need}")), teller.text)

    return Exhibit("coverage", study, facts, draw, words=lambda teller: {"n_with_two_scores": int(known["two_scores"].sum())})


def find_known(study: CaseStudy) -> pd.DataFrame:
    """Return a table of booleans: rows cases, columns `NEEDS`.

    A period counts only with a stated beginning or length; `two_scores` asks for real outcomes counted at two readings of one person.
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

    return pd.DataFrame([answer(case) for case in study.cases["case"]], index=study.cases["case"], columns=list(NEEDS))


def show_makeup(study: CaseStudy) -> Exhibit:
    """Return the presumed criteria of the score, by pillar and by who moves them."""
    criteria = study.dataset.tables["criteria"]
    counts = criteria["moved_by"].value_counts()
    facts = [*count_facts(study)]
    facts += [Fact(f"n_moved_by_{who}", int(counts.get(who, 0)), "criteria", "criteria", n=len(criteria)) for who in ("oneself", "both", "others")]
    facts += [Fact("n_not_oneself_alone", int((criteria["moved_by"] != "oneself").sum()), "criteria", "criteria", n=len(criteria))]
    wanted = statement_facts(study)
    facts += [fact for fact in wanted if fact.id in ("ssi_scale", "ssi_pillars", "ssi_pillar_points")]

    def draw(teller: Teller) -> Figure:
        return draw_makeup(criteria.assign(label=criteria[f"label_{teller.language}"]), teller.text)

    return Exhibit("makeup", study, tuple(facts), draw)


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


def plan_facts(study: CaseStudy) -> tuple[Fact, ...]:
    """Return the thresholds that were fixed beforehand."""
    plan = study.plan
    points = {"plan_low": plan.low, "plan_high": plan.high, "plan_claim_gap": plan.claim_gap, "plan_within_sd": plan.within_sd}
    ratios = {"plan_claim": plan.claim_ratio, "plan_claim_per_ten": plan.claim_per_10, "plan_threshold": plan.threshold}
    shares = {"plan_level": 100 * plan.level, "plan_power": 100 * plan.power, "plan_margin": 100 * plan.approximate_margin}
    step = {"plan_step": 10}
    gates = {"plan_gate_people": plan.gates.people_with_events, "plan_gate_events": plan.gates.events}
    units = ((points | step, "points"), (ratios, "rate ratio"), (shares, "percent"), (gates, ""))
    return tuple(Fact(name, value, unit, "analysis-plan.toml") for group, unit in units for name, value in group.items())


def told(row: pd.Series, column: str, language: str) -> str:
    """Return a column of a row in a language."""
    return row[f"{column}_{language}"]


def label(study: CaseStudy, variable: str, language: str) -> str:
    """Return a variable's name in a language."""
    return study.dataset.tables["variables"].set_index("variable").loc[variable, f"label_{language}"]


_COMPARATORS = {
    "=": "exactly",
    ">": "more_than",
    ">=": "at_least",
    "<": "less_than",
    "<=": "at_most",
    "~": "about",
    "between": "between",
    "not stated": "not_stated",
}


def say_value(row, teller: Teller) -> Markup:
    """Return a statement's number with its comparator and the time that it refers to."""
    per = row.per if isinstance(row.per, str) else ""
    bound = "" if row.comparator == "between" or not pd.isna(row.value) else ".low" if row.comparator in (">", ">=") else ".high"
    number = teller.say(f"labels.comparators.{_COMPARATORS[row.comparator]}", id=row.statement_id + bound)
    return teller.say(f"labels.per.{per}", number=number) if per else number


def wording(row, column: str, teller: Teller) -> Markup:
    """Return a claim's text with the facts that it cites."""
    return fill(getattr(row, f"{column}_{teller.language}"), teller.language, teller.facts)

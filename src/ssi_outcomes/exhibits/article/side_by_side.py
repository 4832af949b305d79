"""The five side by side: scores, outcomes, and what becomes of each claim."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from markupsafe import Markup, escape
from matplotlib.figure import Figure

from ssi_outcomes.claims.cases import Status, count_claims
from ssi_outcomes.exhibits.alone.diary import show_diary, show_halves
from ssi_outcomes.exhibits.article.person import has_moved, read_scores
from ssi_outcomes.exhibits.article.phrases import label, say_time, say_value, told, wording
from ssi_outcomes.exhibits.article.statements import count_facts
from ssi_outcomes.exhibits.frame.exhibit import Exhibit, Table, Teller, status_badge
from ssi_outcomes.exhibits.frame.thresholds import plan_facts
from ssi_outcomes.exhibits.team.claims_here import show_claims_here, show_open_here
from ssi_outcomes.exhibits.team.score_ranges import show_ranges, show_team
from ssi_outcomes.figures import draw_people
from ssi_outcomes.study import CaseStudy, PanelStudy, Study, statement_facts
from ssi_outcomes.words.facts import Fact

RANGES = ("low", "middle", "high", "not_stated")
OUTCOMES = ("present", "absent", "not_stated")


def show_people(study: Study) -> Exhibit:
    """Return everyone's score, real outcome and tie to the author in one picture; of a team, where its scores
    lie; of one person, the weeks.
    """
    if isinstance(study, PanelStudy):
        return show_diary(study) if study.alone else show_team(study)
    facts = (*statement_facts(study), *plan_facts(study), *count_facts(study))

    def draw(teller: Teller) -> Figure:
        people = [_person(study, person, teller) for _, person in study.cases.iterrows()]
        return draw_people(people, study.plan.low, study.plan.high, teller.text)

    return Exhibit("people", study, facts, draw, lambda teller: _people_table(study, teller))


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


def show_truth_table(study: Study) -> Exhibit:
    """Return who stands where: range of the score by whether a real outcome is stated at it; of a team or of
    one person, by what was counted.
    """
    if isinstance(study, PanelStudy):
        return show_halves(study) if study.alone else show_ranges(study)
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

    def table(teller: Teller) -> Table:
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

    seen = {"n_low": counts.get(("low", "present"), 0), "n_high": counts.get(("high", "absent"), 0)}
    return Exhibit("truth", study, (*facts, *plan_facts(study)), table=table, words=lambda teller: seen)


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


def show_claims(study: Study, decided: bool = True) -> Exhibit:
    """Return the ledger of the claims that these data decide, or of those that they leave open."""
    if isinstance(study, PanelStudy):
        return show_claims_here(study) if decided else show_open_here(study)
    is_open = study.claims["status"] == Status.NOT_TESTABLE
    rows = study.claims[~is_open if decided else is_open]
    rank = {
        status.value: place
        for place, status in enumerate(
            (Status.REFUTED, Status.SUPPORTED, Status.ARITHMETIC, Status.NOT_TESTABLE)
        )
    }
    vanity = study.dataset.tables["variables"].query("kind == 'vanity'")["variable"]
    # Claims about real outcomes before those about vanity; otherwise in the article's order.
    rows = rows.assign(rank=rows["status"].map(rank), vain=rows["outcome"].isin(vanity)).sort_values(
        ["rank", "vain"], kind="stable"
    )
    facts = (*statement_facts(study), *_claim_facts(study), *plan_facts(study))
    return Exhibit(
        "claims" if decided else "open_claims",
        study,
        facts,
        table=lambda teller: _claims_table(study, rows, decided, teller),
    )


def _claim_facts(study: CaseStudy) -> tuple[Fact, ...]:
    counts = {f"n_{status.replace(' ', '_')}": count for status, count in count_claims(study.claims).items()}
    counts["n_advice"] = int((study.claims["form"] == "advice").sum())
    counts["n_decided"] = len(study.claims) - counts["n_not_testable"]
    statuses = {f"status_{claim.claim_id}": claim.status for claim in study.claims.itertuples()}
    return count_facts(study) + tuple(
        Fact(name, count, "claims", "judge_claims") for name, count in (counts | statuses).items()
    )


def _claims_table(study: CaseStudy, claims: pd.DataFrame, decided: bool, teller: Teller) -> Table:
    columns = ("claim", "status", "scope", "rests_on")
    rows = [
        (
            teller.say(
                "labels.claim",
                wording=wording(claim, "wording", teller),
                holder=teller.text(f"labels.holders.{claim.holder}"),
            ),
            status_badge(teller, claim.status),
            teller.say(
                "labels.scope",
                scope=wording(claim, "scope", teller),
                would_change=wording(claim, "would_change", teller),
            ),
            _rests_on(study, claim, teller),
        )
        for claim in claims.itertuples()
    ]
    caption = teller.say("exhibits.claims_caption" if decided else "exhibits.open_claims_caption")
    return Table(caption, [teller.text(f"labels.columns.{name}") for name in columns], rows, "ledger")


def _rests_on(study: CaseStudy, claim, teller: Teller) -> Markup:
    """Return the statements under a claim in words; the person's name in front where it is about a person."""
    names = study.cases.set_index("case")
    known = study.statements.set_index("statement_id", drop=False)
    parts = []
    for statement in claim.rests_on:
        row = known.loc[statement]
        who = (
            escape(told(names.loc[row.case], "name", teller.language))
            if isinstance(row.case, str) and row.case
            else ""
        )
        what = label(study, row.variable, teller.language)
        parts.append(teller.say("labels.rests_on", who=who, what=what, value=say_value(row, teller)))
    return teller.say("labels.joined", parts=parts) if parts else teller.say("labels.rests_on_nothing")

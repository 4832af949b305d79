"""What came in: the files, what the stories state and what they do not, what the score is said to be made
of.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure

from ssi_outcomes.base.errors import message
from ssi_outcomes.exhibits.article.phrases import is_borrowed, label, say_value, told
from ssi_outcomes.exhibits.frame.exhibit import VERBATIM, Exhibit, Table, Teller
from ssi_outcomes.exhibits.frame.thresholds import plan_facts
from ssi_outcomes.exhibits.team.person_weeks import show_panel, show_weeks
from ssi_outcomes.figures import draw_coverage, draw_makeup
from ssi_outcomes.reading.dataset import SourceFile
from ssi_outcomes.reading.joining.hiding import HIDDEN, hide_cell, hide_names, is_known
from ssi_outcomes.reading.parsed import Rejected
from ssi_outcomes.reading.tables.mapping import write_toml
from ssi_outcomes.study import CaseStudy, Study, statement_facts
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import cite

COUNTS = ("rows", "accepted", "rejected", "blank")
REFUSALS_SHOWN = 40
# The values of a message that quote a cell.
QUOTED = ("value", "other", "first", "second")
# Those that quote headers, or what else a file calls its parts and kinds.
HEADERS = (
    "header",
    "headers",
    "column",
    "columns",
    "fields",
    "choices",
    "paste",
    "sheet",
    "member",
    "stages",
    "types",
    "outcome",
)
# What a comparison of the score with outcomes needs, in the order in which one would ask.
NEEDS = ("score", "score_date", "real_outcome", "period", "two_scores")


def show_files(study: Study) -> Exhibit:
    """Return what each file was taken for, and the fate of its rows; or why it was not read."""
    sums = {name: sum(getattr(file, name) for file in study.dataset.files) for name in COUNTS}
    facts = [Fact(f"n_{name}", count, "rows", "files") for name, count in sums.items()]
    facts += [
        Fact(
            "n_files", len({file.name.partition(" › ")[0] for file in study.dataset.files}), "files", "files"
        )
    ]
    facts += [
        Fact(
            "n_unread",
            sum(file.refusal is not None for file in study.dataset.files),
            "files or sheets",
            "files",
        )
    ]
    facts += [
        Fact(f"file_{place}_{name}", getattr(file, name), "rows", "files")
        for place, file in enumerate(study.dataset.files)
        for name in COUNTS
    ]
    sealed = isinstance(study, CaseStudy)
    return Exhibit(
        "files",
        study,
        tuple(facts),
        table=lambda teller: _files_table(study, teller),
        words=lambda teller: {"sealed": sealed},
    )


def _files_table(study: Study, teller: Teller) -> Table:
    rows, remarked = [], any(file.notes or file.refusal for file in study.dataset.files)
    for place, file in enumerate(study.dataset.files):
        counts = [cite(teller.facts, f"file_{place}_{name}", teller.language) for name in COUNTS]
        rows.append(
            (
                file.name,
                teller.say(f"labels.kinds.{file.table}"),
                *counts,
                *([_remarks(study, file, teller)] if remarked else []),
            )
        )
    headings = [
        teller.text(f"labels.columns.{name}")
        for name in ("file", "taken_for", *COUNTS, *(["remarks"] if remarked else []))
    ]
    return Table(teller.say("exhibits.files_caption"), headings, rows, VERBATIM)


def _remarks(study: Study, file: SourceFile, teller: Teller) -> str:
    """Return what was decided while a file was read, or why it was not."""
    notes = [
        message(key, teller.language, **shown_values(study, {"file": file.name, **values}))
        for key, values in file.notes
    ]
    refusal = (
        [
            message(
                file.refusal.key,
                teller.language,
                **shown_values(study, {"file": file.name, **file.refusal.values}),
            )
        ]
        if file.refusal
        else []
    )
    return " ".join([*refusal, *notes])


def show_refused(study: Study) -> Exhibit:
    """Return each row or file that was refused, with its place, the reason and the remedy; the first ones,
    where there are many.
    """
    rejected = study.dataset.rejected
    facts = (
        Fact("n_refusals", len(rejected), "rows", "files"),
        Fact("n_refusals_shown", min(len(rejected), REFUSALS_SHOWN), "rows", "files"),
    )

    def table(teller: Teller) -> Table:
        rows = [
            (
                each.file,
                each.line or teller.text("labels.none"),
                _column(study, each) or teller.text("labels.none"),
                _reason(study, each, teller),
            )
            for each in rejected[:REFUSALS_SHOWN]
        ]
        return Table(
            teller.say("exhibits.refused_caption"),
            [teller.text(f"labels.columns.{name}") for name in ("file", "line", "column", "reason")],
            rows,
            VERBATIM,
        )

    return Exhibit(
        "refused",
        study,
        facts,
        table=table if rejected else None,
        words=lambda teller: {"any": bool(rejected)},
    )


def _column(study: Study, rejected: Rejected) -> str:
    return str(shown_values(study, {"column": rejected.column or ""})["column"])


def _reason(study: Study, rejected: Rejected, teller: Teller) -> str:
    values = {"value": rejected.value, "file": rejected.file, **rejected.values}
    return message(rejected.key, teller.language, **shown_values(study, values))


def shown_values(study: Study, values: Mapping[str, object], *, page: bool = True) -> dict[str, object]:
    """Return the values of a message without anybody's name: a cell may hold any text; what is said in full
    stays on this machine.

    On a page, which travels, headers are shown where their words are known: in some tables the people are the
    columns.
    """
    if study.dataset.about.get("synthetic") or isinstance(study, CaseStudy):
        return dict(values)
    hide, cells = hide_names(study.dataset.names), {str(values[name]) for name in QUOTED if name in values}
    hide_headers = hide_names(study.dataset.names, is_neutral=is_known) if page else hide
    hidden = {cell: HIDDEN for cell in cells if hide_cell(cell) == HIDDEN} | {
        own: shown for own, shown in study.dataset.labels.items() if own != shown
    }
    # The lines to paste repeat the cell and the file.
    forms = {form: shown for own, shown in hidden.items() for form in (own, write_toml(own)[1:-1])}

    def show(name: str, text: str) -> str:
        for form in sorted(forms, key=len, reverse=True):
            text = text.replace(form, forms[form])
        return (hide_headers if name in HEADERS else hide)(text)

    return {name: show(name, value) if isinstance(value, str) else value for name, value in values.items()}


def show_contents(study: Study) -> Exhibit:
    """Return what is in the files: a case's statements, or a team's people, weeks and events."""
    return show_statements(study) if isinstance(study, CaseStudy) else show_panel(study)


def show_coverage(study: Study) -> Exhibit:
    """Return what is stated and what is missing: person by person for cases, week by week for a team."""
    return show_needs(study) if isinstance(study, CaseStudy) else show_weeks(study)


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

    def draw(teller: Teller) -> Figure:
        names = [told(person, "name", teller.language) for _, person in study.cases.iterrows()]
        return draw_coverage(
            known.set_axis(names).rename(columns=lambda need: teller.text(f"labels.needs.{need}")),
            teller.text,
        )

    return Exhibit(
        "coverage",
        study,
        facts,
        draw,
        words=lambda teller: {"n_with_two_scores": int(known["two_scores"].sum())},
    )


def find_known(study: CaseStudy) -> pd.DataFrame:
    """Return a table of booleans: rows cases, columns `NEEDS`.

    A period counts only with a stated beginning or length; `two_scores` asks for real outcomes counted at two
    readings of one person.
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


def show_makeup(study: Study) -> Exhibit:
    """Return the presumed criteria of the score, by pillar and by who moves them; they are the article's,
    whatever the dataset.
    """
    article = study.article
    criteria = article.dataset.tables["criteria"]
    counts = criteria["moved_by"].value_counts()
    facts = [Fact("n_criteria", len(criteria), "rows", "data package")]
    facts += [
        Fact(f"n_moved_by_{who}", int(counts.get(who, 0)), "criteria", "criteria", n=len(criteria))
        for who in ("oneself", "both", "others")
    ]
    facts += [
        Fact(
            "n_not_oneself_alone",
            int((criteria["moved_by"] != "oneself").sum()),
            "criteria",
            "criteria",
            n=len(criteria),
        )
    ]
    wanted = statement_facts(article)
    facts += [fact for fact in wanted if fact.id.startswith(("ssi_", "linkedin_"))]

    def draw(teller: Teller) -> Figure:
        return draw_makeup(criteria.assign(label=told(criteria, "label", teller.language)), teller.text)

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

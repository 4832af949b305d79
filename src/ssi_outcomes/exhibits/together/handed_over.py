"""Who handed over what, and who was registered and is not heard of."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from ssi_outcomes.evidence.pool_judge import DRAWN_GATES
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.in_per_cent import count_digits, name_change
from ssi_outcomes.exhibits.frame.teller import Table, Teller, label_outcome
from ssi_outcomes.exhibits.together.pool_facts import (
    count_facts,
    estimate_facts,
    pool_facts,
    shorten_numbers,
)
from ssi_outcomes.study import PoolStudy
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import cite


def show_studies(study: PoolStudy) -> Exhibit:
    """Return each estimate that was handed over, with whether it counts."""
    facts = (*pool_facts(study), *estimate_facts(study))
    table = partial(_tabulate_studies, study) if len(study.estimates) else None
    words = {"refused": any(file.refusal for file in study.dataset.files)}
    return Exhibit("studies", study, facts, table=table, words=lambda teller: words, voice="pool")


def show_registered(study: PoolStudy) -> Exhibit:
    """Return which studies were registered before their data were read, and have not been heard of since."""
    missing = study.registered[~study.registered["heard_of"]]
    facts = [*count_facts(study)]
    for row in missing.itertuples():
        facts += [Fact(f"missing_{row.Index}_people", int(row.people), "persons", "registered")]
        facts += [Fact(f"missing_{row.Index}_weeks", int(row.weeks), "weeks", "registered")]
    late = bool((study.registered["looks_before"] > 0).any())
    handed_over = {*study.estimates["study"]}
    words = {"any": bool(len(study.registered)), "missing": bool(len(missing)), "late": late}
    words |= {
        "handed_over": bool(handed_over),
        "unregistered": bool(handed_over - {*study.registered["study"]}),
    }
    return Exhibit(
        "registered",
        study,
        tuple(facts),
        table=partial(_tabulate_missing, study) if len(missing) else None,
        words=lambda teller: words,
        voice="pool",
    )


def _tabulate_studies(study: PoolStudy, teller: Teller) -> Table:
    short = shorten_numbers([*study.estimates["study"]])
    rows = []
    for row in study.estimates.sort_values(["outcome", "question", "study"]).itertuples():
        name = f"estimate_{row.Index}"
        rows.append(
            (
                code(short[row.study]),
                label_outcome(row.outcome, teller),
                teller.text(f"pool.questions.{row.question}"),
                say_pooled(f"{name}_ratio", teller),
                *(
                    cite(teller.facts, f"{name}_{what}", teller.language)
                    for what in ("events", "people", "weeks")
                ),
                Markup("–").join(map(code, dict.fromkeys((row.first, row.last)))),
                _say_whether(row.failed, teller),
            )
        )
    columns = ("study", "outcome", "comparison", "change", "events", "people", "weeks", "quarters", "counts")
    return Table(teller.say("pool.studies_caption"), headings(columns, teller), rows, "ledger")


def _say_whether(failed: str, teller: Teller) -> str:
    """Return whether an estimate counts, or the condition that it fails in a few words."""
    if not failed:
        return teller.text("pool.counts")
    return teller.text(f"pool.gates.{failed}" if failed in DRAWN_GATES else f"verdict.short.{failed}")


def _tabulate_missing(study: PoolStudy, teller: Teller) -> Table:
    missing = study.registered[~study.registered["heard_of"]].sort_values(["registered", "study"])
    short = shorten_numbers([*study.registered["study"]])
    rows = [
        (
            code(short[row.study]),
            teller.say("pool.day", day=row.registered),
            *(
                cite(teller.facts, f"missing_{row.Index}_{what}", teller.language)
                for what in ("people", "weeks")
            ),
            teller.text("pool.overdue" if row.time_is_up else "pool.running"),
        )
        for row in missing.itertuples()
    ]
    columns = ("study", "registered", "people_meant", "weeks_meant", "state")
    return Table(teller.say("pool.registered_caption"), headings(columns, teller), rows, "ledger")


def headings(columns: tuple[str, ...], teller: Teller) -> list[str]:
    """Return the headings of a table by their names: those of all tables, or a pool's own."""
    own = ("study", "quarters", "counts", "registered", "people_meant", "weeks_meant", "state")
    own += ("studies", "next_team", "apart", "share_apart")
    return [
        teller.text(f"pool.columns.{name}" if name in own else f"labels.columns.{name}") for name in columns
    ]


def say_pooled(name: str, teller: Teller) -> Markup | str:
    """Return a ratio as a change with its interval; "–" where it is beyond all measure."""
    name = name_change(name)
    fact = teller.facts[name]
    if fact.value is None or fact.low is None or fact.high is None:
        return teller.text("labels.none")
    return teller.say("pool.change_with_interval", id=name, digits=count_digits([name], teller))


def code(text: str) -> Markup:
    """Return a study's number or a quarter as code: its digits are no facts."""
    return Markup("<code>{}</code>").format(text)

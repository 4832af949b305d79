"""What a team's weeks say of the article's claims, one by one, beside what its cases say;
and the claims that no weeks can settle.
"""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from ssi_outcomes.claims.cases import DECIDED, Status
from ssi_outcomes.claims.rulings import (
    Ruling,
    find_deciding,
    find_leading,
    take_side,
)
from ssi_outcomes.evidence.any_time import bounds
from ssi_outcomes.evidence.verdict import USEFUL, USELESS, Verdict
from ssi_outcomes.exhibits.article.phrases import wording
from ssi_outcomes.exhibits.frame.badges import status_badge
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.in_per_cent import say_spans
from ssi_outcomes.exhibits.frame.teller import Table, Teller, label_outcome
from ssi_outcomes.exhibits.team.findings import finding_facts
from ssi_outcomes.exhibits.team.rulings_here import (
    BY_TRIAL,
    FORMS,
    Here,
    find_state_of,
    here_facts,
    judge_here,
)
from ssi_outcomes.reading.names.registry import activities
from ssi_outcomes.study import PanelStudy

# What each holder says in general stands in the first table, decided or not.
IN_GENERAL = frozenset({"more_opportunities", "higher_is_better", "useless"})
# What a sentence may cite of witnesses, by its ending.
TALLIED = ("found", "asked", "people")
# Which sentence tells what decides a claim: of witnesses, how many said so; else who ruled.
STATES_SEEN = ("seen", "none_of", "some", "none", "missing")
NUMBERS = (*STATES_SEEN, "leaders", "activity", "verdict", *BY_TRIAL)


def show_claims_here(study: PanelStudy) -> Exhibit:
    """Return the claims that these data decide, and what each holder says in general."""
    here = judge_here(study)
    return lay_ledger(here, [ruling for ruling in here.rulings if _is_first(ruling)])


def lay_ledger(here: Here, shown: list[Ruling]) -> Exhibit:
    """Return the exhibit of some of the rulings."""
    study = here.study
    # What is decided at a look that was not planned is exploratory, whatever it is a claim about.
    exploratory = study.findings.decided and not study.looks.planned(study.plan.looks_allowed)
    facts = (*finding_facts(study), *here_facts(here))
    new = next(fact.value for fact in facts if fact.id == "n_here_new")
    words = {"exploratory": exploratory, "plan_changed": study.looks.plan_changed, "new": new}
    table = partial(_table, here, shown, "claims_here_caption") if shown else None
    return Exhibit("claims_here", study, facts, table=table, words=lambda teller: words)


def show_open_here(study: PanelStudy) -> Exhibit:
    """Return the claims that these data leave open, with the reason; in further
    sentences, those that no weeks can settle.
    """
    return lay_open(judge_here(study))


def lay_open(here: Here) -> Exhibit:
    """Return the exhibit of the rulings that leave a claim open."""
    study = here.study
    shown = [ruling for ruling in here.rulings if not _is_first(ruling)]
    facts = (*finding_facts(study), *here_facts(here))
    table = partial(_table, here, shown, "open_here_caption") if shown else None

    return Exhibit(
        "open_here",
        study,
        facts,
        table=table,
        words=partial(_word_lay_open, here),
        more=("others_here", "others_list"),
    )


def _word_lay_open(here: Here, teller: Teller) -> dict[str, object]:
    return {
        "others": [
            (teller.text(f"labels.others_here.{kind}"), _list_others(here, kind, teller)) for kind in FORMS
        ]
    }


def _is_first(ruling: Ruling) -> bool:
    return ruling.status in DECIDED or ruling.claim in IN_GENERAL


def _list_others(here: Here, kind: str, teller: Teller) -> list[tuple[Markup, Markup | str]]:
    """Return the wordings of a kind, each with the status that the article's cases give it, if they do."""
    rows = here.others[here.others["kind"] == kind]
    return [
        (
            _say_claim(row, teller),
            "" if row.status == Status.NOT_TESTABLE else status_badge(teller, row.status),
        )
        for row in rows.itertuples()
    ]


# --- the table


def _table(here: Here, rulings: list[Ruling], caption: str, teller: Teller) -> Table:
    ledger = here.ledger
    rows = [
        (
            _say_claim(ledger.loc[ruling.claim], teller)
            + _say_statuses(ruling, ledger.loc[ruling.claim, "status"], teller),
            teller.say(
                "labels.here",
                scope=_say_scope(ruling, teller),
                number=_say_number(here, ruling, teller),
            ),
        )
        for ruling in rulings
    ]
    headings = [teller.text(f"labels.columns.{name}") for name in ("status_here", "scope_here")]
    return Table(teller.say(f"exhibits.{caption}"), headings, rows, "ledger")


def _say_scope(ruling: Ruling, teller: Teller) -> Markup:
    if ruling.by in BY_TRIAL:
        return teller.say(f"labels.lot_scope.{ruling.claim}")
    return teller.say(f"labels.here_scope.{ruling.claim}")


def _say_statuses(ruling: Ruling, there: str, teller: Teller) -> Markup:
    """Return, each on a line of its own, the status on these data and that in the article's cases."""
    # "Not testable here" would be of these data.
    word = "labels.not_testable_there" if there == Status.NOT_TESTABLE else f"labels.statuses.{there}"
    return (
        Markup(" <br>")
        + status_badge(teller, ruling.status.value)
        + Markup(" <br>")
        + teller.say("labels.status_there", status=teller.text(word))
    )


def _say_claim(row, teller: Teller) -> Markup:
    return teller.say(
        "labels.claim",
        wording=wording(row, "wording", teller),
        holder=teller.text(f"labels.holders.{row.holder}"),
    )


def _say_number(here: Here, ruling: Ruling, teller: Teller) -> Markup:
    """Return what decides the claim on these data, or why nothing does."""
    match ruling.by:
        case "witnesses":
            state = find_state_of(ruling.tally, here.study)
            unit = ruling.tally.unit.replace("-", "_")
            words = {
                "id": f"here_{ruling.claim}",
                "unit": unit,
                "missing": ruling.tally.missing,
            }
            return teller.say(f"{here.voice}.{state}", **words)
        case "leaders":
            told = find_leading(here.study.findings)
            words = (
                {
                    "outcome": label_outcome(told.outcome, teller),
                    "interval": say_spans(["here_leaders"], teller)[0],
                }
                if told
                else {"outcome": ""}
            )
            return teller.say(
                "labels.here_number.leaders",
                **words,
                reason=_say_reason(told.verdict_between, teller) if told else "",
            )
        case "activity":
            return _say_link(here, teller)
        case "lot" | "faked":
            trial = here.study.trial
            words = {
                "outcome": label_outcome(trial.protocol.outcome, teller),
                "lot_word": teller.say(f"lot.words.{trial.verdict.word}"),
            }
            return teller.say(f"labels.here_number.{ruling.by}", **words)
    return _say_verdict(here.study, ruling, teller)


def _say_link(here: Here, teller: Teller) -> Markup:
    link = here.study.findings.activity
    if link.slope is None:
        return teller.say("labels.here_number.activity", known=False)
    alone = not link.holds and bounds(link.slope, here.study.plan)[0] > 1
    words = {
        "activity": activities()[link.activity].label[teller.language],
        "interval": say_spans(["here_activity"], teller)[0],
    }
    return teller.say("labels.here_number.activity", known=True, alone=alone, **words)


def _say_verdict(study: PanelStudy, ruling: Ruling, teller: Teller) -> Markup:
    told = find_deciding(study.findings, ruling)
    if told is None:
        return teller.say("labels.here_number.missing", missing=ruling.kind)
    verdict, comparison = take_side(told, ruling.by)
    interval = say_spans([f"{told.outcome}_{ruling.by}"], teller)[0] if comparison.slope else ""
    return teller.say(
        "labels.here_number.verdict",
        outcome=label_outcome(told.outcome, teller),
        interval=interval,
        size=f"{told.outcome}_{'compared' if ruling.by == 'within' else 'between_people'}",
        by=ruling.by,
        reason=_say_reason(verdict, teller),
        notes=[teller.say(f"labels.verdict_notes.{note}") for note in verdict.notes],
    )


def _say_reason(verdict: Verdict, teller: Teller) -> str:
    """Return why there is no verdict, or "" where the interval decides."""
    if verdict.reason != "interval":
        return teller.text(f"verdict.short.{verdict.reason}")
    return "" if verdict.word in (USEFUL, USELESS) else teller.text("labels.here_wide")

"""The answer to one person, about that person's own weeks: they decide nothing, and say what would."""

from __future__ import annotations

from functools import partial

from ssi_outcomes.claims.cases import DECIDED
from ssi_outcomes.exhibits.alone.diary import reach_facts
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.teller import Teller
from ssi_outcomes.exhibits.frame.thresholds import plan_facts
from ssi_outcomes.exhibits.team.answer import register_look
from ssi_outcomes.exhibits.team.choice import answer_words
from ssi_outcomes.exhibits.team.claims_here import lay_ledger, lay_open
from ssi_outcomes.exhibits.team.findings import finding_facts
from ssi_outcomes.exhibits.team.person_weeks import people_fact, reading_fact
from ssi_outcomes.exhibits.team.plain_words import TERMS, limit_words
from ssi_outcomes.exhibits.team.rulings_here import judge_here
from ssi_outcomes.study import PanelStudy

VOICE = "you.exhibits"
COUNTS = "you.here_number"
# Years: nobody keeps a diary for longer; from the other number on, they are told without decimals.
WORKING_LIFE, ROUND_YEARS = 40, 10


def show_answer(study: PanelStudy) -> Exhibit:
    """Return why there is no verdict on one person, and what to do; on real data
    this is a look, and the register keeps it.
    """
    register_look(study)
    reach = tuple(reach_facts(study))
    facts = (*finding_facts(study), *plan_facts(study), people_fact(study), reading_fact(study), *reach)
    years = next((fact.value for fact in reach if fact.id == "diary_years"), None)
    return Exhibit(
        "answer",
        study,
        tuple(dict.fromkeys(facts)),
        words=partial(_word_answer, study, years),
        more=("plain", "limits", "unknown", "next_step", "looks"),
        voice=VOICE,
    )


def _word_answer(study: PanelStudy, years: float | None, teller: Teller) -> dict[str, object]:
    words = answer_words(study, teller)
    wait = "unpaced" if years is None else "never" if years > WORKING_LIFE else "years"
    said = {**words, "wait": wait, "year_digits": 0 if years and years >= ROUND_YEARS else 1}
    screen = {
        "lede": teller.say("you.first.lede", **said),
        "lines": [],
        "how": "",
        "rows": [(term, teller.say(f"you.first.{term}", **said)) for term in TERMS],
    }
    return {**words, **limit_words(study, words, teller), "screen": screen}


def show_claims(study: PanelStudy, decided: bool = True) -> Exhibit:
    """Return the claims that one's own weeks refute, or show to be possible, or those that they leave open.

    In general one person's weeks decide nothing.
    """
    here = judge_here(study, COUNTS)
    if not decided:
        return lay_open(here)
    return lay_ledger(here, [each for each in here.rulings if each.status in DECIDED])

"""The answer to one person, about that person's own weeks: they decide nothing, and say what would."""

from __future__ import annotations

from functools import partial

from ssi_outcomes.claims.cases import DECIDED
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.team.answer import register_look
from ssi_outcomes.exhibits.team.choice import answer_words
from ssi_outcomes.exhibits.team.claims_here import lay_ledger, lay_open
from ssi_outcomes.exhibits.team.findings import finding_facts
from ssi_outcomes.exhibits.team.person_weeks import people_fact, reading_fact
from ssi_outcomes.exhibits.team.rulings_here import judge_here
from ssi_outcomes.study import PanelStudy

VOICE = "you.exhibits"
COUNTS = "you.here_number"


def show_answer(study: PanelStudy) -> Exhibit:
    """Return why there is no verdict on one person, and what to do; on real data
    this is a look, and the register keeps it.
    """
    register_look(study)
    facts = (*finding_facts(study), people_fact(study), reading_fact(study))
    return Exhibit(
        "answer",
        study,
        facts,
        words=partial(answer_words, study),
        more=("unknown", "next_step", "looks"),
        voice=VOICE,
    )


def show_claims(study: PanelStudy, decided: bool = True) -> Exhibit:
    """Return the claims that one's own weeks refute, or show to be possible, or those that they leave open.

    In general one person's weeks decide nothing.
    """
    here = judge_here(study, COUNTS)
    if not decided:
        return lay_open(here)
    return lay_ledger(here, [each for each in here.rulings if each.status in DECIDED])

"""Words of verdicts and statuses, for the style sheet to dress."""

from __future__ import annotations

from markupsafe import Markup

from ssi_outcomes.evidence.pool_judge import PoolVerdict
from ssi_outcomes.evidence.verdict import UNDETERMINED, USEFUL, Verdict
from ssi_outcomes.exhibits.frame.teller import Teller

# The words of a verdict have the looks of the statuses that they amount to.
VERDICT_STATUS = {"useful": "supported", "useless": "refuted", "undetermined": "not testable"}


def verdict_badge(teller: Teller, word: str, words: str = "words") -> Markup:
    """Return the word of a verdict (`words`: of a real outcome's, or
    "vanity_words"), for the style sheet to dress.
    """
    return status_badge(teller, VERDICT_STATUS[word], teller.say(f"verdict.{words}.{word}"))


def outcome_badge(teller: Teller, verdict: Verdict) -> Markup:
    """Return the word of a real outcome for a reader of the conclusion alone: "useful" is not said there of a
    score that only mirrors the work, and of another only as the sign that watched weeks can show.
    """
    if mirrors_work(verdict):
        return status_badge(teller, "open", teller.say("verdict.drawn.thermometer"))
    return sign_badge(teller, shown_word(verdict))


def sign_badge(teller: Teller, word: str) -> Markup:
    """Return the word on what was watched and not tried: what is "useful" there is so as a sign."""
    if word == USEFUL:
        return status_badge(teller, VERDICT_STATUS[word], teller.say("verdict.drawn.sign"))
    return verdict_badge(teller, word)


def status_badge(teller: Teller, status: str, word: str | None = None) -> Markup:
    """Return the word for a status, or another `word` that has its look, for the style sheet to dress."""
    return Markup('<span class="badge" data-status="{}">{}</span>').format(
        status, word or teller.say(f"labels.statuses.{status.replace(' ', '_')}")
    )


def shown_word(verdict: Verdict | PoolVerdict) -> str:
    """Return the word that is shown: what is useful alone, and not after
    correction for several outcomes, is undetermined.
    """
    return UNDETERMINED if "not_after_holm" in verdict.notes else verdict.word


def mirrors_work(verdict: Verdict) -> bool:
    """Tell whether what is shown as useful is no longer so at equal activity: a thermometer of the work."""
    return "thermometer" in verdict.notes and shown_word(verdict) == USEFUL

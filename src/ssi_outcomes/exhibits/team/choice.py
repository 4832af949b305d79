"""Which sentences tell a verdict: chosen from what was found, never from the wording."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from ssi_outcomes.base.errors import message
from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.judge import Findings
from ssi_outcomes.evidence.scrutiny import find_told, find_widest
from ssi_outcomes.evidence.verdict import UNDETERMINED, USEFUL, USELESS, FamilyVerdict, Verdict
from ssi_outcomes.exhibits.frame.teller import Teller, label_outcome
from ssi_outcomes.exhibits.team.advice import advise, find_advice
from ssi_outcomes.exhibits.team.findings import bounded_gain
from ssi_outcomes.exhibits.team.nobodys_readings import count_nobodys_readings
from ssi_outcomes.exhibits.team.watched import find_pushes, tell_time
from ssi_outcomes.study import PanelStudy

THOUSAND = 1000  # from here on, a forecast of events is told in hundreds
HUNDRED = 100  # from here on, a gain (in per cent) or a ratio is told without decimals
# Which sentence the answer is, and which reason is said to one person alone.
STATES = ("useful", "useless", "useless_inverse", "interval", "gate")
REASONS_ALONE = ("one_person", "no_reading", "only_late", "no_event", "negative", "no_outcome")
OF_THE_SCORE = ("open_later", "lead_elsewhere", "formula_changed")  # they hold whatever the word
ACTIVITY_NOTES = ("beyond_activity", "thermometer", "activity_unknown")


def answer_words(study: PanelStudy, teller: Teller) -> dict[str, object]:
    """Return what chooses the sentences of the answer: a state, its reason, and the outcomes it names."""
    findings = study.findings
    about = {**_tell_looks(study), **_place_answers(study, teller), "few_people": _are_few(study)}
    about["vanity"] = list_outcomes((finding.outcome for finding in findings.of_kind("vanity")), teller)
    return (_choose_words(study, teller) if findings.of_kind("real") else _NOTHING) | about


def _choose_words(study: PanelStudy, teller: Teller) -> dict[str, object]:
    """Return what chooses the sentences about the real outcomes, of which there are some."""
    findings = study.findings
    family, told = findings.families["real"], find_told(findings)
    verdict, state = told.verdict, find_state(findings)
    useless = [findings.outcomes[name] for name in family.useless]
    partly = find_widest(useless) if useless and state in ("useful", "interval", "gate") else None
    notes, time = find_notes(findings, state), tell_time(findings, told)
    # Whatever rests on an interval, an exclusion in passing too, is as exploratory as the look.
    exploratory = not study.looks.planned(study.plan.looks_allowed) and (
        state != "gate" or partly is not None
    )
    # Readings that do not say whose they are have no week to stand before: that is no finding about weeks.
    nameless = not study.n_people or (verdict.reason == "no_reading" and count_nobodys_readings(study) > 0)
    advice = find_advice(state, verdict, notes, exploratory, _are_few(study))
    return {
        "state": state,
        "reason": "nobody" if nameless else verdict.reason,
        "told": told.outcome,
        "told_label": label_outcome(told.outcome, teller),
        "told_the": list_outcomes([told.outcome], teller, "listed_the"),
        **_list_by_word(family, state, teller),
        "of_several": find_scope(findings, state),
        "partly": partly.outcome if partly else "",
        "notes": notes,
        "exploratory": exploratory,
        **_place_interval(verdict, study.plan),
        "has_ratio": told.within.slope is not None,
        "more_digits": -2 if (verdict.more_events or 0) >= THOUSAND else 0,
        **time,
        **find_pushes(told, partly, state, study.plan),
        "after": ("names",) if nameless else advise(advice, time, state),
        **_split_by_activity(findings, teller),
    }


def _are_few(study: PanelStudy) -> bool:
    """Tell whether there are people, and fewer than the rule needs."""
    return 0 < study.n_people < study.plan.gates.people_with_events


def _tell_looks(study: PanelStudy) -> dict[str, bool]:
    """Return what is to be said of the looks at the data, and whether these are invented."""
    return {
        "plan_changed": study.looks.plan_changed,
        "corrected": study.looks.corrected,
        "any_time": study.plan.any_time,
        "invented": bool(study.dataset.about.get("synthetic")),
    }


def _list_by_word(family: FamilyVerdict, state: str, teller: Teller) -> dict[str, object]:
    """Return the outcomes of each word as a sentence lists them, whether there are several, and whether some
    are left open beside a useful one.
    """
    words = ("useful", "useless", "undetermined")
    return {word: list_outcomes(getattr(family, word), teller, "listed_the") for word in words} | {
        "many_useful": len(family.useful) > 1,
        "many_useless": len(family.useless) > 1,
        "open": bool(family.undetermined) and state == "useful",
    }


def _place_answers(study: PanelStudy, teller: Teller) -> dict[str, str]:
    """Return where this dataset answers what files cannot say, and how it is asked there."""
    asked = {f"asked_{key}": message(f"about_key_{key}", teller.language) for key in ("picked", "rolled_out")}
    place = study.dataset.about.get("said_in", "file")
    return {"said_in": place, "sheet": message("template_sheet_about", teller.language), **asked}


# Of nothing that was counted, nothing is named, and nothing is hidden.
_NOTHING = {
    **{"state": "gate", "reason": "no_outcome", "told": "", "after": ("count",), "has_ratio": False},
    **{"notes": (), "exploratory": False, "partly": "", "open": False, "of_several": ""},
    **{"watched": False, "explained": False, "hides": "", "hides_claim": False},
}


def find_state(findings: Findings) -> str:
    """Return which sentence the answer is: useful, useless, useless_inverse,
    interval (the interval decides nothing) or gate.
    """
    word, verdict = findings.families["real"].word, find_told(findings).verdict
    if word == USELESS:
        return "useless_inverse" if "inverse" in verdict.notes else "useless"
    return "useful" if word == USEFUL else "interval" if verdict.reason == "interval" else "gate"


def find_scope(findings: Findings, state: str) -> str:
    """Return whether an undetermined answer has to say of which of several outcomes it tells: named (it does
    already), unnamed, or "".
    """
    reasons = {finding.verdict.reason for finding in findings.of_kind("real")}
    if len(findings.of_kind("real")) == 1 or state not in ("interval", "gate"):
        return ""
    if state == "interval":
        return "named" if len(findings.families["real"].undetermined) > 1 else ""
    # A reason that all outcomes share, and that gives no figure of one of them, is said of all.
    shared = len(reasons) == 1 and not reasons & {
        "late_rows",
        "people_with_events",
        "effective_people",
        "events",
        "lead",
        "few_teams",
    }
    return "" if shared else "unnamed"


def find_notes(findings: Findings, state: str) -> tuple[str, ...]:
    """Return the notes that hold of each outcome under the family's word; of
    several useful ones that differ, that they do.
    """
    family = findings.families["real"]
    names = {"useful": family.useful, "useless": family.useless, "useless_inverse": family.useless}.get(
        state, ()
    )
    notes = [set(findings.outcomes[name].verdict.notes) for name in names]
    shared = tuple(
        note for note in (*ACTIVITY_NOTES, "claim_excluded") if notes and all(note in each for each in notes)
    )
    told = find_told(findings).verdict.notes
    if state == "interval" and "not_after_holm" in told:
        shared = ("not_after_holm",)
    elif state == "useful" and not shared:
        shared = ("mixed",)
    # Whatever is said of an outcome, that holds of the score too.
    said = {*told}.union(
        *(each.verdict.notes for each in findings.of_kind("real") if each.verdict.word != UNDETERMINED)
    )
    return (*shared, *(note for note in OF_THE_SCORE if note in said))


def _place_interval(verdict: Verdict, plan: Plan) -> dict[str, object]:
    """Return what the interval leaves possible, and with how many decimals its ends
    are told; a bound beyond all use is none.
    """
    low, high, detectable = map(bounded_gain, (verdict.low, verdict.high, verdict.detectable))
    return {
        "claim_possible": verdict.high is not None and verdict.high > plan.claim_per_10,
        "none_possible": verdict.low is not None and verdict.low < 1 < verdict.high,
        "bounded": high is not None,
        "low_bounded": low is not None,
        "detectable": detectable is not None,
        "gain_digits": 0
        if max(map(abs, (each for each in (low, high) if each is not None)), default=0) >= HUNDRED
        else 1,
    }


def _split_by_activity(findings: Findings, teller: Teller) -> dict[str, object]:
    """Return the useful outcomes that hold at equal activity, and the others."""
    useful = findings.families["real"].useful
    beyond = [name for name in useful if "beyond_activity" in findings.outcomes[name].verdict.notes]
    others = [name for name in useful if name not in beyond]
    return {
        "beyond": list_outcomes(beyond, teller, "listed_the"),
        "not_beyond": list_outcomes(others, teller, "listed_the"),
    }


def list_outcomes(names: Iterable[str], teller: Teller, key: str = "listed") -> Markup:
    """Return outcomes as "a, b and c"; with the key `listed_the`, each with its article."""
    return teller.say(f"verdict.{key}", parts=[label_outcome(name, teller) for name in names])

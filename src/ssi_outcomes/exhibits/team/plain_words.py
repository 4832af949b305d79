"""The first screen on a team, in the words of somebody who leads one: the conclusion, what is excluded and
possible, how sure that is, what to do and what not, and whether to wait. Chosen here, told by `plain.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup

from ssi_outcomes.evidence.any_time import bounds
from ssi_outcomes.evidence.falsify import follows_outcome
from ssi_outcomes.evidence.ruled import Finding
from ssi_outcomes.evidence.scrutiny import find_told
from ssi_outcomes.evidence.trial_size import TrialSize, find_trial_size
from ssi_outcomes.evidence.verdict import UNDETERMINED
from ssi_outcomes.exhibits.frame.badges import shown_word
from ssi_outcomes.exhibits.frame.rounded_gains import RoundedGain, gain_facts, round_gain
from ssi_outcomes.exhibits.frame.teller import Teller
from ssi_outcomes.exhibits.team.choice import list_outcomes
from ssi_outcomes.exhibits.team.findings import find_time
from ssi_outcomes.exhibits.team.plain_outcomes import (
    MANY,
    OF_USEFUL,
    say_all_excluded,
    say_all_possible,
    say_lines,
)
from ssi_outcomes.exhibits.team.waiting import OPEN_WAITS, UNDECIDED, choose_wait
from ssi_outcomes.figures.per_cent import count_level_digits
from ssi_outcomes.reading.names.registry import activities
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.facts import Fact

TERMS = ("excluded", "possible", "sure", "do", "dont", "wait")
# The conclusion of all.
LEDES = ("beyond", "thermometer", "thermometer_some", "unknown", "mixed", "useless", "inverse")
MIRRORS = ("thermometer", "thermometer_some")  # they say why score and results go together
LEDES += ("interval", "some_gain", "holm", "gate")
# Reasons that are told in plainer words than where the figures stand.
PLAINER = ("lead", "late_rows", "people_with_events", "effective_people", "events")
DO = ("beyond", "thermometer", "unknown", "useless", "interval", "gate")
LIMITS = ("watched", "watched_alone", "counted", "not_counted", "same_week")
OPEN_WAIT = ("first", "count", "mixed")
SURE = ("limits", "nothing", "exploratory", "why", "lead_elsewhere")


def plain_facts(study: PanelStudy) -> tuple[Fact, ...]:
    """Return the rounded figures of a first screen, and the trial that would decide what weeks do not."""
    facts = [fact for each in _round_all(study).values() if each for fact in gain_facts(each)]
    if size := _size_trial(study):
        numbers = {
            "trial_people": (size.people, "persons"),
            "trial_weeks": (size.weeks, "weeks"),
            "trial_lift": (size.lift, "points"),
        }
        facts += [Fact(name, value, unit, "find_trial_size") for name, (value, unit) in numbers.items()]
    return tuple(facts)


def plain_words(study: PanelStudy, teller: Teller, words: Mapping[str, object]) -> dict[str, object]:
    """Return the parts of a first screen; `words` are those of the exact answer, whose choices it follows."""
    rounded = _round_all(study)
    real = _order(study)
    lede = find_lede(study, words)
    digits = count_level_digits(study.plan.threshold)
    said = {**words, "plainer": PLAINER, "many": len(real) > MANY, "level_digits": digits}
    said |= {
        "open_wait": _choose_open_wait(real),
        "counted": _name_activity(study.findings.is_counted, teller),
    }
    return {
        "lede": teller.say(f"plain.lede.{lede}", **said),
        "lines": say_lines(real, teller) if len(real) > 1 else [],
        "how": teller.say("plain.how") if any(rounded.values()) else "",
        "rows": [
            ("excluded", say_all_excluded(real, rounded, teller)),
            ("possible", say_all_possible(real, rounded, teller)),
            ("sure", _say_sure(study, lede, any(rounded.values()), words, teller)),
            ("do", _say_do(lede, said, teller)),
            ("dont", _say_dont(lede, said, teller)),
            ("wait", _say_wait(study, lede, said, teller)),
        ],
    }


def limit_words(study: PanelStudy, words: Mapping[str, object], teller: Teller) -> dict[str, object]:
    """Return what limits the answer, the heaviest first, as keys of `plain.limits`, with what they name."""
    counted = _name_activity(study.findings.is_counted, teller)
    chosen = study.dataset.about.get("chosen") or {}
    watched = "watched_alone" if study.n_people == 1 else "watched"
    keys = [watched, "counted" if counted else "not_counted", "same_week"]
    return {
        "limits": keys if words["state"] != "gate" else keys[:2],
        "counted": counted,
        "one_person": study.n_people == 1,
        "chosen": chosen.get(teller.language, ""),
    }


def find_lede(study: PanelStudy, words: Mapping[str, object]) -> str:
    """Return which sentence the conclusion is (one of `LEDES`)."""
    state, notes = words["state"], words["notes"]
    if state == "useful":
        if "thermometer" in notes:
            return "thermometer_some" if _is_some_left(study) else "thermometer"
        return next((name for note, name in OF_USEFUL.items() if note in notes), "mixed")
    if state == "interval" and "not_after_holm" in notes:
        return "holm"
    if state == "interval" and _is_some_gain_sure(study):
        return "some_gain"
    return "inverse" if state == "useless_inverse" else str(state)


def _is_some_gain_sure(study: PanelStudy) -> bool:
    """Tell whether some gain is sure of the outcome that is told, though not that it is worth having."""
    gain = round_gain(find_told(study.findings), study.plan)
    return gain is not None and not gain.fits_none


def _is_some_left(study: PanelStudy) -> bool:
    """Tell whether, at equal activity, some gain stays sure of one of the useful outcomes at least."""
    useful = study.findings.families["real"].useful
    adjusted = [study.findings.outcomes[name].adjusted for name in useful]
    return any(each and each.slope and bounds(each.slope, study.plan)[0] > 1 for each in adjusted)


def _order(study: PanelStudy) -> list[Finding]:
    """Return the real outcomes, the one that the answer tells of first, then by how much was counted."""
    real = study.findings.of_kind("real")
    told = find_told(study.findings).outcome if real else ""
    return sorted(real, key=lambda each: (each.outcome != told, -each.within.events))


def _round_all(study: PanelStudy) -> dict[str, RoundedGain | None]:
    return {each.outcome: round_gain(each, study.plan) for each in study.findings.of_kind("real")}


def _size_trial(study: PanelStudy) -> TrialSize | None:
    if not study.findings.of_kind("real"):
        return None
    within = find_told(study.findings).within
    return find_trial_size(within.events / within.rows, study.plan) if within.rows else None


def _say_sure(
    study: PanelStudy, lede: str, known: bool, words: Mapping[str, object], teller: Teller
) -> Markup:
    if not known:
        return teller.say("plain.sure.nothing")
    followed = [f for f in study.findings.of_kind("real") if follows_outcome(f.lead, study.plan)]
    further = {
        "exploratory": bool(words["exploratory"]),
        "why": words["state"] == "useful" and lede not in MIRRORS,
        "lead_elsewhere": "lead_elsewhere" in words["notes"],
    }
    keys = ["limits", *(key for key, holds in further.items() if holds)]
    named = list_outcomes([each.outcome for each in followed], teller, "listed_the")
    return Markup(" ").join(teller.say(f"plain.sure.{key}", followed=named) for key in keys)


def _say_do(lede: str, said: Mapping[str, object], teller: Teller) -> Markup:
    if said["exploratory"] and lede not in ("gate", *UNDECIDED):
        return teller.say("verdict.next.exploratory")
    if lede == "gate":
        # What comes first is not said beside "go on as before".
        steps = [step for step in said["after"] if step not in ("events", "go_on")] or ["go_on"]
        return Markup(" ").join(teller.say(f"verdict.next.{step}", **said) for step in steps)
    return teller.say(f"plain.do.{_ACT.get(lede, lede)}", **said)


def _say_dont(lede: str, said: Mapping[str, object], teller: Teller) -> Markup:
    return teller.say(f"plain.dont.{_ACT.get(lede, lede)}", **said)


# What is done about a conclusion that is close to another.
_ACT = {
    "thermometer_some": "thermometer",
    "mixed": "unknown",
    "inverse": "useless",
    "holm": "interval",
    "some_gain": "interval",
}


def _say_wait(study: PanelStudy, lede: str, said: Mapping[str, object], teller: Teller) -> Markup:
    told = find_told(study.findings) if study.findings.of_kind("real") else None
    wait = choose_wait(lede, said, told, find_time(study.findings, told) if told else None)
    asked = wait in OPEN_WAITS or lede in ("beyond", "unknown", "mixed")
    size = teller.facts.get("trial_people")
    more = size is not None and size.value > study.n_people
    return teller.say(f"plain.wait.{wait}", trial=asked and size is not None, more=more, **said)


def _choose_open_wait(real: list[Finding]) -> str:
    """Return what is said of waiting for outcomes that stay open beside a useful one (one of `OPEN_WAIT`)."""
    undecided = [finding.verdict for finding in real if shown_word(finding.verdict) == UNDETERMINED]
    reasons = {verdict.reason for verdict in undecided}
    return "first" if reasons == {"lead"} else "count" if reasons <= {"interval", "events"} else "mixed"


def _name_activity(is_counted: Callable[[str], bool], teller: Teller) -> Markup:
    """Return the activities that were counted, as "a, b and c"; empty where none was."""
    known = [each.label[teller.language] for name, each in activities().items() if is_counted(name)]
    return teller.say("verdict.listed", parts=known)

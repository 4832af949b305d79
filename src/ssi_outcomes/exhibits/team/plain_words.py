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
from ssi_outcomes.exhibits.frame.badges import mirrors_work, outcome_badge, shown_word
from ssi_outcomes.exhibits.frame.possible_gains import say_excluded, say_own_range, say_possible
from ssi_outcomes.exhibits.frame.rounded_gains import RoundedGain, gain_facts, leave_above, round_gain
from ssi_outcomes.exhibits.frame.teller import Teller, label_outcome
from ssi_outcomes.exhibits.team.choice import list_outcomes
from ssi_outcomes.exhibits.team.findings import find_time
from ssi_outcomes.exhibits.team.waiting import OPEN_WAITS, UNDECIDED, choose_wait
from ssi_outcomes.figures.per_cent import count_level_digits
from ssi_outcomes.reading.names.registry import activities
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.facts import Fact

TERMS = ("excluded", "possible", "sure", "do", "dont", "wait")
MANY = 2  # outcomes: of more, a conclusion says "results"
# The conclusion of all, and that of one outcome.
LEDES = ("beyond", "thermometer", "thermometer_some", "unknown", "mixed", "useless", "inverse")
MIRRORS = ("thermometer", "thermometer_some")  # they say why score and results go together
LEDES += ("interval", "some_gain", "holm", "gate")
LINES = ("beyond", "thermometer", "unknown", "useless", "inverse", "interval", "some_gain", "holm", "gate")
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
        "lines": _say_lines(real, rounded, teller) if len(real) > 1 else [],
        "how": teller.say("plain.how") if any(rounded.values()) else "",
        "rows": [
            ("excluded", _say_limits("excluded", real, rounded, teller)),
            ("possible", _say_limits("possible", real, rounded, teller)),
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
        return next((name for note, name in _OF_USEFUL.items() if note in notes), "mixed")
    if state == "interval" and "not_after_holm" in notes:
        return "holm"
    if state == "interval" and _is_some_gain_sure(study):
        return "some_gain"
    return "inverse" if state == "useless_inverse" else str(state)


_OF_USEFUL = {"beyond_activity": "beyond", "activity_unknown": "unknown", "mixed": "mixed"}


def find_line(finding: Finding) -> str:
    """Return which conclusion stands on an outcome's own line (one of `LINES`)."""
    verdict, word = finding.verdict, shown_word(finding.verdict)
    if verdict.reason != "interval":
        return "gate"
    if word == "useless":
        return "inverse" if "inverse" in verdict.notes else "useless"
    if word == "useful":
        return next(
            name for note, name in (*_OF_USEFUL.items(), ("thermometer",) * 2) if note in verdict.notes
        )
    if "not_after_holm" in verdict.notes:
        return "holm"
    # Some gain is sure, and not that it is worth having.
    return "some_gain" if verdict.low is not None and verdict.low > 1 else "interval"


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


def _say_lines(
    real: list[Finding], rounded: Mapping[str, RoundedGain | None], teller: Teller
) -> list[Markup]:
    """Return what became of each outcome, on a line for each; those that cannot be told share one, so that it
    is not said of each of them anew.
    """
    alike = [each for each in real if find_line(each) == "interval" and rounded[each.outcome]]
    if len(alike) < 2:
        return [_say_line(each, rounded[each.outcome], teller) for each in real]
    first, *others = (each.outcome for each in alike)
    return [
        _say_together(alike, rounded, teller)
        if each.outcome == first
        else _say_line(each, rounded[each.outcome], teller)
        for each in real
        if each.outcome not in others
    ]


def _say_together(alike: list[Finding], rounded: Mapping[str, RoundedGain | None], teller: Teller) -> Markup:
    """Return a line of outcomes that cannot be told, each with its range."""
    ranges = [say_own_range(rounded[each.outcome], teller, alone=False) for each in alike]
    return teller.say(
        "plain.lines_of",
        badge=outcome_badge(teller, alike[0].verdict),
        said=teller.say("plain.line.interval", why=""),
        parts=list(zip([label_outcome(each.outcome, teller) for each in alike], ranges, strict=True)),
    )


def _say_line(finding: Finding, gain: RoundedGain | None, teller: Teller) -> Markup:
    line = find_line(finding)
    why = teller.say(f"verdict.short.{finding.verdict.reason}") if line == "gate" else ""
    return teller.say(
        "plain.line_of",
        badge=outcome_badge(teller, finding.verdict),
        outcome=label_outcome(finding.outcome, teller),
        said=teller.say(f"plain.line.{line}", why=why),
        range=say_own_range(gain, teller, alone=line == "holm") if gain else "",
        equal=mirrors_work(finding.verdict),
    )


def _say_limits(
    key: str, real: list[Finding], rounded: Mapping[str, RoundedGain | None], teller: Teller
) -> Markup:
    """Return what is excluded, or possible, of each outcome of which there is anything to say; of more than
    `MANY`, of the first.
    """
    known = [(finding, each) for finding in real if (each := rounded[finding.outcome])]
    say = _say_excluded if key == "excluded" else _say_possible
    told: list[Markup] = []
    for finding, each in known:
        if (not told or len(known) <= MANY) and (text := say(finding, each, teller, again=bool(told))):
            told.append(text)
    if not told:
        return teller.say(f"plain.{key}.nothing")
    if key == "possible" and len(real) <= MANY:
        told += [_say_unanswered(finding, teller) for finding in real if not rounded[finding.outcome]]
    rest = key == "possible" and len(known) > len(told)
    return teller.say("plain.listed_limits", told=Markup(" ").join(told), rest=rest)


def _say_unanswered(finding: Finding, teller: Teller) -> Markup:
    return teller.say("plain.possible.unanswered", outcome=label_outcome(finding.outcome, teller))


def _say_excluded(finding: Finding, gain: RoundedGain, teller: Teller, *, again: bool) -> Markup | str:
    """Return what is excluded of an outcome; what does not hold after correction for several is not."""
    return say_excluded(leave_above(gain) if find_line(finding) == "holm" else gain, teller, again=again)


def _say_possible(finding: Finding, gain: RoundedGain, teller: Teller, *, again: bool) -> Markup:
    told = say_possible(gain, teller, again=again)
    return teller.say("plain.not_sure", told=told) if find_line(finding) == "holm" else told


def _say_sure(
    study: PanelStudy, lede: str, known: bool, words: Mapping[str, object], teller: Teller
) -> Markup:
    if not known:
        return teller.say("plain.sure.nothing")
    followed = [f.outcome for f in study.findings.of_kind("real") if follows_outcome(f.lead, study.plan)]
    further = {
        "exploratory": bool(words["exploratory"]),
        "why": words["state"] == "useful" and lede not in MIRRORS,
        "lead_elsewhere": "lead_elsewhere" in words["notes"],
    }
    keys = ["limits", *(key for key, holds in further.items() if holds)]
    named = list_outcomes(followed, teller, "listed_the")
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
    trial = asked and "trial_people" in teller.facts
    return teller.say(f"plain.wait.{wait}", trial=trial, **said)


def _choose_open_wait(real: list[Finding]) -> str:
    """Return what is said of waiting for outcomes that stay open beside a useful one (one of `OPEN_WAIT`)."""
    undecided = [finding.verdict for finding in real if shown_word(finding.verdict) == UNDETERMINED]
    reasons = {verdict.reason for verdict in undecided}
    return "first" if reasons == {"lead"} else "count" if reasons <= {"interval", "events"} else "mixed"


def _name_activity(is_counted: Callable[[str], bool], teller: Teller) -> Markup:
    """Return the activities that were counted, as "a, b and c"; empty where none was."""
    known = [each.label[teller.language] for name, each in activities().items() if is_counted(name)]
    return teller.say("verdict.listed", parts=known)

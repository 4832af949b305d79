"""What a first screen says outcome by outcome: which conclusion stands on its line, what is excluded, what is
possible. Chosen here, told by `plain.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ssi_outcomes.evidence.ruled import Finding
from ssi_outcomes.exhibits.frame.badges import outcome_badge, shown_word
from ssi_outcomes.exhibits.frame.possible_gains import find_fit, say_excluded, say_possible
from ssi_outcomes.exhibits.frame.rounded_gains import FEWER, MORE, RoundedGain, leave_above
from ssi_outcomes.exhibits.frame.teller import Teller
from ssi_outcomes.exhibits.team.choice import list_outcomes

MANY = 2  # outcomes: of more, a conclusion says "results"
# What an outcome is told by, where the note on it is one of these.
OF_USEFUL = {"beyond_activity": "beyond", "activity_unknown": "unknown", "mixed": "mixed"}
LINES = (
    "beyond",
    "thermometer",
    "unknown",
    "useless",
    "inverse",
    "interval",
    "some_gain",
    "holm",
    "gate",
    "lead",
)


def find_line(finding: Finding) -> str:
    """Return which conclusion stands on an outcome's own line (one of `LINES`)."""
    verdict, word = finding.verdict, shown_word(finding.verdict)
    if verdict.reason != "interval":
        return "lead" if verdict.reason == "lead" else "gate"
    if word == "useless":
        return "inverse" if "inverse" in verdict.notes else "useless"
    if word == "useful":
        return next(
            name for note, name in (*OF_USEFUL.items(), ("thermometer",) * 2) if note in verdict.notes
        )
    if "not_after_holm" in verdict.notes:
        return "holm"
    # Some gain is sure, and not that it is worth having.
    return "some_gain" if verdict.low is not None and verdict.low > 1 else "interval"


def say_lines(real: list[Finding], teller: Teller) -> list[Markup]:
    """Return what became of each outcome: those of which the same is said share a line."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    for each in real:
        line = find_line(each)
        alike.setdefault((line, each.verdict.reason if line == "gate" else ""), []).append(each)
    return [_say_line(line, reason, findings, teller) for (line, reason), findings in alike.items()]


def _say_line(line: str, reason: str, findings: list[Finding], teller: Teller) -> Markup:
    why = teller.say(f"verdict.short.{reason}") if reason else ""
    return teller.say(
        "plain.line_of",
        badge=outcome_badge(teller, findings[0].verdict),
        outcome=list_outcomes([each.outcome for each in findings], teller),
        said=teller.say(f"plain.line.{line}", why=why),
        range="",
    )


def say_all_excluded(
    real: list[Finding], rounded: Mapping[str, RoundedGain | None], teller: Teller
) -> Markup:
    """Return what is excluded of each outcome; what does not hold after correction for several is not.

    Of many with the same left open, of which high gains alone are excluded, one limit stands for all.
    """
    known = [
        leave_above(gain) if find_line(each) == "holm" else gain
        for each in real
        if (gain := rounded[each.outcome])
    ]
    tops = all(gain.excluded == ("top",) and gain.high.told == MORE for gain in known)
    if tops and _are_alike(real, rounded):
        return _say_tops(known[0], teller)
    told = [say_excluded(gain, teller) for gain in known]
    return Markup(" ").join(filter(None, told)) or teller.say("plain.excluded.nothing")


def _say_tops(gain: RoundedGain, teller: Teller) -> Markup:
    """Return that of many outcomes only high gains are excluded, with the limit of one of them."""
    outcome = list_outcomes([gain.outcome], teller, "listed_the")
    return teller.say("plain.excluded.top_all", outcome=outcome, of=gain.prefix, digits=gain.digits)


def say_all_possible(
    real: list[Finding], rounded: Mapping[str, RoundedGain | None], teller: Teller
) -> Markup:
    """Return what is possible of each outcome; of many, only what their ranges share, if they share it."""
    known = [gain for each in real if (gain := rounded[each.outcome])]
    if not known:
        return teller.say("plain.possible.nothing")
    if _are_alike(real, rounded):
        loss = all(gain.low.told == FEWER for gain in known)
        told = [teller.say("plain.possible.alike", loss=loss)]
    else:
        told = [say_possible(gain, teller, fitting=len(known) <= MANY) for gain in known]
    unknown = [each.outcome for each in real if not rounded[each.outcome]]
    if unknown:
        told.append(teller.say("plain.possible.unanswered", outcome=list_outcomes(unknown, teller)))
    said = Markup(" ").join(told)
    lucky = [each.outcome for each in real if find_line(each) == "holm"]
    if not lucky:
        return said
    return teller.say("plain.not_sure", told=said, lucky=list_outcomes(lucky, teller, "listed_the"))


def _are_alike(real: list[Finding], rounded: Mapping[str, RoundedGain | None]) -> bool:
    """Tell whether one sentence may stand for more than `MANY` outcomes: each range leaves open no gain and
    LinkedIn's claim, and none is of weeks with the same work, which would be left unsaid.
    """
    gains = [rounded[each.outcome] for each in real]
    return len(gains) > MANY and all(gain and not gain.equal and find_fit(gain) == "both" for gain in gains)

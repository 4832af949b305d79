"""The first screen on a trial, in plain words: what the lot excludes and leaves possible, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.drawn.contrast import find_per_ten
from ssi_outcomes.evidence.drawn.whole_trial import TrialFindings
from ssi_outcomes.evidence.drawn.word_by_lot import PASSING
from ssi_outcomes.evidence.verdict import USEFUL, USELESS
from ssi_outcomes.exhibits.frame.possible_gains import say_excluded, say_possible
from ssi_outcomes.exhibits.frame.rounded_gains import RoundedGain, gain_facts, round_bounds
from ssi_outcomes.exhibits.frame.teller import Teller
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.facts import Fact

# What is told first of a trial, and what is done about it.
TOLD_FIRST = ("useful", "useless", "passing", "more", "fewer", "interval", "alone")
TOLD_FIRST += ("lot_not_moved", "lot_unread", "gate")
ACTS = ("useful", "useless", "more", "open", "not_moved", "gate")
_ACT = {
    "useful": "useful",
    "more": "more",
    "lot_not_moved": "not_moved",
    "gate": "gate",
    "lot_unread": "gate",
}
_ACT |= dict.fromkeys(("useless", "passing", "fewer"), "useless")


def round_trial(trial: TrialFindings, plan: Plan) -> RoundedGain | None:
    """Return what the lot leaves possible per +10 points, rounded outwards; None where it told nothing."""
    if trial.deciding is None or trial.verdict.reason != "lot_interval":
        return None
    per_ten = find_per_ten(trial.deciding, trial.verdict.risk)
    if per_ten is None:
        return None
    word = {USEFUL: USEFUL, USELESS: USELESS, PASSING: USELESS}.get(trial.verdict.word, trial.verdict.word)
    return round_bounds(trial.protocol.outcome, per_ten[1:], plan, word, prefix="lot")


def lot_plain_facts(study: PanelStudy, trial: TrialFindings) -> tuple[Fact, ...]:
    """Return the rounded figures of the first screen on a trial."""
    rounded = round_trial(trial, study.plan)
    return tuple(gain_facts(rounded)) if rounded else ()


def lot_plain_words(
    trial: TrialFindings, plan: Plan, words: Mapping[str, object], teller: Teller
) -> dict[str, object]:
    """Return the parts of a first screen on a trial; `words` are those of the exact answer."""
    state = "gate" if words["state"] == "silent" else str(words["state"])
    act, rounded = _ACT.get(state, "open"), round_trial(trial, plan)

    def tell(part: str, key: str) -> Markup:
        return teller.say(f"by_lot.{part}.{key}", **words)

    def tell_limits(key: str, say) -> Markup:
        told = say(rounded, teller) if rounded else ""
        return told or teller.say(f"plain.{key}.nothing")

    sure = [tell("sure", "limits" if rounded else "alone" if trial.alone else "nothing")]
    sure += [tell("sure", "broken")] if words["exploratory"] or words["faults"] else []
    return {
        "lede": tell("lede", state),
        "lines": [],
        "how": teller.say("by_lot.how", **words) if rounded else "",
        "rows": [
            ("excluded", tell_limits("excluded", say_excluded)),
            ("possible", tell_limits("possible", say_possible)),
            ("sure", Markup(" ").join(sure)),
            *((part, tell(part, act)) for part in ("do", "dont", "wait")),
        ],
    }

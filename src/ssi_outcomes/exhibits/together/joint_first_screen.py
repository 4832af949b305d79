"""The first screen on a pool, in plain words: what many teams together exclude and leave possible, how sure
that is, and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from markupsafe import Markup

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.pool_judge import PoolFinding
from ssi_outcomes.exhibits.frame.badges import shown_word
from ssi_outcomes.exhibits.frame.possible_gains import say_excluded, say_own_range, say_possible
from ssi_outcomes.exhibits.frame.rounded_gains import RoundedGain, gain_facts, leave_above, round_bounds
from ssi_outcomes.exhibits.frame.teller import Teller, label_outcome
from ssi_outcomes.exhibits.together.pool_facts import say_pool_word
from ssi_outcomes.study import PoolStudy
from ssi_outcomes.words.facts import Fact

# What is done about an answer, and whether to wait for another.
ACTS = ("early", "open", "watched", "useless", "lot")
_ACT = {
    **dict.fromkeys(("nothing", "no_study", "one_study", "few_studies"), "early"),
    **dict.fromkeys(("undetermined", "drawn_undetermined"), "open"),
    "useful": "watched",
    **dict.fromkeys(("useless", "inverse", "drawn_useless", "drawn_inverse"), "useless"),
    "drawn_useful": "lot",
}
# What is said to a team is said here, too.
_DO = {
    "open": ("plain.do.interval",),
    "watched": ("pool.make_trials",),
    "useless": ("by_lot.do.useless",),
    "lot": ("by_lot.do.useful",),
}
_DONT = {
    "early": "plain.dont.gate",
    "open": "plain.dont.interval",
    "watched": "plain.dont.unknown",
    "useless": "plain.dont.useless",
    "lot": "by_lot.dont.useful",
}


def round_pool(finding: PoolFinding | None, plan: Plan) -> RoundedGain | None:
    """Return what studies together leave possible, rounded outwards: per +10 points, and of what was drawn as
    assigned (which LinkedIn's claim says nothing of); None where they have no word.
    """
    if finding is None or finding.verdict.reason != "interval":
        return None
    verdict = finding.verdict
    gain = round_bounds(
        finding.outcome, (verdict.low, verdict.high), plan, shown_word(verdict), prefix=finding.name
    )
    if _is_luck(finding):
        gain = leave_above(gain)
    return replace(gain, fits_claim=None) if finding.design == "drawn" else gain


def _is_luck(finding: PoolFinding) -> bool:
    """Tell whether what a question shows may be luck, as several were asked."""
    return "not_after_holm" in finding.verdict.notes


def joint_plain_facts(study: PoolStudy) -> Iterator[Fact]:
    """Yield the rounded figures of the first screen on a pool."""
    for finding in study.findings.questions:
        if gain := round_pool(finding, study.plan):
            yield from gain_facts(gain)


def joint_plain_words(study: PoolStudy, words: Mapping[str, object], teller: Teller) -> dict[str, object]:
    """Return the parts of a first screen on a pool; `words` are those of the exact answer."""
    finding, act = study.findings.told, _ACT[str(words["state"])]
    gain = round_pool(finding, study.plan)
    questions = study.findings.questions
    return {
        "lede": teller.say(f"pool.lede.{words['state']}", some=_is_some_gain_sure(gain, finding), **words),
        "lines": [_say_line(each, study.plan, teller) for each in questions] if len(questions) > 1 else [],
        "how": teller.say(f"pool.how.{'lot' if words['drawn'] else finding.question}") if gain else "",
        "rows": [
            ("excluded", _say_excluded(gain, words, teller)),
            ("possible", _say_possible(gain, finding, teller)),
            ("sure", _say_sure(gain, words, teller)),
            ("do", _say_do(act, words, teller)),
            ("dont", teller.say(_DONT[act])),
            ("wait", teller.say(f"pool.wait.{act}", **words)),
        ],
    }


def _is_some_gain_sure(gain: RoundedGain | None, finding: PoolFinding | None) -> bool:
    """Tell whether some gain is sure, though not that it is worth having."""
    return gain is not None and not gain.fits_none and not _is_luck(finding)


def _say_possible(gain: RoundedGain | None, finding: PoolFinding | None, teller: Teller) -> Markup:
    if gain is None:
        return teller.say("plain.possible.nothing")
    told = say_possible(gain, teller)
    return teller.say("plain.not_sure", told=told, lucky="") if _is_luck(finding) else told


def _say_line(finding: PoolFinding, plan: Plan, teller: Teller) -> Markup:
    gain = round_pool(finding, plan)
    return teller.say(
        "plain.line_of",
        badge=say_pool_word(finding, teller, plainly=True),
        outcome=label_outcome(finding.outcome, teller),
        said=teller.text(f"pool.questions.{finding.question}"),
        range=say_own_range(gain, teller, alone=_is_luck(finding)) if gain else "",
    )


def _say_excluded(gain: RoundedGain | None, words: Mapping[str, object], teller: Teller) -> Markup:
    told = say_excluded(gain, teller) if gain else ""
    claim = words["drawn"] and "claim_excluded" in words["notes"]
    said = [told or teller.say("plain.excluded.nothing"), *([teller.say("pool.note.claim_excluded")] * claim)]
    return Markup(" ").join(said)


def _say_sure(gain: RoundedGain | None, words: Mapping[str, object], teller: Teller) -> Markup:
    if gain is None:
        return teller.say("plain.sure.nothing")
    said = [teller.say(f"pool.sure.{'lot' if words['drawn'] else 'watched'}")]
    said += [teller.say("pool.sure.missing")] if words["missing"] else []
    said += [teller.say("plain.sure.exploratory")] if words["exploratory"] else []
    return Markup(" ").join(said)


def _say_do(act: str, words: Mapping[str, object], teller: Teller) -> Markup:
    keys = ["pool.ask_missing"] if words["missing"] else []
    keys += _DO.get(act, ())
    if act in ("early", "open") and not words["missing"]:
        keys.append("pool.add_teams")
    return Markup(" ").join(map(teller.say, keys))

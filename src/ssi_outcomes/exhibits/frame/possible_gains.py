"""What is excluded and what is possible of one outcome, told in rounded gains."""

from __future__ import annotations

from markupsafe import Markup

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.exhibits.frame.in_per_cent import bounded
from ssi_outcomes.exhibits.frame.rounded_gains import (
    FEWER,
    OPEN,
    SAME,
    RoundedGain,
    count_decimals,
    round_away,
)
from ssi_outcomes.exhibits.frame.teller import Teller, label_outcome

# What of an interval is excluded; how a range and its ends are told.
EXCLUDED = ("top", "top_all", "top_times", "any", "bottom", "bottom_times", "none")
RANGES = ("between", "up_to", "down_to", "from", "anything", "many")
AMOUNTS = ("more", "fewer", "times")
FITS = ("both", "none", "claim", "neither")


def say_excluded(gain: RoundedGain, teller: Teller) -> Markup | str:
    """Return what is excluded of an outcome, by name; "" where nothing is."""
    if not gain.excluded:
        return ""
    ends = {"top": gain.high, "bottom": gain.low}
    keys = [
        f"{part}_times" if part in ends and ends[part].told == "times" else part
        for part in (_plain_bottom(gain, each) for each in gain.excluded)
    ]
    parts = [teller.say(f"plain.excluded.{key}", of=gain.prefix, digits=gain.digits) for key in keys]
    claim = gain.fits_claim is False and gain.under_claim and gain.excluded[0] in ("top", "any")
    said = teller.say("plain.excluded_all", parts=parts, claim=claim, claim_digits=gain.claim_digits)
    return _name(gain, said, teller)


def say_possible(gain: RoundedGain, teller: Teller, *, fitting: bool = True) -> Markup:
    """Return what is possible of an outcome, by name, and unless not `fitting`, what the range includes."""
    fit = find_fit(gain) if fitting else "neither"
    told = teller.say(f"plain.possible_all.{fit}", range=say_range(gain, teller), digits=gain.digits)
    return _name(gain, told, teller)


def find_fit(gain: RoundedGain) -> str:
    """Return which of no gain and LinkedIn's claim the range includes (one of `FITS`)."""
    if gain.fits_none:
        return "both" if gain.fits_claim else "none"
    return "claim" if gain.fits_claim else "neither"


def _plain_bottom(gain: RoundedGain, part: str) -> str:
    # Rounded down to nothing, the lower end says no more than that there is some gain.
    return "none" if part == "bottom" and gain.low.told == SAME else part


def say_range(gain: RoundedGain, teller: Teller) -> Markup:
    """Return what is possible of an outcome, from one end to the other."""
    low, high = gain.low, gain.high
    if low.told == OPEN:
        return teller.say("plain.range.many")
    if high.told == OPEN:
        if low.told == FEWER:
            return teller.say("plain.range.anything")
        return teller.say("plain.range.from", low=_say_amount(gain, "at_least", teller))
    if SAME in (low.told, high.told):
        key, end = ("up_to", "at_most") if low.told == SAME else ("down_to", "at_least")
        return teller.say(f"plain.range.{key}", end=_say_amount(gain, end, teller))
    ends = {
        key: _say_amount(gain, ending, teller) for key, ending in (("low", "at_least"), ("high", "at_most"))
    }
    return teller.say("plain.range.between", **ends)


def say_own_range(gain: RoundedGain, teller: Teller, *, alone: bool) -> Markup:
    """Return the range of an outcome on its own line: `alone` where it holds for that one taken alone."""
    told = say_range(gain, teller)
    return teller.say("plain.alone", range=told) if alone else told


def word_change(name: str, plan: Plan, teller: Teller) -> dict[str, str]:
    """Return a change and its interval for a picture (`change`, `span`), rounded as sentences tell them."""
    fact = teller.facts[name]
    # Of a score that hardly moves, an end is too far away to be told as a number, or both are.
    middle, low, high = (_keep_bounded(percent) for percent in (fact.value, fact.low, fact.high))
    digits = count_decimals(1 + high / 100, plan) if high is not None else 0
    change = "" if middle is None else teller.text("labels.change_middle", id=name, digits=digits)
    if low is None:
        return {"change": change, "span": teller.text("plain.range.many")}
    ends = {"low": round_away(low, digits, up=False)}
    ends |= {} if high is None else {"high": round_away(high, digits, up=True)}
    told = {end: teller.text("labels.change", value=value, digits=digits) for end, value in ends.items()}
    span = "change_open" if high is None else "change_span"
    return {"change": change, "span": teller.text(f"labels.{span}", **told)}


def _keep_bounded(percent: float | None) -> float | None:
    return None if percent is None or bounded(1 + percent / 100) is None else percent


def _say_amount(gain: RoundedGain, ending: str, teller: Teller) -> Markup:
    end = gain.low if ending == "at_least" else gain.high
    return teller.say(f"plain.amount.{end.told}", fact=f"{gain.prefix}_{ending}", digits=gain.digits)


def _name(gain: RoundedGain, said: Markup, teller: Teller) -> Markup:
    outcome = label_outcome(gain.outcome, teller)
    return teller.say("plain.named", outcome=outcome, said=said, equal=gain.equal)

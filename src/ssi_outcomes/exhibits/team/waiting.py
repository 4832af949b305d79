"""Whether more weeks of the same are worth waiting for: said once, and in time."""

from __future__ import annotations

from collections.abc import Mapping

from ssi_outcomes.evidence.pace import Duration
from ssi_outcomes.evidence.ruled import Finding

# A year: whoever waits longer decides without the answer. No team keeps its people, nor LinkedIn its score,
# for longer than so many years.
WORTH, LASTS = 12, 50
# What is said of waiting: it takes at most a year, years, longer than any team lasts; nobody knows; the
# answer lies too near the line; it stands, or asks for
# weeks that nobody has seen; something else comes first; results, or weeks, are still missing.
WAITS = ("soon", "long", "never", "unknown", "near", "decided", "fresh", "first", "events", "more")
# The conclusions that more weeks could decide.
UNDECIDED = ("interval", "some_gain", "holm")
# Those after which a trial is spoken of: nothing else is missing.
OPEN_WAITS = ("long", "never", "unknown", "near")


def choose_wait(lede: str, said: Mapping[str, object], told: Finding | None, time: Duration | None) -> str:
    """Return which sentence says whether to wait (one of `WAITS`), after the conclusion `lede`."""
    if lede == "gate":
        if set(said["after"]) != {"go_on"}:
            return "first"
        return "events" if said["reason"] == "events" else "more"
    if lede not in UNDECIDED:
        return "fresh" if said["exploratory"] else "decided"
    if time is None:
        return "near" if told and told.verdict.more_events == 0 else "unknown"
    return judge_time(time)


def judge_time(time: Duration) -> str:
    """Return whether a time is worth waiting for: "soon", "long" or "never"."""
    if time.unit == "years":
        return "never" if time.value > LASTS else "long"
    return "long" if time.unit == "months" and time.value > WORTH else "soon"

"""What to do next about a verdict, and why it stays open."""

from __future__ import annotations

from ssi_outcomes.evidence.verdict import Verdict
from ssi_outcomes.exhibits.frame.in_per_cent import bounded

# What to do about a reason; some of it makes going on as before pointless.
ADVICE = {
    **dict.fromkeys(("late_rows", "only_late", "no_reading"), ("late",)),
    **dict.fromkeys(
        ("one_person", "two_people", "rests_on_one", "people_with_events", "effective_people"), ("people",)
    ),
    **dict.fromkeys(("negative", "no_scatter"), ("check",)),
    **{reason: (reason,) for reason in ("lead", "picked", "picked_unsaid", "defined")},
    **{reason: (reason,) for reason in ("rolled_out", "rolled_out_unsaid", "few_teams", "teams_unsaid")},
    "rests_on_team": ("few_teams",),
}
FINAL = frozenset({"late", "check", "lead", "picked", "rolled_out", "few_teams"})
# All that may be said to do, and what of it to one person alone.
NEXT = tuple(
    dict.fromkeys(
        (
            *(step for steps in ADVICE.values() for step in steps),
            *("events", "go_on", "count", "useful", "thermometer", "useless", "exploratory", "activity"),
            "names",
        )
    )
)
NEXT_ALONE = ("go_on", "people", "late", "count", "check")


def find_advice(
    state: str, verdict: Verdict, notes: tuple[str, ...], exploratory: bool = False, few: bool = False
) -> tuple[str, ...]:
    """Return the keys of what to do next; `few`: there are fewer people than any
    verdict takes, whatever else is missing.
    """
    if state in ("useful", "useless", "useless_inverse"):
        advice = (
            ("exploratory",)
            if exploratory
            else ("thermometer",)
            if "thermometer" in notes
            else (state.removesuffix("_inverse"),)
        )
        return (*advice, *(("activity",) if "activity_unknown" in notes else ()))
    own = ADVICE.get(verdict.reason, ())
    own = ("people", *own) if few and "people" not in own and not set(own) & FINAL else own
    more = (
        ("events",)
        if verdict.reason == "interval" and verdict.more_events and bounded(verdict.high) is not None
        else ()
    )
    return (*own, *more, *(() if set(own) & FINAL else ("go_on",)))


def advise(steps: tuple[str, ...], time: dict[str, object], state: str) -> tuple[str, ...]:
    """Return the steps without "go on" where an answer would take longer than is worth waiting for."""
    waits = state != "interval" or time["waiting"] in ("", "soon")
    return steps if waits else tuple(step for step in steps if step != "go_on")

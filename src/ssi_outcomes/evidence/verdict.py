"""The rule of the plan: gates first, then where the interval lies.

The word of a verdict is chosen here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.any_time import bounds, p_above
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.falsify import LeadTest
from ssi_outcomes.evidence.power import detectable_ratio, events_for_verdict
from ssi_outcomes.evidence.within import SILENCES, Comparison

WORDS = USEFUL, USELESS, UNDETERMINED = "useful", "useless", "undetermined"
# What keeps the plan from a word, in its order; whether people were picked, or the
# score follows, may be true or not known.
GATES = tuple(
    "late_rows defined picked picked_unsaid rolled_out rolled_out_unsaid few_teams teams_unsaid "
    "people_with_events effective_people events lead lead_unknown lead_elsewhere".split()
)
REASONS = (*GATES, *SILENCES, "interval")
NOTES = tuple(
    "claim_excluded inverse beyond_activity thermometer activity_unknown exploratory not_after_holm "
    "lead_elsewhere formula_changed open_later".split()
)


@dataclass(frozen=True)
class Declared:
    """What a dataset says of one outcome and of itself: `defined` (what it is and where it was counted),
    `picked`, and whether something that moves the score was `rolled_out` team by team (None: not said).
    """

    defined: bool
    picked: bool | None
    rolled_out: bool | None = None


@dataclass(frozen=True)
class Gate:
    """One condition of the plan: its name, whether it holds, the data's value and
    the plan's (None where it is no number).
    """

    name: str
    holds: bool
    value: float | None = None
    needed: float | None = None


@dataclass(frozen=True)
class Verdict:
    """A word, why, and what it leaves open.

    `reason` is the first gate that fails or the silence of the comparison, "interval" where the interval
    decides (one of `REASONS`); `notes` qualify the word (of `NOTES`). `low` and `high` bound the ratio per
    +10 points at the plan's risk on each side (None without an estimate); `detectable` is the smallest ratio
    that these data would have told from 1, `more_events` how many more events a verdict would take;
    `sensitivity` repeats the word at the plan's other ratios.
    """

    word: str
    reason: str
    gates: tuple[Gate, ...]
    notes: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    detectable: float | None = None
    more_events: int | None = None
    sensitivity: tuple[tuple[float, str], ...] = ()

    def __post_init__(self) -> None:
        # What nobody declared nobody can say.
        if self.word not in WORDS or self.reason not in REASONS or not set(self.notes) <= set(NOTES):
            raise ValueError(f"undeclared: {self.word!r}, {self.reason!r} or {self.notes}")


@dataclass(frozen=True)
class FamilyVerdict:
    """The word over several outcomes of one kind, and which outcomes have which word;
    `useful` ones hold after Holm's correction.

    `twins` are outcomes whose counts are those of another one: they count
    once. `notes` qualify the word: exploratory.
    """

    word: str
    useful: tuple[str, ...] = ()
    useless: tuple[str, ...] = ()
    undetermined: tuple[str, ...] = ()
    twins: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def decide(
    comparison: Comparison,
    plan: Plan,
    declared: Declared,
    lead: LeadTest,
    adjusted: Comparison | None = None,
    *,
    within: bool = True,
    elsewhere: bool = False,
) -> Verdict:
    """Return the verdict on one comparison; `adjusted` is the same at equal activity, `elsewhere` whether the
    score follows another real outcome of these data.
    """
    gates = check_gates(comparison, plan, declared, lead, within=within, elsewhere=elsewhere)
    slope = comparison.slope
    if slope is None:
        return Verdict(UNDETERMINED, comparison.silence, gates)
    low, high = bounds(slope, plan)
    failed = next((gate.name for gate in gates if not gate.holds), "")
    word = UNDETERMINED if failed else judge_interval(slope, plan.threshold, plan)
    return Verdict(
        word=word,
        reason=failed or "interval",
        gates=gates,
        notes=(*_qualify(word, high, plan, adjusted, within), *["lead_elsewhere"] * (within and elsewhere)),
        low=low,
        high=high,
        detectable=detectable_ratio(slope, plan),
        more_events=events_for_verdict(slope, comparison.events, plan),
        sensitivity=tuple(
            (ratio, UNDETERMINED if failed else judge_interval(slope, ratio, plan))
            for ratio in plan.sensitivity
        ),
    )


def judge_interval(slope: Slope, threshold: float, plan: Plan) -> str:
    """Return the word by where the interval lies to `threshold`, a rate ratio per +10 points, gates apart."""
    low, high = bounds(slope, plan)
    return USELESS if high < threshold else USEFUL if low > threshold else UNDETERMINED


def check_gates(
    comparison: Comparison,
    plan: Plan,
    declared: Declared,
    lead: LeadTest,
    *,
    within: bool = True,
    elsewhere: bool = False,
) -> tuple[Gate, ...]:
    """Return the gates in the plan's order; between people the effective number
    asks nothing, as each of them counts once, and the score may follow no real outcome at all.
    """
    gates = plan.gates
    effective = [
        Gate(
            "effective_people",
            comparison.effective >= gates.effective_people,
            comparison.effective,
            gates.effective_people,
        )
    ]
    people = comparison.informative if within else comparison.people
    return (
        Gate("late_rows", comparison.late_share <= gates.late_rows, comparison.late_share, gates.late_rows),
        Gate("defined", declared.defined),
        Gate("picked_unsaid" if declared.picked is None else "picked", declared.picked is False),
        *_check_teams(comparison, plan, declared),
        Gate("people_with_events", people >= gates.people_with_events, people, gates.people_with_events),
        *(effective if within else []),
        Gate("events", comparison.events >= gates.events, comparison.events, gates.events),
        Gate(
            "lead_unknown" if lead.p is None else "lead",
            lead.p is not None and lead.p >= gates.lead_p,
            lead.p,
            gates.lead_p,
        ),
        *([] if within else [Gate("lead_elsewhere", not elsewhere)]),
    )


def _check_teams(comparison: Comparison, plan: Plan, declared: Declared) -> list[Gate]:
    """Return what is asked about teams: enough of them where they are told, else that nothing was rolled out
    by them.
    """
    if comparison.teams is None:
        said = declared.rolled_out
        return [Gate("rolled_out_unsaid" if said is None else "rolled_out", said is False)]
    without = (comparison.dropped or {}).get("no_team", 0)
    share = without / (without + comparison.rows) if without else 0.0
    return [
        Gate("few_teams", comparison.teams >= plan.teams_least, comparison.teams, plan.teams_least),
        Gate("teams_unsaid", share <= plan.gates.late_rows, share, plan.gates.late_rows),
    ]


def _qualify(
    word: str, high: float, plan: Plan, adjusted: Comparison | None, within: bool
) -> tuple[str, ...]:
    notes = []
    if word == USELESS:
        notes += ["claim_excluded"] * (high < plan.claim_per_10) + ["inverse"] * (high < 1)
    if word == USEFUL and within:
        if adjusted is None or adjusted.slope is None:
            notes.append("activity_unknown")
        else:
            notes.append(
                "beyond_activity"
                if judge_interval(adjusted.slope, plan.threshold, plan) == USEFUL
                else "thermometer"
            )
    return tuple(notes)


def decide_family(
    verdicts: Mapping[str, Verdict],
    slopes: Mapping[str, Slope | None],
    plan: Plan,
    twins: tuple[str, ...] = (),
) -> FamilyVerdict:
    """Return the word over all outcomes of a kind.

    "Useless" needs each of them (intersection-union, no correction); "useful" needs one that holds after Holm
    (1979, Scand. J. Stat. 6:65) among those whose gates hold. A twin is left out of the count.
    """
    single = {name: verdict for name, verdict in verdicts.items() if name not in twins}
    tested = {
        name: p_above(slopes[name], plan.threshold, plan)
        for name, verdict in single.items()
        if verdict.reason == "interval"
    }
    useful, risk = [], plan.level_per_look
    for place, name in enumerate(sorted(tested, key=tested.get)):
        if tested[name] * (len(tested) - place) >= risk:
            break
        useful.append(name)
    useless = [name for name, verdict in single.items() if verdict.word == USELESS]
    open_ = [name for name in single if name not in useful and name not in useless]
    word = USEFUL if useful else USELESS if useless and not open_ else UNDETERMINED
    return FamilyVerdict(
        word, tuple(name for name in single if name in useful), tuple(useless), tuple(open_), twins
    )

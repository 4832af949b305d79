"""The invented worlds by name: what is true in each, and the one thing in which it
differs from a world where nothing happens.

Between people: a mean score (SD of the plan) and a log-normal rate of real outcomes (SD of the plan), drawn
apart. Within a person: a score that wanders as an AR(1) around that mean (SD of the plan), in step with how
active the person is in these weeks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ssi_outcomes.base.errors import UsageError, message
from ssi_outcomes.base.plan import Plan

# The last week of every world, however many come before it: files with days still to come would be refused.
LAST_MONDAY = date(2026, 6, 29)
# The world that the repository keeps as a data set, and whose files have the faults of real ones
# (`demo_folder.py`); the others, below, are written when they are asked for.
DEMO_TEAM = "demo-team"

# The score, in points; its SDs between and within people are the plan's.
# Nobody's is shown below 3 or above 97.
SSI_MEAN, SSI_LOWEST, SSI_HIGHEST = 45.0, 3.0, 97.0
# From one week to the next, of each thing that wanders: the score, activity, form.
AUTOCORRELATION = 0.8
# Real events a week, the mean over people; the SD of their logs is the plan's,
# one factor for all outcomes of a person.
MAIN, SECOND = "phone_meetings", "contracts"
REAL = {MAIN: 0.5, SECOND: 0.1}
# Counts a week of the middle person, and how these differ between people, on the log scale.
ACTIVITY = {"messages_sent": 7.0, "posts": 1.0}
VANITY = {"profile_views": 18.0, "impressions": 420.0}
OTHERS_SD = 0.5
# SD on the log scale of one person's activity from week to week, and
# its correlation with that person's score.
ACTIVITY_SD, ACTIVITY_WITH_SSI = 0.5, 0.75
# Attention per point of the score, on the log scale.
VANITY_PER_POINT = 0.03

LIFT, WEAK_LIFT = 1.5, 0.3  # points of score per real outcome
USEFUL = 1.35  # a rate ratio per +10 points that a team would notice without statistics
# By simulation: with it, people whose activity drives both show a rate ratio of about 1.5 per +10 points.
ACTIVITY_ON_OUTCOMES = 0.65
FORM_SD = 0.5  # of the log of one person's rate from week to week, where good and bad weeks come in runs
# in SDs below the person's mean: how low score and results are, at least, when a person enters on a bad day
LOW = 1.0
REBASED, OTHER_SEASON = (
    0.07,
    0.7,
)  # the fall of February 2017; what is left of the rate of outcomes in the new season
BOASTING = 0.6  # outcomes reported on top of each that took place, in a week of average motivation
BOT_POINTS, BOT_SHARE = 20.0, 0.5
LEAN_POINTS = 4.0  # of score, for one SD of leaner weeks
OFFICES, FEW_OFFICES, JOINERS, LATER, COUNTED, DAY_OF_WEEK = 10, 5, 0.4, 6, 0.5, 0.2
LASTING_LIFT = 3.0  # points per meeting where it lasts, and the second outcome is asked about
# Share of person-weeks away, and the points by which the score is down when somebody leaves.
AWAY, WINDING_DOWN = 0.1, 8.0
# (W) the same person at a higher score, (B) people with a higher score.
Question = Literal["within", "between"]


@dataclass(frozen=True)
class Scenario:
    """A world by its name: each field says what it adds to a world in which nothing happens.

    effect        rate ratio of real outcomes per +10 points within a person, or whose: the plan's
                  "threshold" or "claim"
    elasticity    of the rate of real outcomes to 1 + messages sent in the same week
    lift          points that each real outcome adds to the score within its week; `lift_left` is the share
                  left a week later
    read_on       "monday", before the week; "friday", after it; "backdated": the Friday's reading under that
                  week's Monday; "evening": on Monday at half past six, with what that day's outcomes added
    enters_low    people enter in a week in which their score and results are low (`LOW`), and results come
                  in runs
    rebased       share of every score lost from mid-period on; `season` is the ratio of all rates from then
    boasting      outcomes claimed per outcome of the main kind, more of them in motivated weeks
    bot_share     share of people whose score rises by `BOT_POINTS` from a random week on
    offices       how many offices share good weeks and a push for the score; `told`: teams are listed
    joining       share of people who join on the way, and ramp up
    lean          points by which leaner weeks drive the score up
    later         weeks by which outcomes follow the score
    counted       share of the activity that is counted
    skewed        mean scores lie as they did in 2015
    apart         rate ratio between people per +10 points of their mean scores, told as `effect` is
    lifted_by     the real outcomes that lift the score
    asked         the real outcome that is asked about; with the main one, those that were counted
    away          share of weeks that somebody is away, from Monday to Friday, the score down before
    questions     what the calibration asks of this world
    """

    name: str
    effect: float | Literal["threshold", "claim"] = 1.0
    elasticity: float = 0.0
    lift: float = 0.0
    lift_left: float = AUTOCORRELATION
    read_on: Literal["monday", "friday", "backdated", "evening"] = "monday"
    enters_low: bool = False
    rebased: float = 0.0
    season: float = 1.0
    boasting: float = 0.0
    bot_share: float = 0.0
    offices: int = 0
    told: bool = True
    joining: float = 0.0
    lean: float = 0.0
    later: int = 0
    counted: float = 1.0
    skewed: bool = False
    apart: float | Literal["threshold", "claim"] = 1.0
    lifted_by: tuple[str, ...] = tuple(REAL)
    asked: str = MAIN
    away: float = 0.0
    questions: tuple[Question, ...] = ("within",)

    def truth(self, plan: Plan, question: Question = "within") -> float:
        """Return the true rate ratio of real outcomes per +10 points of the score, within a person or
        between people.
        """
        told = self.effect if question == "within" else self.apart
        return {"threshold": plan.threshold, "claim": plan.claim_per_10}.get(told, told)

    @property
    def counted_outcomes(self) -> tuple[str, ...]:
        """Return the real outcomes that were counted when this world is judged."""
        return tuple(dict.fromkeys((MAIN, self.asked)))

    def lesson(self, language: str | None = None) -> str:
        """Return what this world teaches, in one sentence."""
        return message(f"world_{self.name}", language)


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario("nothing", questions=("within", "between")),
        Scenario("threshold", effect="threshold"),
        Scenario("claim", effect="claim"),
        Scenario("useful", effect=USEFUL),
        Scenario("inverse", effect=1 / USEFUL),
        Scenario("thermometer", elasticity=ACTIVITY_ON_OUTCOMES),
        Scenario("feedback", effect="threshold", lift=LIFT),
        Scenario("feedback_weak", effect="threshold", lift=WEAK_LIFT),
        Scenario("feedback_null", lift=LIFT),
        # What a good week adds is gone by the next Monday; in the last of the three it
        # fades as slowly as the rest of the score.
        Scenario("friday", lift=LIFT, lift_left=0.0, read_on="friday"),
        Scenario("friday_backdated", lift=LIFT, lift_left=0.0, read_on="backdated"),
        Scenario("friday_unseen", lift=LIFT, read_on="backdated"),
        Scenario("regression_to_mean", enters_low=True),
        Scenario("formula_break", rebased=REBASED, season=OTHER_SEASON),
        Scenario("self_report", boasting=BOASTING),
        Scenario("bot", bot_share=BOT_SHARE),
        # At the threshold either word is false.
        Scenario("offices", "threshold", offices=OFFICES),
        Scenario("offices_few", "threshold", offices=FEW_OFFICES),
        Scenario("offices_untold", "threshold", offices=OFFICES, told=False),
        Scenario("joiners", "threshold", joining=JOINERS),
        Scenario("monday_evening", "threshold", lift=LIFT, lift_left=0.0, read_on="evening"),
        Scenario("absences", "threshold", away=AWAY),
        Scenario(
            "friday_two",
            lift=LASTING_LIFT,
            read_on="friday",
            lifted_by=(MAIN,),
            asked=SECOND,
            questions=("within", "between"),
        ),
        Scenario("compensation", effect="claim", lean=LEAN_POINTS),
        Scenario("delay", effect="claim", later=LATER),
        Scenario("half_counted", elasticity=ACTIVITY_ON_OUTCOMES, counted=COUNTED),
        Scenario("skewed", skewed=True, questions=("between",)),
        Scenario("people_apart", apart="threshold", questions=("between",)),
        Scenario("skewed_apart", apart="threshold", skewed=True, questions=("between",)),
    )
}


def find_scenario(name: str) -> Scenario:
    """Return the world of this name, written with hyphens or
    underscores; raises UsageError with the known names.
    """
    try:
        return SCENARIOS[name.replace("-", "_")]
    except KeyError:
        raise UsageError("world_asked_unknown", name=name[:80], known=", ".join(SCENARIOS)) from None

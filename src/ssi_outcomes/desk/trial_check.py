"""`ssi trial check acme`: is the trial still the one that was drawn, and who is due next week?"""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from ssi_outcomes.base.errors import DataRefused, UsageError, current_language, message
from ssi_outcomes.base.grammar import show_day
from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.base.paths import TRIAL, raw_folder, shown
from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.desk.trial_new import Drawn
from ssi_outcomes.evidence.drawn_power import power_alone
from ssi_outcomes.reading.names.registry import outcomes
from ssi_outcomes.trial.by_lot import ORDINARY, PUSH, count_schedules, draw_schedule
from ssi_outcomes.trial.fingerprint import check_seal
from ssi_outcomes.trial.protocol import Protocol, read_protocol

ALONE_RATIOS = (1.5, 2, 3)
ALONE_RATE = 2  # results a week, where nothing else is known


def check_trial(dataset: str, today: date) -> str:
    """Return, in the user's language, what was promised, whether its seal holds, and who does what next week.

    Raises UsageError where there is no trial, DataRefused where the protocol cannot be read or its seal does
    not hold: each fault with its place and what to do.
    """
    folder = raw_folder(dataset)
    plan = read_plan(folder)
    protocol = read_protocol(folder, plan.trial)
    if protocol is None:
        raise UsageError("trial_none", file=shown(folder / TRIAL), dataset=dataset)
    seal = check_seal(folder, protocol, plan.hash)
    if not seal.holds:
        raise DataRefused("trial_seal_broken", count=len(seal.faults), problems=seal.faults)
    said = [
        tell_terms(protocol),
        message("trial_seal_holds", fingerprint=seal.fingerprint, schedules=count_schedules(protocol)),
        tell_due(protocol, draw_schedule(protocol), today),
    ]
    return "\n".join(said)


def is_over(dataset: str, today: date) -> bool:
    """Tell whether the last week of a trial that is there has passed."""
    folder = raw_folder(dataset)
    protocol = read_protocol(folder, read_plan(folder).trial)
    return protocol is not None and today >= protocol.ends


def tell_drawn(drawn: Drawn, rate: float = ALONE_RATE) -> str:
    """Return what to keep of a trial just drawn: its terms, its fingerprint, how many schedules there were;
    of one person alone, what such a trial can find with `rate` results a week.
    """
    protocol = drawn.protocol
    said = [
        tell_terms(protocol),
        message("trial_drawn", fingerprint=drawn.fingerprint, schedules=drawn.schedules),
    ]
    if protocol.design == "single":
        said.append(_tell_alone(protocol, rate))
    return "\n".join(said)


def tell_terms(protocol: Protocol) -> str:
    """Return who takes part, when, by which design, and what counts."""
    language = current_language()
    return message(
        "trial_terms",
        people=len(protocol.people),
        design=message(f"trial_words_{protocol.design}").split("|")[0],
        before=protocol.baseline_weeks,
        weeks=protocol.trial_weeks,
        first=_day(protocol.first_week),
        starts=_day(protocol.starts),
        last=_day(protocol.ends),
        outcome=outcomes()[protocol.outcome].label[language],
    )


def tell_due(protocol: Protocol, schedule: pd.DataFrame, today: date) -> str:
    """Return what each person has drawn for the week that begins next Monday."""
    monday = today + timedelta(days=WEEK - today.weekday())
    if monday < protocol.first_week:
        return message("trial_due_later", first=_day(protocol.first_week))
    if monday >= protocol.ends:
        return message("trial_due_over", last=_day(protocol.ends))
    rows = schedule[schedule["week_start"] == monday]
    if monday < protocol.starts:
        return message("trial_due_baseline", week=_day(monday), starts=_day(protocol.starts))
    due = {arm: ", ".join(rows.loc[rows["arm"] == arm, "person"]) or "–" for arm in (PUSH, ORDINARY)}
    return message("trial_due", week=_day(monday), **due)


def _tell_alone(protocol: Protocol, rate: float) -> str:
    plan = read_plan()
    level = plan.level / protocol.planned_looks
    found = power_alone(protocol.blocks, protocol.period_weeks, rate, ALONE_RATIOS, level)
    shares = dict(zip(("half", "twice", "thrice"), (round(100 * each) for each in found), strict=True))
    return message("trial_alone", rate=rate, blocks=protocol.blocks, **shares)


def _day(day: date) -> str:
    return show_day(day, "d MMMM yyyy", current_language())

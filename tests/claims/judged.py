"""Studies whose claims are judged: findings by hand over weeks in which nothing else is seen, or weeks by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pandas as pd
from evidence.panels import lay_frame
from exhibits.told_studies import Told, stand_in, study_of, tell_study

from ssi_outcomes.claims.cases import Status
from ssi_outcomes.claims.rulings import judge_weeks, suppositions
from ssi_outcomes.evidence.between import Contrast
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.study import PanelStudy, open_study

REFUTED, SUPPORTED = Status.REFUTED, Status.SUPPORTED
# Tested and not decided; not counted, or no test allowed.
LEFT_OPEN, UNTESTED = Status.OPEN, Status.NOT_TESTABLE
USEFUL, USELESS, OPEN = (
    Told(1.08, 1.21, between=(1.1, 1.3)),
    Told(0.96, 1.03, between=(0.9, 1.02)),
    Told(0.9, 1.2),
)
THERMOMETER, BEYOND = replace(USEFUL, adjusted=(0.98, 1.09)), replace(USEFUL, adjusted=(1.06, 1.2))

read_once = cache(open_study)


def claims(study: PanelStudy) -> dict[str, Status]:
    """Return the status of each claim on these weeks."""
    supposed = suppositions(read_once().statements)
    rulings = judge_weeks(study.panel.frame, study.findings, study.plan, **supposed)
    return {ruling.claim: ruling.status for ruling in rulings}


def told_study(told: dict[str, Told], contrast: Slope | None = None) -> PanelStudy:
    """Return a study with these findings over weeks in which nothing else can be seen: one score, one event a week."""
    study = tell_study(told)
    quiet = lay_frame([[1, 1]] * 12, 50.0)
    frame = quiet.drop(columns="outcome_calls").assign(
        **{f"outcome_{name}": quiet["outcome_calls"] for name in told}
    )
    vars(study.findings)["contrasts"] = {name: Contrast(contrast, 6, 6) for name in told}
    return stand_in(frame, study.findings)


def over(frame: pd.DataFrame, told: Told) -> PanelStudy:
    """Return a study of these weeks in which this was found of meetings."""
    frame = frame.assign(outcome_meetings=1.0)
    return stand_in(frame, replace(told_study({"meetings": told}).findings, frame=frame))


def meet(counts, scores, **columns) -> PanelStudy:
    """Return a study of people x weeks (of 7 days) with so many meetings at such scores, and further columns."""
    return study_of(
        lay_frame(counts, scores, 7.0, **columns).rename(columns={"outcome_calls": "outcome_meetings"})
    )

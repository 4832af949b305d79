"""What is counted and checked of people over weeks."""

from __future__ import annotations

from IPython.display import HTML

from ssi_outcomes.base.privacy import YOU
from ssi_outcomes.exhibits.frame.checks import say_checks, say_counts
from ssi_outcomes.exhibits.team.person_weeks import panel_facts
from ssi_outcomes.panel.column_names import outcome_columns
from ssi_outcomes.study import PanelStudy


def count_study(study: PanelStudy) -> HTML:
    """Return one line: the dataset's title, and how many people, weeks and readings it holds."""
    return say_counts(study, "panel_counts", panel_facts(study))


def show_checks(study: PanelStudy) -> HTML:
    """Return each check with its result; raises AssertionError with the name of the first that fails."""
    return say_checks(study, check_weeks(study))


def check_weeks(study: PanelStudy) -> dict[str, bool]:
    """Return what has to hold of a panel."""
    frame, people = study.panel.frame, set(study.panel.frame["person"])
    codes = {*study.dataset.names.values(), YOU}
    return {
        "people": people <= codes,
        "scores": bool(frame["ssi"].dropna().between(0, 100).all()),
        "counted": bool(
            frame["exposure_days"].between(0, 7).all()
            and (frame[outcome_columns(frame)].fillna(0) >= 0).all(axis=None)
        ),
    }

"""Readings of the score that do not say whose they are: no week of anybody begins with one."""

from __future__ import annotations

from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.facts import Fact


def count_nobodys_readings(study: PanelStudy) -> int:
    """Return how many readings do not say whose they are."""
    return sum(
        int(values["records"]) for key, values in study.panel.left_out if key == "panel_reading_of_nobody"
    )


def nobodys_facts(study: PanelStudy) -> tuple[Fact, ...]:
    """Return their number as a fact, where there are any."""
    count = count_nobodys_readings(study)
    return (Fact("n_readings_of_nobody", count, "rows", "build_panel"),) if count else ()

"""What one person's own weeks show, told to that person; the rest is told as to a team."""

from collections.abc import Callable

from ssi_outcomes.exhibits.alone.diary import show_diary as show_people
from ssi_outcomes.exhibits.alone.diary import show_halves as show_truth_table
from ssi_outcomes.exhibits.alone.own_answer import show_answer, show_claims
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.team import (
    CAME_IN,
    CHALLENGED,
    DRAWN,
    ON_THE_VERDICT,
    count_study,
    show_both_ways,
    show_calibration,
    show_checks,
    show_contents,
    show_coverage,
    show_files,
    show_ladder,
    show_makeup,
    show_odds,
    show_omitted,
    show_race,
    show_refused,
    show_rivals,
    show_sensitivity,
    show_standing,
    show_trial,
    show_trial_arms,
    show_trial_beside,
    show_trial_outcomes,
    show_variants,
    show_verdict,
)
from ssi_outcomes.study import PanelStudy

__all__ = [
    "count_study",
    "show_all",
    "show_answer",
    "show_both_ways",
    "show_calibration",
    "show_checks",
    "show_claims",
    "show_contents",
    "show_coverage",
    "show_files",
    "show_ladder",
    "show_makeup",
    "show_odds",
    "show_omitted",
    "show_people",
    "show_race",
    "show_refused",
    "show_rivals",
    "show_sensitivity",
    "show_standing",
    "show_trial",
    "show_trial_arms",
    "show_trial_beside",
    "show_trial_outcomes",
    "show_truth_table",
    "show_variants",
    "show_verdict",
]


def show_all(study: PanelStudy) -> list[Exhibit]:
    """Return every exhibit of a study, in the order in which the notebooks show them."""
    shown: list[Callable] = [*CAME_IN, show_people, show_truth_table, show_answer, *ON_THE_VERDICT]
    claims = [show_claims(study, decided) for decided in (True, False)]
    return [*(show(study) for show in shown), *claims, *(show(study) for show in (*CHALLENGED, *DRAWN))]

"""What a team's weeks show: the verdict with what it rests on, its rivals, what announces results."""

from collections.abc import Callable

from ssi_outcomes.exhibits.article.makeup import show_makeup
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.omitted import show_omitted
from ssi_outcomes.exhibits.frame.received import show_files, show_refused
from ssi_outcomes.exhibits.team.announcing import show_race
from ssi_outcomes.exhibits.team.answer import show_answer, show_both_ways
from ssi_outcomes.exhibits.team.checked_weeks import count_study, show_checks
from ssi_outcomes.exhibits.team.claims_here import show_claims_here, show_open_here
from ssi_outcomes.exhibits.team.each_outcome import show_verdict
from ssi_outcomes.exhibits.team.lot_answer import show_trial, show_trial_beside
from ssi_outcomes.exhibits.team.lot_arms import show_trial_arms, show_trial_outcomes
from ssi_outcomes.exhibits.team.odds_here import show_odds
from ssi_outcomes.exhibits.team.otherwise import show_variants
from ssi_outcomes.exhibits.team.person_weeks import show_panel as show_contents
from ssi_outcomes.exhibits.team.person_weeks import show_weeks as show_coverage
from ssi_outcomes.exhibits.team.rivals import show_ladder
from ssi_outcomes.exhibits.team.rivals import show_tests as show_rivals
from ssi_outcomes.exhibits.team.rule_tried import show_calibration
from ssi_outcomes.exhibits.team.score_ranges import show_ranges as show_truth_table
from ssi_outcomes.exhibits.team.score_ranges import show_team as show_people
from ssi_outcomes.exhibits.team.sensitivity import show_sensitivity
from ssi_outcomes.exhibits.team.standing import show_standing
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


def show_claims(study: PanelStudy, decided: bool = True) -> Exhibit:
    """Return the ledger of the claims that these weeks decide, or of those that they leave open."""
    return show_claims_here(study) if decided else show_open_here(study)


CAME_IN = (show_files, show_refused, show_omitted, show_contents, show_coverage, show_makeup)
ON_THE_VERDICT = (show_verdict, show_sensitivity, show_both_ways)
DRAWN = (show_trial, show_trial_beside, show_trial_arms, show_trial_outcomes)
CHALLENGED = (show_rivals, show_ladder, show_variants, show_calibration, show_odds, show_race, show_standing)


def show_all(study: PanelStudy) -> list[Exhibit]:
    """Return every exhibit of a study, in the order in which the notebooks show them."""
    shown: list[Callable] = [*CAME_IN, show_people, show_truth_table, show_answer, *ON_THE_VERDICT]
    claims = [show_claims(study, decided) for decided in (True, False)]
    return [*(show(study) for show in shown), *claims, *(show(study) for show in (*CHALLENGED, *DRAWN))]

"""What many teams' studies show together: who handed over what, the answer, who is missing."""

from collections.abc import Callable

from ssi_outcomes.exhibits.article.makeup import show_makeup
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.omitted import show_omitted
from ssi_outcomes.exhibits.frame.received import show_files, show_refused
from ssi_outcomes.exhibits.together.checked_pool import count_study, show_checks
from ssi_outcomes.exhibits.together.handed_over import show_registered as show_coverage
from ssi_outcomes.exhibits.together.handed_over import show_studies as show_contents
from ssi_outcomes.exhibits.together.joint_answer import show_answer, show_sensitivity
from ssi_outcomes.exhibits.together.joint_answer import show_forest as show_verdict
from ssi_outcomes.exhibits.together.pools_tried import show_rates as show_calibration
from ssi_outcomes.study import PoolStudy

__all__ = [
    "count_study",
    "show_all",
    "show_answer",
    "show_calibration",
    "show_checks",
    "show_contents",
    "show_coverage",
    "show_files",
    "show_makeup",
    "show_omitted",
    "show_refused",
    "show_sensitivity",
    "show_verdict",
]


def show_all(study: PoolStudy) -> list[Exhibit]:
    """Return every exhibit of a study, in the order in which the notebooks show them."""
    came_in: list[Callable] = [
        show_files,
        show_refused,
        show_omitted,
        show_contents,
        show_coverage,
        show_makeup,
    ]
    judged: list[Callable] = [show_answer, show_verdict, show_sensitivity, show_calibration]
    return [show(study) for show in (*came_in, *judged)]

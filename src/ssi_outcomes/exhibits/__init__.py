"""Everything that the notebooks show, one function an exhibit."""

from ssi_outcomes.exhibits.article.challenge import (
    show_data_needed,
    show_false_trail,
    show_rivals,
    show_selection,
    show_silence,
)
from ssi_outcomes.exhibits.article.person import show_person, show_rate
from ssi_outcomes.exhibits.article.side_by_side import show_claims, show_people, show_truth_table
from ssi_outcomes.exhibits.article.statements import (
    show_contents,
    show_coverage,
    show_files,
    show_makeup,
    show_refused,
)
from ssi_outcomes.exhibits.frame.exhibit import Exhibit, record
from ssi_outcomes.exhibits.team.announcing import show_race
from ssi_outcomes.exhibits.team.answer import show_answer, show_both_ways, show_verdict
from ssi_outcomes.exhibits.team.rivals import show_ladder, show_variants
from ssi_outcomes.exhibits.team.rule_tried import show_calibration
from ssi_outcomes.exhibits.team.sensitivity import show_sensitivity
from ssi_outcomes.study import CaseStudy, Study

__all__ = [
    "Exhibit",
    "record",
    "show_all",
    "show_answer",
    "show_both_ways",
    "show_calibration",
    "show_claims",
    "show_contents",
    "show_coverage",
    "show_data_needed",
    "show_false_trail",
    "show_files",
    "show_ladder",
    "show_makeup",
    "show_people",
    "show_person",
    "show_race",
    "show_rate",
    "show_rivals",
    "show_selection",
    "show_refused",
    "show_sensitivity",
    "show_silence",
    "show_truth_table",
    "show_variants",
    "show_verdict",
]


def show_all(study: Study) -> list[Exhibit]:
    """Return every exhibit of a study, in the order in which the notebooks show them."""
    cases = study.cases["case"] if isinstance(study, CaseStudy) else ()
    people = [show(study, case) for case in cases for show in (show_person, show_rate)]
    data = [show(study) for show in (show_files, show_refused, show_contents, show_coverage, show_makeup)]
    compared = [
        show(study)
        for show in (
            show_people,
            show_truth_table,
            show_answer,
            show_verdict,
            show_sensitivity,
            show_both_ways,
            show_claims,
        )
    ]
    challenged = [
        show(study)
        for show in (show_rivals, show_ladder, show_variants, show_selection, show_false_trail, show_silence)
    ]
    return [
        *data,
        *people,
        *compared,
        show_claims(study, decided=False),
        *challenged,
        show_data_needed(study),
        show_calibration(study),
        show_race(study),
    ]

"""What described persons can show: statements, persons, claims, and what chosen stories cannot say."""

from functools import partial

from ssi_outcomes.exhibits.article.challenge import (
    show_data_needed,
    show_false_trail,
    show_rivals,
    show_selection,
    show_silence,
)
from ssi_outcomes.exhibits.article.checked import count_study, show_checks
from ssi_outcomes.exhibits.article.ledger import show_claims
from ssi_outcomes.exhibits.article.makeup import show_makeup
from ssi_outcomes.exhibits.article.person import show_person, show_rate
from ssi_outcomes.exhibits.article.side_by_side import show_people, show_truth_table
from ssi_outcomes.exhibits.article.statements import show_needs as show_coverage
from ssi_outcomes.exhibits.article.statements import show_statements as show_contents
from ssi_outcomes.exhibits.frame import received
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.frame.omitted import show_omitted
from ssi_outcomes.exhibits.frame.received import show_refused
from ssi_outcomes.study import CaseStudy

show_files = partial(received.show_files, sealed=True)

__all__ = [
    "count_study",
    "show_all",
    "show_checks",
    "show_claims",
    "show_contents",
    "show_coverage",
    "show_data_needed",
    "show_false_trail",
    "show_files",
    "show_makeup",
    "show_omitted",
    "show_people",
    "show_person",
    "show_rate",
    "show_refused",
    "show_rivals",
    "show_selection",
    "show_silence",
    "show_truth_table",
]


def show_all(study: CaseStudy) -> list[Exhibit]:
    """Return every exhibit of a study, in the order in which the notebooks show them."""
    came_in = (show_files, show_refused, show_omitted, show_contents, show_coverage, show_makeup)
    people = [show(study, case) for case in study.cases["case"] for show in (show_person, show_rate)]
    compared = [show(study) for show in (show_people, show_truth_table, show_claims)]
    cannot = (show_rivals, show_selection, show_false_trail, show_silence, show_data_needed)
    return [
        *(show(study) for show in came_in),
        *people,
        *compared,
        show_claims(study, decided=False),
        *(show(study) for show in cannot),
    ]

"""Everything that the notebooks show, one function an exhibit."""

from ssi_outcomes.exhibits.challenge import show_data_needed, show_false_trail, show_rivals, show_selection, show_silence
from ssi_outcomes.exhibits.compare import show_claims, show_ledger, show_people, show_truth_table
from ssi_outcomes.exhibits.data import show_contents, show_coverage, show_files, show_makeup, show_refused
from ssi_outcomes.exhibits.exhibit import Exhibit, record
from ssi_outcomes.exhibits.person import show_person, show_rate
from ssi_outcomes.exhibits.tracking import show_race
from ssi_outcomes.study import CaseStudy

__all__ = [
    "Exhibit", "record", "show_all",
    "show_claims", "show_contents", "show_coverage", "show_data_needed", "show_false_trail", "show_files", "show_ledger", "show_makeup",
    "show_people", "show_person", "show_race", "show_rate", "show_rivals", "show_selection", "show_refused", "show_silence", "show_truth_table",
]  # fmt: skip


def show_all(study: CaseStudy) -> list[Exhibit]:
    """Return every exhibit of a study, in the order in which the notebooks show them."""
    people = [show(study, case) for case in study.cases["case"] for show in (show_person, show_rate)]
    data = [show(study) for show in (show_files, show_refused, show_contents, show_coverage, show_makeup)]
    compared = [show_people(study), show_truth_table(study), show_claims(study), show_claims(study, decided=False), show_ledger(study)]
    challenged = [show(study) for show in (show_rivals, show_selection, show_false_trail, show_silence, show_data_needed)]
    return [*data, *people, *compared, *challenged, show_race(study)]

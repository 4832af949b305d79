"""Record what is told of weeks that do not fit into memory, for the page that tells it.

python -m ssi_outcomes.exhibits.large.recorded_large DATASET
"""

from __future__ import annotations

import sys

from ssi_outcomes.base.catalogues import SOURCE
from ssi_outcomes.exhibits.frame.exhibit import Exhibit, record
from ssi_outcomes.exhibits.frame.omitted import show_omitted
from ssi_outcomes.exhibits.large.judged_study import LargeStudy, open_large_study
from ssi_outcomes.exhibits.team.answer import show_answer, show_both_ways
from ssi_outcomes.exhibits.team.each_outcome import show_verdict
from ssi_outcomes.exhibits.team.sensitivity import show_sensitivity
from ssi_outcomes.reading.opening.limits import LIMITS
from ssi_outcomes.words.facts import Fact

RECORDED = "large"  # where the facts are: the name of no notebook


def record_large(dataset: str) -> None:
    """Write facts, sentences and pictures of a dataset to where its page finds them; on real data this is a
    look, and the register keeps it.
    """
    study = open_large_study(dataset, SOURCE)
    exhibits = (
        show_answer(study),
        show_omitted(study),
        show_verdict(study),
        show_sensitivity(study),
        show_both_ways(study),
        show_beyond(study),
    )
    record(study, RECORDED, *exhibits)


def show_beyond(study: LargeStudy) -> Exhibit:
    """Return what a page on so many rows leaves out, and what was taken for so."""
    notes = [(key, dict(values)) for key, values in study.large.notes]
    return Exhibit(
        "beyond", study, count_facts(study), words=lambda teller: {"assumed": notes}, voice="large"
    )


def count_facts(study: LargeStudy) -> tuple[Fact, ...]:
    """Return the counts of the weeks, and from how many rows on a whole report is not made."""
    judged = study.large.findings
    real = sum(judged.counts[each.outcome] for each in judged.of_kind("real"))
    counts = {
        "n_people": judged.people,
        "n_weeks": judged.n_weeks,
        "n_person_weeks": judged.person_weeks,
        "n_weeks_with_reading": judged.readings,
        "n_real_events": int(real),
    }
    return (
        *(Fact(name, int(value), "rows", "judge_laid") for name, value in counts.items()),
        Fact("large_most", LIMITS.rows, "rows", "limits"),
    )


if __name__ == "__main__":
    record_large(sys.argv[1])

"""The notebooks' one import: a menu of verbs. All that they do lives in `ssi_outcomes`.

study = h.open_study("article")     read and judge a dataset
h.show_people(study)                show something: a picture, the sentence that reads it, a table
h.record(study, "04-compare", ...)  write the facts for the report
"""

from ssi_outcomes.exhibits import (
    count_study,
    of_cases,
    of_pool,
    of_weeks,
    record,
    show_answer,
    show_both_ways,
    show_calibration,
    show_checks,
    show_claims,
    show_contents,
    show_coverage,
    show_data_needed,
    show_false_trail,
    show_files,
    show_ladder,
    show_makeup,
    show_odds,
    show_omitted,
    show_people,
    show_person,
    show_race,
    show_rate,
    show_refused,
    show_rivals,
    show_selection,
    show_sensitivity,
    show_silence,
    show_truth_table,
    show_variants,
    show_verdict,
)
from ssi_outcomes.exhibits.frame.checks import stamp
from ssi_outcomes.exhibits.keep import keep
from ssi_outcomes.report.story import open_story, tell
from ssi_outcomes.study import open_study

__all__ = [
    "count_study",
    "keep",
    "of_cases",
    "of_pool",
    "of_weeks",
    "open_story",
    "open_study",
    "record",
    "show_answer",
    "show_both_ways",
    "show_calibration",
    "show_checks",
    "show_claims",
    "show_contents",
    "show_coverage",
    "show_data_needed",
    "show_false_trail",
    "show_files",
    "show_ladder",
    "show_makeup",
    "show_odds",
    "show_omitted",
    "show_people",
    "show_person",
    "show_race",
    "show_rate",
    "show_refused",
    "show_rivals",
    "show_selection",
    "show_sensitivity",
    "show_silence",
    "show_truth_table",
    "show_variants",
    "show_verdict",
    "stamp",
    "tell",
]

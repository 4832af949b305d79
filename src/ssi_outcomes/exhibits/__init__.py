"""The door of all that notebooks show: each verb asks the room of the one to whom the study is told.

`article/` speaks of described persons, `team/` of people over weeks,
`alone/` to the one person of whom they are, `together/` of many teams' studies.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from IPython.display import HTML

from ssi_outcomes.exhibits.frame import exhibit
from ssi_outcomes.exhibits.frame.elsewhere import Elsewhere, Nothing, of_cases, of_pool, of_trials, of_weeks
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.study import Study

# Of each reader the room.
ROOMS = {"article": "article", "team": "team", "alone": "alone", "pool": "together"}

__all__ = [
    "Exhibit",
    "count_study",
    "of_cases",
    "of_pool",
    "of_trials",
    "of_weeks",
    "record",
    "show_all",
    "show_checks",
    "show_claims",
    "show_person",
    "show_rate",
    "show_answer",
    "show_both_ways",
    "show_calibration",
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
    "show_race",
    "show_refused",
    "show_rivals",
    "show_selection",
    "show_sensitivity",
    "show_silence",
    "show_standing",
    "show_trial",
    "show_trial_arms",
    "show_trial_beside",
    "show_trial_outcomes",
    "show_truth_table",
    "show_variants",
    "show_verdict",
]


def _room(study: Study | Elsewhere) -> ModuleType | Elsewhere:
    """Return who shows this study; one that a notebook is not about shows nothing, whatever it is asked."""
    return study if isinstance(study, Elsewhere) else find_room(study.reader)


def find_room(reader: str) -> ModuleType:
    """Return the room of a reader, imported when it is first asked for: whoever is told of the article waits
    for nothing that is told to teams.
    """
    return import_module(f"{__name__}.{ROOMS[reader]}")


def show_all(study: Study) -> list[Exhibit]:
    """Return every exhibit of a study, in the order in which the notebooks show them."""
    return _room(study).show_all(study)


def count_study(study: Study) -> HTML:
    """Return one line: the dataset's title, and how much of what; or that the notebook is of other data."""
    return _room(study).count_study(study)


def show_checks(study: Study) -> HTML | Nothing:
    """Return each check with its result; raises AssertionError with the name of the first that fails."""
    return _room(study).show_checks(study)


def record(study: Study, notebook: str, *exhibits: Exhibit) -> HTML | Nothing:
    """Write the facts, and each exhibit in both languages, to where the report
    finds them; return a line that counts them.
    """
    return study.record() if isinstance(study, Elsewhere) else exhibit.record(study, notebook, *exhibits)


def show_person(study: Study, case: str) -> Exhibit:
    """Return a person's score on its scale, who they are to the author, and each statement about them."""
    return _room(study).show_person(study, case)


def show_rate(study: Study, case: str) -> Exhibit:
    """Return the rate of real outcomes of a person with its exact interval, or why there is none."""
    return _room(study).show_rate(study, case)


def show_claims(study: Study, decided: bool = True) -> Exhibit:
    """Return the ledger of the claims that these data decide, or of those that they leave open."""
    return _room(study).show_claims(study, decided)


def show_files(study: Study) -> Exhibit:
    """Return what each file was taken for, and the fate of its rows; or why it was not read."""
    return _room(study).show_files(study)


def show_refused(study: Study) -> Exhibit:
    """Return each row or file that was refused, with its place, the reason and the remedy."""
    return _room(study).show_refused(study)


def show_omitted(study: Study) -> Exhibit:
    """Return what was left out, by reason and count, without names."""
    return _room(study).show_omitted(study)


def show_contents(study: Study) -> Exhibit:
    """Return what is in the files: a case's statements, a team's people, weeks and events, or many teams'
    studies.
    """
    return _room(study).show_contents(study)


def show_coverage(study: Study) -> Exhibit:
    """Return what is stated and what is missing: person by person for cases, week by week for a team, of a
    pool the studies that were registered and are not heard of.
    """
    return _room(study).show_coverage(study)


def show_makeup(study: Study) -> Exhibit:
    """Return the presumed criteria of the score, by pillar and by who moves them."""
    return _room(study).show_makeup(study)


def show_people(study: Study) -> Exhibit:
    """Return everyone in one picture: described persons, a team's scores, or one's own weeks."""
    return _room(study).show_people(study)


def show_truth_table(study: Study) -> Exhibit:
    """Return who stands where: the score by what was obtained at it."""
    return _room(study).show_truth_table(study)


def show_answer(study: Study) -> Exhibit:
    """Return the answer of weeks in words; on real data this is a look, and the register keeps it."""
    return _room(study).show_answer(study)


def show_verdict(study: Study) -> Exhibit:
    """Return each outcome's ratio, or each study's, with its interval against no change, the threshold and
    LinkedIn's claim.
    """
    return _room(study).show_verdict(study)


def show_sensitivity(study: Study) -> Exhibit:
    """Return the word at each of the plan's ratios, and what dropped out of the comparison."""
    return _room(study).show_sensitivity(study)


def show_both_ways(study: Study) -> Exhibit:
    """Return the ratio within people beside the one between them: two questions, never pooled."""
    return _room(study).show_both_ways(study)


def show_rivals(study: Study) -> Exhibit:
    """Return beside each story, or each outcome, what else may explain it."""
    return _room(study).show_rivals(study)


def show_ladder(study: Study) -> Exhibit:
    """Return the ratio of the outcome told of, with each activity beside the score in turn."""
    return _room(study).show_ladder(study)


def show_variants(study: Study) -> Exhibit:
    """Return the declared other ways to analyse the same data, all of them."""
    return _room(study).show_variants(study)


def show_calibration(study: Study) -> Exhibit:
    """Return how often the rule is right on invented teams, or pools of them, whose truth is known."""
    return _room(study).show_calibration(study)


def show_odds(study: Study) -> Exhibit:
    """Return how often the rule says each word on data like these, and who carries the ratio."""
    return _room(study).show_odds(study)


def show_race(study: Study) -> Exhibit:
    """Return which number announces next week's real outcomes better than the person's own mean."""
    return _room(study).show_race(study)


def show_standing(study: Study) -> Exhibit:
    """Return the score week by week, with its pillars, and how the industry and the network stood."""
    return _room(study).show_standing(study)


def show_trial(study: Study) -> Exhibit:
    """Return what the lot says of the push, and what it leaves open."""
    return _room(study).show_trial(study)


def show_trial_beside(study: Study) -> Exhibit:
    """Return what the lot says beside what watching the weeks without a push says."""
    return _room(study).show_trial_beside(study)


def show_trial_arms(study: Study) -> Exhibit:
    """Return score, results and activity of each arm, and who was lost."""
    return _room(study).show_trial_arms(study)


def show_trial_outcomes(study: Study) -> Exhibit:
    """Return each counted outcome as drawn: attention beside results."""
    return _room(study).show_trial_outcomes(study)


def show_selection(study: Study) -> Exhibit:
    """Return what random fives, and a chooser's five, show of an invented population."""
    return _room(study).show_selection(study)


def show_false_trail(study: Study) -> Exhibit:
    """Return the comparison of Isabelle's morning with Benoit's months: a trap, shown as one."""
    return _room(study).show_false_trail(study)


def show_silence(study: Study) -> Exhibit:
    """Return the highest rate that k weeks without an event leave possible."""
    return _room(study).show_silence(study)


def show_data_needed(study: Study) -> Exhibit:
    """Return how small an effect can be found with how many events, and what stories cannot be asked."""
    return _room(study).show_data_needed(study)

"""A study knows whom it is told to, which numbers it states, and whether the present look at the weeks was planned."""

from datetime import date

import pytest
from evidence.panels import lay_frame
from exhibits.told_studies import PLAN, read_article

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.evidence.judge import Findings, judge
from ssi_outcomes.evidence.looks import Look
from ssi_outcomes.evidence.verdict import Declared
from ssi_outcomes.panel.layout import Panel
from ssi_outcomes.reading.dataset import Dataset
from ssi_outcomes.study import PanelStudy, open_study


def of_meetings(counts, exposure=5.0, earlier: tuple[Look, ...] = ()) -> PanelStudy:
    """A study of people x weeks of meetings, from Monday, 5 January 2026 on, each with a score of 50 or 60."""
    scores = [[50 + 10 * (week % 2) for week in range(len(row))] for row in counts]
    frame = lay_frame(counts, scores, exposure).rename(columns={"outcome_calls": "outcome_meetings"})
    data = Dataset("acme", {}, {}, {}, (), "the data's hash")
    judged = judge(frame, PLAN, {"meetings": "real"}, {"meetings": Declared(True, False, False)})
    return PanelStudy(data, PLAN, "en", Panel(frame, (), ()), earlier, judged)


def test_each_fact_of_a_study_says_which_data_and_which_plan_it_rests_on():
    about = {"dataset": "acme", "dataset_hash": "the data's hash", "plan_hash": PLAN.hash}
    assert of_meetings([[1, 2]]).about == about


@pytest.mark.parametrize(
    ("exposure", "people", "reader"),
    [([[5, 5], [0, 3]], 2, "team"), ([[5, 5], [0, 0]], 1, "alone")],
)
def test_weeks_are_told_to_a_team_unless_only_one_person_was_ever_there(exposure, people, reader):
    study = of_meetings([[1, 2], [0, 1]], exposure)
    assert (study.n_people, study.reader) == (people, reader)


def test_a_look_counts_the_weeks_in_which_somebody_was_there_and_what_happened_in_them():
    # Three people over three weeks; one was away in the last.
    look = of_meetings([[1, 2, 0], [0, 1, 1], [2, 0, 3]], [[5, 5, 5], [5, 5, 5], [5, 5, 0]]).look
    assert (look.person_weeks, look.events) == (8, 7)
    assert (look.day, look.last_week) == (date.today().isoformat(), "2026-01-19")
    assert (look.dataset_hash, look.plan_hash) == ("the data's hash", PLAN.hash)


def test_a_look_at_weeks_without_any_outcome_is_a_look_at_nothing():
    look = of_meetings([[1, 2]], exposure=0).look
    assert (look.person_weeks, look.events, look.decided) == (0, 0, False)


def test_under_another_plan_than_at_an_earlier_look_what_is_found_is_exploratory(monkeypatch):
    before = Look("2026-01-20", "2026-01-12", 2, 3, True, "other data", "another plan")
    marked = []
    monkeypatch.setattr("ssi_outcomes.study.mark_exploratory", lambda found: marked.append(found) or found)
    first = of_meetings([[1, 2, 0]])
    assert isinstance(first.findings, Findings) and marked == []
    again = of_meetings([[1, 2, 0]], earlier=(before,))
    assert again.looks.plan_changed and again.findings is again.judged
    assert marked == [again.judged]


def test_one_person_of_the_article_is_found_by_name_and_another_is_refused_with_the_names_that_exist():
    study = read_article()
    assert study.case("benoit")["section"] == "benoit" and study.reader == "article"
    with pytest.raises(UsageError) as refused:
        study.case("nobody")
    assert "“nobody”" in refused.value.text("en") and "benoit, isabelle" in refused.value.text("en")


def test_a_language_that_there_is_not_is_refused_before_anything_is_read(monkeypatch):
    monkeypatch.setattr("ssi_outcomes.study.open_receipt", lambda _: pytest.fail("raw files were read"))
    with pytest.raises(UsageError) as refused:
        open_study("article", "de")
    assert "no language “de”. Choose one of: fr, en" in refused.value.text("en")

"""What has to hold of people over weeks: a panel that breaks it fails that check alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from evidence.panels import lay_frame
from exhibits.snapshots import plain
from exhibits.told_studies import world_study

from ssi_outcomes.exhibits.team.checked_weeks import check_weeks, count_study, show_checks
from ssi_outcomes.study import PanelStudy


def study_of_two(**columns: object) -> PanelStudy:
    """Return a study of two people known as P01 and P02 over two weeks."""
    study = world_study("nothing", 2, 2)
    frame = lay_frame([[1, 0], [0, 1]], 50.0, 7.0).assign(**columns)
    names = {"Ada": "P01", "Bob": "P02"}
    return replace(
        study,
        dataset=replace(study.dataset, names=names),
        panel=replace(study.panel, frame=frame),
    )


def test_people_under_their_pseudonyms_with_scores_on_the_scale_pass():
    assert set(check_weeks(study_of_two()).values()) == {True}
    assert plain(show_checks(study_of_two()).data).count("✓") == 5


@pytest.mark.parametrize(
    ("columns", "failed"),
    [
        ({"person": ["P01", "P01", "Bob", "Bob"]}, "people"),  # a name in the place of a pseudonym
        ({"ssi": [50, 50, 50, 101.0]}, "scores"),
        ({"exposure_days": [7, 7, 7, 8]}, "counted"),
        ({"outcome_calls": [1, 0, -1, 0]}, "counted"),
    ],
)
def test_what_breaks_a_rule_is_named(columns, failed):
    study = study_of_two(**columns)
    assert [name for name, holds in check_weeks(study).items() if not holds] == [failed]
    with pytest.raises(AssertionError, match=f"^check failed: {failed}$"):
        show_checks(study)


def test_people_and_weeks_are_counted_in_one_line():
    line = count_study(world_study("nothing", 4, 6)).data
    assert 'data-fact="n_people" value="4"' in line and plain(line).startswith("Trial")

"""What has to hold of a pool is checked before its reader's eyes."""

from __future__ import annotations

import pytest
from exhibits.together.told_pools import fill, pool_study

from ssi_outcomes.exhibits.together.checked_pool import check_pool, count_study, show_checks


def test_the_first_line_counts_the_studies(tmp_path):
    assert ">6<" in count_study(pool_study(fill(tmp_path))).data


def test_all_checks_hold_of_what_was_read(tmp_path):
    study = pool_study(fill(tmp_path))
    assert all(check_pool(study).values()) and show_checks(study).data.count("✓") == 6


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("once", lambda frame: frame.assign(study=frame["study"].iloc[0])),
        ("groups", lambda frame: frame.assign(people=4)),
    ],
)
def test_a_check_that_fails_names_itself(tmp_path, name, spoil):
    study = pool_study(fill(tmp_path))
    study.dataset.tables["pool"] = spoil(study.dataset.tables["pool"])
    assert check_pool(study)[name] is False
    with pytest.raises(AssertionError, match=name):
        show_checks(study)

"""Which files of the archive are known, by their names."""

from __future__ import annotations

import pytest
from reading.archive_counts import read
from reading.archives import whole_archive

from ssi_outcomes.reading.kinds.archive.members import MEMBERS, table_of, without_member_number
from ssi_outcomes.reading.kinds.archive.zipped import is_archive_member


@pytest.mark.parametrize(
    "name",
    [
        "Comments.csv",
        "comments_1.csv",
        "Comments (2).csv",
        "COMMENTS_123456789.CSV",
        "export/Comments.csv",
        "a\\b\\Comments.csv",
        "Job Applications_3.csv",
        "job_applications.csv",
        "Search Queries.csv",
    ],
)
def test_files_are_known_without_case_space_underscore_or_number(name):
    assert is_archive_member(name)


@pytest.mark.parametrize(
    "name",
    [
        "guide_messages.csv",
        "learning_coach_messages.csv",
        "Ad_Targeting.csv",
        "Logins.csv",
        "Comments.txt",
        "__MACOSX/._Comments.csv",
        "Email Addresses.csv",
    ],
)
def test_other_files_are_not(name):
    assert not is_archive_member(name)


def test_the_members_number_is_not_shown(tmp_path):
    assert "123456789" not in repr(read(tmp_path, whole_archive()))


def test_the_member_s_own_number_goes_and_the_number_of_a_part_stays():
    assert without_member_number("export/Shares_123456789.csv") == "export/Shares.csv"
    assert without_member_number("Comments_1.csv") == "Comments_1.csv"
    assert without_member_number("budget_123456789.csv") == "budget_123456789.csv"  # none of the archive's


def test_what_others_did_is_an_outcome_and_the_rest_is_activity():
    counted = {name: table_of(name) for member in MEMBERS.values() for name in member.counts}
    assert {name for name, table in counted.items() if table == "outcomes"} == {
        "connections",
        "endorsements",
        "inbound_conversations",
    }
    assert set(counted.values()) == {"outcomes", "activity"}

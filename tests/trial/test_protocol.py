"""A protocol says what was promised, in dates and weeks; what is wrong with its file is told before anything is judged."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from trial.trials import ALONE, CROSSED, EIGHT, RULE, TEXT

from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.trial.protocol import read_protocol


@pytest.fixture
def read(tmp_path):
    def read(text: str | bytes):
        (tmp_path / "trial.toml").write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return read_protocol(tmp_path, RULE)

    return read


def test_a_folder_without_the_file_has_no_trial(tmp_path):
    assert read_protocol(tmp_path, RULE) is None


def test_what_the_file_says_is_the_protocol_and_the_plan_says_the_rest(read):
    assert read(TEXT) == EIGHT
    assert read(TEXT.replace("[draw]", "planned_looks = 1\nsmallest_lift = 7.5\n[draw]")) == replace(
        EIGHT, planned_looks=1, smallest_lift=7.5
    )


def test_a_file_saved_by_a_windows_editor_is_read_too(read):
    assert read(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()) == EIGHT


def test_a_crossover_has_periods_of_eight_weeks_less_four_and_one_alone_of_two(read):
    text = TEXT.replace("trial_weeks = 8", "trial_weeks = 32").replace(
        "baseline_weeks = 8", "baseline_weeks = 0"
    )
    assert read(text.replace("parallel", "crossover")) == CROSSED
    alone = text.replace("parallel", "single").replace("trial_weeks = 32", "trial_weeks = 40")
    assert (
        read("people = ".join([alone.split("people = ")[0], '["Demo A"]\nfirst' + alone.split("\nfirst")[1]]))
        == ALONE
    )


def test_the_trial_begins_after_the_baseline_and_ends_with_the_reading_of_the_monday_after():
    assert (EIGHT.starts, EIGHT.ends) == (date(2026, 4, 27), date(2026, 6, 22))
    assert len(EIGHT.mondays) == 16 and EIGHT.mondays[8] == EIGHT.starts


def test_a_draw_is_in_time_until_noon_of_the_first_monday_of_the_trial_itself():
    assert not replace(EIGHT, drawn_at=datetime(2026, 4, 27, 12)).is_late
    assert replace(EIGHT, drawn_at=datetime(2026, 4, 27, 12, 1)).is_late


def test_weeks_have_their_block_and_the_first_ones_of_a_period_are_left_out():
    assert [EIGHT.block_of(week) for week in EIGHT.mondays] == [0] * 8 + [1] * 8
    assert all(map(EIGHT.counts, EIGHT.mondays))
    assert [CROSSED.block_of(week) for week in CROSSED.mondays] == [1] * 16 + [2] * 16
    assert [CROSSED.counts(week) for week in CROSSED.mondays] == ([False] * 4 + [True] * 4) * 4
    assert ALONE.blocks == 10 and all(map(ALONE.counts, ALONE.mondays))


@pytest.mark.parametrize(
    "content", [b"\xff\xfe[trial]", "[trial\n", "x = " + "[" * 4000, "x = " + "9" * 5000]
)
def test_a_file_that_cannot_be_read_is_refused_by_name(read, content):
    with pytest.raises(DataRefused) as refused:
        read(content)
    assert refused.value.key == "trial_unreadable"
    assert "trial.toml" in refused.value.text("fr") and "trial.toml" in refused.value.text("en")


def test_all_that_is_wrong_is_told_at_once(read):
    with pytest.raises(DataRefused) as refused:
        read(TEXT.replace("parallel", "both").replace("2026-03-02", "2026-03-03"))
    assert {each.key for each in refused.value.values["problems"]} == {
        "trial_value_listed",
        "trial_value_monday",
    }
    assert "2026-03-03" in refused.value.text("fr")

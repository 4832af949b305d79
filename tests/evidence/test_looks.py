"""How often a dataset was looked at: what counts as a look at grown data, what does not, and a register that cannot be read."""

from dataclasses import replace

import pytest

from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.base.paths import LOOKS
from ssi_outcomes.evidence.looks import Look, Looks, count_looks, read_looks, record_look

FIRST = Look("2026-03-02", "2026-02-23", 240, 61.0, True, "d1", "p1")
GROWN = replace(
    FIRST, day="2026-04-06", last_week="2026-03-30", person_weeks=290, events=80.0, dataset_hash="d2"
)


def test_the_first_look_is_one():
    assert count_looks((), FIRST) == Looks(taken=1, corrected=0, plan_changed=False)
    assert count_looks((), FIRST).planned(1)


def test_the_same_data_again_are_no_further_look():
    assert count_looks((FIRST,), replace(FIRST, day="2026-03-03")) == Looks(1, 0, False)


def test_grown_data_are_another_look_and_beyond_the_planned_ones():
    looks = count_looks((FIRST,), GROWN)
    assert looks == Looks(2, 0, False)
    assert not looks.planned(1) and looks.planned(2)


def test_the_same_weeks_corrected_are_the_same_look_and_are_said():
    looks = count_looks((FIRST, replace(FIRST, dataset_hash="d1b")), replace(FIRST, dataset_hash="d1c"))
    assert looks == Looks(1, 2, False)
    assert looks.planned(1)


def test_a_look_at_which_no_verdict_could_be_given_does_not_count():
    early = replace(FIRST, last_week="2026-01-26", decided=False, dataset_hash="d0")
    assert count_looks((early,), FIRST).taken == 1
    assert count_looks((early,), replace(GROWN, decided=False)).taken == 0


def test_another_plan_since_an_earlier_look_is_no_planned_look_and_putting_it_back_does_not_heal_it():
    changed = count_looks((FIRST,), replace(FIRST, plan_hash="p2"))
    assert changed.plan_changed and not changed.planned(10)
    assert count_looks((FIRST, replace(FIRST, plan_hash="p2")), FIRST).plan_changed


def test_what_is_recorded_is_read_back_and_the_same_look_is_recorded_once(tmp_path):
    assert read_looks(tmp_path) == ()
    for look in (FIRST, replace(FIRST, day="2026-03-09"), GROWN):
        record_look(tmp_path, look)
    assert read_looks(tmp_path) == (FIRST, GROWN)
    record_look(tmp_path, replace(FIRST, plan_hash="p2"))
    assert [look.plan_hash for look in read_looks(tmp_path)] == ["p1", "p1", "p2"]


def test_the_register_is_a_header_and_a_line_for_each_look_to_the_byte(tmp_path):
    # Registers outlive versions of ours: what is written today is read by the next one.
    for look in (FIRST, replace(GROWN, decided=False)):
        record_look(tmp_path, look)
    assert (tmp_path / LOOKS).read_bytes() == (
        b"day,last_week,person_weeks,events,decided,dataset_hash,plan_hash\n"
        b"2026-03-02,2026-02-23,240,61.0,yes,d1,p1\n"
        b"2026-04-06,2026-03-30,290,80.0,no,d2,p1\n"
    )


def test_a_register_that_a_spreadsheet_has_saved_is_read(tmp_path):
    record_look(tmp_path, FIRST)
    text = (tmp_path / LOOKS).read_text("utf-8")
    (tmp_path / LOOKS).write_text(text.replace("\n", "\r\n"), "utf-8-sig", newline="")
    assert read_looks(tmp_path) == (FIRST,)


HEADER = "day,last_week,person_weeks,events,decided,dataset_hash,plan_hash\n"
ROW = "2026-03-02,2026-02-23,240,61.0,yes,d1,p1\n"


@pytest.mark.parametrize(
    "content",
    [
        ROW,  # no header
        "",
        "something else\n1\n",
        HEADER + ROW.replace("2026-03-02", "yesterday"),
        HEADER + ROW.replace("240", "many"),
        HEADER + ROW.replace("61.0", ""),
        HEADER + ROW.replace("yes", "perhaps"),
        HEADER + ROW + ROW.rpartition(",")[0],  # cut off in the middle of a line
        HEADER + ROW.replace(",", ";"),
        HEADER + ROW.replace("d1", "d" * 201),  # beyond the longest cell of ours
        HEADER + ROW.replace("d1", "d" * 200_000),  # beyond the longest cell that is read
    ],
)
def test_a_damaged_register_is_refused_in_both_languages(tmp_path, content):
    (tmp_path / LOOKS).write_text(content, "utf-8")
    with pytest.raises(DataRefused) as refusal:
        read_looks(tmp_path)
    assert refusal.value.key == "looks_unreadable"
    assert all(LOOKS in refusal.value.text(language) for language in ("fr", "en"))
    # Nor is it written over.
    with pytest.raises(DataRefused):
        record_look(tmp_path, FIRST)
    assert (tmp_path / LOOKS).read_text("utf-8") == content


def test_a_register_that_is_no_text_is_refused(tmp_path):
    (tmp_path / LOOKS).write_bytes(b"PK\x03\x04\xff\xfe\x00")
    with pytest.raises(DataRefused):
        read_looks(tmp_path)


def test_people_added_up_to_the_same_week_are_grown_data_and_a_mended_row_is_not():
    assert count_looks((FIRST,), replace(FIRST, person_weeks=250, dataset_hash="mended")).taken == 1
    assert count_looks((FIRST,), replace(FIRST, person_weeks=280, dataset_hash="joined")).taken == 2


def test_rows_that_went_and_came_back_are_no_grown_data():
    shrunk = replace(FIRST, person_weeks=200, dataset_hash="shrunk")
    assert count_looks((FIRST, shrunk), replace(FIRST, dataset_hash="back")).taken == 1
    assert count_looks((FIRST, shrunk), replace(FIRST, person_weeks=270, dataset_hash="joined")).taken == 2


def test_exactly_a_tenth_more_is_still_a_correction():
    assert count_looks((FIRST,), replace(FIRST, person_weeks=264, dataset_hash="mended")).taken == 1

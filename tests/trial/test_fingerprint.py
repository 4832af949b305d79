"""A seal holds while nothing is changed and the draw came first; each thing that breaks it is told by its place."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from trial.trials import EIGHT, RULE, TEXT, seal

from ssi_outcomes.trial.by_lot import draw_schedule
from ssi_outcomes.trial.fingerprint import FAULTS, check_seal, take_fingerprint
from ssi_outcomes.trial.protocol import read_protocol


def check(folder, **known):
    found = check_seal(folder, read_protocol(folder, RULE), **known)
    for each in found.faults:
        assert each.key in FAULTS and each.text("fr") and each.text("en")
    return found


def keys(folder, **known) -> list[str]:
    return [each.key for each in check(folder, **known).faults]


def test_what_was_drawn_and_left_alone_holds(tmp_path):
    protocol = seal(tmp_path)
    found = check(tmp_path, plan_hash="a" * 64, people=protocol.people)
    assert found.holds and found.fingerprint == found.written == take_fingerprint(EIGHT, draw_schedule(EIGHT))
    assert len(found.fingerprint) == 64


@pytest.mark.parametrize(
    "change",
    [
        {"seed": "other"},
        {"outcome": "contracts"},
        {"first_week": date(2026, 3, 9)},
        {"smallest_lift": 1},
        {"planned_looks": 30},
        {"push": "nothing"},
        {"drawn_at": datetime(2026, 2, 20)},
    ],
)
def test_whatever_was_promised_otherwise_has_another_fingerprint(change):
    other = replace(EIGHT, **change)
    assert take_fingerprint(other, draw_schedule(other)) != take_fingerprint(EIGHT, draw_schedule(EIGHT))


def test_another_schedule_under_the_same_protocol_has_another_fingerprint():
    drawn = draw_schedule(EIGHT)
    swapped = drawn.assign(arm=drawn["arm"].to_numpy()[::-1])
    assert take_fingerprint(EIGHT, swapped) != take_fingerprint(EIGHT, drawn)


def test_a_protocol_that_was_changed_is_told(tmp_path):
    seal(tmp_path)
    path = tmp_path / "trial.toml"
    path.write_text(path.read_text("utf-8").replace("phone_meetings", "contracts"), "utf-8")
    assert keys(tmp_path) == ["trial_altered"]


def test_another_seed_changes_the_protocol_and_no_longer_fits_the_schedule(tmp_path):
    seal(tmp_path)
    path = tmp_path / "trial.toml"
    path.write_text(path.read_text("utf-8").replace("0123456789abcdef", "a better one"), "utf-8")
    assert keys(tmp_path) == ["trial_altered", "schedule_altered"]


def test_an_arm_that_was_changed_is_told_by_its_line(tmp_path):
    seal(tmp_path)
    path = tmp_path / "schedule.csv"
    lines = path.read_text("utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if line.endswith("push,1"))
    lines[place] = lines[place].replace("push", "ordinary")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    (fault,) = check(tmp_path).faults
    assert (fault.key, fault.line) == ("schedule_altered", place + 1)
    assert fault.values["expected"].endswith("push, 1")


@pytest.mark.parametrize(
    "cut", [lambda lines: lines[:-1], lambda lines: [*lines, lines[-1]], lambda lines: lines[:1]]
)
def test_a_line_that_went_or_came_is_told(tmp_path, cut):
    seal(tmp_path)
    path = tmp_path / "schedule.csv"
    path.write_text("\n".join(cut(path.read_text("utf-8").splitlines())) + "\n", "utf-8")
    assert keys(tmp_path) == ["schedule_altered"]


def test_a_spreadsheet_that_saved_the_days_its_own_way_is_told(tmp_path):
    seal(tmp_path)
    path = tmp_path / "schedule.csv"
    path.write_text(path.read_text("utf-8").replace(",", ";"), "utf-8")
    assert keys(tmp_path) == ["schedule_unreadable"]


def test_line_ends_of_windows_and_a_mark_at_the_beginning_change_nothing(tmp_path):
    seal(tmp_path)
    path = tmp_path / "schedule.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert check(tmp_path).holds


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a\n1,2\n3\n", b'"'])
def test_a_schedule_that_is_no_table_is_told(tmp_path, content):
    seal(tmp_path)
    (tmp_path / "schedule.csv").write_bytes(content)
    assert keys(tmp_path) == ["schedule_unreadable"]


def test_a_schedule_that_is_gone_is_told(tmp_path):
    seal(tmp_path)
    (tmp_path / "schedule.csv").unlink()
    assert keys(tmp_path) == ["schedule_missing"]


def test_somebody_who_was_added_is_told_by_name_and_the_others_stand(tmp_path):
    seal(tmp_path)
    with (tmp_path / "schedule.csv").open("a") as stream:
        stream.write("Demo Z,2026-04-27,push,1\n")
    found = check(tmp_path, people=["Demo A", "Demo Y"])
    assert [each.key for each in found.faults] == ["schedule_added"] and found.added == ("Demo Z", "Demo Y")


def test_a_draw_after_the_first_week_is_told(tmp_path):
    seal(tmp_path, TEXT.replace("2026-02-27T10:30:00", "2026-05-04T09:00:00"))
    assert keys(tmp_path) == ["trial_late"]


def test_a_protocol_without_its_fingerprint_is_not_sealed(tmp_path):
    seal(tmp_path)
    (tmp_path / "trial.toml").write_text(TEXT, "utf-8")
    assert keys(tmp_path) == ["trial_unsealed"]


def test_another_plan_than_at_the_draw_is_told(tmp_path):
    seal(tmp_path, f'{TEXT}plan = "{"b" * 64}"\n')
    assert check(tmp_path, plan_hash="b" * 64).holds
    assert keys(tmp_path, plan_hash="a" * 64) == ["trial_other_plan"]

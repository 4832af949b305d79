"""A study's number: drawn once, kept beside the data, and nobody's name."""

from __future__ import annotations

import re
from datetime import date

import pytest

from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.pool.study_number import draw_number, end_quarter, find_number, name_quarter


def test_a_dataset_keeps_its_number_wherever_its_folder_goes(tmp_path):
    first = find_number(tmp_path)
    (tmp_path / "moved").mkdir()
    (tmp_path / "study-number.txt").rename(tmp_path / "moved" / "study-number.txt")
    assert find_number(tmp_path / "moved") == first != find_number(tmp_path)


def test_numbers_are_drawn_from_a_million_million_million_and_more():
    assert all(re.fullmatch(r"S(-[0-9A-HJKMNP-TV-Z]{4}){4}", draw_number()) for _ in range(50))
    assert len({draw_number() for _ in range(1000)}) == 1000


@pytest.mark.parametrize("content", ["", "S-0000", "acme", "S-0000-0000-0000-000U", "x" * 2000])
def test_a_file_without_a_number_is_never_overwritten_by_another_one(tmp_path, content):
    (tmp_path / "study-number.txt").write_text(content)
    with pytest.raises(DataRefused) as caught:
        find_number(tmp_path)
    assert caught.value.key == "study_number_unreadable"
    assert (tmp_path / "study-number.txt").read_text() == content


def test_notepad_may_save_it(tmp_path):
    number = find_number(tmp_path)
    (tmp_path / "study-number.txt").write_text(f"{number}\r\n", "utf-8-sig")
    assert find_number(tmp_path) == number


def test_a_quarter_is_all_that_is_told_of_a_day():
    assert [name_quarter(date(2026, month, 1)) for month in (1, 3, 4, 12)] == [
        "2026-Q1",
        "2026-Q1",
        "2026-Q2",
        "2026-Q4",
    ]
    assert (end_quarter("2026-Q1"), end_quarter("2026-Q4")) == (date(2026, 3, 31), date(2026, 12, 31))

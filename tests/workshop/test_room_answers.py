"""A room's table: read in either language, typed badly in every way that it is, refused by its line."""

from __future__ import annotations

import pytest
from workshop.asked import fill, letters, write

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.base.errors import DataRefused, FileRefused, UsageError
from ssi_outcomes.workshop.quiz import read_quiz
from ssi_outcomes.workshop.quiz_sheets import make_workbook_of, room_rows
from ssi_outcomes.workshop.room_answers import column_heads, read_room

QUIZ = read_quiz()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_filled_table_gives_each_person_both_sheets(tmp_path, language):
    room = read_room(write(tmp_path, fill([2, 3, 8], [4, 8, 0], language)), QUIZ)
    assert [(sum(each.before), sum(each.after)) for each in room.people] == [(2, 4), (3, 8), (8, 0)]
    assert (room.one_sheet, room.no_sheet) == (0, 0)


def test_a_workbook_gives_the_same(tmp_path):
    rows = fill([1, 2], [5, 6])
    (tmp_path / "room.xlsx").write_bytes(make_workbook_of(rows, "en"))
    assert read_room(str(tmp_path / "room.xlsx"), QUIZ) == read_room(write(tmp_path, rows), QUIZ)


def test_the_table_as_it_is_handed_out_is_a_room_of_nobody(tmp_path):
    room = read_room(write(tmp_path, room_rows(12, "fr")), QUIZ)
    assert (room.people, room.one_sheet, room.no_sheet) == ((), 0, 12)


def test_who_handed_in_one_sheet_is_counted_and_not_paired(tmp_path):
    rows = fill([2, 3], [4, 5])
    rows[4][3:] = [""] * 8
    room = read_room(write(tmp_path, rows), QUIZ)
    assert (len(room.people), room.one_sheet) == (1, 1)


def test_an_item_left_empty_is_not_right_and_large_letters_are_letters(tmp_path):
    rows = fill([8], [8])
    rows[1][3], rows[1][4] = "", rows[1][4].upper()
    room = read_room(write(tmp_path, rows), QUIZ)
    assert sum(room.people[0].before) == 7 and room.empty == (1, 0)


def test_people_choose_their_names_and_spell_them_in_two_ways(tmp_path):
    rows = fill([2], [4])
    rows[1][0], rows[2][0] = "Loup d’été", "loup d'ete "
    assert len(read_room(write(tmp_path, rows), QUIZ).people) == 1


SPOILT = {
    "room_letter": lambda rows: rows[3].__setitem__(5, "a, b"),
    "room_form": lambda rows: rows[3].__setitem__(2, "C"),
    "room_moment": lambda rows: rows[3].__setitem__(1, "during"),
    "room_nobody": lambda rows: rows[3].__setitem__(0, " "),
    "room_too_wide": lambda rows: rows[3].append("a"),
    "room_twice": lambda rows: rows[3].__setitem__(0, rows[1][0]),
    "room_same_form": lambda rows: rows[4].__setitem__(2, rows[3][2]),
}


@pytest.mark.parametrize("key", SPOILT)
def test_a_row_that_cannot_be_is_refused_by_its_line_and_nothing_is_judged(tmp_path, key):
    rows = fill([2, 3, 4], [4, 5, 6])
    SPOILT[key](rows)
    with pytest.raises(DataRefused) as refused:
        read_room(write(tmp_path, rows), QUIZ)
    first, *_ = [each for each in refused.value.values["problems"] if each.key == key]
    assert first.line in (4, 5)
    for language in LANGUAGES:
        assert f"{'line' if language == 'en' else 'ligne'} {first.line}" in refused.value.text(language)


def test_every_bad_row_is_told_at_once(tmp_path):
    rows = fill([2, 3, 4], [4, 5, 6])
    rows[1][3], rows[4][2], rows[6][1] = "?", "Z", ""
    with pytest.raises(DataRefused) as refused:
        read_room(write(tmp_path, rows), QUIZ)
    assert [each.line for each in refused.value.values["problems"]] == [2, 5, 7]


def test_hostile_cells_are_quoted_harmlessly(tmp_path):
    rows = fill([2], [4])
    rows[1][3] = "=HYPERLINK(\x1b[31m)"
    with pytest.raises(DataRefused) as refused:
        read_room(write(tmp_path, rows), QUIZ)
    assert "\x1b" not in refused.value.text("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_file_and_no_file_are_told_what_to_do(tmp_path, monkeypatch, language):
    (tmp_path / "other.csv").write_text("a;b\n1;2\n")
    monkeypatch.setenv("SSI_LANG", language)
    with pytest.raises(FileRefused, match="ssi workshop") as refused:
        read_room(str(tmp_path / "other.csv"), QUIZ)
    assert f"({', '.join(column_heads(language))}, " in refused.value.text(language)
    with pytest.raises(UsageError):
        read_room(str(tmp_path / "none.csv"), QUIZ)


def test_letters_of_the_key_are_those_of_the_form():
    assert letters("A", 8) == [item.right for item in QUIZ.form("A")] != letters("B", 8)

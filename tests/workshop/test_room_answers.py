"""A room's table: read in either language, typed badly in every way that it is, refused by its line."""

from __future__ import annotations

import pytest
from workshop.asked import fill, letters, write

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.workshop.answer_code import Coded, write_code
from ssi_outcomes.workshop.handed_in import collect, column_heads
from ssi_outcomes.workshop.quiz import read_quiz
from ssi_outcomes.workshop.quiz_sheets import make_workbook_of, room_rows
from ssi_outcomes.workshop.room_answers import Room
from ssi_outcomes.workshop.room_answers import read_room as read_pile

QUIZ = read_quiz()


def read_room(place: str, quiz) -> Room:
    return read_pile(collect(place), quiz)


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


def code_rows(before: list[int], after: list[int]) -> list[list[str]]:
    """Return the same room as `fill` gives, in codes."""
    rows = fill(before, after)[1:]
    moments = ["before", "after"] * len(before)
    coded = [Coded(moment, row[2], tuple(row[3:])) for moment, row in zip(moments, rows, strict=True)]
    return [
        column_heads("codes", "en"),
        *([row[0], write_code(each)] for row, each in zip(rows, coded, strict=True)),
    ]


def test_codes_give_what_the_letters_give(tmp_path):
    letters_of = write(tmp_path, fill([2, 3, 8], [4, 8, 0]))
    codes = write(tmp_path, code_rows([2, 3, 8], [4, 8, 0]), "codes.csv")
    assert read_room(codes, QUIZ) == read_room(letters_of, QUIZ)


def test_a_folder_with_the_empty_table_and_codes_is_the_room_of_the_codes(tmp_path):
    write(tmp_path, code_rows([2, 3], [4, 5]), "codes.csv")
    write(tmp_path, room_rows(2, "fr"), "room.csv")
    room = read_room(str(tmp_path), QUIZ)
    assert (len(room.people), room.one_sheet, room.no_sheet) == (2, 0, 0)


def test_a_slip_in_a_code_is_refused_by_its_line(tmp_path):
    rows = code_rows([2, 3], [4, 5])
    rows[2][1] = rows[2][1][:-1] + ("a" if rows[2][1][-1] != "a" else "b")
    rows[3][0] = ""
    with pytest.raises(DataRefused) as refused:
        read_room(write(tmp_path, rows), QUIZ)
    assert [(each.key, each.line) for each in refused.value.values["problems"]] == [
        ("room_code", 3),
        ("room_nobody", 4),
    ]


def test_a_sheet_on_paper_and_in_code_is_one_too_many(tmp_path):
    write(tmp_path, code_rows([2], [4]), "codes.csv")
    write(tmp_path, fill([2], [4]), "room.csv")
    with pytest.raises(DataRefused, match=r"line 2 of codes\.csv") as refused:
        read_room(str(tmp_path), QUIZ)
    assert "ligne 2 de codes.csv" in refused.value.text("fr")


def test_letters_of_the_key_are_those_of_the_form():
    assert letters("A", 8) == [item.right for item in QUIZ.form("A")] != letters("B", 8)

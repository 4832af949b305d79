"""Worlds as people named them: in any spelling of either language, marked by the key, refused by their line."""

from __future__ import annotations

import pytest
from workshop.asked import write

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.workshop.blind_worlds import SETS, TRAPPED, draw_key
from ssi_outcomes.workshop.handed_in import collect, column_heads
from ssi_outcomes.workshop.quiz_sheets import world_rows
from ssi_outcomes.workshop.world_answers import UNSURE, Named, read_worlds, world_word


def name_worlds(words: list[str], language: str = "en") -> list[list[str]]:
    """Return the table in which set i was named by word i."""
    return [column_heads("worlds", language), *([f"P{i}", str(i), word] for i, word in enumerate(words, 1))]


def read(folder, rows) -> list[Named]:
    return read_worlds(collect(write(folder, rows)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_thirty_named_right_are_right_by_the_names_of_the_notebook_and_those_of_a_language(
    tmp_path, language
):
    for words in (draw_key(), [world_word(each, language).upper() for each in draw_key()]):
        found = read(tmp_path, name_worlds(list(words), language))
        assert len(found) == SETS and all(each.right for each in found)


def test_who_cannot_tell_is_neither_right_nor_refused(tmp_path):
    found = read(tmp_path, name_worlds(["?", "I cannot tell"[2:], "impossible à dire"]))
    assert [each.named for each in found] == [UNSURE] * 3 and not any(each.right for each in found)


def test_a_wrong_world_is_wrong_and_an_empty_cell_no_answer(tmp_path):
    wrong = next(each for each in TRAPPED if each != draw_key()[0])
    assert [each.right for each in read(tmp_path, name_worlds([wrong, "", draw_key()[2]]))] == [False, True]
    assert read(tmp_path, world_rows(30, "fr")) == []


def test_two_people_may_have_one_set(tmp_path):
    rows = name_worlds(["bot", "bot"])
    rows[2][1] = "1"
    assert [each.number for each in read(tmp_path, rows)] == [1, 1]


@pytest.mark.parametrize(
    ("key", "row"),
    [
        ("room_set", ["P2", "31", "bot"]),
        ("room_set", ["P2", "-1", "bot"]),
        ("room_set", ["P2", "=1+1", "bot"]),
        ("room_world", ["P2", "2", "\x1b[31mworld"]),
        ("room_nobody", ["", "2", "bot"]),
        ("room_set_twice", ["p1", "1", "useful"]),
    ],
)
def test_a_row_that_cannot_be_is_refused_by_its_line(tmp_path, key, row):
    rows = [*name_worlds(["bot"]), row]
    with pytest.raises(DataRefused) as refused:
        read(tmp_path, rows)
    assert [(each.key, each.line) for each in refused.value.values["problems"]] == [(key, 3)]
    assert all("\x1b" not in refused.value.text(language) for language in LANGUAGES)


@pytest.mark.parametrize("number", ["1", "01"])
def test_a_set_named_twice_is_refused_though_the_second_stands_on_the_same_line_of_another_file(
    tmp_path, number
):
    write(tmp_path, name_worlds(["bot"]), "a.csv")
    rows = name_worlds(["bot"])
    rows[1][1] = number
    write(tmp_path, rows, "b.csv")
    with pytest.raises(DataRefused) as refused:
        read_worlds(collect(str(tmp_path)))
    (problem,) = refused.value.values["problems"]
    assert (problem.file, problem.key, problem.line) == ("b.csv", "room_set_twice", 2)
    assert all("a.csv" in refused.value.text(language) for language in LANGUAGES)

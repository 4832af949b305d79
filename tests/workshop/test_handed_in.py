"""What was handed in: each table known by its headings, in any language; nothing of a folder left out unsaid."""

from __future__ import annotations

import pytest
import xlsxwriter
from workshop.asked import fill, write

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.base.errors import FileRefused, UsageError
from ssi_outcomes.workshop.handed_in import SHAPES, collect, column_heads
from ssi_outcomes.workshop.quiz_sheets import code_rows, world_rows


def test_no_two_tables_have_the_same_headings():
    for language in LANGUAGES:
        assert len({tuple(column_heads(shape, language)[:2]) for shape in SHAPES}) == len(SHAPES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_folder_is_its_tables_and_the_names_of_what_is_none(tmp_path, language):
    write(tmp_path, fill([2], [4], language), "a.csv")
    write(tmp_path, code_rows(3, language), "b.csv")
    write(tmp_path, world_rows(3, language), "c.csv")
    (tmp_path / "handout.pdf").write_bytes(b"%PDF")
    pile = collect(str(tmp_path))
    assert [(each.file, each.shape) for each in pile.tables] == [
        ("a.csv", "papers"),
        ("b.csv", "codes"),
        ("c.csv", "worlds"),
    ]
    assert pile.unread == ("handout.pdf",) and len(pile.of("papers", "codes")) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_file_and_no_file_are_told_what_to_do(tmp_path, monkeypatch, language):
    (tmp_path / "other.csv").write_text("a;b\n1;2\n")
    monkeypatch.setenv("SSI_LANG", language)
    for place in (tmp_path / "other.csv", tmp_path):
        with pytest.raises(FileRefused, match="ssi workshop") as refused:
            collect(str(place))
    for shape in SHAPES:
        assert ", ".join(column_heads(shape, language)) in refused.value.text(language)
    with pytest.raises(UsageError):
        collect(str(tmp_path / "none.csv"))


def test_an_empty_folder_is_told_what_to_do(tmp_path):
    with pytest.raises(UsageError, match="Copy the filled tables"):
        collect(str(tmp_path))


def test_what_is_beside_the_tables_is_named(tmp_path):
    write(tmp_path, code_rows(1, "en"), "a.csv")
    (tmp_path / "evening").mkdir()
    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as book:
        book.add_worksheet("Sheet").write_row(0, 0, column_heads("worlds", "en"))
        book.add_worksheet("Ours").write(0, 0, "a remark")
        book.add_worksheet("Empty")
    pile = collect(str(tmp_path))
    assert [each.shape for each in pile.tables] == ["codes", "worlds"]
    assert pile.unread == ("evening", "b.xlsx › Ours")

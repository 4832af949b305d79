"""The workbook to fill in: its sheets are what the readers understand, and its cells are checked while they are filled in."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, timedelta

import pandas as pd
import pytest
import python_calamine
from desk.workbooks import CONTEXT, EXAMPLES, SHEETS, TODAY, both_languages, part, read
from examples import few
from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_outcomes.base.ssi import PILLARS
from ssi_outcomes.desk.filled_in import Content, lay_out
from ssi_outcomes.desk.new import fill_example
from ssi_outcomes.desk.person_sheets import OUTCOMES
from ssi_outcomes.desk.template import make_workbook
from ssi_outcomes.reading.joining.folder import read_team
from ssi_outcomes.reading.kinds.described.about import check_about
from ssi_outcomes.reading.kinds.described.about_files import read_about_sheet
from ssi_outcomes.reading.kinds.recognition import read_sheet

MONDAY = date(2026, 6, 29)


# --- what is filled in is what is read


@both_languages
def test_the_empty_template_has_no_row_and_no_fault(tmp_path, language):
    sheets = read(tmp_path, make_workbook("acme", language, TODAY))
    parsed = [read_sheet(sheet, CONTEXT) for sheet in sheets[2:]]
    assert [(each.rows, each.rejected) for each in parsed] == [(0, ())] * 4
    about, problems = check_about([read_about_sheet(sheets[1])])
    assert (problems, about.title[language], about.language) == ((), "acme", language)


weeks = st.lists(
    st.tuples(st.integers(0, 200), *[st.none() | st.integers(0, 500)] * sum(map(bool, OUTCOMES))),
    max_size=6,
    unique_by=lambda row: row[0],
)


@both_languages
@settings(max_examples=8, deadline=None)
@given(rows=weeks)
def test_weeks_come_back_as_they_were_typed(tmp_path_factory, language, rows):
    typed = [("P01", MONDAY - timedelta(weeks=back), *counts) for back, *counts in rows]
    sheet = read(
        tmp_path_factory.mktemp("weeks"),
        make_workbook("acme", language, TODAY, Content(rows={"outcomes": typed})),
    )[4]
    parsed = read_sheet(sheet, CONTEXT)
    assert parsed.rejected == ()
    back = {(row["start"], row["outcome"]): row["count"] for row in parsed.tables.get("outcomes", [])}
    assert back == {
        (row[1], name): count
        for row in typed
        for name, count in zip(filter(None, OUTCOMES), row[2:], strict=True)
        if count is not None
    }


@both_languages
def test_a_text_stays_a_text_whatever_it_looks_like(tmp_path, language):
    hostile = ["=1+1", "@SUM(A1)", "+33 1 23", "-2", "{=A1}", "https://example.org", "007", "1e5"]
    content = make_workbook("acme", language, TODAY, Content(rows={"people": [(text,) for text in hostile]}))
    assert "<f>" not in part(content, 2) and "hyperlink" not in part(content, 2)
    assert [row[0] for row in read(tmp_path, content)[2].rows[1:]] == hostile


@both_languages
def test_the_same_day_gives_the_same_bytes(language):
    assert make_workbook("acme", language, TODAY) == make_workbook("acme", language, TODAY)


@both_languages
def test_read_me_tells_the_command_for_this_dataset(language):
    texts = [
        row[0]
        for row in python_calamine.CalamineWorkbook.from_filelike(
            io.BytesIO(make_workbook("acme", language, TODAY))
        )
        .get_sheet_by_name(SHEETS[language][0])
        .to_python()
    ]
    assert any("make report DATASET=acme" in text and "ssi report --dataset acme" in text for text in texts)
    assert any(EXAMPLES[language] in text for text in texts)


# --- in a spreadsheet program


def as_texts(content: bytes, folder, language: str, day: str) -> None:
    """Write each sheet as a CSV of its own, as spreadsheet programs save them, with dates as `day` shows them."""
    for sheet in read(folder, content):
        lines = [
            [
                cell.strftime(day) if isinstance(cell, date) else "" if cell is None else str(cell)
                for cell in row
            ]
            for row in sheet.rows
        ]
        with (folder / "acme" / f"week-{sheet.name}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, delimiter=";" if language == "fr" else ",").writerows(lines)


@pytest.mark.parametrize(
    ("language", "day"),
    few(
        [(language, day) for language in ("fr", "en") for day in ("%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d")],
        (("fr", "%d/%m/%Y"), ("en", "%m/%d/%Y")),
    ),
)
def test_a_template_that_was_saved_sheet_by_sheet_as_texts_says_the_same(tmp_path, language, day):
    (tmp_path / "acme").mkdir()
    content = make_workbook("acme", language, TODAY, fill_example(language))
    as_texts(content, tmp_path, language, day)
    (tmp_path / "acme" / "dataset.toml").write_text("synthetic = true\n")
    texts = read_team(tmp_path / "acme", TODAY)
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "acme.xlsx").write_bytes(content)
    (tmp_path / "one" / "dataset.toml").write_text("synthetic = true\n")
    book = read_team(tmp_path / "one", TODAY)
    assert texts.rejected == () and texts.title == book.title
    for name, frame in book.tables.items():
        columns = [column for column in frame if column not in ("source_file", "source_line", "source")]
        one, other = (
            tables[name][columns].sort_values(columns, ignore_index=True)
            for tables in (book.tables, texts.tables)
        )
        pd.testing.assert_frame_equal(one, other, check_dtype=False)


@both_languages
def test_a_week_takes_less_than_a_minute_to_fill_in(language):
    # By the keystroke-level model (Card, Moran and Newell 1980): .28 s a keystroke of somebody who is no typist, 1.35 s of thought a cell.
    score, results = (
        {"person": 3, "read_at": 10, "ssi": 2, **dict.fromkeys(PILLARS, 4)},
        {"person": 3, "week": 10, **{name: 1 for name in OUTCOMES if name}},
    )
    keys = [*score.values(), *results.values()]
    assert len(keys) == 14
    assert (
        sum(0.28 * (length + 1) + 1.35 for length in keys) < 60
    )  # with the key that goes on to the next cell


@both_languages
def test_every_sheet_is_printed_with_all_its_columns_on_a_page(language):
    content = make_workbook("acme", language, TODAY)
    sheets = [part(content, place) for place in range(6)]
    assert all('fitToHeight="0"' in xml and 'orientation="landscape"' in xml for xml in sheets)
    # Each page says which sheet it is of, and which page; a table's headings are repeated.
    assert all("&amp;A" in xml and "&amp;P / &amp;N" in xml for xml in sheets)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        titles = re.findall(r"Print_Titles[^>]*>([^<]+)", archive.read("xl/workbook.xml").decode("utf-8"))
    assert [title.rpartition("!")[2] for title in titles] == ["$1:$1"] * 4


@both_languages
def test_the_first_thing_that_is_seen_is_how_to_fill_it_in(language):
    content = make_workbook("acme", language, TODAY)
    assert ['tabSelected="1"' in part(content, place) for place in range(6)] == [True, *[False] * 5]
    assert python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names == SHEETS[language]


def read_me(content: bytes) -> str:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return "\n".join(row[0] for row in book.get_sheet_by_index(0).to_python())


@both_languages
def test_an_empty_table_says_that_it_is_empty_and_how_to_get_its_rows(language):
    text = read_me(make_workbook("acme", language, date(2026, 2, 26)))
    names = {"fr": "noms.txt", "en": "names.txt"}[language]
    # The next Monday, and a name that is free.
    assert f"ssi new acme-2 --people {names} --from 2026-03-02 --weeks 10" in text
    assert f"make new DATASET=acme-2 PEOPLE={names} FROM=2026-03-02 WEEKS=10" in text


@both_languages
def test_rows_that_are_laid_out_are_values_and_say_nothing_until_they_are_filled_in(tmp_path, language):
    content = make_workbook(
        "acme", language, TODAY, lay_out(["Anne Démo", "Bob Test", "007"], date(2026, 3, 2), 4)
    )
    assert all("<f>" not in part(content, place) for place in range(6))
    sheets = read(tmp_path, content)
    assert [sheet.rows[1:] for sheet in sheets[4:]] == [
        tuple(
            (name, date(2026, 3, day), *[None] * (len(sheet.rows[0]) - 2))
            for day in (2, 9, 16, 23)
            for name in ("Anne Démo", "Bob Test", "007")
        )
        for sheet in sheets[4:]
    ]
    people, *parsed = [read_sheet(sheet, CONTEXT) for sheet in sheets[2:]]
    assert [row["person"] for row in people.tables["people"]] == ["Anne Démo", "Bob Test", "007"]
    # A week that nobody filled in is a blank row: neither an error nor a zero.
    assert [(each.rows, each.blank, each.rejected) for each in parsed] == [(12, 12, ())] * 3
    assert not any(each.tables.keys() & {"ssi", "outcomes", "activity"} for each in parsed)
    assert "3" in read_me(content) and "acme-2" not in read_me(content)


@both_languages
def test_each_row_that_was_laid_out_is_checked_and_as_many_again(language):
    people = [f"P{number:04}" for number in range(2_000)]
    content = make_workbook("acme", language, TODAY, lay_out(people, date(2026, 3, 2), 2))
    weekly = part(content, 4)
    assert 'sqref="B2:B8001"' in weekly and 'sqref="A2:A8001"' in weekly
    # The list to choose a name from reaches the last of them.
    assert f"'{SHEETS[language][2]}'!$A$2:$A$8001" in weekly

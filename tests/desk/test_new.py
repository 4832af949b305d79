"""`make new`: a folder with a workbook that the readers understand, a filled example, and dataset.toml."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, timedelta

import pandas as pd
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.desk import new as templates
from ssi_outcomes.desk.new import new_dataset
from ssi_outcomes.desk.template import OUTCOMES, PILLARS, SSI, Content, heading, make_workbook
from ssi_outcomes.reading.joining.folder import read_team
from ssi_outcomes.reading.kinds.about import (
    check_about,
    is_about_sheet,
    is_example,
    is_read_me_sheet,
    read_about_sheet,
    read_dataset_toml,
)
from ssi_outcomes.reading.kinds.recognition import read_sheet
from ssi_outcomes.reading.names.registry import activities, find_activity, find_outcome, outcomes
from ssi_outcomes.reading.opening.sheets import read_sheets
from ssi_outcomes.reading.parsed import Context, Sheet

TODAY = date(2026, 7, 6)
CONTEXT = Context(today=TODAY)
SHEETS = {
    "fr": ["À propos", "Personnes", "SSI", "Résultats", "Activité", "Lisez-moi"],
    "en": ["About", "People", "SSI", "Outcomes", "Activity", "Read me"],
}
EXAMPLES = {"fr": "exemple-acme.xlsx", "en": "example-acme.xlsx"}
MONDAY = date(2026, 6, 29)
both_languages = pytest.mark.parametrize("language", ["fr", "en"])


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    return tmp_path


def read(tmp_path, content: bytes) -> list[Sheet]:
    path = tmp_path / "acme.xlsx"
    path.write_bytes(content)
    return read_sheets(path, "acme.xlsx")


def part(content: bytes, sheet: int) -> str:
    """Return the XML of a sheet, by its place in the workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(f"xl/worksheets/sheet{sheet + 1}.xml").decode("utf-8")


# --- the folder


@both_languages
def test_a_new_dataset_is_a_folder_of_three_files(home, language):
    made = new_dataset("acme", language, TODAY)
    assert [path.name for path in made] == ["acme.xlsx", EXAMPLES[language], "dataset.toml"]
    assert all(path.is_file() for path in made)
    assert sorted(path.name for path in (home / "data/raw").iterdir()) == ["acme"]
    assert [python_calamine.CalamineWorkbook.from_path(path).sheet_names for path in made[:2]] == [
        SHEETS[language]
    ] * 2
    assert [is_example(path, "acme") for path in made] == [False, True, False]


@both_languages
def test_a_folder_that_exists_is_refused_by_name_and_left_alone(home, language):
    folder = raw_folder("acme")
    folder.mkdir(parents=True)
    (folder / "mine.csv").write_text("mine", "utf-8")
    with pytest.raises(UsageError) as refusal:
        new_dataset("acme", language, TODAY)
    assert "data/raw/acme" in refusal.value.text("fr") and "data/raw/acme" in refusal.value.text("en")
    assert [path.name for path in folder.iterdir()] == ["mine.csv"]


@pytest.mark.parametrize(
    ("name", "language"), [("Acme", "fr"), ("../acme", "fr"), ("", "en"), ("acme", "de"), ("acme", "")]
)
def test_a_name_or_language_that_cannot_be_makes_nothing(home, name, language):
    with pytest.raises(UsageError):
        new_dataset(name, language, TODAY)
    assert list(home.rglob("*")) == []


def test_a_failure_between_two_files_leaves_no_folder(home, monkeypatch):
    calls = []

    def fail_second(path, content):
        calls.append(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(templates, "write_whole", fail_second)
    with pytest.raises(OSError, match="No space"):
        new_dataset("acme", "fr", TODAY)
    assert list((home / "data/raw").iterdir()) == []


def test_a_folder_made_by_somebody_else_in_the_meantime_stays_theirs(home, monkeypatch):
    def make_theirs(language):
        theirs = raw_folder("acme")
        theirs.mkdir(parents=True)
        (theirs / "theirs.csv").write_text("theirs", "utf-8")
        return Content()

    real = templates.write_whole
    monkeypatch.setattr(
        templates,
        "write_whole",
        lambda path, content: ((home / "data/raw/acme").exists() or make_theirs("fr"), real(path, content)),
    )
    with pytest.raises(UsageError):
        new_dataset("acme", "fr", TODAY)
    assert [path.name for path in (home / "data/raw/acme").iterdir()] == ["theirs.csv"]


# --- dataset.toml


@both_languages
def test_dataset_toml_says_nothing_until_it_is_filled_in(home, language):
    path = new_dataset("acme", language, TODAY)[-1]
    about, problems = check_about([read_dataset_toml(path, "dataset.toml")])
    assert problems == () and about.title == {}
    assert not [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]


@both_languages
def test_every_line_of_dataset_toml_can_be_filled_in(home, language):
    path = new_dataset("acme", language, TODAY)[-1]
    text = re.sub(r"^#(?=[^ #])", "", path.read_text("utf-8"), flags=re.M)
    path.write_text(text, "utf-8")
    about, problems = check_about([read_dataset_toml(path, "dataset.toml")])
    assert problems == ()
    assert (
        about.language == language
        and about.title
        and about.chosen
        and about.definitions
        and not about.synthetic
    )
    assert {row["person"] for row in about.coverage} == {"P01", "P02"} and {
        row["name"] for row in about.coverage
    } == {"contracts", "proposals"}
    assert len(about.absences) == 1


# --- what is filled in is what is read


@both_languages
def test_the_example_is_read_as_it_was_filled_in(tmp_path, language):
    filled = templates.fill_example(language)
    about, people, ssi, done, active, read_me = read(tmp_path, make_workbook("acme", language, TODAY, filled))
    parsed = {
        name: read_sheet(sheet, CONTEXT)
        for name, sheet in (("people", people), ("ssi", ssi), ("outcomes", done), ("activity", active))
    }
    assert [each.rejected for each in parsed.values()] == [()] * 4
    assert [len(parsed[name].tables[name]) for name in parsed] == [3, 9, 44, 16]
    assert [(row["seat"], row["start"]) for row in parsed["people"].tables["people"]] == [
        (True, None),
        (False, None),
        (False, date(2026, 1, 19)),
    ]
    first = parsed["ssi"].tables["ssi"][0]
    assert [first[name] for name in SSI] == [
        "P01",
        date(2026, 1, 5),
        53,
        13.1,
        9.7,
        14.2,
        16.0,
        None,
        None,
        5,
        None,
        "typed",
    ]
    counts = {
        (row["person"], row["start"], row["outcome"]): row["count"]
        for row in parsed["outcomes"].tables["outcomes"]
    }
    assert counts["P01", date(2026, 1, 12), "phone_meetings"] == 2
    assert counts["P02", date(2026, 1, 12), "phone_meetings"] == 1
    assert (
        "P02",
        date(2026, 1, 12),
        "inbound_requests",
    ) not in counts  # left empty: not counted, which is not zero
    assert {(row["end"] - row["start"]).days for row in parsed["outcomes"].tables["outcomes"]} == {6}
    assert is_about_sheet(about) and is_read_me_sheet(read_me)


@both_languages
def test_the_example_follows_its_own_rules(language):
    for row in templates.fill_example(language).rows["ssi"]:
        assert row[2] == round(sum(row[3:7]))
        assert row[1].weekday() == 0


@both_languages
def test_the_examples_about_sheet_is_complete_and_invented(tmp_path, language):
    about_sheet = read(tmp_path, make_workbook("acme", language, TODAY, templates.fill_example(language)))[0]
    said = read_about_sheet(about_sheet)
    about, problems = check_about([said])
    # Renamed, and so read as data, the example gives itself away.
    assert [problem.key for problem in problems] == ["about_synthetic_mixed"] and not about.synthetic
    assert about.language == language and about.chosen and about.definitions["phone_meetings"]["counted_in"]
    assert [(row["table"], row["person"], row["start"]) for row in about.coverage] == [
        ("activity", "P01", date(2026, 1, 5))
    ]
    assert [row["person"] for row in about.absences] == ["P02"]


@both_languages
def test_the_empty_template_has_no_row_and_no_fault(tmp_path, language):
    sheets = read(tmp_path, make_workbook("acme", language, TODAY))
    parsed = [read_sheet(sheet, CONTEXT) for sheet in sheets[1:5]]
    assert [(each.rows, each.rejected) for each in parsed] == [(0, ())] * 4
    about, problems = check_about([read_about_sheet(sheets[0])])
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
    )[3]
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
    assert "<f>" not in part(content, 1) and "hyperlink" not in part(content, 1)
    assert [row[0] for row in read(tmp_path, content)[1].rows[1:]] == hostile


# --- what Excel offers and checks


@both_languages
def test_every_heading_that_can_be_chosen_is_understood(language):
    for each in outcomes().values():
        assert find_outcome(heading(each.label[language])) == each.id
    for each in activities().values():
        assert find_activity(heading(each.label[language])) == each.id
    heads = (
        "Personne",
        "Semaine du",
        *(heading(each.label[language]) for each in (*outcomes().values(), *activities().values())),
    )
    sheet = Sheet("acme.xlsx", "Résultats", (1, 2), (heads, ("P01", MONDAY, *[1] * (len(heads) - 2))))
    parsed = read_sheet(sheet, CONTEXT)
    assert parsed.notes == () and parsed.rejected == ()
    assert {row["outcome"] for row in parsed.tables["outcomes"]} == set(outcomes())
    assert {row["activity"] for row in parsed.tables["activity"]} == set(activities())


@both_languages
def test_the_drop_downs_point_at_the_lists(language):
    content = make_workbook("acme", language, TODAY)
    lists = (
        python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        .get_sheet_by_name(SHEETS[language][5])
        .to_python()
    )
    for place, registry in ((3, outcomes()), (4, activities())):
        (address,) = set(
            re.findall(
                rf"<formula1>'?{SHEETS[language][5]}'?!\$A\$(\d+):\$A\$(\d+)</formula1>", part(content, place)
            )
        )
        first, last = map(int, address)
        assert [row[0] for row in lists[first - 1 : last]] == [
            heading(each.label[language]) for each in registry.values()
        ]


@both_languages
def test_cells_are_checked_while_they_are_filled_in(language):
    content = make_workbook("acme", language, TODAY)
    ssi = part(content, 2)
    bounds = dict(
        re.findall(
            r'<dataValidation type="decimal"[^>]*sqref="([A-Z])2:[A-Z]\d+"><formula1>0</formula1><formula2>(\d+)</formula2>',
            ssi,
        )
    )
    assert bounds == {
        "C": "100",
        "D": "25",
        "E": "25",
        "F": "25",
        "G": "25",
        "H": "100",
        "I": "100",
        "J": "100",
        "K": "100",
    }
    assert "conditionalFormatting" in ssi  # a total that is not the sum of its pillars
    weekly = part(content, 3)
    assert "WEEKDAY($B2,2)=1" in weekly
    assert (
        weekly.count('C$1&lt;&gt;""') == 1
    )  # a number under a column without heading is not taken in silence
    assert [part(content, place).count('state="frozen"') for place in range(6)] == [0, 1, 1, 1, 1, 0]


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
        .get_sheet_by_name(SHEETS[language][5])
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


@both_languages
@pytest.mark.parametrize("day", ["%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d"])
def test_a_template_that_was_saved_sheet_by_sheet_as_texts_says_the_same(tmp_path, language, day):
    (tmp_path / "acme").mkdir()
    content = make_workbook("acme", language, TODAY, templates.fill_example(language))
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
    assert all(
        'fitToHeight="0"' in part(content, place) and 'orientation="landscape"' in part(content, place)
        for place in range(6)
    )

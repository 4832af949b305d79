"""`make new`: a folder with a workbook that the readers understand, a filled example, and dataset.toml."""

from __future__ import annotations

import re
from datetime import date

import pytest
import python_calamine
from desk.workbooks import CONTEXT, EXAMPLES, SHEETS, TODAY, both_languages, read

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.desk import new as templates
from ssi_outcomes.desk.filled_in import Content
from ssi_outcomes.desk.new import new_dataset, plan_content, tell_rows
from ssi_outcomes.desk.person_sheets import SSI
from ssi_outcomes.desk.template import make_workbook
from ssi_outcomes.reading.kinds.described.about import check_about
from ssi_outcomes.reading.kinds.described.about_files import (
    is_about_sheet,
    is_example,
    is_read_me_sheet,
    read_dataset_toml,
)
from ssi_outcomes.reading.kinds.recognition import read_sheet


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    return tmp_path


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


# --- what it is laid out with


def test_people_weeks_and_a_first_monday_go_together(home):
    names = home / "names.txt"
    names.write_text("Anne Démo\nBob Test\n", "utf-8")
    for asked in (
        ("", "2026-03-02", "10"),
        (str(names), "2026-03-02", ""),
        (str(names), "", "10"),
        ("", "", "3"),
    ):
        with pytest.raises(UsageError) as refused:
            plan_content(*asked)
        assert refused.value.key == "layout_incomplete"
    assert plan_content("", "", "") == (Content(), None)
    assert plan_content(str(names), "", "")[0].rows == {"people": [("Anne Démo",), ("Bob Test",)]}


@both_languages
def test_a_new_dataset_has_a_row_for_each_person_and_monday_and_the_example_stays_the_example(home, language):
    (home / "names.txt").write_text("Nom\nAnne Démo\nBob Test\n", "utf-8")
    content, heading = plan_content(str(home / "names.txt"), "2026-03-02", "10")
    made = new_dataset("acme", language, TODAY, content)
    rows = [
        python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(4).to_python()[1:]
        for path in made[:2]
    ]
    assert [row[:2] for row in rows[0][:3]] == [
        ["Anne Démo", date(2026, 3, 2)],
        ["Bob Test", date(2026, 3, 2)],
        ["Anne Démo", date(2026, 3, 9)],
    ]
    assert len(rows[0]) == 20 and rows[1][0][0] == "P01" and heading == "Nom"
    assert "personnes" not in tell_rows("acme", Content(), TODAY) and "10" in tell_rows(
        "acme", content, TODAY
    )


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


# --- the example


@both_languages
def test_the_example_is_read_as_it_was_filled_in(tmp_path, language):
    filled = templates.fill_example(language)
    read_me, about, people, ssi, done, active = read(tmp_path, make_workbook("acme", language, TODAY, filled))
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

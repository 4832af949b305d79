"""A folder of a team's files, read as a whole: what each file became, whose rows they are, and what is not known."""

from __future__ import annotations

import os
import re
import shutil

import pandas as pd
import pytest
from reading.archives import whole_archive
from reading.team_folder import PEOPLE, TODAY, TRACKER, WEEKLY, fates, rows, weeks_of, write

from ssi_outcomes.base.errors import DataRefused, Problem
from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.desk import new as templates
from ssi_outcomes.desk.new import new_dataset
from ssi_outcomes.desk.template import make_workbook
from ssi_outcomes.reading import read_dataset
from ssi_outcomes.reading.joining import folder as reading_folder
from ssi_outcomes.reading.joining.by_file.listed import list_files
from ssi_outcomes.reading.joining.folder import read_team

# --- everything at once


def test_each_file_adds_to_the_tables(team):
    test, second, third, fourth = (team.names[name] for name in PEOPLE)
    readings = [
        (each[0], f"{each[1]:%d/%m}", *each[2:])
        for each in rows(team, "ssi", "person", "read_at", "ssi", "brand", "build")
    ]
    assert readings == [
        (test, "05/01", 53, 13.1, 16.0),
        (test, "12/01", 54, 13.1, 16.1),
        (second, "05/01", 31, 8.2, 12.0),
    ]
    counted = {
        (person, name, f"{start:%d/%m}"): count
        for person, name, start, count in rows(team, "outcomes", "person", "outcome", "start", "count")
    }
    assert {key: count for key, count in counted.items() if key[0] != fourth} == {
        (test, "phone_meetings", "07/01"): 2,
        (test, "phone_meetings", "21/01"): 3,
        (second, "phone_meetings", "28/01"): 1,
        (third, "meetings", "05/01"): 2,
        (third, "meetings", "12/01"): 0,
    }
    # Of the archive: two sent invitations, by day; P01 opened one conversation.
    sent = team.tables["activity"].query("activity == 'invitations_sent'")
    assert (set(sent["person"]), sent["count"].sum()) == ({fourth}, 2)
    assert counted[fourth, "inbound_conversations", "03/02"] == 1
    assert rows(team, "absences", "person") == [(second,)]
    assert {row[0] for row in rows(team, "coverage", "person") if row[0]} == {test, second, fourth}


def test_rows_that_break_a_rule_are_refused_and_kept_with_their_reason(team):
    found = {
        (each.file, each.line): each.key for each in team.rejected if each.line and "zip" not in each.file
    }
    assert found == {
        ("ssi.csv", 4): "rule_score_range",
        ("ssi.csv", 6): "date_unreadable",
        ("resultats.csv", 3): "rule_contradicted",
        ("resultats.csv", 4): "rule_contradicted",
        ("resultats.csv", 6): "rule_repeated",
        ("resultats.csv", 8): "rule_future",
    }


def test_a_large_text_is_not_kept_and_its_refused_rows_are_quoted_all_the_same(folder, monkeypatch):
    write(folder, {"ssi.csv": "Personne;Date;SSI\nNoa Test;2026-01-05;153\nNoa Test;2026-01-12;54\n"})
    kept = read_team(folder, TODAY)
    monkeypatch.setattr(reading_folder, "_LARGE", 3)
    opened = []
    monkeypatch.setattr(
        reading_folder,
        "read_sheets",
        lambda *asked, read=reading_folder.read_sheets: opened.append(1) or read(*asked),
    )
    again = read_team(folder, TODAY)
    assert opened == [1]
    assert (
        [each.raw for each in again.rejected]
        == [each.raw for each in kept.rejected]
        == ["Noa Test | 2026-01-05 | 153"]
    )


def test_the_rows_of_a_private_archive_are_never_quoted(folder):
    members = {
        **whole_archive(),
        "Shares.csv": "Date,ShareLink,ShareCommentary\n2036-01-05 10:00:00,https://x.example,PLANTED\n2026-01-05 10:00:00,https://x.example,PLANTED\n",
    }
    write(folder, {f"Test Person/{name}": content for name, content in members.items()})
    rejected = read_team(folder, TODAY).rejected
    assert "rule_future" in {each.key for each in rejected} and {each.raw for each in rejected} == {""}


def test_a_file_that_nobody_knows_asks_with_lines_to_paste_and_stops_no_other(team, folder):
    (asked,) = [each for each in team.rejected if each.file == "liste.csv"]
    assert asked.key == "asks_kind"
    text = Problem(asked.file, asked.key, values={"file": asked.file, **asked.values}).text("fr")
    assert '["liste.csv"]\nkind = "ignore"' in text and "Fruit, Couleur" in text
    (folder / "mapping.toml").write_text(asked.values["paste"], "utf-8")
    again = read_team(folder, TODAY)
    assert fates(again)["liste.csv"] == (0, 0, 0, 0)
    assert [each.key for each in again.rejected if each.file == "liste.csv"] == []


def test_a_file_that_cannot_be_opened_is_named_with_its_reason(team):
    (broken,) = [file for file in team.files if file.name == "broken.xlsx"]
    assert (broken.table, broken.refusal.key) == ("refused", "archive_broken")
    assert [file.name for file in team.files if file.refusal] == ["broken.xlsx", "liste.csv"]


# --- what is not known is not zero


@pytest.mark.parametrize("cell", ["beaucoup", "1,5", "-2"])
def test_a_count_that_cannot_be_read_is_not_a_zero(folder, cell):
    write(
        folder,
        {
            "semaines.csv": f"Personne;Week;Contracts\nTest Person;2026-W02;1\nTest Person;2026-W03;{cell}\nTest Person;2026-W04;1\n"
        },
    )
    dataset = read_team(folder, TODAY)
    assert weeks_of(dataset, dataset.names["Test Person"], "outcome_contracts")["2026-W03"] is None


def test_an_amount_that_cannot_be_read_is_not_a_zero_either(folder):
    write(
        folder, {"suivi.csv": "Personne;Semaine du;CA\nTest Person;26/01/2026;beaucoup\n", "ssi.csv": TRACKER}
    )
    dataset = read_team(folder, TODAY)
    assert [(each.file, each.line, each.key) for each in dataset.rejected if each.file == "suivi.csv"] == [
        ("suivi.csv", 2, "number_unreadable")
    ]
    assert ("revenue", pd.Timestamp(2026, 1, 26)) in rows(dataset, "gaps", "name", "start")


def test_a_blank_cell_is_not_a_zero(team):
    third = weeks_of(team, team.names["Third Person"], "outcome_meetings")
    assert (third["2026-W02"], third["2026-W03"], third.get("2026-W04")) == (2, 0, None)


@pytest.mark.skipif(os.name != "posix", reason="not run: other systems have no names that are no text")
def test_a_file_whose_name_is_no_text_is_named_and_stops_no_other(folder):
    write(folder, {"ssi.csv": "Date;Personne;SSI\n26/01/2026;Test Person;40\n"})
    try:
        shutil.copy(folder / "ssi.csv", os.fsencode(folder) + b"/caf\xe9.csv")
    except OSError:
        pytest.skip("not run: this disk takes no such name")
    (refused,) = (file.refusal for file in read_team(folder, TODAY).files if file.refusal)
    assert (refused.file, refused.key) == (
        "…?.csv",
        "file_name_not_text",
    )  # a word that might be a name is hidden


# --- names in names of files


def test_a_name_in_a_file_name_is_shown_as_its_pseudonym(folder):
    files = ("suivi de Test Person", "TestPerson", "Pérson, test", "notes")
    write(
        folder,
        {
            f"{name}.csv": f"Personne;Week;Meetings\nTest Pérson;2026-W0{place};2\n"
            for place, name in enumerate(files, 2)
        },
    )
    dataset = read_team(folder, TODAY)
    (code,) = dataset.names.values()
    shown = [file.name for file in dataset.files]
    assert "notes.csv" in shown and f"suivi de {code}.csv" in shown
    assert len(set(shown)) == 4 and not [
        name for name in shown if re.search("test|p[eé]rson", name, re.IGNORECASE)
    ]
    assert set(dataset.tables["outcomes"]["source_file"]) == set(shown)


# --- what is left alone


def test_hidden_files_are_left_alone(folder):
    write(folder, {"semaines.csv": WEEKLY, ".hidden.csv": WEEKLY, "~$open.csv": WEEKLY, ".git/x.csv": WEEKLY})
    assert [path.name for path in list_files(folder)] == ["semaines.csv"]


# --- nothing to read, or nothing to go by


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("dataset.toml", 'title = "acme"\nlangage = "fr"\n', "line 2"),
        ("dataset.toml", 'title = "acme\n', "line 1"),
        (
            "dataset.toml",
            '[[absences]]\nperson = "Test Person"\nstart = 2026-02-02\nend = 2026-02-01\n',
            "line 1",
        ),
        ("mapping.toml", '["a.csv"]\nkind = outcomes\n', "line 2"),
        ("mapping.toml", '["semaines.csv"]\nkind = "result"\n', "semaines.csv"),
    ],
)
def test_a_description_that_cannot_be_understood_stops_everything_with_its_place(folder, file, text, said):
    write(folder, {"semaines.csv": WEEKLY, file: text})
    with pytest.raises(DataRefused) as refusal:
        read_team(folder, TODAY)
    assert file in refusal.value.text("en") and said in refusal.value.text("en")


def test_an_empty_template_says_to_fill_it_in(tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    new_dataset("acme", "fr", TODAY)
    with pytest.raises(DataRefused) as refusal:
        read_dataset(raw_folder("acme"))
    assert refusal.value.key == "nothing_filled_in"


# --- the template


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_filled_example_beside_a_template_is_not_data(tmp_path, monkeypatch, language):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    new_dataset("acme", language, TODAY)
    write(raw_folder("acme"), {"semaines.csv": WEEKLY})
    assert "acme.xlsx" not in {path.name for path in list_files(raw_folder("acme"))} - {
        "acme.xlsx",
        "semaines.csv",
    }
    assert len(list_files(raw_folder("acme"))) == 2
    assert len(read_team(raw_folder("acme"), TODAY).tables["outcomes"]) == 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_filled_template_is_read_without_a_single_refusal(folder, language):
    folder.mkdir()
    filled = templates.fill_example(language)
    # Real people now: the example says of itself that it is invented, which only dataset.toml may say of a whole folder.
    about = {key: value for key, value in filled.about.items() if key != "synthetic"}
    content = make_workbook("acme", language, TODAY, type(filled)(filled.rows, about, filled.sections))
    (folder / "acme.xlsx").write_bytes(content)
    dataset = read_team(folder, TODAY)
    assert dataset.rejected == ()
    assert {
        name: len(dataset.tables[name]) for name in ("people", "ssi", "outcomes", "activity", "absences")
    } == {
        "people": 3,
        "ssi": 9,
        "outcomes": 44,
        "activity": 16,
        "absences": 1,
    }
    assert sum(file.rejected for file in dataset.files) == 0 and set(dataset.names) == {"P01", "P02", "P03"}

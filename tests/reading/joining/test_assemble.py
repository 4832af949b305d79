"""What the readers of a folder found becomes one dataset: whose rows, under which names, from which files."""

from __future__ import annotations

import re

import pytest
import xlsxwriter
from reading.team_folder import LOG, PEOPLE, TODAY, TRACKER, UNKNOWN, WEEKLY, fates, rows, weeks_of, write

from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.base.privacy import name_people
from ssi_outcomes.panel.layout import build_panel
from ssi_outcomes.reading.joining.assemble import _count_rows
from ssi_outcomes.reading.joining.folder import read_team
from ssi_outcomes.reading.parsed import Parsed


def test_people_are_pseudonyms_everywhere(team):
    assert re.fullmatch(r"P-[0-9A-Z]{4,}", team.names["Test Person"])
    assert team.names["test  person"] == team.names["Test Person"]
    assert len({team.names[name] for name in PEOPLE}) == len(PEOPLE)
    shown = "".join(frame.to_csv() for frame in team.tables.values()) + repr(team.files)
    assert not [word for word in ("Person", "person  ", "Second", "Third", "Fourth") if word in shown]
    assert "Test Person" not in repr(team)  # the names are not shown by accident


def test_every_row_of_every_file_has_a_fate(team):
    third = team.names["Third Person"]
    assert fates(team)["ssi.csv"] == (6, 3, 2, 1)
    assert fates(team)["resultats.csv"] == (7, 3, 4, 0)
    assert fates(team)[f"{third}/semaines.csv"] == (3, 2, 0, 1)
    assert all(file.rows == file.accepted + file.rejected + file.blank for file in team.files)
    assert all(file.bytes > 0 and re.fullmatch("[0-9a-f]{64}", file.sha256) for file in team.files)


@pytest.mark.parametrize(
    ("broken", "repeated", "fate"),
    [
        (1, 1, {"rows": 4, "accepted": 2, "rejected": 1, "blank": 1, "ignored": 1}),
        # What a reader derives has no row of its own: more of it may break a rule than there are rows.
        (6, 0, {"rows": 5, "accepted": 0, "rejected": 4, "blank": 1, "ignored": 0}),
        (3, 2, {"rows": 4, "accepted": 0, "rejected": 3, "blank": 1, "ignored": 1}),
        (0, 9, {"rows": 1, "accepted": 0, "rejected": 0, "blank": 1, "ignored": 4}),
    ],
)
def test_no_more_rows_are_taken_back_than_were_accepted(broken, repeated, fate):
    parsed = Parsed("own.csv", "log", {}, rows=5, accepted=4, blank=1)
    assert _count_rows(parsed, broken, repeated) == fate
    assert fate["rows"] == fate["accepted"] + fate["rejected"] + fate["blank"]


def test_a_row_that_breaks_a_rule_between_rows_is_kept_as_it_stood(team):
    raw = {(each.file, each.line): each.raw for each in team.rejected if each.line}
    assert raw["resultats.csv", 3] == "14/01/2026 | Test Person | Rendez-vous téléphonique | 1"
    assert raw["resultats.csv", 8] == "06/07/2062 | Second Person | Rendez-vous téléphonique | 1"
    assert raw["ssi.csv", 4] == "19/01/2026 | Test Person | 154 |  |  |  | " and raw["ssi.csv", 6].startswith(
        "quand ? | Second Person"
    )


def test_so_is_one_of_a_workbook_by_its_own_sheet(folder):
    folder.mkdir()
    with xlsxwriter.Workbook(folder / "scores.xlsx") as book:
        for name, score in (("Mai", 53), ("Juin", 154)):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["Date", "Personne", "SSI", "Remarque"])
            sheet.write_row(1, 0, ["2026-01-05", "Test Person", score, f"lu en {name}"])
    (refused,) = read_team(folder, TODAY).rejected
    assert (refused.file, refused.line, refused.raw) == (
        "scores.xlsx › Juin",
        2,
        "2026-01-05 | Test Person | 154 | lu en Juin",
    )


def test_files_that_name_nobody_are_ones_own(folder):
    write(folder, {"ssi.csv": "Date;SSI\n26/01/2026;40\n", "semaines.csv": WEEKLY})
    alone = read_team(folder, TODAY)
    assert {row[0] for table in ("ssi", "outcomes") for row in rows(alone, table, "person")} == {"you"}
    assert alone.names == {}


def test_beside_several_named_people_they_are_nobodys(folder):
    readings = "Date;Personne;SSI\n26/01/2026;Test Person;40\n26/01/2026;Other Person;41\n"
    write(folder, {"ssi.csv": readings, "semaines.csv": WEEKLY})
    dataset = read_team(folder, TODAY)
    assert set(dataset.tables["outcomes"]["person"]) == {None}
    assert ("panel_team", {"table": "outcomes", "name": "meetings", "records": 2, "count": 2}) in build_panel(
        dataset.tables, TODAY
    ).left_out


@pytest.mark.parametrize("word", ["équipe", "Équipe ", "e\u0301quipe", "EQUIPE", "team"])
def test_such_words_are_nobody(folder, word):
    write(folder, {"semaines.csv": f"Personne;Week;Meetings\n{word};2026-W02;2\nTest Person;2026-W02;1\n"})
    dataset = read_team(folder, TODAY)
    assert set(dataset.names) == {"Test Person"}
    assert [person for (person,) in rows(dataset, "outcomes", "person")] == [
        None,
        dataset.names["Test Person"],
    ]


@pytest.mark.parametrize("sign", ["", "–", "\u200b", "\u2066\u2069", "\U000e0041", "#N/A"])
def test_a_sign_or_a_blank_in_place_of_a_name_is_nobodys_in_silence_never(folder, sign):
    log = "Personne;Date;Outcome\n{}Test Person;2026-01-06;Meetings\nTest Person;2026-01-13;Meetings\n"
    text = log.format(f"{sign};2026-01-07;Meetings\n")
    dataset = read_team(write(folder, {"semaines.csv": text}), TODAY)
    assert [each.line for each in dataset.rejected] == [2]
    # It may have been anybody's, the one person's who is named too.
    assert list(weeks_of(dataset, dataset.names["Test Person"], "outcome_meetings").values()) == [None, 1]


def test_what_is_not_known_of_a_whole_team_is_no_persons(folder):
    text = "Personne;Week;Meetings\nTeam;2026-W02;\nTest Person;2026-W02;1\n"
    dataset = read_team(write(folder, {"semaines.csv": text}), TODAY)
    assert list(weeks_of(dataset, dataset.names["Test Person"], "outcome_meetings").values()) == [1]


def test_a_file_that_was_not_read_leaves_nothing_of_what_it_was_said_to_cover(folder):
    about = """[[coverage]]
table = "outcomes"
source = "rdv.csv"
name = "meetings"
start = 2026-01-05
end = 2026-01-18
"""
    other = "Personne;Week;Proposals\nTest Person;2026-W02;1\nTest Person;2026-W03;2\n"
    files = {"devis.csv": other, "rdv.csv": "Fruit;Couleur\npomme;rouge\n", "dataset.toml": about}
    dataset = read_team(write(folder, files), TODAY)
    assert "outcome_meetings" not in build_panel(dataset.tables, TODAY).frame


def test_the_same_person_is_the_same_pseudonym_in_every_folder_of_files(folder, tmp_path):
    write(folder, {"Test Person/a.csv": WEEKLY})
    other = write(tmp_path / "other", {"b.csv": "Personne;Week;Meetings\ntest person;2026-W02;2\n"})
    (code,) = {person for (person,) in rows(read_team(folder, TODAY), "outcomes", "person")}
    assert code == read_team(other, TODAY).names["test person"] == name_people(["Test Person"])["Test Person"]


def test_one_byte_more_is_another_dataset(folder):
    write(folder, {"semaines.csv": WEEKLY, "dataset.toml": ""})
    first = read_team(folder, TODAY).hash
    assert read_team(folder, TODAY).hash == first
    for name in ("semaines.csv", "dataset.toml"):
        (folder / name).write_bytes((folder / name).read_bytes() + b"\n")
        second = read_team(folder, TODAY).hash
        assert second != first
        first = second


def test_other_file_names_change_nothing_but_the_fingerprint(folder, tmp_path):
    texts = {
        "a": TRACKER,
        "b": LOG,
        "c": "Personne;Week;Meetings\nTest Person;2026-W02;2\n",
        "d": "Personne;Sales Navigator\nTest Person;oui\n",
    }
    first = read_team(write(folder, {f"{name}.csv": text for name, text in texts.items()}), TODAY)
    renamed = {f"{name}.csv": text for name, text in zip("zyxw", texts.values(), strict=True)}
    second = read_team(write(tmp_path / "other", renamed), TODAY)
    assert first.hash != second.hash
    assert build_panel(first.tables, TODAY).frame.equals(build_panel(second.tables, TODAY).frame)
    assert sorted((each.key, each.line) for each in first.rejected) == sorted(
        (each.key, each.line) for each in second.rejected
    )


def test_no_row_at_all_is_refused_with_every_reason_in_both_languages(folder):
    write(
        folder,
        {
            "liste.csv": UNKNOWN,
            "ssi.csv": "Date;Personne;SSI\n26/01/2026;Test Person;140\nquand ?;Test Person;50\n",
        },
    )
    with pytest.raises(DataRefused) as refusal:
        read_team(folder, TODAY)
    assert refusal.value.key == "nothing_accepted"
    for language, line in (("fr", "ligne"), ("en", "line")):
        text = refusal.value.text(language)
        assert "liste.csv" in text and f"ssi.csv, {line} 2" in text and f"ssi.csv, {line} 3" in text
        assert "140" in text and "quand" in text

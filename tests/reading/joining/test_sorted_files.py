"""What a file is: as mapping.toml says, else by its content, its name last."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter
from reading.archives import NOTES, make_zip, messages, table, whole_archive
from reading.joining.whose_files import ARCHIVE, archive, notes
from reading.team_folder import TODAY, rows, write

from ssi_outcomes.base.errors import LANGUAGES, DataRefused, message
from ssi_outcomes.reading.joining.folder import read_team
from ssi_outcomes.reading.opening import limits

TRACKER = "date,SSI\n2026-03-02,40\n2026-03-09,41\n"


def book(path: Path, **sheets: str) -> Path:
    """Write a workbook with a sheet for each of these texts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as opened:
        for name, text in sheets.items():
            sheet = opened.add_worksheet(name)
            for number, row in enumerate(csv.reader(io.StringIO(text))):
                sheet.write_row(number, 0, row)
    return path


def counted(dataset) -> dict[str, float]:
    return {
        name: rows_["count"].sum()
        for each, column in (("outcomes", "outcome"), ("activity", "activity"))
        for name, rows_ in dataset.tables[each].groupby(column)
    }


EXPECTED = {"connections": 2, "messages_sent": 2}


@pytest.mark.parametrize("how", ["a workbook each", "one workbook", "workbooks called .csv", "other names"])
def test_files_of_the_archive_saved_as_workbooks_are_read_as_such(folder, how):
    members = archive()
    if how == "one workbook":
        book(
            folder / "mes données.xlsx", **{name.removesuffix(".csv"): text for name, text in members.items()}
        )
    elif how == "other names":
        for number, text in enumerate(members.values()):
            book(folder / f"export {number}.xlsx", Feuil1=text)
    else:
        ending = ".csv" if "csv" in how else ".xlsx"
        for name, text in members.items():
            book(folder / name.replace(".csv", ending), Sheet1=text)
    dataset = read_team(folder, TODAY)
    assert counted(dataset) == EXPECTED and dataset.rejected == ()
    assert {file.table for file in dataset.files} == {"archive"} and all(
        file.sha256 for file in dataset.files
    )


def test_a_workbook_may_hold_a_file_of_the_archive_and_a_table_of_ones_own(folder):
    book(folder / "tout.xlsx", Connections=archive()["Connections.csv"], SSI=TRACKER)
    dataset = read_team(folder, TODAY)
    assert counted(dataset) == {"connections": 2} and len(dataset.tables["ssi"]) == 2


OWN = {
    "Job Applications 2026.csv": (
        "Company,Position,Sent,Status\nA,Dev,2026-03-03,x\nB,Dev,2026-03-10,y\n",
        "Sent",
    ),
    "Comments.csv": ("Où,Le,Texte\nx,2026-03-03,y\nx,2026-03-04,z\n", "Le"),
    "reactions (2).csv": ("Qui;Quand;Quoi\nx;2026-03-03;y\nz;2026-03-04;y\n", "Quand"),
    "Connections.csv": ("Client;Rencontré le;Ville\nx;2026-03-03;y\nz;2026-03-04;y\n", "Rencontré le"),
}


@pytest.mark.parametrize("name", OWN)
def test_a_table_of_ones_own_that_is_called_so_is_asked_about_and_the_lines_answer(folder, name):
    text, column = OWN[name]
    write(folder, {"tracker.csv": TRACKER, name: text})
    (asked,) = read_team(folder, TODAY).rejected
    assert asked.key == "asks_own" and column not in repr(asked)
    (folder / "mapping.toml").write_text(asked.values["paste"], "utf-8")
    assert read_team(folder, TODAY).rejected == ()
    table_name, rest = asked.values["paste"].split('kind = "ignore"\n')
    lines = [line.removeprefix("# ") for line in rest.splitlines()[:3]]
    answered = "\n".join([table_name.strip(), *lines]).replace("…", column)
    (folder / "mapping.toml").write_text(answered, "utf-8")
    dataset = read_team(folder, TODAY)
    assert dataset.rejected == () and list(counted(dataset).values()) == [2]


def test_so_is_one_with_a_row_for_each_week(folder):
    write(
        folder,
        {"tracker.csv": TRACKER, "Invitations.csv": "week,sent,accepted\n2026-W10,20,5\n2026-W11,18,7\n"},
    )
    assert [each.key for each in read_team(folder, TODAY).rejected] == ["asks_own"]
    said = '["Invitations.csv"]\nkind = "weekly"\ncolumns = { week = "week", invitations_sent = "sent" }\n'
    dataset = read_team(write(folder, {"mapping.toml": said}), TODAY)
    assert dataset.rejected == () and rows(dataset, "activity", "count") == [(20,), (18,)]


def test_mapping_is_heard_first_of_whatever_kind_a_file_seems(folder):
    members = {f"{ARCHIVE}/{name}": text for name, text in archive().items()}
    write(
        folder,
        {"tracker.csv": TRACKER, **members, "x.gsheet": "{}", "a.pdf": "%PDF-1.7", "page.html": "<html>"},
    )
    names = [*members, "x.gsheet", "a.pdf", "page.html"]
    write(folder, {"mapping.toml": "".join(f'["{name}"]\nkind = "ignore"\n' for name in names)})
    dataset = read_team(folder, TODAY)
    assert dataset.rejected == () and counted(dataset) == {}
    assert {file.name: file.table for file in dataset.files} == {
        "tracker.csv": "ssi",
        **dict.fromkeys([file.name for file in dataset.files if file.name != "tracker.csv"], "ignored"),
    }
    assert len(dataset.files) == 1 + len(names)


def test_an_older_archive_has_other_headers(folder):
    text = 'From,To,Date Sent,Message,Direction\nNora Testname,P01,"3/4/26, 9:05 AM",,OUTGOING\nP02,Nora Testname,"3/5/26, 9:05 AM",,INCOMING\n'
    dataset = read_team(write(folder, {"Invitations.csv": text, "tracker.csv": TRACKER}), TODAY)
    assert counted(dataset) == {"invitations_sent": 1} and dataset.rejected == ()


@pytest.mark.parametrize("place", ["", f"{ARCHIVE}/"])
def test_what_an_unpacked_archive_has_beside_is_left_unopened_with_a_line_each(folder, place):
    others = {
        "Ad_Targeting.csv": "PLANTED,x\n1,2\n",
        "Email Addresses.csv": "PLANTED,x\n3,4\n",
        "Logins.csv": "PLANTED\n",
    }
    members = {**whole_archive(), **others}
    dataset = read_team(write(folder, {place + name: text for name, text in members.items()}), TODAY)
    told = {name for name, _ in notes(dataset, "archive_not_needed")}
    assert told == {place + name for name in ("Ad_Targeting.csv", "Email Addresses.csv", "Logins.csv")}
    assert not any(file.refusal for file in dataset.files) and all(file.bytes for file in dataset.files)
    assert place + "Profile.csv" in {file.name for file in dataset.files}


def test_a_packed_and_an_unpacked_archive_say_the_same(folder, tmp_path):
    folder.mkdir()
    make_zip(folder / f"{ARCHIVE}.zip", whole_archive())
    packed = read_team(folder, TODAY)
    other = write(tmp_path / "other", {f"{ARCHIVE}/{name}": text for name, text in whole_archive().items()})
    assert counted(packed) == counted(read_team(other, TODAY))


def test_a_file_in_a_zip_that_linkedin_changed_says_so_on_its_line_without_a_word_of_it(folder):
    folder.mkdir()
    make_zip(folder / f"{ARCHIVE}.zip", {**archive(), "Invitations.csv": "PLANTED,An\nx,y\nz,w\n"})
    dataset = read_team(folder, TODAY)
    assert [name for name, _ in notes(dataset, "archive_header")] == [f"{ARCHIVE}.zip/Invitations.csv"]
    assert "PLANTED" not in repr(dataset.rejected)


def test_a_file_that_is_no_table_stops_no_other_and_says_what_it_is(folder):
    write(
        folder,
        {
            "tracker.csv": TRACKER,
            "Suivi SSI.gsheet": '{"doc_id": "x"}',
            "lien.url": "[InternetShortcut]\nURL=x\n",
        },
    )
    dataset = read_team(folder, TODAY)
    assert [(each.file, each.key) for each in dataset.rejected] == [
        ("Suivi SSI.gsheet", "foreign_link"),
        ("lien.url", "foreign_link"),
    ] or {each.key for each in dataset.rejected} == {"foreign_link"}
    assert len(dataset.tables["ssi"]) == 2


def test_headers_that_only_linkedin_has_are_known_under_any_name(folder):
    texts = {
        "a.csv": NOTES
        + table(
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
            [["x", "y", "", "", "", "", "03 Mar 2026"]],
        ),
        "b.txt": messages([]),
        "c.csv": "Time,Search Query\n2026/03/01 15:02:55 UTC,x\n",
    }
    dataset = read_team(write(folder, texts), TODAY)
    assert counted(dataset) == {"connections": 1, "searches": 1} and dataset.rejected == ()


def test_the_question_names_what_to_do_in_each_language():
    for language in LANGUAGES:
        text = message("asks_own", language, file="Comments.csv", paste="PASTE")
        assert text.count("Comments.csv") == 1 and "mapping.toml" in text and text.endswith("PASTE")


def test_nothing_but_foreign_files_is_refused_with_each_reason(folder):
    write(folder, {"x.gsheet": "{}", "y.pdf": "%PDF-1.7"})
    with pytest.raises(DataRefused) as refusal:
        read_team(folder, TODAY)
    assert "x.gsheet" in refusal.value.text("en") and "y.pdf" in refusal.value.text("fr")


def test_all_files_together_hold_only_so_many_cells_and_the_one_too_many_is_named(folder, monkeypatch):
    monkeypatch.setattr(limits, "LIMITS", replace(limits.LIMITS, files_cells=15))
    folder.mkdir()
    for name in ("a.csv", "b.csv"):
        day = "05" if name == "a.csv" else "12"
        (folder / name).write_text(f"Personne;Date;SSI\nP01;2026-01-{day};52\nP02;2026-01-{day};52\n")
    files = {file.name: file.refusal and file.refusal.key for file in read_team(folder, TODAY).files}
    assert files == {"a.csv": None, "b.csv": "too_many_in_all"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_a_file_that_only_says_what_holds_of_the_dataset_has_its_line_too(folder, language, ending):
    name = message("template_sheet_about", language)
    keys = ("title", "language", "time_zone", "chosen", "picked", "synthetic")
    text = "".join(f"{message(f'about_key_{each}', language)},\n" for each in keys)
    folder.mkdir()
    path = folder / f"about{ending}"
    book(path, **{name: text}) if ending == ".xlsx" else path.write_text(text, "utf-8")
    (folder / "ssi.csv").write_text(TRACKER)
    (file,) = (each for each in read_team(folder, TODAY).files if each.name == path.name)
    assert (file.table, file.rows, [each for each, _ in file.notes]) == ("aside", 0, ["about_alone"])

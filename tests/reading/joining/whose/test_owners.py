"""Whose the rows of a folder are: said, found out where only one person can be meant, asked otherwise."""

from __future__ import annotations

import pytest
from reading.archives import make_zip
from reading.joining.whose_files import ARCHIVE, TRACKER, archive, deals, named, notes
from reading.team_folder import TODAY, rows, weeks_of, write

from ssi_outcomes.panel.layout import build_panel
from ssi_outcomes.reading.dataset import Dataset
from ssi_outcomes.reading.joining.folder import read_team


def people(dataset: Dataset) -> dict[str, set]:
    """Whose the rows of each table are."""
    return {
        name: {person for (person,) in rows(dataset, name, "person")}
        for name in ("ssi", "outcomes", "activity")
        if len(dataset.tables[name])
    }


# --- one person


@pytest.mark.parametrize(
    "place", [f"{ARCHIVE}/", f"Downloads/{ARCHIVE}/", "LinkedIn data/", "exports 2026/", ""]
)
def test_an_archive_in_whatever_folder_and_a_tracker_without_names_are_ones_own(folder, place):
    write(folder, {"tracker.csv": TRACKER, **{place + name: text for name, text in archive().items()}})
    dataset = read_team(folder, TODAY)
    assert people(dataset) == {"ssi": {"you"}, "outcomes": {"you"}, "activity": {"you"}}
    assert build_panel(dataset.tables, TODAY).frame["ssi"].notna().sum() >= 4
    assert dataset.names == {} and notes(dataset, "asks_owner") == []


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_whose_profile_has_the_trackers_name_is_that_persons(folder, packed):
    write(folder, {"tracker.csv": named("NORA  TESTNAME")})
    if packed:
        make_zip(folder / f"{ARCHIVE}.zip", archive())
    else:
        write(folder, {f"{ARCHIVE}/{name}": text for name, text in archive().items()})
    dataset = read_team(folder, TODAY)
    (code,) = set(dataset.names.values())
    assert people(dataset) == {"ssi": {code}, "outcomes": {code}, "activity": {code}}


@pytest.mark.parametrize(
    "files",
    [
        {"tracker.csv": TRACKER, "hubspot-deals.csv": deals("Nora Testname", "Nora Testname")},
        {"tracker.csv": named("Nora Testname"), "weeks.csv": "week,meetings\n2026-W10,2\n2026-W11,0\n"},
        {"Nora Testname/tracker.csv": TRACKER, "weeks.csv": "semaine;rendez-vous\n2026-W10;2\n2026-W11;0\n"},
    ],
)
def test_files_without_a_name_are_the_only_named_persons_and_said_so_once(folder, files):
    dataset = read_team(write(folder, files), TODAY)
    (code,) = set(dataset.names.values())
    assert set().union(*people(dataset).values()) == {code}
    ((_, said),) = notes(dataset, "owner_only_one")
    assert (said["person"], said["count"]) == ("Nora Testname", 1)


def test_two_archives_of_two_people_are_two_people(folder):
    folder.mkdir()
    make_zip(folder / f"{ARCHIVE}.zip", archive())
    make_zip(folder / "Complete_LinkedInDataExport_04-21-2026.zip", archive("Lena", "Exempla"))
    dataset = read_team(folder, TODAY)
    assert set(dataset.names) == {"Nora Testname", "Lena Exempla"}
    assert dataset.tables["outcomes"].groupby("person")["count"].sum().tolist() == [2, 2]


def test_two_archives_of_one_person_are_ones_own_and_counted_once(folder):
    folder.mkdir()
    make_zip(folder / f"{ARCHIVE}.zip", archive())
    later = archive() | {"Shares.csv": "Date,ShareLink,ShareCommentary\n2026-03-05 10:00:00,x,y\n"}
    make_zip(folder / "Complete_LinkedInDataExport_05-20-2026.zip", later)
    dataset = read_team(folder, TODAY)
    assert people(dataset)["outcomes"] == {"you"} and dataset.rejected == ()
    assert dataset.tables["outcomes"]["count"].sum() == 2
    assert {values["count"] for _, values in notes(dataset, "rows_repeated")} == {2}


# --- several people


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("weeks.csv", "week,meetings\n2026-W10,2\n2026-W11,1\n"),
        ("export crm.csv", deals("", "").replace("Deal owner", "Other")),
        ("scores.csv", TRACKER),
    ],
)
def test_beside_several_people_whose_file_it_is_is_asked_and_the_pasted_line_answers(folder, file, text):
    write(folder, {"tracker.csv": named("Nora Testname", "Lena Exempla"), file: text})
    dataset = read_team(folder, TODAY)
    table_name = "ssi" if "SSI" in text else "outcomes"
    assert None in people(dataset)[table_name]
    ((_, said),) = notes(dataset, "asks_owner")
    assert said["source"] == file and said["people"] == "Lena Exempla, Nora Testname"
    (folder / "mapping.toml").write_text(said["paste"], "utf-8")
    as_pasted = read_team(folder, TODAY)
    assert None in people(as_pasted)[table_name] and notes(as_pasted, "asks_owner") == []
    lines = (
        said["paste"]
        .replace('person = "team"\n', "")
        .replace('# person = "Nora Testname"', 'person = "Nora Testname"')
    )
    (folder / "mapping.toml").write_text(lines, "utf-8")
    answered = read_team(folder, TODAY)
    assert None not in people(answered)[table_name] and notes(answered, "asks_owner") == []


def test_two_spellings_of_a_name_are_one_of_the_choices(folder):
    files = {"one.csv": named("Nora Testname", "Léna Exempla"), "two.csv": named("Lena Exempla")}
    write(folder, {**files, "weeks.csv": "week,meetings\n2026-W10,2\n"})
    ((_, said),) = notes(read_team(folder, TODAY), "asks_owner")
    assert said["people"].count("Exempla") == 1 and said["paste"].count("# person =") == 2


@pytest.mark.parametrize("place", ["", "LinkedIn/", f"{ARCHIVE}/", "zip"])
def test_so_is_whose_an_archive_is_that_does_not_say_it_and_the_folder_can_be_answered_for(folder, place):
    members = {name: text for name, text in archive().items() if name == "Connections.csv"}
    write(folder, {"tracker.csv": named("Nora Testname", "Lena Exempla")})
    if place == "zip":
        make_zip(folder / f"{ARCHIVE}.zip", members)
    else:
        write(folder, {place + name: text for name, text in members.items()})
    dataset = read_team(folder, TODAY)
    ((_, said),) = notes(dataset, "asks_owner")
    # What nobody's archive covers is covered for nobody: no week of anybody is a zero.
    assert not [person for (person,) in rows(dataset, "coverage", "person")]
    frame = build_panel(dataset.tables, TODAY).frame
    assert "outcome_connections" not in frame or frame["outcome_connections"].isna().all()
    lines = said["paste"].replace('person = "team"', 'person = "Nora Testname"')
    (folder / "mapping.toml").write_text(lines, "utf-8")
    answered = read_team(folder, TODAY)
    assert people(answered)["outcomes"] == {answered.names["Nora Testname"]}


def test_a_week_in_which_rows_of_nobody_count_is_a_zero_for_nobody(folder):
    about = '[[coverage]]\ntable = "outcomes"\nname = "meetings"\nstart = 2026-03-02\nend = 2026-03-29\n'
    log = "date,outcome,count\n2026-03-04,meetings,2\n"
    write(
        folder, {"tracker.csv": named("Nora Testname", "Lena Exempla"), "log.csv": log, "dataset.toml": about}
    )
    dataset = read_team(folder, TODAY)
    for name in ("Nora Testname", "Lena Exempla"):
        weeks = weeks_of(dataset, dataset.names[name], "outcome_meetings")
        assert (weeks["2026-W10"], weeks["2026-W11"]) == (None, 0)


def test_what_is_the_whole_teams_is_not_asked_about(folder):
    text = "Personne;Semaine;Rendez-vous\nÉquipe;2026-W10;9\n"
    dataset = read_team(write(folder, {"tracker.csv": named("Nora Testname"), "weeks.csv": text}), TODAY)
    assert people(dataset)["outcomes"] == {None} and notes(dataset, "owner_only_one") == []


def test_a_folder_and_a_profile_that_disagree_are_asked_about(folder):
    write(
        folder,
        {
            "tracker.csv": named("Nora Testname", "Lena Exempla"),
            **{f"Lena Exempla/{name}": text for name, text in archive().items()},
        },
    )
    dataset = read_team(folder, TODAY)
    ((_, said),) = notes(dataset, "asks_archive_owner")
    (folder / "mapping.toml").write_text(said["paste"], "utf-8")
    answered = read_team(folder, TODAY)
    assert people(answered)["outcomes"] == {answered.names["Nora Testname"]}
    assert notes(answered, "asks_archive_owner") == []


def test_no_name_of_an_archive_shows_in_what_travels(folder):
    write(
        folder,
        {"tracker.csv": named("Nora Testname"), **{f"x/{name}": text for name, text in archive().items()}},
    )
    dataset = read_team(folder, TODAY)
    shown = "".join(frame.to_csv() for frame in dataset.tables.values()) + repr(dataset.files)
    assert "Testname" not in shown and "Planted" not in shown


def test_a_file_of_which_no_row_could_be_read_is_not_asked_whose_it_is(folder):
    log = "Person,Outcome,Date,\nAna Demo,proposals,2026-01-28,2\nBo Demo,proposals,2026-01-28,1\n"
    people = "Person;Date;SSI\nAna Demo;2026-01-05;53\nBo Demo;2026-01-12;48\n"
    write(folder, {"log.csv": log, "scores.csv": people})
    dataset = read_team(folder, TODAY)
    assert notes(dataset, "asks_owner") == []
    assert [(each.file, each.key) for each in dataset.rejected] == [("log.csv", "row_long")] * 2
    # What it did not tell is known of nobody.
    assert dataset.tables["gaps"]["source_file"].eq("log.csv").any()

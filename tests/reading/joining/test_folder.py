"""A folder of a team's files, read as a whole: what each file became, whose rows they are, and what is not known."""

from __future__ import annotations

import os
import re
import shutil
from datetime import date

import pandas as pd
import pytest
from reading.archives import whole_archive
from reading.team_folder import PEOPLE, TODAY, TRACKER, WEEKLY, fates, rows, weeks_of, write

from ssi_outcomes.base.errors import DataRefused, Problem
from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.desk import new as templates
from ssi_outcomes.desk.new import new_dataset
from ssi_outcomes.desk.template import make_workbook
from ssi_outcomes.panel.layout import build_panel
from ssi_outcomes.reading import read_dataset
from ssi_outcomes.reading.dataset import Dataset
from ssi_outcomes.reading.joining.by_file.listed import list_files
from ssi_outcomes.reading.joining.folder import read_team
from ssi_outcomes.worlds import demo_folder as demo_team
from ssi_outcomes.worlds.demo_world import LAST_DAY, draw_team
from ssi_outcomes.worlds.scenarios import DEMO_TEAM

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


# --- two calendars


def calendar(*events: tuple[str, str, str]) -> str:
    """A calendar of calls: identifier, title, start."""
    each = "".join(
        f"BEGIN:VEVENT\nUID:{name}\nSUMMARY:{title}\nDTSTART:{start}\nEND:VEVENT\n"
        for name, title, start in events
    )
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{each}END:VCALENDAR\n"


WORK = calendar(
    ("a", "Call", "20260105T090000Z"), ("b", "Call", "20260105T100000Z"), ("c", "Call", "20260106T090000Z")
)
PRIVATE = calendar(
    ("b", "Call", "20260105T100000Z"), ("d", "Call", "20260105T120000Z"), ("e", "Call", "20260106T120000Z")
)


def test_two_calendars_of_one_person_add_up_and_what_both_hold_counts_once(folder):
    write(folder, {"Test Person/work.ics": WORK, "Test Person/private.ics": PRIVATE})
    dataset = read_team(folder, TODAY)
    assert dataset.rejected == ()
    # On the 5th a and b at work, d besides: 3; on the 6th c and e, one in each: 2. That both are alike does not matter.
    assert dataset.tables["outcomes"].groupby("start")["count"].sum().tolist() == [3, 2]
    assert sorted(key for file in dataset.files for key, _ in file.notes) == [
        "calendar_repeated",
        *["calendar_words"] * 2,
        *["events_counted"] * 2,
    ]
    assert fates(dataset) == {
        f"{dataset.names['Test Person']}/{name}.ics": (3, 3, 0, 0) for name in ("private", "work")
    }


def test_one_meeting_in_the_calendars_of_two_people_is_one_for_each(folder):
    write(folder, {"Test Person/a.ics": WORK, "Second Person/b.ics": WORK})
    dataset = read_team(folder, TODAY)
    assert dataset.tables["outcomes"].groupby("person")["count"].sum().tolist() == [3, 3]


def test_what_a_calendar_and_a_log_of_events_both_hold_is_there_twice(folder):
    log = "Personne;Résultat;Date\nTest Person;Rendez-vous téléphonique;06/01/2026\nTest Person;Contrat;26/01/2026\n"
    write(
        folder,
        {
            "Test Person/a.ics": WORK,
            "Test Person/b.ics": PRIVATE.replace("UID:", "UID:x"),
            "journal.csv": log,
        },
    )
    dataset = read_team(folder, TODAY)
    assert dataset.rejected == ()
    (log,) = [file for file in dataset.files if file.name == "journal.csv"]
    code = dataset.names["Test Person"]
    assert ("events_repeated", {"count": 1, "other": "Test Person/a.ics"}) in log.notes and code
    assert (log.rows, log.accepted, log.ignored) == (1, 1, 1)


# --- an unzipped archive


def test_the_files_of_an_unzipped_archive_are_counted_and_have_their_fingerprint(folder):
    write(folder, {f"Test Person/{name}": content for name, content in whole_archive().items()})
    dataset = read_team(folder, TODAY)
    code = dataset.names["Test Person"]
    assert fates(dataset)[f"{code}/Comments.csv"] == (
        3,
        2,
        1,
        0,
    )  # Comments_123456789.csv, without the member's number
    assert all(file.bytes > 0 and file.sha256 for file in dataset.files)
    assert set(dataset.tables["activity"]["person"]) == {code}


def test_a_sheet_of_ones_own_may_be_called_like_a_file_of_the_archive(folder):
    write(folder, {"comments.csv": "Personne;Week;Comments written\nTest Person;2026-W02;3\n"})
    dataset = read_team(folder, TODAY)
    assert rows(dataset, "activity", "activity", "count") == [("comments_written", 3)]


def test_a_file_of_the_archive_that_changed_is_refused_without_a_word_of_it(folder):
    write(folder, {"semaines.csv": WEEKLY, "messages.csv": "Planted,Secret\nwords,more words\n"})
    dataset = read_team(folder, TODAY)
    assert [(each.file, each.key) for each in dataset.rejected] == [("messages.csv", "asks_own")]
    assert "Planted" not in repr(dataset.rejected)


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


# --- the demo team


@pytest.fixture(scope="module")
def demo() -> Dataset:
    return read_team(raw_folder(DEMO_TEAM), TODAY)


def test_of_the_demo_team_only_the_bad_rows_are_refused(demo):
    assert {each.file for each in demo.rejected} == {"propositions-synthetiques.csv"}
    assert sorted(each.key for each in demo.rejected) == [
        *("count_not_whole", "count_unreadable", "count_unreadable", "date_not_in_calendar", "row_long"),
        *("rule_contradicted", "rule_contradicted", "rule_future"),
    ]
    assert len({each.line for each in demo.rejected}) == 8
    assert {file.name: file.rejected for file in demo.files if file.rejected} == {
        "propositions-synthetiques.csv": 8
    }
    assert set(demo.names) >= {f"P{number:02}" for number in range(1, 41)} and set(demo.names.values()) == {
        f"P{number:02}" for number in range(1, 41)
    }


def test_the_demo_teams_weeks_are_those_of_its_world_but_for_the_gaps(demo):
    """Week by week: a count where the world has one, missing where no file covers it, or a row was refused."""
    team, panel = draw_team(), build_panel(demo.tables, TODAY)
    frame = panel.frame.assign(monday=panel.frame["week_start"].dt.date).set_index(["person", "monday"])
    # Two rows contradict each other; three have a count that cannot be read.
    gaps = {
        ("P08", date(2026, 2, 16)),
        ("P04", date(2026, 3, 16)),
        ("P05", date(2026, 3, 23)),
        ("P12", date(2026, 5, 11)),
    }
    compared = 0
    for name, counts in team.counts.items():
        column = frame[f"{'outcome' if f'outcome_{name}' in frame else 'activity'}_{name}"]
        for (person, monday), count in counts.items():
            if _is_covered(name, person, monday) and not (
                name in ("proposals", "qualified_leads") and (person, monday) in gaps
            ):
                assert column[person, monday] == count, (name, person, monday)
                compared += 1
            else:
                assert column[person, monday] != column[person, monday], (name, person, monday)
    assert compared > 10_000
    assert frame.index.get_level_values("monday").max() <= LAST_DAY


def _is_covered(name: str, person: str, monday: date) -> bool:
    if name == "contracts":
        return person not in demo_team.NOT_IN_CRM
    if name in ("proposals", "qualified_leads"):
        return person in demo_team.MESSY_PEOPLE
    if name in (
        "posts",
        "comments_written",
        "reactions_given",
        "messages_sent",
        "invitations_sent",
        "searches",
    ):
        return person != demo_team.LATE_ARCHIVE or monday >= demo_team.LATE_ARCHIVE_FROM
    return True


def test_the_demo_team_read_through_the_door_is_the_same(demo, tmp_path):
    copy = shutil.copytree(raw_folder(DEMO_TEAM), tmp_path / DEMO_TEAM)
    again = read_dataset(copy)
    assert again.hash == demo.hash and again.about["synthetic"] and "synth" in again.title["fr"]

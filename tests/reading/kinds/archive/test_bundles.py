"""Several archives of one person say each thing once, and the day of an export is taken from the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from reading.archive_counts import counts, notes
from reading.archives import make_zip, message, messages, table

from ssi_outcomes.reading.kinds.archive.bundles import count_bundles
from ssi_outcomes.reading.kinds.archive.zipped import open_members, open_packed
from ssi_outcomes.reading.parsed import Context

TODAY = date(2026, 7, 1)
PROFILE = table("First Name,Last Name,Maiden Name,Headline", [["Nora", "Testname", "", ""]])
SHARES = "Date,ShareLink,ShareCommentary"


def shares(*moments: str) -> str:
    return table(SHARES, [[moment, "https://x.example/" + moment, "PLANTED"] for moment in moments])


def read(tmp_path, context=None, **archives: dict[str, str]):
    """The readings of archives, by the day of their export (d_04_20)."""
    context = context or Context(TODAY, time_zone="UTC")
    opened = []
    for day, members in archives.items():
        name = f"Basic_LinkedInDataExport_{day[2:].replace('_', '-')}-2026.zip"
        opened.append(open_packed(make_zip(tmp_path / name, members), name, context))
    return count_bundles(opened)


def posts(results) -> dict[str, int]:
    found: dict[str, int] = {}
    for _, day, count in counts([each for result in results for each in result], "activity"):
        found[day] = found.get(day, 0) + count
    return found


def test_what_a_later_archive_repeats_is_counted_once_and_told(tmp_path):
    early = {"Profile.csv": PROFILE, "Shares.csv": shares("2026-03-02 10:00:00", "2026-03-03 10:00:00")}
    late = {
        "Profile.csv": PROFILE,
        "Shares.csv": shares("2026-03-02 10:00:00", "2026-03-03 10:00:00", "2026-05-04 10:00:00"),
    }
    results = read(tmp_path, d_04_20=early, d_05_20=late)
    assert posts(results) == {"2026-03-02": 1, "2026-03-03": 1, "2026-05-04": 1}
    assert "rows_repeated" in notes(results[0]) and "rows_repeated" not in notes(results[1])
    # Both still cover all of their days: what is told elsewhere is known all the same.
    spans = [
        (row["start"].isoformat(), row["end"].isoformat())
        for result in results
        for each in result
        for row in each.tables.get("coverage", ())
    ]
    assert spans == [("2026-03-02", "2026-04-19"), ("2026-03-02", "2026-05-19")]


def test_what_one_of_them_lost_is_still_counted(tmp_path):
    early = {"Profile.csv": PROFILE, "Shares.csv": shares("2026-03-02 10:00:00", "2026-03-02 11:00:00")}
    late = {"Profile.csv": PROFILE, "Shares.csv": shares("2026-03-02 11:00:00")}
    assert posts(read(tmp_path, d_04_20=early, d_05_20=late)) == {"2026-03-02": 2}


def test_an_archive_of_which_no_day_is_known_takes_nothing_from_another(tmp_path):
    opened = []
    for name, moments in {"mine.zip": ["2026-03-02 10:00:00"], "other.zip": ["when?"]}.items():
        members = {"Profile.csv": PROFILE, "Shares.csv": shares(*moments)}
        opened.append(open_packed(make_zip(tmp_path / name, members), name, Context(TODAY, time_zone="UTC")))
    undated = [replace(each, stamps=()) for each in opened]
    assert posts(count_bundles(undated)) == posts(count_bundles(undated[::-1])) == {"2026-03-02": 1}


@pytest.mark.parametrize("first", ["d_04_20", "d_05_20"])
def test_the_day_of_an_export_is_whole_in_the_next(tmp_path, first):
    both = {
        "d_04_20": {"Profile.csv": PROFILE, "Shares.csv": shares("2026-04-20 08:00:00")},
        "d_05_20": {
            "Profile.csv": PROFILE,
            "Shares.csv": shares("2026-04-20 08:00:00", "2026-04-20 18:00:00"),
        },
    }
    assert posts(read(tmp_path, **dict(sorted(both.items(), reverse=first == "d_05_20")))) == {
        "2026-04-20": 2
    }


def test_a_conversation_that_began_on_the_day_of_an_export_is_opened_once(tmp_path):
    begun = message("c1", "P01", "Nora Testname", "2026-04-20 08:00:00 UTC")
    goes_on = message("c1", "P01", "Nora Testname", "2026-04-22 08:00:00 UTC")
    early = {"Profile.csv": PROFILE, "messages.csv": messages([begun])}
    late = {"Profile.csv": PROFILE, "messages.csv": messages([goes_on, begun])}
    results = read(tmp_path, d_04_20=early, d_05_20=late)
    opened = [
        row for each in counts([one for result in results for one in result], "outcomes") for row in [each]
    ]
    assert opened == [("inbound_conversations", "2026-04-20", 1)]


def test_archives_of_two_people_take_nothing_from_each_other(tmp_path):
    other = table("First Name,Last Name,Maiden Name,Headline", [["Lena", "Exempla", "", ""]])
    same = {"Shares.csv": shares("2026-03-02 10:00:00")}
    results = read(tmp_path, d_04_20={"Profile.csv": PROFILE, **same}, d_05_20={"Profile.csv": other, **same})
    assert posts(results) == {"2026-03-02": 2}
    assert [{each.owner for each in result} for result in results] == [{"Nora Testname"}, {"Lena Exempla"}]


def test_one_that_does_not_say_whose_it_is_goes_with_the_only_one_that_does(tmp_path):
    same = {"Shares.csv": shares("2026-03-02 10:00:00")}
    assert posts(read(tmp_path, d_04_20={"Profile.csv": PROFILE, **same}, d_05_20=same)) == {"2026-03-02": 1}


def test_columns_that_came_later_make_no_row_another(tmp_path):
    early = {"Profile.csv": PROFILE, "Shares.csv": shares("2026-03-02 10:00:00")}
    more = table(
        SHARES + ",SharedUrl,MediaUrl,Visibility",
        [["2026-03-02 10:00:00", "https://x.example/2026-03-02 10:00:00", "PLANTED", "", "", "PUBLIC"]],
    )
    assert posts(read(tmp_path, d_04_20=early, d_05_20={"Profile.csv": PROFILE, "Shares.csv": more})) == {
        "2026-03-02": 1
    }


def test_each_file_has_a_line_and_those_left_unopened_are_counted(tmp_path):
    (result,) = read(
        tmp_path,
        d_04_20={
            "Profile.csv": PROFILE,
            "Shares.csv": shares("2026-03-02 10:00:00"),
            "Logins.csv": "x",
            "Skills.csv": "x",
        },
    )
    assert [each.file.rpartition("/")[2] for each in result] == ["Shares.csv", "Profile.csv"]
    assert ("archive_unopened", {"count": 2}) in result[0].notes


def test_whose_it_is_is_told_by_who_sent_the_invitations_where_no_profile_is(tmp_path):
    text = table(
        "From,To,Sent At,Message,Direction",
        [
            ["Nora Testname", "P01", "3/4/26, 9:05 AM", "", "OUTGOING"],
            ["P02", "Nora Testname", "3/5/26, 9:05 AM", "", "INCOMING"],
        ],
    )
    ((parsed,),) = count_bundles([open_members({"Invitations.csv": text.encode()}, Context(TODAY))])
    assert parsed.owner == "Nora Testname" and "Testname" not in repr(parsed)


@pytest.mark.parametrize("first", ["packed", "unpacked"])
def test_a_day_that_one_export_does_not_know_whole_is_not_taken_from_one_that_does(tmp_path, first):
    context = Context(TODAY, time_zone="UTC")
    name = "Basic_LinkedInDataExport_04-20-2026.zip"
    members = {"Profile.csv": PROFILE, "Shares.csv": shares("2026-04-20 08:00:00")}
    # Nothing says when this one was made, but for its last event.
    later = {
        "x/Profile.csv": PROFILE.encode(),
        "x/Shares.csv": shares("2026-04-20 08:00:00", "2026-04-20 18:00:00").encode(),
    }
    opened = [open_packed(make_zip(tmp_path / name, members), name, context), open_members(later, context)]
    assert posts(count_bundles(opened if first == "packed" else opened[::-1])) == {"2026-04-20": 2}


def test_files_of_two_members_in_one_folder_keep_their_own_counts():
    files = {
        "Shares_111111111.csv": shares("2026-03-02 10:00:00", "2026-03-03 10:00:00").encode(),
        "Shares_222222222.csv": shares("2026-03-04 10:00:00", "2026-03-09 10:00:00").encode(),
    }
    (result,) = count_bundles([open_members(files, Context(TODAY, time_zone="UTC"))])
    # Without the members' numbers both are called Shares.csv.
    assert [(each.file, each.source) for each in result] == [("Shares.csv", name) for name in files]
    assert [posts([[each]]) for each in result] == [
        {"2026-03-02": 1, "2026-03-03": 1},
        {"2026-03-04": 1, "2026-03-09": 1},
    ]


def test_files_of_one_name_without_an_owner_are_told_as_they_may_be_of_several_people():
    files = {
        "Shares.csv": shares("2026-03-02 10:00:00").encode(),
        "Shares (1).csv": shares("2026-03-03 10:00:00").encode(),
    }
    context = Context(TODAY, time_zone="UTC")
    told = [note for each in count_bundles([open_members(files, context)])[0] for note in each.notes]
    assert ("archive_again", {"member": "Shares.csv", "count": 2}) in told
    named = count_bundles([open_members({**files, "Profile.csv": PROFILE.encode()}, context)])[0]
    assert "archive_again" not in {key for each in named for key, _ in each.notes}

"""Calendars of one person, of two, and a log of events: what is held twice, and what is another meeting."""

from __future__ import annotations

from reading.team_folder import TODAY, fates, write

from ssi_outcomes.reading.joining.folder import read_team


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

"""What files cannot say: dataset.toml and the sheet About."""

from __future__ import annotations

from datetime import date

import pytest
from reading.about_said import faults, sheet, toml

from ssi_outcomes.reading.kinds.described.about import LONGEST, About, check_about
from ssi_outcomes.reading.kinds.described.about_files import read_about_sheet


def test_everything_that_can_be_said(tmp_path):
    about, problems = check_about(
        [
            toml(
                tmp_path,
                """
title = "Acme"
language = "en"
time_zone = "America/Montreal"
chosen = { fr = "Toute l'équipe.", en = "The whole team." }
synthetic = true
[definitions.phone_meetings]
meaning = "Ten minutes or more."
counted_in = "calendar"
[[coverage]]
source = "crm.csv"
table = "outcomes"
name = ["contracts", "Demandes entrantes"]
person = ["P01", "P02"]
start = 2026-01-05
end = 2026-07-05
[[absences]]
person = "P01"
start = 2026-02-09
end = 2026-02-22
[world]
effect = 0
""",
            )
        ]
    )
    assert problems == ()
    assert (about.title, about.language, about.time_zone, about.synthetic) == (
        {"fr": "Acme", "en": "Acme"},
        "en",
        "America/Montreal",
        True,
    )
    assert about.chosen == {"fr": "Toute l'équipe.", "en": "The whole team."}
    assert about.definitions == {
        "phone_meetings": {"meaning": "Ten minutes or more.", "counted_in": "calendar"}
    }
    assert sorted((row["person"], row["name"]) for row in about.coverage) == [
        ("P01", "contracts"),
        ("P01", "inbound_requests"),
        ("P02", "contracts"),
        ("P02", "inbound_requests"),
    ]
    assert about.coverage[0] | {"person": None, "name": None} == {
        "source": "crm.csv",
        "table": "outcomes",
        "name": None,
        "person": None,
        "start": date(2026, 1, 5),
        "end": date(2026, 7, 5),
    }
    assert about.absences == ({"person": "P01", "start": date(2026, 2, 9), "end": date(2026, 2, 22)},)
    assert about.world == {"effect": 0}


def test_free_words_are_shown_short_on_one_line_and_turn_nothing_round(tmp_path):
    about, problems = check_about(
        [toml(tmp_path, 'title = " Acme\\n\\u202Esales "\nchosen = "' + "a very long story " * 600 + '"\n')]
    )
    assert (problems, about.title["fr"]) == ((), "Acme �sales")
    assert len(about.chosen["fr"]) <= LONGEST["chosen"] and about.chosen["fr"].endswith("…")


def test_nothing_said_is_no_fault(tmp_path):
    assert check_about([toml(tmp_path, "# nothing\n")]) == (About(), ())
    assert check_about([]) == (About(), ())


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('titel = "Acme"', (1, "about_key_unknown", None)),
        ('\nlanguage = "de"', (2, "about_language", None)),
        ('time_zone = "Europe"', (1, "about_time_zone", None)),
        ('time_zone = "../../etc/passwd"', (1, "about_time_zone", None)),
        (f'time_zone = "{"a/" * 5_000}"', (1, "about_time_zone", None)),
        ("title = 3", (1, "about_title", None)),
        ('title = { de = "Acme" }', (1, "about_title", None)),
        ('synthetic = "perhaps"', (1, "about_synthetic", None)),
        ("synthetic = 2", (1, "about_synthetic", None)),
        ('coverage = "all"', (1, "about_section", "coverage")),
        ('[[absences]]\nperson = "P01"\nstart = 2026-02-09', (1, "about_missing", "end")),
        ('[[absences]]\nperson = "P01"\nstart = 2026-02-09\nend = 2026-02-01', (1, "about_order", "end")),
        ('[[absences]]\nperson = "P01"\nstart = "02/09/2026"\nend = 2026-03-01', (1, "about_date", "start")),
        (
            '[[absences]]\nperson = "P01"\nstart = 2026-02-09\nend = 2026-02-22\nuntil = 2026-02-23',
            (1, "about_key_unknown", None),
        ),
        ('[[coverage]]\ntable = "sales"\nstart = 2026-01-05\nend = 2026-07-05', (1, "about_table", "table")),
        (
            '[[coverage]]\ntable = "outcomes"\nname = "happiness"\nstart = 2026-01-05\nend = 2026-07-05',
            (1, "about_name", "name"),
        ),
        (
            '[[coverage]]\ntable = "activity"\nname = "contracts"\nstart = 2026-01-05\nend = 2026-07-05',
            (1, "about_name", "name"),
        ),
        ("[[absences]]\nperson = true\nstart = 2026-02-09\nend = 2026-02-22", (1, "about_text", "person")),
        ('[definitions.happiness]\nmeaning = "Being happy."', (1, "about_name", "outcome")),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path, text, fault):
    assert faults(toml(tmp_path, text)) == [fault]


def test_all_faults_are_said_at_once_in_both_languages(tmp_path):
    _, problems = check_about(
        [
            toml(
                tmp_path,
                'titel = "Acme"\nlanguage = "de"\ntime_zone = "Mars/Base"\n[[coverage]]\ntable = "x"',
            )
        ]
    )
    assert len(problems) == 6
    for problem in problems:
        assert problem.text("fr").startswith("dataset.toml, ligne") and problem.text("en").startswith(
            "dataset.toml, line"
        )


def test_dataset_toml_comes_before_the_sheets_and_lists_are_joined(tmp_path):
    absent = (
        ("Absences",),
        ("Person", "First day", "Last day"),
        ("P02", date(2026, 2, 9), date(2026, 2, 22)),
    )
    own = toml(
        tmp_path, 'title = "Acme"\n[[absences]]\nperson = "P01"\nstart = 2026-02-09\nend = 2026-02-22\n'
    )
    about, problems = check_about(
        [own, read_about_sheet(sheet(("Title", "My sheet"), ("Chosen", "Volunteers."), *absent))]
    )
    assert (problems, about.title["en"], about.chosen["en"]) == ((), "Acme", "Volunteers.")
    assert [row["person"] for row in about.absences] == ["P01", "P02"]


def test_two_time_zones_are_a_question(tmp_path):
    montreal = read_about_sheet(sheet(("Time zone", "America/Montreal")))
    paris = read_about_sheet(sheet(("Time zone", "Europe/Paris")))
    assert faults(montreal, montreal) == []
    assert [key for _, key, _ in faults(montreal, paris)] == ["about_time_zones"]


def test_one_invented_sheet_never_makes_a_dataset_synthetic(tmp_path):
    invented = read_about_sheet(sheet(("Invented data", "yes")))
    about, problems = check_about([invented])
    assert not about.synthetic and [problem.key for problem in problems] == ["about_synthetic_mixed"]
    about, problems = check_about([toml(tmp_path, "synthetic = true"), invented])
    assert about.synthetic and problems == ()
    assert check_about([read_about_sheet(sheet(("Invented data", "no")))])[1] == ()

"""What files cannot say: dataset.toml and the sheet About."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ssi_outcomes.reading.kinds.about import (
    LONGEST,
    About,
    check_about,
    is_about_sheet,
    is_example,
    is_read_me_sheet,
    read_about_sheet,
    read_dataset_toml,
)
from ssi_outcomes.reading.parsed import Sheet


def toml(tmp_path, text: str):
    path = tmp_path / "dataset.toml"
    path.write_text(text, "utf-8")
    return read_dataset_toml(path, "dataset.toml")


def sheet(*rows, name: str = "About", file: str = "acme.xlsx") -> Sheet:
    return Sheet(file, name, tuple(range(1, len(rows) + 1)), tuple(rows))


def faults(*said) -> list[tuple[object, ...]]:
    return [(problem.line, problem.key, problem.column) for problem in check_about(said)[1]]


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


def test_the_line_is_that_of_the_block_at_fault(tmp_path):
    fine = '[[absences]]\nperson = "P01"\nstart = 2026-02-09\nend = 2026-02-22\n'
    assert faults(toml(tmp_path, fine + "\n" + fine.replace("2026-02-22", "2026-02-01"))) == [
        (6, "about_order", "end")
    ]


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


def test_what_is_no_toml_is_refused_with_the_reason(tmp_path):
    assert [key for _, key, _ in faults(toml(tmp_path, "title = Acme"))] == ["file_not_toml"]
    path = tmp_path / "dataset.toml"
    path.write_bytes('title = "Équipe"'.encode("cp1252"))
    assert [problem.key for problem in read_dataset_toml(path, "dataset.toml").problems] == ["file_not_toml"]


def test_the_sheet_says_the_same_in_either_language():
    french = sheet(
        ("Titre", "Acme", "une aide"),
        ("Langue", "français"),
        ("Données inventées", None),
        (None, None),
        ("Comment chaque résultat est défini", "une aide"),
        ("Résultat", "Ce qui compte, et ce qui ne compte pas", "Où c'est compté"),
        ("Contrats", "Signés.", "CRM"),
        ("Ce que couvrent les fichiers", ""),
        ("Fichier", "Feuille", "Résultat ou activité", "Personne", "Premier jour", "Dernier jour"),
        ("crm.csv", "Résultats", "Contrats", None, "05/01/2026", "31/01/2026"),
        ("", None, ""),
        ("Absences",),
        ("Personne", "Premier jour", "Dernier jour"),
        ("P01", date(2026, 2, 9), datetime(2026, 2, 22)),
        name="À propos",
    )
    english = sheet(
        ("Title", "Acme"),
        ("Language", "French"),
        ("How each outcome is defined",),
        ("Outcome", "What counts, and what does not", "Where it is counted"),
        ("Contracts", "Signés.", "CRM"),
        ("What the files cover",),
        ("File", "Sheet", "Outcome or activity", "Person", "First day", "Last day"),
        ("crm.csv", "Outcomes", "contracts", None, "2026-01-05", "2026-01-31"),
        ("Absences",),
        ("Person", "First day", "Last day"),
        ("P01", date(2026, 2, 9), date(2026, 2, 22)),
    )
    about, problems = check_about([read_about_sheet(french)])
    assert problems == ()
    assert check_about([read_about_sheet(english)]) == (about, ())
    assert about.language == "fr"
    assert about.definitions == {"contracts": {"meaning": "Signés.", "counted_in": "CRM"}}
    assert about.coverage == (
        {
            "source": "crm.csv",
            "table": "outcomes",
            "name": "contracts",
            "person": None,
            "start": date(2026, 1, 5),
            "end": date(2026, 1, 31),
        },
    )
    assert about.absences == ({"person": "P01", "start": date(2026, 2, 9), "end": date(2026, 2, 22)},)


def test_a_fault_in_the_sheet_has_its_row():
    said = read_about_sheet(
        sheet(
            ("Title", "Acme"),
            ("Budget", "3"),
            ("Absences",),
            ("Person", "First day", "Last day"),
            ("P01", date(2026, 2, 9), date(2026, 2, 1)),
        )
    )
    assert faults(said) == [(2, "about_key_unknown", None), (5, "about_order", "end")]


def test_days_and_months_that_cannot_be_told_apart_are_asked_about():
    said = read_about_sheet(
        sheet(("Absences",), ("Person", "First day", "Last day"), ("P01", "05/02/2026", "06/02/2026"))
    )
    assert "date_ambiguous" in [problem.key for problem in check_about([said])[1]]


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


def test_sheets_and_files_that_hold_no_data_are_known_by_name(tmp_path):
    assert (
        is_about_sheet(sheet(name="A PROPOS"))
        and is_about_sheet(sheet(name="About"))
        and not is_about_sheet(sheet(name="SSI"))
    )
    assert (
        is_read_me_sheet(sheet(name="Lisez-moi"))
        and is_read_me_sheet(sheet(name="Read me"))
        and not is_read_me_sheet(sheet(name="People"))
    )
    assert is_example(tmp_path / "exemple-acme.xlsx", "acme") and is_example(
        tmp_path / "example-acme.xlsx", "acme"
    )
    assert not is_example(tmp_path / "acme.xlsx", "acme") and not is_example(
        tmp_path / "example-of-ours.xlsx", "acme"
    )

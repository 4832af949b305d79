"""dataset.toml and the sheet About, each word with its line."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from reading.about_said import faults, sheet, toml

from ssi_outcomes.reading.kinds.described.about import check_about
from ssi_outcomes.reading.kinds.described.about_files import (
    is_about_sheet,
    is_example,
    is_read_me_sheet,
    read_about_sheet,
    read_dataset_toml,
)


def test_the_line_is_that_of_the_block_at_fault(tmp_path):
    fine = '[[absences]]\nperson = "P01"\nstart = 2026-02-09\nend = 2026-02-22\n'
    assert faults(toml(tmp_path, fine + "\n" + fine.replace("2026-02-22", "2026-02-01"))) == [
        (6, "about_order", "end")
    ]


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


@pytest.mark.parametrize(
    "above",
    [
        '[title]\nfr = "Acme"\nen = "Acme"\n',
        '[chosen]\nfr = "Tous"\n',
        '[definitions.contracts]\nmeaning = "Signed."\ncounted_in = "CRM"\n',
        '[[absences]]\nperson = "P01"\nstart = 2026-02-09\nend = 2026-02-22\n',
        '[[coverage]]\ntable = "outcomes"\nstart = 2026-02-09\nend = 2026-02-22\n',
    ],
)
def test_an_answer_that_is_pasted_below_a_section_is_told_to_move_above_it_and_then_holds(tmp_path, above):
    lines = len(above.splitlines())
    for answer in ("rolled_out = false", "picked=true  # no"):
        assert faults(toml(tmp_path, f"{above}\n{answer}\n")) == [(lines + 2, "about_key_below", None)]
        about, problems = check_about([toml(tmp_path, f"{answer}\n{above}")])
        assert problems == () and getattr(about, answer.partition("=")[0].strip()) is not None


def test_a_text_of_several_lines_that_speaks_of_an_answer_is_none(tmp_path):
    text = '[definitions.contracts]\nmeaning = """Signed.\npicked = by nobody"""\ncounted_in = "CRM"\n'
    assert faults(toml(tmp_path, text)) == []

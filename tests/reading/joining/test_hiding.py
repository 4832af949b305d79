"""Names in file names and messages: hidden however they are written, and nothing else is."""

from __future__ import annotations

import pytest

from ssi_outcomes.reading.joining.hiding import HIDDEN, hide_cell, hide_files, hide_names

CODES = {
    "Hélène Testname": "P-AAAA",
    "Bo Li": "P-BBBB",
    "Paul de Testville": "P-CCCC",
    "p.exemple@societe.example": "P-DDDD",
}
hide = hide_names(CODES)


@pytest.mark.parametrize(
    "text",
    [
        "Hélène Testname.csv",
        "helene-testname.csv",
        "HELENE_TESTNAME.csv",
        "He\u0301le\u0300ne.csv",
        "Testname.csv",
        "Hélène.csv",
        "Testname Hélène.csv",
    ],
)
def test_a_name_is_found_however_it_is_written(text):
    assert hide(text) == "P-AAAA.csv"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("suiviTestname2026.csv", "P-AAAA.csv"),
        ("bo_li/ssi.csv", "P-BBBB/ssi.csv"),
        ("résultats de mai.csv", "résultats de mai.csv"),  # "de" is in a name, and in many texts
        ("societe.csv", "societe.csv"),  # of an address, the host is nobody
        ("exemple.csv", "P-DDDD.csv"),
        ("écrire à x.y@societe.example ou www.linkedin.com/in/x-y", f"écrire à {HIDDEN} ou {HIDDEN}"),
        ("crm-2026.csv", "crm-2026.csv"),
    ],
)
def test_words_that_are_nobodys_stay(text, shown):
    assert hide(text) == shown


def test_a_word_that_two_people_share_is_neither():
    assert hide_names({"Marie A": "P-AAAA", "Marie B": "P-BBBB"})("marie.csv") == f"{HIDDEN}.csv"


def test_pseudonyms_that_are_names_already_change_nothing():
    assert hide_names({"P01": "P01"})("P01.csv") == "P01.csv"


def test_two_files_never_become_the_same_and_a_folder_is_a_person():
    labels = [
        "Hélène.csv",
        "Testname.csv",
        "exports/Testname.csv",
        "exports.csv",
        "crocus.xlsx › Calls",
        "tulip.xlsx › Calls",
    ]
    show = hide_files({**CODES, "exports": "P-EEEE"}, CODES, {"exports"}, labels)
    assert [show(label) for label in labels] == [
        *("P-AAAA.csv", "P-AAAA.csv (2)", "P-EEEE/P-AAAA.csv (2)", "exports.csv"),
        *("….xlsx › Calls", "….xlsx (2) › Calls"),
    ]


def test_a_workbook_that_is_named_without_its_sheet_is_still_that_one():
    # As coverage does in dataset.toml: it must not fall on the other workbook.
    show = hide_files({}, (), (), ["crocus.xlsx › Calls", "tulip.xlsx › Calls", "tulip.xlsx"])
    assert show("tulip.xlsx › Calls").startswith(show("tulip.xlsx")) and not show(
        "crocus.xlsx › Calls"
    ).startswith(show("tulip.xlsx"))


@pytest.mark.parametrize(
    ("file", "shown"),
    [
        ("Barnabé Pasencore.csv", "….csv"),
        ("SuiviPasencore2026.xlsx", "….xlsx"),
        ("rdv-de-barnabe_S12.csv", "rdv-de-…_S12.csv"),
        ("李明.csv", "….csv"),
        ("Bo.csv", "….csv"),
        ("Mc Pasencore-Autrenom.csv", "….csv"),
        ("Basic_LinkedInDataExport_07-01-2026.zip", "Basic_LinkedInDataExport_07-01-2026.zip"),
        ("Suivi SSI équipe 2026-S12 (copie).csv", "Suivi SSI équipe 2026-S12 (copie).csv"),
        ("acme résultats de mai.csv", "acme résultats de mai.csv"),
    ],
)
def test_who_is_named_by_a_file_alone_is_hidden_and_the_words_of_files_are_not(file, shown):
    assert hide_files({}, (), (), [file], neutral="acme")(file) == shown


@pytest.mark.parametrize("cell", ["30/02/2026", "-2", "O", "Top 5 %", "12 mai 2026", "53/100", ""])
def test_numbers_and_dates_are_shown(cell):
    assert hide_cell(cell) == cell


@pytest.mark.parametrize("cell", ["beaucoup", "Bo Li", "vu par Hélène", "x.y@societe.example"])
def test_words_are_not(cell):
    assert hide_cell(cell) == HIDDEN

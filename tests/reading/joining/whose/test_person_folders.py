"""A sub-folder is a person's, unless its name says that it only holds files."""

from __future__ import annotations

from pathlib import PurePath

import pytest

from ssi_outcomes.reading.joining.whose.person_folders import find_person


@pytest.mark.parametrize(
    "folder",
    [
        "Basic_LinkedInDataExport_04-20-2026",
        "Complete_LinkedInDataExport_11-02-2025.zip",
        "Basic_LinkedInDataExport_04-20-2026 (1)",
        "linkedin data export nora",
        *(
            "Downloads",
            "Téléchargements",
            "LinkedIn data",
            "Données LinkedIn",
            "exports",
            "Export CRM 2026",
            "mars 2026",
        ),
        *(
            "2026-03",
            "2026",
            "S12",
            "Q1",
            "T2 2026",
            "Nouveau dossier",
            "New folder (2)",
            "HubSpot",
            "Jobs",
            "acme",
            "Acme data",
        ),
    ],
)
def test_a_folder_that_only_holds_files_is_nobody(folder):
    assert find_person(PurePath(folder, "x.csv"), "acme") is None


@pytest.mark.parametrize(
    "folder", ["Nora Testname", "Nora", "P01", "Mai Testname", "LinkedIn Nora", "李明", "nora.t"]
)
def test_a_folder_named_after_a_person_is_theirs(folder):
    assert find_person(PurePath(folder, "x.csv"), "acme") == folder


def test_the_person_is_found_below_and_above_what_only_holds_files():
    archive = "Basic_LinkedInDataExport_04-20-2026"
    assert find_person(PurePath("Downloads", "Nora", archive, "messages.csv")) == "Nora"
    assert find_person(PurePath("Nora", "Downloads", archive, "Jobs", "Job Applications.csv")) == "Nora"
    assert find_person(PurePath("x.csv")) is None

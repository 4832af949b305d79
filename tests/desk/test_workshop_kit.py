"""The kit: each product in each language, and rooms that cannot be."""

from __future__ import annotations

import pytest

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.desk.workshop_kit import measure_files, write_kit


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    return tmp_path


def test_all_files_are_written_into_one_folder_in_the_languages_that_are_asked_for(home):
    made = write_kit(("fr", "en"), 12)
    assert made and all(
        path.is_file() and path.is_relative_to(home / "reports" / "workshop") for path in made
    )
    assert {path.name for path in made} >= {*measure_files("fr", 12), *measure_files("en", 12)}
    assert all(".fr." in path.name or "fr" in path.parts for path in write_kit(("fr",), 12))


@pytest.mark.parametrize(("languages", "people"), [(("de",), 12), (("fr",), 0), (("fr",), 1000)])
def test_a_language_or_a_room_that_cannot_be_is_refused(languages, people):
    with pytest.raises(UsageError):
        write_kit(languages, people)

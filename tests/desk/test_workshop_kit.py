"""The kit: each product in each language, and rooms that cannot be."""

from __future__ import annotations

import re
import zipfile

import pytest
from workshop.kit_home import copy_kit_sources

from ssi_outcomes.base.errors import UsageError, message
from ssi_outcomes.desk import workshop_kit
from ssi_outcomes.desk.workshop_kit import (
    PRODUCTS,
    blind_files,
    measure_files,
    print_papers,
    sitting_files,
    write_kit,
)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    copy_kit_sources(tmp_path)
    # Drawn once, where they are tried.
    monkeypatch.setattr("ssi_outcomes.desk.workshop_kit.make_slides", lambda language: language)
    return tmp_path


def test_all_files_are_written_into_one_folder_in_the_languages_that_are_asked_for(home):
    made = write_kit(("fr", "en"), 12)
    assert made and all(
        path.is_file() and path.is_relative_to(home / "reports" / "workshop") for path in made
    )
    assert {path.name for path in made} >= {*measure_files("fr", 12), *measure_files("en", 12)}
    kept = [path for path in write_kit(("fr",), 12) if not re.search(r"\.fr\b", path.as_posix())]
    assert kept == []


@pytest.mark.parametrize(("languages", "people"), [(("de",), 12), (("fr",), 0), (("fr",), 1000)])
def test_a_language_or_a_room_that_cannot_be_is_refused(languages, people):
    with pytest.raises(UsageError):
        write_kit(languages, people)


def test_the_archive_of_a_language_holds_all_its_files_and_is_the_same_each_time(home):
    made = write_kit(("fr",), 12)
    with zipfile.ZipFile(made[-1]) as archive:
        names = archive.namelist()
        assert made[-1].name == "kit.fr.zip" and len(names) == len(made) - 1 and archive.testzip() is None
        held = archive.read("trainer.fr/guide.html")
    assert held == (home / "reports" / "workshop" / "trainer.fr" / "guide.html").read_bytes()
    assert {
        "handout.fr.html",
        "participant.fr/mes-semaines.xlsx",
        "trainer.fr/read-me.html",
        "trainer.fr/slides.html",
    } <= set(names)
    first = made[-1].read_bytes()
    write_kit(("fr",), 12)
    assert made[-1].read_bytes() == first


def test_the_gallery_is_in_the_archive_where_it_was_made(home):
    (home / "reports" / "gallery").mkdir(parents=True)
    (home / "reports" / "gallery" / "index.html").write_text("here")
    made = write_kit(("fr",), 12)
    with zipfile.ZipFile(made[-1]) as archive:
        assert archive.read("gallery/index.html") == b"here"
    assert "gallery" not in {path.parent.name for path in made}


def test_what_only_the_trainer_may_see_is_not_in_the_participants_folder():
    names = {name for product in PRODUCTS for name in product("en", 12) if name.startswith("participant")}
    assert names and not any(secret in name for name in names for secret in ("key", "guide", "read-me"))


def test_each_sitting_is_there_for_both_and_the_key_for_the_trainer_alone():
    made = sitting_files("fr", 12)
    assert {name.partition("/")[0] for name in made} == {"trainer.fr", "participant.fr"} and len(made) == 12
    assert [name for name in blind_files("fr", 12) if "key" in name] == ["trainer.fr/blind/key.csv"]


def test_what_is_handed_out_on_paper_is_printed_beside_its_page_and_an_outdated_print_goes(home, monkeypatch):
    made = write_kit(("fr",), 12)
    monkeypatch.setattr(workshop_kit, "find_browser", lambda: home / "browser")
    monkeypatch.setattr(workshop_kit, "print_page", lambda browser, page, aside: page.name.encode())
    printed, said = print_papers(made, wanted=True)
    assert [path.name for path in printed] == ["measure-A.fr.pdf", "measure-B.fr.pdf", "handout.fr.pdf"]
    assert said == [] and printed[0].read_bytes() == b"measure-A.fr.html"
    assert print_papers(made, wanted=False) == ([], []) and not any(path.exists() for path in printed)
    monkeypatch.setattr(workshop_kit, "find_browser", lambda: None)
    assert print_papers(made, wanted=True) == ([], [message("pdf_no_browser")])

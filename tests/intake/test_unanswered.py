"""Who did not answer what a verdict takes is asked where the files are told, and pasting the line is enough."""

from __future__ import annotations

from dataclasses import replace

import pytest
from examples import few
from intake.acme import folder
from small_team import write_team

from ssi_outcomes.base.errors import LANGUAGES
from ssi_outcomes.intake.contents import read_contents
from ssi_outcomes.intake.receipt import TOLD
from ssi_outcomes.intake.step import read_stored
from ssi_outcomes.intake.unanswered import ASKED, tell_unanswered

DEFINED = '[definitions.phone_meetings]\nmeaning = "Invented."\ncounted_in = "calls.csv"\n'


def pasted(said: list[str]) -> str:
    """Return the lines to paste, as a reader would copy them."""
    return "".join(f"{each.rpartition(chr(10))[2]}\n" for each in said)


@pytest.mark.parametrize(
    ("before", "language"),
    few(
        [
            (before, language)
            for before in ("", DEFINED, f"rolled_out = false\n{DEFINED}")
            for language in LANGUAGES
        ],
        (("", "en"), (DEFINED, "fr")),
    ),
)
def test_each_missing_answer_is_asked_for_and_its_line_works_at_the_top_of_the_file(home, before, language):
    raw = write_team(home)
    (raw / "dataset.toml").write_text(before)
    found = read_contents(raw)
    said = tell_unanswered(found.dataset, found.findings, language)
    assert [each.rpartition("\n")[2] for each in said] == [
        f"{key} = false" for key in ASKED.values() if f"{key} =" not in before
    ]
    (raw / "dataset.toml").write_text(pasted(said) + before)
    found = read_contents(raw)
    assert tell_unanswered(found.dataset, found.findings, language) == []
    assert found.dataset.about["picked"] is False and found.dataset.about["rolled_out"] is False


def test_without_any_file_for_it_one_is_to_be_made(home):
    raw = write_team(home)
    (raw / "dataset.toml").unlink()
    found = read_contents(raw)
    said = tell_unanswered(found.dataset, found.findings, "en")
    assert len(said) == 2 and all("make the file where there is none" in each for each in said)
    (raw / "dataset.toml").write_text(pasted(said))
    found = read_contents(raw)
    assert tell_unanswered(found.dataset, found.findings, "en") == []


def test_who_fills_in_a_sheet_is_asked_as_the_sheet_asks(home):
    raw = write_team(home)
    (raw / "dataset.toml").write_text(DEFINED)
    found = read_contents(raw)
    data = replace(found.dataset, about={**found.dataset.about, "said_in": "sheet"})
    said = tell_unanswered(data, found.findings, "en")
    assert (
        "“Brought in team by team?”" in said[1] and "sheet About" in said[1] and "dataset.toml" not in said[1]
    )


def test_it_stands_below_the_files_and_of_what_could_have_no_verdict_nothing_is_asked(home):
    (write_team(home) / "dataset.toml").write_text(DEFINED)
    read_stored("crew"), read_stored("acme")
    told = {name: (folder(home, name) / TOLD.format(language="en")).read_text() for name in ("crew", "acme")}
    assert told["crew"].endswith("\nrolled_out = false\n") and "is not answered" not in told["acme"]

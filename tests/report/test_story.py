"""The report tells what the notebooks recorded: a picture with its sentence, or the sentence alone where nothing was drawn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from exhibits.told_studies import PLAN

from ssi_outcomes.reading.dataset import Dataset
from ssi_outcomes.report.story import Story, tell
from ssi_outcomes.words.facts import Fact

SENTENCE = "A sentence &amp; a <em>half</em>."


def track(folder: Path, alt: str) -> str:
    """Return the section on what to track, from a race that was recorded with this replacement text and a picture in its folder."""
    for name, text in (
        ("exhibits/race.en.json", json.dumps({"sentence": SENTENCE, "table": "", "alt": alt})),
        ("figures/race.en.svg", "<svg/>"),
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    data = Dataset("told", {"en": "Trial", "fr": "Essai"}, {}, {}, (), "0" * 64)
    return tell(
        Story(data, PLAN, "en", {"n_people": Fact("n_people", 12, "persons", "")}, folder), "track"
    ).data


def test_a_picture_stands_with_its_sentence_and_its_text(tmp_path):
    told = track(tmp_path, "Points & lines")
    assert (
        told.count("<figure") == 1
        and 'alt="Points &amp; lines"' in told
        and f"<figcaption>{SENTENCE}</figcaption>" in told
    )


@pytest.mark.parametrize("left", [True, False])
def test_where_nothing_may_be_drawn_the_sentence_stands_alone_and_no_picture_of_an_earlier_run_is_shown(
    tmp_path, left
):
    track(tmp_path, "an earlier run")
    if not left:
        (tmp_path / "figures" / "race.en.svg").unlink()
    told = track(tmp_path, "")
    assert f"<p>{SENTENCE}</p>" in told and "<img" not in told and "<figure" not in told

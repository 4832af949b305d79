"""The first screen on weeks that do not fit into memory is that of a whole report, word for word."""

from __future__ import annotations

import pytest
from large_home import DATASET, fill_home, read_as_large

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.exhibits.large.judged_study import open_large_study
from ssi_outcomes.exhibits.large.recorded_large import count_facts, show_beyond
from ssi_outcomes.exhibits.team.answer import show_answer
from ssi_outcomes.exhibits.team.each_outcome import show_verdict
from ssi_outcomes.exhibits.team.person_weeks import panel_facts
from ssi_outcomes.intake.step import read_stored
from ssi_outcomes.study import open_study


@pytest.mark.parametrize("slope", [0.4, -0.4])
def test_words_and_facts_are_those_of_a_whole_report(tmp_path, monkeypatch, slope):
    folder = fill_home(tmp_path, monkeypatch, slope)
    read_stored(DATASET)
    known = open_study(DATASET, "en")
    answers = [show_answer(known), show_verdict(known)]
    said = [[exhibit.tell(language) for language in LANGUAGES] for exhibit in answers]
    facts, counts = answers[0].facts, panel_facts(known)
    # Another file is another reading.
    (folder / "dataset.toml").write_text((folder / "dataset.toml").read_text("utf-8") + "\n", "utf-8")
    read_as_large(monkeypatch)
    study = open_large_study(DATASET, "en")
    again = [show_answer(study), show_verdict(study)]
    assert [[exhibit.tell(language) for language in LANGUAGES] for exhibit in again] == said
    for one, other in zip(again[0].facts, facts, strict=True):
        assert one.id == other.id
        for name in ("value", "low", "high"):
            value = getattr(other, name)
            close = pytest.approx(value, rel=1e-9) if isinstance(value, float) else value
            assert getattr(one, name) == close, (other.id, name)
    named = {fact.id: fact.value for fact in counts}
    own = {fact.id: fact.value for fact in count_facts(study)}
    assert own.pop("large_most") == 2_000_000
    assert own == {name: named[name] for name in own}
    for language in LANGUAGES:
        sentence = show_beyond(study).tell(language)["sentence"]
        assert sentence.count("<li>") == 7 + len(study.panel.notes)

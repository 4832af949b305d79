"""An exhibit tells what it holds, and nothing in the place of what it does not; it is stored in both languages beside its facts."""

from __future__ import annotations

import json

import pytest
from exhibits.told_studies import Told, tell_study

from ssi_outcomes.exhibits.frame.exhibit import Exhibit, record
from ssi_outcomes.exhibits.frame.teller import Table
from ssi_outcomes.figures import draw_silence
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.facts import Fact

KEPT = (Fact("tables_kept", 6, "tables", "test"), Fact("n_refusals", 2, "rows", "test"))
FEW = (Fact("n_refusals", 0, "rows", "test"),)


@pytest.fixture(scope="module")
def study() -> PanelStudy:
    return tell_study({"meetings": Told(0.9, 1.2)})


def test_what_is_not_there_is_told_as_nothing(study):
    told = Exhibit("kept", study, KEPT).tell("en")
    assert told["table"] == told["alt"] == "" and 'data-fact="tables_kept" value="6"' in told["sentence"]


def test_the_sentence_of_a_person_is_the_same_for_all_persons(study):
    named = Exhibit("kept-benoit", study, KEPT)
    assert named.key == "kept" and named.tell("fr") == Exhibit("kept", study, KEPT).tell("fr")


def test_the_words_fill_the_sentence_in_the_language_that_is_asked_for(study):
    heard = []
    exhibit = Exhibit(
        "refused", study, FEW, words=lambda teller: heard.append(teller.language) or {"any": False}
    )
    assert exhibit.tell("fr")["sentence"] != exhibit.tell("en")["sentence"] and heard == ["fr", "en"]


def test_further_sentences_stand_beside_the_first(study):
    told = Exhibit("kept", study, KEPT, more=("recorded",)).tell
    with pytest.raises(Exception, match="facts_written"):
        told("en")  # a sentence that cites what is no fact of the exhibit is refused
    counts = (Fact("facts_written", 3, "", "test"), Fact("figures_written", 1, "", "test"))
    both = Exhibit("kept", study, (*KEPT, *counts), more=("recorded",)).tell("en")
    assert both["recorded"] and both["recorded"] != both["sentence"]


def test_what_is_recorded_is_found_in_both_languages_with_its_picture_and_facts(study, tmp_path, monkeypatch):
    monkeypatch.setattr("ssi_outcomes.exhibits.frame.exhibit.output_folder", lambda name: tmp_path / name)
    weeks = [1.0, 2.0, 4.0]
    level = (Fact("rate_level", 95, "percent", "test"),)
    silences = tuple(
        Fact(f"silence_{what}_{k}", k, "weeks", "test") for k in (1, 4, 12) for what in ("weeks", "bound")
    )
    drawn = Exhibit(
        "silence", study, (*level, *silences), lambda teller: draw_silence(weeks, weeks, teller.text)
    )
    listed = Exhibit("kept", study, KEPT, table=lambda teller: Table("", ["a"], [("b",)]))
    line = record(study, "05-challenge", drawn, listed).data
    assert 'data-fact="facts_written" value="9"' in line and 'data-fact="figures_written" value="1"' in line
    folder = tmp_path / "told"
    assert sorted(path.name for path in (folder / "figures").iterdir()) == [
        "silence.en.svg",
        "silence.fr.svg",
    ]
    told = json.loads((folder / "exhibits" / "kept.fr.json").read_text("utf-8"))
    assert (told["notebook"], told["place"]) == ("05-challenge", 1) and "<table>" in told["table"]
    facts = (folder / "facts" / "05-challenge.json").read_text("utf-8")
    assert '"silence_bound_12"' in facts and '"tables_kept"' in facts and study.plan.hash in facts

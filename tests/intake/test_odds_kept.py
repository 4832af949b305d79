"""The odds on a dataset are drawn once: found again while panel, plan, answers and code are the same, and never guessed."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from examples import few
from intake.acme import files
from small_team import write_team

from ssi_outcomes.base.plan import PLAN_FILE
from ssi_outcomes.evidence import odds, scrutiny
from ssi_outcomes.intake import asking, odds_kept
from ssi_outcomes.intake.odds_kept import KEPT, find_kept, hash_odds, make_odds, open_odds
from ssi_outcomes.intake.step import read_stored


@pytest.fixture
def crew(home, monkeypatch):
    """A team that was read, with few draws; none in a process of its own."""
    write_team(home)
    monkeypatch.setattr(odds, "DRAWS", 12)
    monkeypatch.setattr(odds, "FEWEST", 12)
    monkeypatch.setattr(asking, "_read_anew", read_stored)
    return read_stored("crew")


def no_draw(*_):
    pytest.fail("it was drawn")


def test_what_was_drawn_is_stored_as_it_was_and_found_again_without_a_draw(crew, home, monkeypatch):
    drawn = make_odds(crew)
    assert [each.draws for each in drawn.odds.odds] == [12, 12, 12] and len(drawn.carriers) == 3
    monkeypatch.setattr(scrutiny, "scrutinise", no_draw)
    assert open_odds(crew) == drawn
    monkeypatch.setenv("SSI_STAGE", str(home / "stage"))
    assert open_odds(crew) == drawn


def test_its_fingerprint_holds_panel_plan_and_answers_and_neither_titles_nor_words(crew, home):
    raw = home / "data" / "raw" / "crew"
    before, said = hash_odds(crew), (raw / "dataset.toml").read_text()

    def read_anew():
        return hash_odds(read_stored("crew"))

    # A result that is defined in other words is defined.
    (raw / "dataset.toml").write_text(
        said.replace("by phone", "on the phone") + '\n[title]\nen = "Another title"\nfr = "Autre titre"\n'
    )
    assert read_anew() == before
    (home / PLAN_FILE).write_text((home / PLAN_FILE).read_text() + "\n# another plan\n")
    assert read_anew() != before
    (home / PLAN_FILE).write_text((home / PLAN_FILE).read_text().removesuffix("\n# another plan\n"))
    write_team(home, seed=6)
    assert read_anew() != before


def test_where_a_gate_is_closed_whatever_is_true_nothing_is_asked(home):
    (write_team(home) / "dataset.toml").write_text('language = "en"\n')
    receipt = read_stored("crew")
    assert receipt.odds == "" and open_odds(receipt) is None
    assert read_stored("acme").odds == "" and read_stored("article").odds == ""


@pytest.mark.parametrize(
    "spoilt",
    few(
        ("", "{}", '{"inputs": 1}', '{"inputs": "INPUTS", "drawn": "[1"}', "[]"),
        ("", '{"inputs": "INPUTS", "drawn": "[1"}'),
    ),
)
def test_a_damaged_store_is_none_and_is_drawn_again_outside_of_a_run_alone(crew, home, monkeypatch, spoilt):
    drawn = make_odds(crew)
    find_kept("crew").write_text(spoilt.replace("INPUTS", hash_odds(crew)))
    monkeypatch.setenv("SSI_STAGE", str(home / "stage"))
    assert open_odds(crew) is None
    monkeypatch.delenv("SSI_STAGE")
    assert open_odds(crew) == drawn and json.loads(find_kept("crew").read_text())["inputs"] == hash_odds(crew)


def test_within_a_run_it_is_written_aside_and_the_published_one_stays(crew, home, monkeypatch):
    before = files(home, "crew")
    monkeypatch.setenv("SSI_STAGE", str(home / "stage"))
    make_odds(crew)
    assert files(home, "crew") == before and (home / "stage" / KEPT).is_file()


def test_an_unchanged_report_asks_for_its_fingerprint_without_pandas():
    code = "import ssi_outcomes.intake.odds_kept, sys; print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_process_that_draws_reads_what_was_pinned_and_ends_well(crew, monkeypatch):
    monkeypatch.setattr(odds_kept, "end_with_asker", lambda: None)
    monkeypatch.setattr(odds_kept, "bound_memory", lambda: None)
    assert odds_kept.main("crew") == 0 and open_odds(crew) is not None

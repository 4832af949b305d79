"""The answer of many teams in words, one for each state in which a pool can be, in both languages."""

from __future__ import annotations

import re

import pytest
from exhibits.together.told_pools import ODD, fill, pool_study
from pool.pools import HOLDING, drawn, estimate, read, register, write

from ssi_outcomes.base.errors import LANGUAGES
from ssi_outcomes.evidence.looks import read_looks
from ssi_outcomes.exhibits.together import joint_answer
from ssi_outcomes.exhibits.together.joint_answer import (
    POOL_STATES,
    find_state,
    say_pool_word,
    show_answer,
    show_forest,
    show_sensitivity,
)
from ssi_outcomes.study import PoolStudy
from ssi_outcomes.words.sentences import say_plain


@pytest.fixture(autouse=True)
def looked(monkeypatch, tmp_path):
    """Keep the register of looks where the test is."""
    monkeypatch.setattr(joint_answer, "raw_folder", lambda name: tmp_path / "looks")
    (tmp_path / "looks").mkdir()
    return tmp_path / "looks"


def failing():
    return estimate(0.1, gates={**HOLDING, "lead": False})


# Each state with the studies that lead to it: the logs of what was watched, or of what was drawn at a lift of 20.
WATCHED = {"undetermined": 0.05, "useful": 0.3, "useless": -0.01, "inverse": -0.3}


def make(folder, state):
    if state in WATCHED:
        return fill(folder, WATCHED[state])
    if state.startswith("drawn_"):
        log = {"undetermined": 0.09, "useful": 0.4, "useless": 0.01, "inverse": -0.3}[state[len("drawn_") :]]
        for place, odd in enumerate(ODD[:5]):
            write(folder, place, drawn(log + odd, 0.02, 20))
    elif state == "nothing":
        register(folder, 1)
    else:
        for place in range({"no_study": 0, "one_study": 1, "few_studies": 4}[state]):
            write(folder, place, estimate(ODD[place]))
        write(folder, 9, failing())
    return folder


@pytest.mark.parametrize("state", POOL_STATES)
def test_each_state_is_reached_and_said_with_the_same_facts_in_both_languages(tmp_path, state):
    study = pool_study(make(tmp_path / "pool", state))
    assert find_state(study.findings.told) == state
    told = {language: show_answer(study).tell(language) for language in LANGUAGES}
    for part in ("sentence", "unknown", "next_step", "looks"):
        cited = [sorted(re.findall(r'data-fact="([^"]+)"', each[part])) for each in told.values()]
        assert cited[0] == cited[1] and told["en"][part] != told["fr"][part]
    assert "None" not in str(told) and "{{" not in str(told)


def test_useless_says_which_gain_is_ruled_out_on_what_terms_and_that_the_claim_is_excluded(tmp_path):
    study = pool_study(fill(tmp_path / "pool"))
    said = say_plain_of(show_answer(study), "en")
    assert "Practically useless" in said and "is ruled out" in said and "risk" in said
    assert "LinkedIn’s claim" in said and "5 teams" in said


def say_plain_of(exhibit, language):
    return re.sub(r"<[^>]+>", "", exhibit.tell(language)["sentence"])


def test_few_studies_tell_the_next_teams_interval_as_at_least_so_wide_and_many_do_not(tmp_path):
    few = show_answer(pool_study(fill(tmp_path / "few", studies=5))).tell("en")["unknown"]
    many = show_answer(pool_study(fill(tmp_path / "many", studies=10))).tell("en")["unknown"]
    assert "at least so wide" in few and "at least so wide" not in many


def test_a_crossovers_useless_is_of_what_comes_and_goes(tmp_path):
    for place, odd in enumerate(ODD[:5]):
        write(tmp_path / "pool", place, drawn(-0.3 + odd, 0.02, 20, question="crossover"))
    assert "comes and goes" in say_plain_of(show_answer(pool_study(tmp_path / "pool")), "en")


def test_a_look_at_a_grown_pool_that_was_not_planned_is_exploratory(tmp_path, looked):
    folder = fill(tmp_path / "pool")
    show_answer(pool_study(folder))
    first = read_looks(looked)
    assert len(first) == 1 and first[0].decided
    for place in range(20, 26):
        write(folder, place, estimate(-0.02 + place / 1000, 0.05))
    grown = PoolStudy(read(folder), pool_study(folder).plan, "en", first)
    assert "exploratory" in grown.findings.told.verdict.notes
    assert "exploratory" in say_plain_of(show_answer(grown), "en")


def test_looks_at_invented_teams_are_not_registered(tmp_path, looked):
    for place in range(5):
        write(tmp_path / "pool", place, estimate(ODD[place]), synthetic=True)
    told = show_answer(pool_study(tmp_path / "pool")).tell("en")
    assert read_looks(looked) == () and "not recorded" in told["looks"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_has_a_line_for_each_team_then_all_together_and_the_next_one(tmp_path, language):
    figure = show_forest(pool_study(fill(tmp_path / "pool"))).figure(language)
    labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    together = [say_plain(f"pool.{name}", language, {}) for name in ("together", "next_team")]
    assert len(labels) == 5 + 2 and labels[-2:] == together and "S-0100" in labels


def test_of_very_many_studies_the_surest_are_drawn_and_that_is_said(tmp_path):
    for place in range(45):
        write(tmp_path / "pool", place, estimate(place / 1000, 0.1 + place / 100))
    exhibit = show_forest(pool_study(tmp_path / "pool"))
    assert "smallest errors are drawn" in exhibit.tell("en")["sentence"]
    assert len(exhibit.figure("en").axes[0].get_yticklabels()) == 40 + 2


def test_a_pool_of_nobody_draws_nothing_and_says_so(tmp_path):
    register(tmp_path / "pool", 1)
    exhibit = show_forest(pool_study(tmp_path / "pool"))
    assert exhibit.draw is None and "nothing to draw" in exhibit.tell("en")["sentence"]
    assert show_sensitivity(pool_study(tmp_path / "pool")).table is None


def test_the_word_at_each_ratio_stands_in_its_column(tmp_path):
    table = show_sensitivity(pool_study(fill(tmp_path / "pool", 0.05))).tell("en")["table"]
    assert (
        table.count('<th scope="col"') == 2 + 4 and "practically useless" in table and "undetermined" in table
    )


def test_what_a_word_hangs_on_stands_beside_it(tmp_path):
    exhibit = show_forest(pool_study(make(tmp_path / "pool", "few_studies")))
    (finding,) = exhibit.study.findings.questions
    assert "too few studies" in say_pool_word(finding, exhibit.teller("en"))

"""Who handed over what, and who is missing: by number, never by name."""

from __future__ import annotations

from datetime import date

import pytest
from exhibits.together.told_pools import fill, pool_study
from pool.pools import drawn, estimate, register, write

from ssi_outcomes.base.errors import LANGUAGES
from ssi_outcomes.evidence.pool_judge import DRAWN_GATES
from ssi_outcomes.exhibits.together.handed_over import show_registered, show_studies


@pytest.fixture
def study(tmp_path):
    folder = fill(tmp_path)
    (folder / "team-1.pool.json").rename(folder / "durand-conseil.pool.json")
    return pool_study(folder)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_estimate_has_its_line_and_the_one_that_does_not_count_says_why(study, language):
    told = show_studies(study).tell(language)
    assert told["table"].count("<tr>") == 1 + 11
    assert "S-0100" in told["table"] and "durand" not in told["table"].lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_missing_is_listed_with_the_day_of_the_registration(study, language):
    told = show_registered(study).tell(language)
    assert told["table"].count("<tr>") == 1 + 2 and told["table"].count('datetime="2026-01-02"') == 2
    assert {"en": "the time is up", "fr": "délai passé"}[language] in told["table"]


def test_where_nobody_registered_it_is_said_that_nobody_can_tell(tmp_path):
    write(tmp_path, 1, estimate())
    told = show_registered(pool_study(tmp_path)).tell("en")
    assert "nobody can tell" in told["sentence"] and told["table"] == ""


def test_who_registered_after_a_look_at_the_data_is_told_apart(tmp_path):
    register(tmp_path, 1, looks=2)
    register(tmp_path, 2)
    sentence = show_registered(pool_study(tmp_path)).tell("en")["sentence"]
    assert (
        "after their data had been looked at" in sentence
        and 'data-fact="n_registered_late" value="1"' in sentence
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_none_is_a_word_and_no_zero_that_is_counted(tmp_path, language):
    write(tmp_path, 1, estimate())
    register(tmp_path, 1)
    study = pool_study(tmp_path)
    studies, registered = (show(study).tell(language)["sentence"] for show in (show_studies, show_registered))
    assert "n_not_believed" not in studies and "n_unregistered" not in registered
    assert {"en": "No study was handed over without", "fr": "Aucune étude n’a été remise sans"}[
        language
    ] in registered
    write(tmp_path, 2, estimate(0.1))
    (tmp_path / "torn.pool.json").write_text("{")
    study = pool_study(tmp_path)
    studies, registered = (show(study).tell(language)["sentence"] for show in (show_studies, show_registered))
    assert 'data-fact="n_not_believed" value="1"' in studies
    assert 'data-fact="n_unregistered" value="1"' in registered


def test_a_study_within_one_quarter_names_it_once(tmp_path):
    write(tmp_path, 1, estimate(first=date(2026, 4, 6), weeks=12))
    assert show_studies(pool_study(tmp_path)).tell("en")["table"].count("2026-Q2") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_trial_that_fails_a_condition_of_its_own_says_which(tmp_path, language):
    lost = {**dict.fromkeys(DRAWN_GATES, True), "lot_loss": False}
    write(tmp_path, 1, drawn(0.1, 0.2, 20, gates=lost))
    table = show_studies(pool_study(tmp_path)).tell(language)["table"]
    assert {"en": "one arm fell silent", "fr": "un des deux groupes s’est tu"}[language] in table

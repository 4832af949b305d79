"""`ssi pool export` and `ssi pool register`: what a team hands over, and that its number stays its own."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ssi_outcomes.base.errors import DataRefused, UsageError
from ssi_outcomes.base.paths import ARTICLE, root
from ssi_outcomes.desk import pool_files
from ssi_outcomes.desk.pool_files import export_study, is_invented, register_study
from ssi_outcomes.evidence.looks import read_looks
from ssi_outcomes.pool.pool_text import read_sealed
from ssi_outcomes.study import open_study

TODAY = date(2026, 11, 27)


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """A home with the plan, an empty dataset called acme, and reports of its own."""
    shutil.copy(root() / "analysis-plan.toml", tmp_path)
    (tmp_path / "data" / "raw" / "acme").mkdir(parents=True)
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture(scope="module")
def demo_study():
    return open_study("demo-team", "en")


@pytest.fixture
def exported(home, monkeypatch, demo_study):
    monkeypatch.setattr(pool_files, "open_study", lambda dataset: demo_study)
    return lambda: export_study("acme", TODAY)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_team_is_told_its_number_and_what_is_in_the_file(exported, home, monkeypatch, language):
    monkeypatch.setenv("SSI_LANG", language)
    path, said = exported()
    content = read_sealed(path)
    assert path == home / "reports" / "acme.pool.json" and content.values["synthetic"] is True
    assert content.values["study"] in said and str(len(content.values["estimates"])) in said


def test_the_number_follows_the_data_and_nothing_in_the_file_says_whose_they_are(exported, home):
    first, again = (json.loads(exported()[0].read_text("utf-8")) for _ in range(2))
    assert first == again and "acme" not in json.dumps(first) and "demo" not in json.dumps(first)
    assert (home / "data/raw/acme/study-number.txt").read_text().strip() == first["study"]


def test_what_real_people_hand_over_is_a_look_at_their_weeks_and_counts_once(home, monkeypatch, demo_study):
    about = {**demo_study.dataset.about, "synthetic": False}
    real = replace(demo_study, dataset=replace(demo_study.dataset, about=about))
    monkeypatch.setattr(pool_files, "open_study", lambda dataset: real)
    for _ in range(2):
        path, _said = export_study("acme", TODAY)
    assert read_sealed(path).values["synthetic"] is False
    assert read_looks(home / "data" / "raw" / "acme") == (real.look,)


def test_what_is_invented_is_no_look_and_whoever_hands_it_over_is_told(exported, home):
    _path, said = exported()
    assert "invented" in said and read_looks(home / "data" / "raw" / "acme") == ()


def test_described_persons_are_no_team():
    with pytest.raises(UsageError) as caught:
        export_study(ARTICLE, TODAY)
    assert caught.value.key == "pool_export_of_others"


def test_where_nothing_rests_on_five_people_nothing_is_written_and_no_number_is_drawn(
    exported, home, monkeypatch
):
    monkeypatch.setattr(pool_files, "take_watched", lambda findings: ([], []))
    with pytest.raises(DataRefused) as caught:
        exported()
    assert caught.value.key == "pool_export_nothing"
    assert not (home / "reports").exists() and not (home / "data/raw/acme/study-number.txt").exists()


def test_a_study_is_registered_once_and_stays_as_it_was_first_meant(home):
    path, said = register_study("acme", 20, 26, TODAY)
    before = path.read_bytes()
    again, told = register_study("acme", 5, 8, date(2027, 3, 1))
    assert again == path and path.read_bytes() == before and "2026-11-27" in told
    assert read_sealed(path).values["study"] in said


def test_registering_needs_no_data_and_asks_for_what_the_plan_does_not_say(home):
    with pytest.raises(UsageError) as caught:
        register_study("acme", None, 26, TODAY)
    assert caught.value.key == "pool_register_meant"
    plan = home / "analysis-plan.toml"
    meant = "[planning]\npeople = 12\nweeks = 30\nevents_per_week = 1"
    plan.write_text(plan.read_text("utf-8").replace("[planning]", meant), "utf-8")
    values = read_sealed(register_study("acme", None, None, TODAY)[0]).values
    assert (values["people"], values["weeks"]) == (12, 30)


@pytest.mark.parametrize(("people", "weeks"), [(-1, 26), (0, 26), (20, 0), (20, 6000), (10**7, 26)])
def test_what_cannot_be_meant_is_refused(home, people, weeks):
    with pytest.raises(UsageError) as caught:
        register_study("acme", people, weeks, TODAY)
    assert caught.value.key == "pool_register_range"


def test_a_dataset_that_is_not_there_and_a_pool_are_no_study_to_register(home):
    with pytest.raises(UsageError):
        register_study("nobody", 20, 26, TODAY)
    (home / "data/raw/acme/team.pool.json").write_text("{}")
    with pytest.raises(UsageError):
        register_study("acme", 20, 26, TODAY)


def test_invented_data_are_registered_as_such(home):
    folder = home / "data/raw/acme"
    assert not is_invented(folder)
    (folder / "dataset.toml").write_text("synthetic = true\n")
    assert read_sealed(register_study("acme", 20, 26, TODAY)[0]).values["synthetic"] is True


def test_a_registration_after_a_look_says_so(home):
    head = "day,last_week,person_weeks,events,decided,dataset_hash,plan_hash"
    look = f"{head}\n2026-03-02,2026-02-23,100,50,yes,a,b\n"
    (home / "data/raw/acme/looks.csv").write_text(look)
    path, said = register_study("acme", 20, 26, TODAY)
    assert read_sealed(path).values["looks_before"] == 1 and "looked at" in said

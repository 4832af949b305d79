"""The files of an invented world say so, tell the truth, give back the very panel, and never replace anything of a user's."""

from __future__ import annotations

import re
import shutil
import tomllib
from datetime import date

import pandas as pd
import pytest
from examples import few

from ssi_outcomes.base.errors import LANGUAGES, UsageError
from ssi_outcomes.base.paths import root
from ssi_outcomes.base.plan import PLAN_FILE, read_plan
from ssi_outcomes.panel.layout import build_panel
from ssi_outcomes.reading.joining.folder import read_team
from ssi_outcomes.reading.kinds.described.about import check_about
from ssi_outcomes.reading.kinds.described.about_files import read_dataset_toml
from ssi_outcomes.worlds import SCENARIOS, simulate_panel
from ssi_outcomes.worlds.world_folder import ABOUT, MOST_WEEKS, write_world

PLAN = read_plan()
SEEN_ON = date(2026, 7, 6)
every_world = pytest.mark.parametrize("name", SCENARIOS)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A repository that holds the plan and nothing else."""
    shutil.copy(root() / PLAN_FILE, tmp_path)
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    return tmp_path


def contents(folder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# What the files of a world hold, and how they are dated, differs between these; the others are read in the long part.
READ = ("nothing", "friday_backdated", "monday_evening")


@pytest.mark.parametrize("name", few(SCENARIOS, READ))
def test_the_files_give_back_the_very_panel(home, name):
    folder = write_world(name, people=12, weeks=8, seed=3)[0].parent
    assert folder == home / "data" / "raw" / f"world-{name.replace('_', '-')}"
    dataset = read_team(folder, SEEN_ON)
    assert dataset.rejected == () and all(
        each.rejected == 0 and each.refusal is None for each in dataset.files
    )
    read, simulated = (
        build_panel(dataset.tables, SEEN_ON, PLAN.ramp_up_weeks),
        simulate_panel(SCENARIOS[name], 12, 8, 3, PLAN),
    )
    assert (read.left_out, read.notes) == ((), simulated.notes)
    pd.testing.assert_frame_equal(read.frame, simulated.frame, check_like=True)


@every_world
def test_the_truth_and_the_lesson_are_where_the_data_are(name):
    path = write_world(name, people=5, weeks=4)[0]
    world = tomllib.loads(path.read_text("utf-8"))["world"]
    assert world["rate_ratio_per_10_points_within_person"] == pytest.approx(
        SCENARIOS[name].truth(PLAN), rel=1e-5
    )
    assert world["lesson"] == {language: SCENARIOS[name].lesson(language) for language in LANGUAGES}
    assert (world["name"], world["people"], world["weeks"], world["seed"]) == (name, 5, 4, 1)
    about, problems = check_about([read_dataset_toml(path, ABOUT)])
    assert about.picked is (name == "regression_to_mean")
    assert problems == () and about.synthetic and about.world["name"] == name
    assert (
        "synthétiques" in about.title["fr"]
        and "synthetic" in about.title["en"]
        and set(about.definitions) == {"phone_meetings", "contracts"}
    )
    # Whoever opens the report guesses first: the title names a place in the list, not what is true.
    place = list(SCENARIOS).index(name) + 1
    assert all(f"{place}:" in about.title[code].replace("\u00a0", "") for code in LANGUAGES)
    assert not any(name in title.lower() for title in about.title.values())


def test_every_file_says_that_it_is_synthetic():
    for path in write_world("nothing", people=5, weeks=4):
        assert re.match(r"(# )?(Synthetic data|Données synthétiques)", path.read_text("utf-8-sig"))
        assert path.name == ABOUT or "synthet" in path.name


def test_who_entered_on_a_bad_day_is_said():
    about, _ = check_about(
        [read_dataset_toml(write_world("regression_to_mean", people=5, weeks=4)[0], ABOUT)]
    )
    assert "low" in about.chosen["en"] and "bas" in about.chosen["fr"]


def test_a_second_run_writes_the_same_bytes_and_another_seed_others():
    folder = write_world("feedback", people=10, weeks=6)[0].parent
    first = contents(folder)
    write_world("feedback", people=10, weeks=6)
    assert contents(folder) == first
    write_world("feedback", people=10, weeks=6, seed=2)
    assert contents(folder).keys() == first.keys() and contents(folder) != first


def test_what_already_stands_is_left_alone_for_whoever_is_reading_it(home):
    paths = write_world("nothing", 3, 4)
    before = [path.stat().st_mtime_ns for path in paths]
    paths[1].write_bytes(b"cut")
    write_world("nothing", 3, 4)
    after = [path.stat().st_mtime_ns for path in paths]
    assert [place for place, (then, now) in enumerate(zip(before, after, strict=True)) if then != now] == [1]


def test_the_longest_world_ends_before_the_day_on_which_it_is_read():
    dataset = read_team(write_world("nothing", people=1, weeks=MOST_WEEKS)[0].parent, SEEN_ON)
    assert dataset.rejected == () and len(dataset.tables["ssi"]) == MOST_WEEKS


@pytest.mark.parametrize("file", ["notes.txt", "mapping.toml"])
def test_a_folder_with_a_file_of_the_users_is_left_alone(file):
    folder = write_world("nothing", people=5, weeks=4)[0].parent
    (folder / file).write_text("mine")
    before = contents(folder)
    with pytest.raises(UsageError, match="data/raw/world-nothing"):
        write_world("nothing", people=6, weeks=4)
    assert contents(folder) == before


def test_a_folder_that_somebody_else_made_under_this_name_is_left_alone(home):
    folder = home / "data" / "raw" / "world-nothing"
    folder.mkdir(parents=True)
    (folder / ABOUT).write_text('title = "mine"\n')
    with pytest.raises(UsageError):
        write_world("nothing", people=5, weeks=4)
    assert contents(folder) == {ABOUT: b'title = "mine"\n'}


def test_what_an_interrupted_run_left_is_completed():
    paths = write_world("nothing", people=5, weeks=4)
    whole = contents(paths[0].parent)
    for path in paths[1:]:
        path.unlink()
    write_world("nothing", people=5, weeks=4)
    assert contents(paths[0].parent) == whole


@pytest.mark.parametrize(
    "numbers", [{"people": 0}, {"people": 10_001}, {"weeks": 1}, {"weeks": 261}, {"seed": -1}]
)
def test_a_size_that_cannot_be_is_refused_with_what_can(home, numbers):
    with pytest.raises(UsageError, match=f"--{next(iter(numbers))}"):
        write_world("nothing", **numbers)
    assert not (home / "data").exists()


def test_an_unknown_world_is_answered_with_the_known_ones(home):
    with pytest.raises(UsageError, match="friday_backdated"):
        write_world("../nothing")
    assert not (home / "data").exists()


def test_a_world_of_one_says_that_it_is_one():
    (about,) = (path for path in write_world("useful", people=1, weeks=8, seed=3) if path.name == ABOUT)
    chosen = tomllib.loads(about.read_text("utf-8"))["chosen"]
    assert "one person drawn" in chosen["en"] and "une personne tirée du" in chosen["fr"]

"""Thirty blind sets: different, each trap at most six times, nothing but what is counted tells which, and that does."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest

from ssi_outcomes.workshop.blind_worlds import COLUMNS, SETS, TRAPPED, draw_blind, draw_key, write_blind


@pytest.fixture(scope="module")
def sets() -> list[pd.DataFrame]:
    return [draw_blind(number) for number in range(1, SETS + 1)]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return dict(write_blind())


def test_each_trap_is_drawn_at_most_six_times():
    assert set(draw_key()) == set(TRAPPED) and max(Counter(draw_key()).values()) <= 6
    assert draw_key(seed=18) != draw_key() == draw_key()


def test_all_sets_are_different_and_have_the_same_shape(sets):
    assert len({each.to_csv() for each in sets}) == SETS
    for each in sets:
        assert tuple(each.columns) == COLUMNS
        pd.testing.assert_frame_equal(each[["person", "week"]], sets[0][["person", "week"]])
        assert [*each.dtypes] == [*sets[0].dtypes]


def test_files_are_of_one_size_and_are_read_as_they_were_drawn(files, sets):
    assert {len(content) for content in files.values()} == {len(files["set-01.csv"])}
    assert len(files) == SETS and not any(trap in name for name in files for trap in TRAPPED)
    import io

    for number, each in enumerate(sets, start=1):
        read = pd.read_csv(io.BytesIO(files[f"set-{number:02}.csv"]), sep=";")
        assert (read["score"].to_numpy() == each["score"].to_numpy()).all()


def test_what_a_file_looks_like_from_outside_tells_no_world(files):
    """Guessed from number, size, rows, first row's names and order, by the nearest other set: no better than by chance."""
    key = np.array(draw_key())
    looks = np.array(
        [
            [number, number % 2, number % 3, number % 6, len(content), len(content.decode().split("\n"))]
            for number, content in enumerate(files.values(), start=1)
        ],
        float,
    )
    looks = (looks - looks.mean(axis=0)) / np.where(looks.std(axis=0) > 0, looks.std(axis=0), 1)
    apart = np.linalg.norm(looks[:, None] - looks[None], axis=2) + np.diag([np.inf] * SETS)
    right = np.mean(key[apart.argmin(axis=1)] == key)
    chance = 1 / len(TRAPPED)
    assert right <= chance + 2 * np.sqrt(chance * (1 - chance) / SETS)


def name_world(team: pd.DataFrame) -> str:
    """Return the world by the notebook's own four clues."""
    if (team["read_on"].dt.day_name() != "Monday").any():
        return "friday"
    wide = team.pivot(index="person", columns="week", values="score")
    before = wide.T.rolling(4).mean().T
    if ((before.shift(-4, axis=1) - before) > 12).any(axis=1).mean() > 0.25:
        return "bot"
    change = team.groupby("week")["score"].mean().diff()
    if change.abs().max() > 2:
        return "formula_break"
    own = team.assign(busy=np.log1p(team["messages"]))[["person", "score", "meetings", "busy"]]
    own = own.drop(columns="person") - own.groupby("person").transform("mean")
    error = own["meetings"].std() / own["score"].std() / np.sqrt(len(own))
    plain = np.polyfit(own["score"], own["meetings"], 1)[0]
    equal = np.linalg.lstsq(own[["score", "busy"]], own["meetings"], rcond=None)[0][0]
    if plain < 2 * error:
        return "nothing"
    return "thermometer" if equal < plain / 2 else "useful"


def test_the_clues_of_the_notebook_tell_most_of_the_worlds(sets):
    right = [name_world(team) == world for team, world in zip(sets, draw_key(), strict=True)]
    assert sum(right) >= 24


def test_another_number_is_no_set():
    with pytest.raises(ValueError):
        draw_blind(31)

"""Blank or break any cell of a good file: what is known of its weeks stays as it was, or is not known any more."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from reading.broken_files import (
    ABOUT,
    BREAKS,
    COVERED,
    GOOD,
    SAMPLES,
    STAYS,
    Broken,
    break_each,
    in_turn,
    known,
    read,
    rows_of,
)

from ssi_outcomes.base.errors import DataRefused

ABOUTS = {"guessed": ABOUT, "declared": ABOUT + COVERED}
# In `make test`, of each file so many of its cells: of each another, broken in another way.
SOME = 1


@pytest.fixture(autouse=True)
def _own_key(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("SSI_KEY_FILE", str(tmp_path_factory.mktemp("key") / "key"))


def check(folder, files: dict[str, str], name: str, tries: Iterable[Broken]) -> None:
    """Fail for a number that becomes another one, for a week of somebody else that is lost, for a row that has
    no fate.
    """
    good = read(folder, files)
    assert not good.rejected
    before, rows = known(good), rows_of(good, name)
    for broken in tries:
        told = f"line {broken.line}, {broken.header}: {broken.text}"
        try:
            dataset = read(folder, {**files, name: broken.text})
        except DataRefused:
            continue  # nothing is known
        after, (count, was_read) = known(dataset), rows_of(dataset, name)
        assert after.items() <= before.items(), told
        if was_read and broken.line > 1:
            assert count == rows[0], told
        if was_read and broken.person and not broken.may_touch_others:
            lost = {key for key in before.keys() - after.keys() if key[0] != broken.person}
            if "[[coverage]]" not in files["dataset.toml"]:
                # Where nobody says what a file covers, it is what its rows name, from the first to the last.
                weeks = {name: [week for _, week, other in after if other == name] for _, _, name in after}
                lost = {
                    (person, week, name)
                    for person, week, name in lost
                    if name in weeks and min(weeks[name]) <= week <= max(weeks[name])
                }
            assert not lost, told


def some(text: str, number: int) -> list[Broken]:
    """Return some of the cells, and each way of breaking one in turn."""
    tries = [list(break_each(text, each)) for each in BREAKS]
    step = max(len(tries[0]) // SOME, 1)
    return [
        tries[(number + nth) % len(BREAKS)][(number + nth * step) % len(tries[(number + nth) % len(BREAKS)])]
        for nth in range(SOME)
    ]


@pytest.mark.parametrize("name", GOOD)
def test_no_broken_cell_makes_another_number(name, tmp_path):
    number = list(GOOD).index(name)
    files = {"dataset.toml": list(ABOUTS.values())[number % 2], f"{name}.csv": GOOD[name]}
    check(tmp_path / "acme", files, f"{name}.csv", some(GOOD[name], 3 * number + 5))


@pytest.mark.long
@pytest.mark.parametrize("broken", BREAKS)
@pytest.mark.parametrize("name", GOOD)
def test_none_of_all_cells_does(name, broken, tmp_path):
    # Each file is tried in both ways, and each way of breaking a cell.
    about = list(ABOUTS.values())[(list(GOOD).index(name) + BREAKS.index(broken)) % 2]
    files = {"dataset.toml": about, f"{name}.csv": GOOD[name]}
    check(tmp_path / "acme", files, f"{name}.csv", in_turn(break_each(GOOD[name], broken), broken))


@pytest.mark.long
@pytest.mark.parametrize("broken", BREAKS)
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.csv")), ids=lambda path: path.stem)
def test_none_of_a_sample_of_a_kind_does(path, broken, tmp_path):
    kind = {"crm_deals": "deals", "crm_activities": "crm_activities"}.get(path.stem)
    text = path.read_text("utf-8")
    files = {"dataset.toml": ABOUT, path.name: text}
    if kind:
        files["mapping.toml"] = f'["{path.name}"]\nkind = "{kind}"\n'
    check(tmp_path / "acme", files, path.name, in_turn(break_each(text, broken), broken))


@pytest.mark.long
@pytest.mark.parametrize("broken", BREAKS[1:])
def test_nor_does_a_stay_that_cannot_be_read(broken, tmp_path):
    # A blank day of arrival says that somebody was there before: that is no break. A lost header is asked
    # about, and the list is not read until then (`test_people.py`).
    files = {"dataset.toml": ABOUT + COVERED, "people.csv": STAYS, "outcomes.csv": GOOD["outcomes"]}
    tries = [each for each in break_each(STAYS, broken) if each.header == "Arrivée" and each.line > 1]
    check(tmp_path / "acme", files, "people.csv", tries)

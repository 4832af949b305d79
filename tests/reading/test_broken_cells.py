"""Blank or break any cell of a good file: what is known of its weeks stays as it was, or is not known any more."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import cycle

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


# When the first of two people reads the score; the second does on Mondays.
READERS = {
    "Mondays": ("2026-01-26", "2026-02-02", "2026-02-09"),
    "Fridays": ("2026-01-23", "2026-01-30", "2026-02-06"),
    "some Mondays": ("2026-01-26", "2026-02-03", "2026-02-16"),
    "every day": ("2026-01-26", "2026-01-27", "2026-01-28", "2026-02-02", "2026-02-03"),
    "twice on a Monday": ("2026-01-26 09:00", "2026-02-02 09:00", "2026-02-02 11:30"),
    "once with an hour": ("2026-01-26", "2026-02-02", "2026-02-02 11:30", "2026-02-09 10:00"),
    "in an evening": ("2026-01-26 18:00", "2026-02-02", "2026-02-02 18:30"),
}
MONDAYS = ("2026-01-26", "2026-02-02", "2026-02-09")


def read_on(*days: str) -> str:
    own = [f"{day};P01;{50 + number}" for number, day in enumerate(days)]
    return "\n".join(["Date;Personne;SSI", *own, *(f"{day};P02;40" for day in MONDAYS)]) + "\n"


LOST_DAYS = ("2026-12-28", "mi-mars", "2001-01-01")


@pytest.mark.parametrize("readers", READERS)
def test_a_reading_of_a_lost_day_makes_no_other_score_of_any_reader(readers, tmp_path):
    text, count = read_on(*READERS[readers]), len(READERS[readers])
    tries = [
        next(each for each in break_each(text, lost) if (each.header, each.line) == ("Date", 2 + place))
        for place, lost in zip(range(count), cycle(LOST_DAYS), strict=False)
    ]
    check(tmp_path / "acme", {"dataset.toml": ABOUT, "tracker.csv": text}, "tracker.csv", tries)


@pytest.mark.parametrize("lost", LOST_DAYS)
def test_of_who_reads_on_mondays_one_lost_day_costs_its_own_week_alone(lost, tmp_path):
    files = {"dataset.toml": ABOUT, "tracker.csv": read_on(*MONDAYS)}
    before = known(read(tmp_path / "acme", files))
    files["tracker.csv"] = files["tracker.csv"].replace("2026-02-02;P01", f"{lost};P01")
    after = known(read(tmp_path / "acme", files))
    gone = {(person, week) for person, week, name in before.keys() - after.keys() if name == "ssi"}
    assert gone == {("P01", "2026-W06")}


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

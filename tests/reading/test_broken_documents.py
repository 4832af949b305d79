"""Blank or break any value of a workbook, calendar, page or archive: no number of the panel becomes another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pytest
from examples import few
from reading.broken_documents import DOCUMENTS, Content, as_workbook, break_document, placed, read_folder
from reading.broken_files import ABOUT, BREAKS, COVERED, GOOD, Broken, break_each, in_turn, known
from reading.workbooks import FORMATS

from ssi_outcomes.base.errors import DataRefused

ABOUTS = {"guessed": ABOUT, "declared": ABOUT + COVERED}
TYPED = ("weekly", "outcomes", "tracker", "ssi_long", "hubspot_deals", "pipedrive_activities")
# In `make test`, of each document so many of its values (and one more where they do not go up), of each another.
SOME = 1


@pytest.fixture(autouse=True)
def _own_key(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("SSI_KEY_FILE", str(tmp_path_factory.mktemp("key") / "key"))


def check(
    folder,
    about: str,
    files_of: Callable[[str], Mapping[str, Content]],
    good: str,
    tries: Iterable[Broken],
) -> None:
    """Fail for a number that is not known from the good file, or is another one."""
    said = {"dataset.toml": about}
    before = known(read_folder(folder, {**said, **files_of(good)}))
    assert len(before) > 2
    for broken in tries:
        try:
            after = known(read_folder(folder, {**said, **files_of(broken.text)}))
        except DataRefused:
            continue  # nothing is known
        wrong = {key: (before.get(key), value) for key, value in after.items() if before.get(key) != value}
        assert not wrong, f"line {broken.line}, {broken.header}: {wrong}"


@pytest.mark.parametrize("name", few(DOCUMENTS, ("Connections.csv", "messages.csv", "Shares.csv")))
def test_no_broken_value_of_a_document_makes_another_number(name, tmp_path):
    number = list(DOCUMENTS).index(name)
    tries = [each for broken in BREAKS for each in break_document(name, broken)]
    about = list(ABOUTS.values())[number % 2]
    check(
        tmp_path / "acme",
        about,
        lambda text: placed(name, text),
        DOCUMENTS[name],
        tries[number :: len(tries) // SOME],
    )


@pytest.mark.long
@pytest.mark.parametrize("broken", BREAKS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_none_of_all_its_values_does(name, broken, tmp_path):
    about = list(ABOUTS.values())[BREAKS.index(broken) % 2]
    tries = in_turn(break_document(name, broken), broken)
    check(tmp_path / "acme", about, lambda text: placed(name, text), DOCUMENTS[name], tries)


@pytest.mark.parametrize(
    ("name", "kind"),
    few(
        [(name, kind) for name in TYPED for kind in FORMATS],
        list(zip(TYPED, [*FORMATS] * len(TYPED), strict=False)),
    ),
)
def test_no_broken_cell_of_a_workbook_makes_another_number(name, kind, tmp_path):
    number = TYPED.index(name)
    tries = [each for broken in BREAKS for each in break_each(GOOD[name], broken)]
    check(
        tmp_path / "acme",
        list(ABOUTS.values())[number % 2],
        lambda text: {f"{name}.{kind}": as_workbook(kind, text)},
        GOOD[name],
        tries[number :: len(tries) // SOME],
    )


@pytest.mark.long
@pytest.mark.parametrize("broken", BREAKS)
@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", TYPED)
def test_none_of_all_its_cells_does(name, kind, broken, tmp_path):
    about = list(ABOUTS.values())[BREAKS.index(broken) % 2]
    check(
        tmp_path / "acme",
        about,
        lambda text: {f"{name}.{kind}": as_workbook(kind, text)},
        GOOD[name],
        in_turn(break_each(GOOD[name], broken), broken),
    )

"""A sales manager keeps a template for twelve people and ten weeks as people do, runs `ssi check`, does what it says and
nothing else, and runs it again: every mistake is told with its remedy, and then all is read, each number as it was meant.
"""

from __future__ import annotations

import shutil
from datetime import date

import pandas as pd
import pytest
from walks.kept_book import save_book
from walks.template_mistakes import (
    COUNTED,
    FIRST,
    MISTAKES,
    PEOPLE,
    SHEETS,
    WEEKS,
    keep,
    meant,
    monday,
    score,
)

from ssi_outcomes.base.paths import processed_folder, raw_folder, root
from ssi_outcomes.base.plan import PLAN_FILE
from ssi_outcomes.desk.cli import main
from ssi_outcomes.intake.step import read_stored
from ssi_outcomes.panel.column_names import outcome_column

PLAN = root() / PLAN_FILE


def ssi(capsys, *arguments: str) -> str:
    """Run a command as it is typed; return what the terminal shows."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    said = capsys.readouterr()
    assert ended.value.code == 0, said.err
    return (said.out + said.err).replace("\u00a0", " ")


def check(capsys) -> str:
    read_stored("acme")  # here and not in a process of its own, which the test need not wait for
    return ssi(capsys, "check", "acme")


@pytest.fixture
def new_acme(tmp_path, monkeypatch, capsys, language):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    monkeypatch.setenv("SSI_LANG", language)
    shutil.copy(PLAN, tmp_path)
    (tmp_path / "names.txt").write_text("\n".join(PEOPLE), "utf-8")
    names = str(tmp_path / "names.txt")
    ssi(capsys, "new", "acme", "--people", names, "--from", FIRST.isoformat(), "--weeks", str(WEEKS))
    return raw_folder("acme") / "acme.xlsx"


def known_weeks() -> dict[tuple[str, date], pd.Series]:
    """Return the weeks of the panel by their person's own name and their Monday."""
    folder = processed_folder("acme")
    spelt = pd.read_csv(folder / "private" / "people.csv").set_index("person")["name"]
    names = spelt[spelt.isin(PEOPLE)].to_dict()
    panel = pd.read_parquet(folder / "tables" / "panel.parquet")
    known = panel[panel["person"].isin(names)]
    return {(names[week["person"]], week["week_start"].date()): week for _, week in known.iterrows()}


def other_numbers(unknown: set[tuple[int, int, int]] | None) -> list[tuple]:
    """Return what the panel says otherwise than it was meant; `unknown` are the cells that nobody knows, None where
    any may be unknown.
    """
    weeks, wrong = known_weeks(), []
    for person, name in enumerate(PEOPLE):
        for week in range(WEEKS):
            row = weeks[name, monday(week)]
            cells = [
                (row.get(outcome_column(outcome)), meant(person, week, n))
                for n, outcome in enumerate(COUNTED)
            ]
            cells.append((row["ssi"], score(person, week)))
            for place, (found, right) in enumerate(cells):
                is_unknown = found is None or pd.isna(found)
                if unknown is None:
                    # A score holds until the next one: that of the week before stands in for one that was refused.
                    before = {score(person, week - 1)} if place == len(COUNTED) else set()
                    fits = is_unknown or found in {right, *before}
                else:
                    fits = is_unknown if (person, week, place) in unknown else found == right
                if not fits:
                    wrong.append((name, week, place, found, right))
    return wrong


@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.long)])
def test_each_mistake_is_told_and_to_do_what_is_told_is_enough(new_acme, capsys, language):
    kept = keep(new_acme, language)
    for mistake in MISTAKES.values():
        mistake.make(kept, SHEETS[language])
    save_book(kept, new_acme)
    said = check(capsys)
    print(said)
    untold = [
        name
        for name, mistake in MISTAKES.items()
        if not any(all(part in line for part in mistake.told[language]) for line in said.splitlines())
    ]
    assert untold == []
    # Until it is put right, what it touches is not known, and never another number.
    assert other_numbers(None) == []

    for mistake in MISTAKES.values():
        if mistake.mend:
            mistake.mend(kept, SHEETS[language])
    save_book(kept, new_acme)
    said = check(capsys)
    assert pd.read_csv(processed_folder("acme") / "rejected.csv").empty
    assert other_numbers({(3, 0, 0)}) == []

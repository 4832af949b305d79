"""What Python's reader makes of the tables that are pasted into the page."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pandas as pd

from ssi_outcomes.base.spelling import same_name
from ssi_outcomes.base.today import today_in
from ssi_outcomes.panel.column_names import outcome_column
from ssi_outcomes.panel.layout import build_panel
from ssi_outcomes.reading import read_dataset

FILES = ("1-ssi.csv", "2-results.csv")
OUTCOMES = ("phone_meetings", "contracts")
EPOCH = date(1970, 1, 1)
TODAY = today_in("Europe/Paris")


def to_text(table: list[list[str]], separator: str = "\t") -> str:
    """Return a table as a spreadsheet copies it."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, lineterminator="\n").writerows(table)
    return stream.getvalue()


def read_here(folder: Path, texts: list[str]) -> dict[str, object]:
    """Return rows by fate, the lines that are refused, and each outcome's known weeks, of texts read as files."""
    folder.mkdir()
    for name, text in zip(FILES, texts, strict=False):
        (folder / name).write_text(text, "utf-8")
    dataset = read_dataset(folder)
    files = [next(each for each in dataset.files if each.name == name) for name in FILES[: len(texts)]]
    refused = {(each.file, each.line) for each in dataset.rejected if each.line}
    frame = build_panel(dataset.tables, TODAY).frame
    spelt = {pseudonym: same_name(name) for name, pseudonym in dataset.names.items()}
    return {
        "fates": [[each.accepted, each.rejected, each.blank, each.ignored] for each in files],
        "refused": [sorted(line for file, line in refused if file == name) for name in FILES[: len(texts)]],
        "whole": [each.refusal.key if each.refusal else None for each in files],
        "weeks": {outcome: _known(frame, outcome, spelt) for outcome in OUTCOMES},
    }


def read_there(page, texts: list[str]) -> dict[str, object]:
    """Return the same of the script on a page."""
    return page.evaluate(_READ, [texts, (TODAY - EPOCH).days, list(OUTCOMES)])


_READ = """([texts, today, outcomes]) => {
  const made = tryIt.readTexts(texts, today);
  const known = (outcome) => {
    const { weeks, people, first } = tryIt.takeWeeks(made, outcome, today);
    const told = weeks.filter((week) => week.count !== null);
    return told.map((week) => [people[week.person], first + 7 * week.week, week.count, week.ssi, week.next, week.late]);
  };
  const sorted = (lines) => [...lines].sort((a, b) => a - b);
  return {
    fates: made.tables.map((said) => (said.refusal ? [0, 0, 0, 0] : [said.accepted, said.refused.size, said.blank, said.ignored])),
    refused: made.tables.map((said) => sorted(said.refused.keys())),
    whole: made.tables.map((said) => said.refusal?.key ?? null),
    weeks: Object.fromEntries(outcomes.map((outcome) => [outcome, known(outcome)])),
  };
}"""


def _known(frame: pd.DataFrame, outcome: str, spelt: dict[str, str]) -> list[list[object]]:
    """Return person, Monday, count, score, the next one and whether it came late, of each week that is known."""
    column = outcome_column(outcome)
    if column not in frame:
        return []
    rows = frame[frame[column].notna()]
    return sorted(
        [
            spelt[person],
            (monday.date() - EPOCH).days,
            float(count),
            None if pd.isna(ssi) else float(ssi),
            None if pd.isna(following) else float(following),
            bool(late),
        ]
        for person, monday, count, ssi, following, late in zip(
            *(rows[name] for name in ("person", "week_start", column, "ssi", "next_ssi", "ssi_late")),
            strict=True,
        )
    )

"""How synthetic data are written as the files of a company: each says in
its first line that nobody in it exists.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from ssi_outcomes.base.files import write_whole

FRENCH_LINE = "Données synthétiques : aucune de ces personnes n'existe"
ENGLISH_LINE = "Synthetic data: none of these people exists"

ABOUT, PEOPLE, TRACKER, OUTCOMES, ACTIVITY, VANITY = (
    "dataset.toml",
    "equipe-synthetique.csv",
    "suivi-ssi-synthetique.csv",
    "resultats-synthetiques.csv",
    "activity-synthetic.csv",
    "vanity-synthetic.csv",
)
INVENTED = "personne inventée"
# The headings of a tracker, in the order in which LinkedIn's page shows the pillars.
READING = (
    *("Date", "Personne", "SSI", "Construire sa marque professionnelle", "Trouver les bonnes personnes"),
    *("Échanger des informations", "Établir des relations"),
)

Rows = Iterable[Sequence[object]]


def write_files(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write the content of each file by name into `folder` and return their paths, in this order."""
    for name, content in contents.items():
        # What already stands is left alone: another command may be reading it.
        if not (folder / name).is_file() or (folder / name).read_bytes() != content:
            write_whole(folder / name, content)
    return [folder / name for name in contents]


def write_french(rows: Rows) -> str:
    """Return a table with semicolons under the French line."""
    return _csv(rows, ";", FRENCH_LINE)


def write_english(rows: Rows) -> str:
    """Return a table with commas under the English line."""
    return _csv(rows, ",", ENGLISH_LINE)


def weekly_rows(
    weeks: Iterable[tuple[str, date]],
    columns: Mapping[str, str],
    counted: Callable[[str, str, date], int],
) -> Iterator[Sequence[object]]:
    """Give a table of counts: a row for each person and Monday of `weeks`, a column for each of `columns`
    under its heading, with what `counted` gives for name, person and Monday.
    """
    yield "Person", "Week", *columns.values()
    for person, monday in weeks:
        yield person, iso_week(monday), *(counted(name, person, monday) for name in columns)


def fill_dataset_toml(template: str, values: Mapping[str, object]) -> str:
    """Return the `dataset.toml` that a template of this package gives; both lines are among its words."""
    text = files(__package__).joinpath(template).read_text("utf-8")
    words = {"french_line": FRENCH_LINE, "english_line": ENGLISH_LINE, **values}
    return Environment(undefined=StrictUndefined, keep_trailing_newline=True).from_string(text).render(words)


def french_day(day: date | None) -> str:
    """Return 05/01/2026, or nothing."""
    return f"{day:%d/%m/%Y}" if day else ""


def iso_week(monday: date) -> str:
    """Return 2026-W02."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"


def comma(number: float) -> str:
    """Return two decimals after a comma."""
    return f"{number:.2f}".replace(".", ",")


def _csv(rows: Rows, separator: str, first_line: str) -> str:
    text = io.StringIO()
    text.write(f"{first_line}\n")
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows(rows)
    return text.getvalue()

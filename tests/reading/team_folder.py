"""The files of a synthetic team, and what is asked of the dataset that they become."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ssi_outcomes.panel.layout import build_panel
from ssi_outcomes.reading.dataset import Dataset

TODAY = date(2026, 7, 6)
WEEKS = ("2026-W02", "2026-W03", "2026-W04", "2026-W05", "2026-W06")
PEOPLE = ("Test Person", "Second Person", "Third Person", "Fourth Person")
TRACKER = (
    "Date;Personne;SSI;Construire sa marque professionnelle;Trouver les bonnes personnes;Échanger des informations;Établir des relations\n"
    "05/01/2026;Test Person;53;13,1;9,7;14,2;16,0\n"
    "12/01/2026;test  person;54;13,1;10,2;14,6;16,1\n"
    "19/01/2026;Test Person;154;;;;\n"  # beyond the scale
    "05/01/2026;Second Person;31;8,2;6,5;4,3;12,0\n"
    "quand ?;Second Person;32;;;;\n"  # no date
    ";;;;;;\n"
)
LOG = (
    "Date;Personne;Résultat;Nombre\n"
    "07/01/2026;Test Person;Rendez-vous téléphonique;2\n"
    "14/01/2026;Test Person;Rendez-vous téléphonique;1\n"
    "14/01/2026;Test Person;Rendez-vous téléphonique;4\n"  # contradicts the line before
    "21/01/2026;Test Person;Rendez-vous téléphonique;3\n"
    "21/01/2026;Test Person;Rendez-vous téléphonique;3\n"  # repeats it
    "28/01/2026;Second Person;Rendez-vous téléphonique;1\n"
    "06/07/2062;Second Person;Rendez-vous téléphonique;1\n"  # in the future
)
WEEKLY = "Week;Meetings\n2026-W02;2\n2026-W03;0\n2026-W04;\n"
UNKNOWN = "Fruit;Couleur\npomme;rouge\n"
ABOUT = """\
[[coverage]]
source = "resultats.csv"
table = "outcomes"
name = "phone_meetings"
person = ["Test Person", "Second Person"]
start = 2026-01-05
end = 2026-02-01

[[absences]]
person = "Second Person"
start = 2026-01-12
end = 2026-01-18
"""


def write(folder: Path, files: dict[str, str]) -> Path:
    """Return the folder, with these texts written into it."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def rows(dataset: Dataset, table: str, *columns: str) -> list[tuple]:
    """Return some columns of a table, row by row."""
    return list(dataset.tables[table][list(columns)].itertuples(index=False, name=None))


def fates(dataset: Dataset) -> dict[str, tuple[int, int, int, int]]:
    """Return by file how many rows it has, and how many were accepted, rejected and blank."""
    return {file.name: (file.rows, file.accepted, file.rejected, file.blank) for file in dataset.files}


def weeks_of(dataset: Dataset, person: str, column: str) -> dict[str, float | None]:
    """Return a column of a person's panel by week, None where it is not known."""
    frame = build_panel(dataset.tables, TODAY).frame
    return {
        row.week: None if row.cell != row.cell else row.cell
        for row in frame[frame.person == person].rename(columns={column: "cell"}).itertuples()
    }

"""Good files of every kind, the same with one cell blank or broken, and what of their weeks is known then."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from ssi_outcomes.panel.layout import build_panel
from ssi_outcomes.reading.dataset import Dataset
from ssi_outcomes.reading.joining.folder import read_team

TODAY = date(2026, 3, 2)
SAMPLES = Path(__file__).parent / "kinds" / "samples"
BREAKS = ("", "#N/A", "???", "n/a")
ABOUT = "synthetic = true\n"
COVERED = "".join(
    f'\n[[coverage]]\ntable = "{table}"\nstart = 2026-01-26\nend = 2026-02-15\n'
    for table in ("outcomes", "activity")
)

# Two people over three weeks, W05 to W07, in the shapes of the kinds; what is counted is invented.
GOOD = {
    "weekly": """\
Personne;Semaine;SSI;RDV;Devis;Posts
P01;2026-W05;53;3;1;0
P01;2026-W06;54;0;1;2
P01;2026-W07;55;1;0;1
P02;2026-W05;47;0;2;1
P02;2026-W06;47;2;0;0
P02;2026-W07;48;1;1;3
""",
    "daily": """\
Date,Person,Meetings,Proposals
2026-01-27,P01,1,0
2026-01-29,P01,2,1
2026-02-03,P01,0,1
2026-02-10,P02,1,0
2026-02-12,P02,0,2
2026-01-28,P02,1,1
""",
    "outcomes": """\
person,outcome,date,count
P01,meetings,28/01/2026,2
P01,contracts,29/01/2026,1
P01,meetings,13/02/2026,1
P02,meetings,28/01/2026,1
P02,contracts,10/02/2026,2
""",
    "outcome_events": """\
Personne;Résultat;Date
P01;Devis;2026-01-28
P01;Devis;2026-01-29
P01;RDV;2026-02-13
P02;Devis;2026-02-04
P02;RDV;2026-02-05
""",
    "money": """\
Personne;Semaine du;Chiffre d'affaires;Devise;Contrats
P01;26/01/2026;1200;EUR;1
P01;02/02/2026;0;EUR;0
P02;26/01/2026;900,50;EUR;2
P02;02/02/2026;10;EUR;1
""",
    "activity": """\
person,activity,date,count
P01,posts,2026-01-28,2
P01,searches,2026-02-11,1
P02,posts,2026-02-03,4
P02,searches,2026-02-12,3
""",
    "tracker": """\
Date;Personne;SSI;Marque professionnelle;Rang secteur
26/01/2026;P01;53;13,1;40 %
02/02/2026;P01;54;13,2;39 %
26/01/2026;P02;47;11,0;60 %
02/02/2026;P02;48;11,5;60 %
""",
    "ssi_long": """\
person;section;field;numeric value;date
P01;Personal;Overall;53;2026-01-26
P01;Personal;Professional brand;13,1;2026-01-26
P01;Industry;Overall;31;2026-01-26
P01;Personal;Overall;54;2026-02-02
P02;Personal;Overall;47;2026-01-26
P02;Personal;Overall;48;2026-02-02
""",
    "hubspot_deals": """\
Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Deal currency code
1,Synthetic deal 1,Closed Won,2026-01-28 14:30,P01,1200.5,EUR
2,Synthetic deal 2,Closed Lost,2026-01-29 10:00,P01,900,EUR
3,Synthetic deal 3,Closed Won,2026-02-11 10:00,P01,100,EUR
4,Synthetic deal 4,Closed Won,2026-02-04 10:00,P02,50,EUR
5,Synthetic deal 5,Closed Won,2026-02-05 10:00,P02,60,EUR
""",
    "pipedrive_activities": """\
Activity - Subject,Activity - Type,Activity - Due date,Activity - Done,Activity - Assigned to user
Synthetic meeting 1,Meeting,2026-01-28,Done,P01
Synthetic meeting 2,Meeting,2026-02-12,Done,P01
Synthetic call 3,Call,2026-02-04,Done,P02
Synthetic call 5,Call,2026-02-03,Done,P01
Synthetic meeting 6,Meeting,2026-02-03,Done,P02
Synthetic call 4,Call,2026-02-05,Undone,P02
""",
    "salesforce_deals": """\
Opportunity Owner,Opportunity Name,Stage,Won,Close Date,Amount
P01,Synthetic deal 1,Closed Won,TRUE,1/28/2026,10
P01,Synthetic deal 2,Negotiation/Review,FALSE,2/11/2026,20
P02,Synthetic deal 3,Closed Won,TRUE,2/13/2026,30
""",
    "weeks_across": """\
RDV par commercial;;;
Commercial;2026-W05;2026-W06;2026-W07
P01;3;0;1
P02;0;2;1
""",
}
# Whose stay decides the weeks of another file.
STAYS = "Personne;Poste;Arrivée\nP01;commercial;2026-01-26\nP02;commerciale;2026-02-02\n"

PERSONS = ("person", "personne", "deal owner", "activity - assigned to user", "opportunity owner", "owner")


@dataclass(frozen=True)
class Broken:
    """A file with one cell replaced: its line (1: the header), the header over it, whose row it is, and which
    column of a table it stands in.
    """

    text: str
    line: int
    header: str
    person: str | None
    column: int | None = None

    @property
    def may_touch_others(self) -> bool:
        """Tell whether the weeks of others may become unknown: for a name, or a header."""
        return self.line == 1 or self.header.casefold() in PERSONS


def cut(text: str) -> tuple[str, list[list[str]]]:
    """Return the separator of a text and its cells."""
    mark = ";" if ";" in text.splitlines()[0] else ","
    return mark, list(csv.reader(io.StringIO(text), delimiter=mark))


def break_each(text: str, broken: str) -> Iterator[Broken]:
    """Yield the text once for each of its cells, with this one broken."""
    mark, rows = cut(text)
    who = next((at for at, name in enumerate(rows[0]) if name.casefold() in PERSONS), None)
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if cell == broken:
                continue
            changed = [list(each) for each in rows]
            changed[number][place] = broken
            stream = io.StringIO()
            csv.writer(stream, delimiter=mark, lineterminator="\n").writerows(changed)
            person = row[who] if who is not None and number else None
            yield Broken(stream.getvalue(), number + 1, rows[0][place], person, place)


def in_turn(tries: Iterable[Broken], broken: str) -> Iterator[Broken]:
    """Yield of the tries of one way to break a cell those whose turn it is: of each column one cell in three, so
    that what cannot be read stands in each cell in one way. A blank one is another matter in each row, and what
    is in no table of no column: of these all are tried.
    """
    ways = BREAKS[1:]
    for each in tries:
        whole = not broken or each.column is None
        if whole or (each.line + each.column - ways.index(broken)) % _turns(each.text) == 0:
            yield each


def _turns(text: str) -> int:
    """Return how many ways take turns in a column: as many as it has cells, at most all."""
    return min(len(cut(text)[1]) - 1, len(BREAKS) - 1)


def read(folder: Path, files: dict[str, str]) -> Dataset:
    """Return what a folder of these files is read as."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return read_team(folder, TODAY)


def known(dataset: Dataset) -> dict[tuple[str, str, str], float]:
    """Return each number of the panel that is known, by person, week and column."""
    frame = build_panel(dataset.tables, TODAY).frame
    named = [
        name
        for name in frame
        if name.startswith(("outcome_", "activity_", "value_"))
        or name in ("ssi", "brand", "find", "engage", "build", "next_ssi")
    ]
    cells = frame.melt(["person", "week"], named).dropna(subset="value")
    return {
        (row.person, row.week, row.variable): float(row.value)
        for row in cells.itertuples()
        if pd.notna(row.value)
    }


def rows_of(dataset: Dataset, name: str) -> tuple[int, bool]:
    """Return how many rows of a file were taken, refused, blank or left aside, and whether it was read."""
    (file,) = [each for each in dataset.files if each.name == name]
    return file.accepted + file.rejected + file.blank + file.ignored, file.refusal is None

"""A template of six people and weeks as it is pasted, and the mistakes that are made in it; nobody in it exists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

PEOPLE = ("Anne Démo", "Zoé Essai", "Bob Test", "Chloé Fictive", "Denis Modèle", "Élise Exemple")
FIRST, WEEKS = date(2024, 3, 4), 6
HEADS = {
    "fr": (
        [
            "Personne",
            "Date du relevé",
            "SSI",
            "Marque professionnelle",
            "Moyenne secteur",
            "Rang secteur",
            "Origine",
        ],
        ["Personne", "Semaine du", "Entretiens téléphoniques", "Contrats"],
    ),
    "en": (
        ["Person", "Read on", "SSI", "Professional brand", "Industry average", "Industry rank", "Source"],
        ["Person", "Week of", "Phone meetings", "Contracts"],
    ),
}
Table = list[list[str]]
Mistake = Callable[[Table, Table], object]


def keep(language: str = "fr") -> tuple[Table, Table]:
    """Return readings and results as they were meant."""
    scores, counts = ([list(each)] for each in HEADS[language])
    for week in range(WEEKS):
        day = (FIRST + timedelta(weeks=week)).strftime("%d/%m/%Y")
        for person, name in enumerate(PEOPLE):
            scores.append([name, day, str(30 + 3 * person + week), "", "", "", ""])
            counts.append([name, day, str((3 * person + 5 * week) % 4), str((person + week) % 2)])
    return scores, counts


def put(table: int, row: int, column: int, cell: str) -> Mistake:
    """Return what types a cell into the readings (0) or the results (1)."""
    return lambda scores, counts: (scores, counts)[table][row].__setitem__(column, cell)


def add(table: int, *row: str) -> Mistake:
    return lambda scores, counts: (scores, counts)[table].append(list(row))


def repeat(table: int, *other: tuple[int, str]) -> Mistake:
    """Return what writes the third row of a table again, with other cells."""

    def make(scores: Table, counts: Table) -> None:
        row = list((scores, counts)[table][3])
        for column, cell in other:
            row[column] = cell
        (scores, counts)[table].append(row)

    return make


def _write_american(scores: Table, counts: Table) -> None:
    for row in counts[1:]:
        day, month, year = row[1].split("/")
        row[1] = f"{month}/{day}/{year}"


def _leave_order_open(scores: Table, counts: Table) -> None:
    del counts[7:]


def _mix_orders(scores: Table, counts: Table) -> None:
    counts[-1][1] = "04/18/2024"


COUNTS = (
    "NC",
    "3 €",
    "-2",
    "#N/A",
    "1,5",
    "12 000",
    "",
    "n/a",
    "1e3",
    "１２",
    "3.0",
    "+4",
    "2,000.0",
    "1.234",
    "#=C9+1",
)
SCORES = (
    "152",
    "-1",
    "0,53",
    "53/100",
    "53 %",
    "cinquante",
    "34,5",
    "34.567",
    "53/25",
    "1 234",
    "",
    "0",
    "45,",
    "#REF!",
)
DAYS = (
    *("05/03/2024", "lundi 11 mars", "11 mars 2024", "lundi 11 mars 2024", "2024-03-11", "31/02/2024", ""),
    *("2024-W11", "2024-W60", "45362", "04/03/24", "4/3/2024", "13/13/2024", "2024-03", "04/03/2099"),
    *("04/03/1999", "semaine 10", "S10 2024", "12", "March 11, 2024", "04/03/2024 08:30", "04/03/2024 18:30"),
    *(
        "KW 11 (2024)",
        "2024/W11",
        "W12/24",
        "sem. 11 / 2024",
        "lun. 4 mars",
        "12/03",
        "Mar 4th",
        "mars-24",
        "4 brumaire",
    ),
    *(
        "1/2/2003",
        "04/03/1902",
        "2024-03-04T18:30+05:00",
        "1er avril 2024",
        "26-01-05",
        "mars 2024",
        "2024-W11-3",
    ),
)
# Two days in one cell, which the results may have for a week and the readings may not.
SPANS = (
    *("04/03/2024 - 10/03/2024", "4-10 mars 2024", "du 4 au 10 mars 2024", "26 fév. – 3 mars 2024"),
    *(
        "March 4 - 10, 2024",
        "2024-03-04/2024-03-10",
        "03/04/2024 - 03/10/2024",
        "30 décembre - 5 janvier 2025",
    ),
    *("4-10 mars", "04/03 - 10/03", "5-11 mars 2024", "4-8 mars 2024", "10-4 mars 2024", "29/02-06/03/2023"),
    *("FY24 W11", "Q1 W3", "exercice 2024 semaine 3", "4 mars 2024 08:30 - 10 mars 2024 09:00", "a - b"),
)
NAMES = (
    "",
    "anne demo",
    "ANNE  DÉMO",
    "A. Démo",
    "Total",
    "Équipe",
    "NA",
    "-",
    "Moyenne",
    "Anne & Zoé",
    "Objectif",
    "Anonyme",
)
MISTAKES: dict[str, Mistake] = {
    "none": lambda scores, counts: None,
    **{f"count {cell!r}": put(1, 3, 2, cell) for cell in COUNTS},
    **{f"score {cell!r}": put(0, 3, 2, cell) for cell in SCORES},
    **{f"week {cell!r}": put(1, 3, 1, cell) for cell in DAYS},
    **{f"read on {cell!r}": put(0, 3, 1, cell) for cell in DAYS},
    **{f"span {table} {cell!r}": put(table, 3, 1, cell) for cell in SPANS for table in (1, 0)},
    **{f"person {table} {cell!r}": put(table, 1, 0, cell) for cell in NAMES for table in (0, 1)},
    "a reading twice": repeat(0),
    "two readings that disagree": repeat(0, (2, "77")),
    "a reading twice, once with a pillar": repeat(0, (3, "12")),
    "a week twice": repeat(1),
    "two weeks that disagree": repeat(1, (2, "9"), (3, "9")),
    "two weeks that half disagree": repeat(1, (2, "9")),
    "two weeks that disagree, one half empty": repeat(1, (2, "9"), (3, "")),
    "a reading on a Monday evening": repeat(0, (1, "04/03/2024 18:30"), (2, "60")),
    "a reading on a Friday": repeat(0, (1, "15/03/2024"), (2, "60")),
    "a total": add(1, "Total", "", "44", "33"),
    "a person alone": add(1, "Bob Test", "", "", ""),
    "a week not filled in": add(1, "Bob Test", "22/04/2024", "", ""),
    "a week still to come": add(1, "Bob Test", "03/06/2030", "", ""),
    "a blank row": add(1, "", "", "", ""),
    "the headings again": lambda scores, counts: counts.insert(10, list(counts[0])),
    "units under the headings": lambda scores, counts: counts.insert(1, ["", "", "nb", "nb"]),
    "a title above": lambda scores, counts: counts.insert(0, ["Suivi 2024", "", "", ""]),
    "a row cut short": lambda scores, counts: counts.__setitem__(3, counts[3][:3]),
    "a row too long": lambda scores, counts: counts[3].append("x"),
    "a row with a blank cell too many": lambda scores, counts: counts[3].append(""),
    "a pillar beyond its points": put(0, 3, 3, "26"),
    "a mean beyond a hundred": put(0, 3, 4, "120"),
    "a rank": put(0, 3, 5, "Top 5 %"),
    "a rank of nothing": put(0, 3, 5, "0"),
    "a rank that is none": put(0, 3, 5, "bon"),
    "a column of remarks": lambda scores, counts: [
        row.append("bravo" if number else "Mes remarques") for number, row in enumerate(counts)
    ],
    "American dates": _write_american,
    "dates that leave the order open": _leave_order_open,
    "dates in both orders": _mix_orders,
    "a column of thousands": put(1, 3, 2, "1.000"),
    "a name with a slip": put(1, 1, 0, "Anne Demmo"),
}


def make_thirty(scores: Table, counts: Table) -> None:
    """Make thirty mistakes at once, one a row or more."""
    for row, cell in enumerate(("NC", "3 €", "-2", "#N/A", "1,5", "", "n/a", "1e3"), 2):
        counts[row][2] = cell
    for row, cell in enumerate(("152", "-1", "0,53", "cinquante", "53/25", "", "45,", "#REF!"), 2):
        scores[row][2] = cell
    for row, cell in enumerate(("05/03/2024", "31/02/2024", "", "45362", "semaine 10", "lundi 11 mars"), 14):
        counts[row][1] = cell
    for row, cell in enumerate(("04/03/2099", "2024-W60", "13/13/2024", "04/03/1999"), 14):
        scores[row][1] = cell
    counts[30][0], scores[30][0] = "", "-"
    for each in ("a total", "the headings again"):
        MISTAKES[each](scores, counts)

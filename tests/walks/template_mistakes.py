"""What a sales manager of twelve people means to write into a template of ten weeks, and the mistakes that are made in it:
what each does to the workbook, what has to be told of it, and what then puts it right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from walks.kept_book import Formula, Kept, open_book

from ssi_outcomes.base.paths import processed_folder, raw_folder

PEOPLE = (
    *(
        "Anne Démo",
        "Zoé Essai",
        "Bob Test",
        "Chloé Fictive",
        "Denis Modèle",
        "Élise Exemple",
        "Farid Invente",
    ),
    *("Gaël Fantôme", "Hugo Papier", "Inès Maquette", "Jules Carton", "Karim Brouillon"),
)
FIRST, WEEKS = date(2024, 3, 4), 10
COUNTED = ("phone_meetings", "incoming_calls", "inbound_requests", "physical_meetings", "contracts")
SHEETS = {"fr": ("SSI", "Résultats"), "en": ("SSI", "Outcomes")}


def monday(week: int) -> date:
    return FIRST + timedelta(weeks=week)


def meant(person: int, week: int, outcome: int) -> int:
    """Return what somebody counted in a week: no two people have the same weeks."""
    return (3 * person + 5 * week + 7 * outcome) % 13 + (person if outcome == 0 else 0)


def meant_row(person: int, week: int) -> list[int]:
    return [meant(person, week, outcome) for outcome in range(len(COUNTED))]


def score(person: int, week: int) -> float:
    return 30.5 + 3 * person + week


def line(person: int, week: int) -> int:
    """Return the row of a person's week, as the spreadsheet program shows it."""
    return 2 + len(PEOPLE) * week + person


def at(
    person: int, week: int, column: int, cell: object, of: int = 1
) -> Callable[[Kept, tuple[str, str]], None]:
    """Return what types a cell into somebody's week: of the sheet of readings (0) or of outcomes (1)."""
    return lambda kept, sheets: kept.put(sheets[of], line(person, week), column, cell)


@dataclass(frozen=True)
class Mistake:
    """What somebody does to a kept template, what the terminal has to tell of it (in one line, all of it), by language,
    and what is then done, because it says so.
    """

    make: Callable[[Kept, tuple[str, str]], None]
    told: dict[str, tuple[str, ...]]
    mend: Callable[[Kept, tuple[str, str]], None] | None = None


def hide_draft(kept: Kept, sheets: tuple[str, str]) -> None:
    kept.sheets["Brouillon"] = [["Personne", "Semaine du", "Contrats signés"], ["Bob Test", monday(0), 9]]
    kept.hidden.add("Brouillon")


def merge_mondays(kept: Kept, sheets: tuple[str, str]) -> None:
    """Put one Monday over a whole week, as a tidy person does."""
    first = line(0, 5)
    for person in range(1, len(PEOPLE)):
        kept.put(sheets[1], first + person, 1, None)
    kept.merged.append((sheets[1], first, first + len(PEOPLE) - 1, 1))


def add_total(kept: Kept, sheets: tuple[str, str]) -> None:
    row = line(0, WEEKS)
    kept.put(sheets[1], row, 0, "Total")
    for column in range(2, 7):
        kept.put(sheets[1], row, column, 999)


def repeat_row(kept: Kept, sheets: tuple[str, str]) -> None:
    cells = list(kept.sheets[sheets[1]][line(10, 2) - 1])
    kept.sheets[sheets[1]].append(cells)


def contradict_row(kept: Kept, sheets: tuple[str, str]) -> None:
    cells = list(kept.sheets[sheets[1]][line(11, 2) - 1])
    kept.sheets[sheets[1]].append([*cells[:2], cells[2] + 1, *cells[3:]])


def paste_name(kept: Kept, sheets: tuple[str, str]) -> None:
    """Paste what the terminal says to paste: names stand in full where it says that they do."""
    told = (processed_folder("acme") / "private" / "files.csv").read_text("utf-8-sig")
    assert '"A. Démo" = "Anne Démo"' in told.replace('""', '"')
    with (raw_folder("acme") / "mapping.toml").open("a", encoding="utf-8") as mapping:
        mapping.write('[people]\n"A. Démo" = "Anne Démo"\n')


def add_newcomer(kept: Kept, sheets: tuple[str, str]) -> None:
    kept.sheets[sheets[1]].append(["Quentin Nouveau", monday(9), 1, 0, 0, 0, 0])


def list_newcomer(kept: Kept, sheets: tuple[str, str]) -> None:
    kept.sheets[list(kept.sheets)[2]].append(["Quentin Nouveau"])


def take_contradiction(kept: Kept, sheets: tuple[str, str]) -> None:
    kept.sheets[sheets[1]].remove(
        [*kept.sheets[sheets[1]][line(11, 2) - 1][:2], meant(11, 2, 0) + 1, *meant_row(11, 2)[1:]]
    )


def forget_repeated(kept: Kept, sheets: tuple[str, str]) -> None:
    repeated = kept.sheets[sheets[1]][line(10, 2) - 1]
    del kept.sheets[sheets[1]][kept.sheets[sheets[1]].index(repeated, line(10, 2))]


def name_visits(kept: Kept, sheets: tuple[str, str]) -> None:
    """Say in `mapping.toml` what a column counts, as the terminal shows."""
    said = (
        f'["acme.xlsx".sheets."{sheets[1]}"]\ncolumns = {{physical_meetings = "Visites faites sur place"}}\n'
    )
    with (raw_folder("acme") / "mapping.toml").open("a", encoding="utf-8") as mapping:
        mapping.write(said)


MISTAKES = {
    "a Tuesday": Mistake(
        at(2, 0, 1, date(2024, 3, 5)),
        {
            "fr": ("Semaine du", f"ligne {line(2, 0)}", "Écrivez son lundi"),
            "en": ("Week of", f"line {line(2, 0)}", "Write its Monday"),
        },
        at(2, 0, 1, monday(0)),
    ),
    "NC where nobody counted": Mistake(
        at(3, 0, 2, "NC"),
        {
            "fr": ("« NC »", f"ligne {line(3, 0)}", "Laissez la cellule vide"),
            "en": ("“NC”", f"line {line(3, 0)}", "Leave the cell empty"),
        },
        at(3, 0, 2, None),
    ),
    "a currency sign on a count": Mistake(
        at(4, 0, 3, "3 €"),
        {
            "fr": ("« 3 € »", f"ligne {line(4, 0)}", "nombre entier"),
            "en": ("“3 €”", f"line {line(4, 0)}", "whole number"),
        },
        at(4, 0, 3, meant(4, 0, 1)),
    ),
    "less than nothing": Mistake(
        at(5, 0, 3, -2),
        {
            "fr": ("« -2 »", f"ligne {line(5, 0)}", "zéro ou plus"),
            "en": ("“-2”", f"line {line(5, 0)}", "zero or more"),
        },
        at(5, 0, 3, meant(5, 0, 1)),
    ),
    "a formula that failed": Mistake(
        at(6, 0, 4, Formula("=VLOOKUP(A8,$X$1:$Y$9,2,0)", "#N/A")),
        {
            "fr": ("« #N/A »", f"ligne {line(6, 0)}", "tapez la valeur"),
            "en": ("“#N/A”", f"line {line(6, 0)}", "type the value"),
        },
        at(6, 0, 4, meant(6, 0, 2)),
    ),
    "a formula without its result": Mistake(
        at(7, 0, 4, Formula("=C9+1")),
        {
            "fr": ("« =C9+1 »", f"ligne {line(7, 0)}", "Tapez sa valeur"),
            "en": ("“=C9+1”", f"line {line(7, 0)}", "Type its value"),
        },
        at(7, 0, 4, meant(7, 0, 2)),
    ),
    "a date in words": Mistake(
        at(3, 1, 1, "lundi 11 mars", of=0),
        {
            "fr": ("Date du relevé", f"ligne {line(3, 1)}", "comme 2026-01-31"),
            "en": ("Read on", f"line {line(3, 1)}", "as 2026-01-31"),
        },
        at(3, 1, 1, monday(1), of=0),
    ),
    "a score over a hundred": Mistake(
        at(4, 1, 2, 152, of=0),
        {
            "fr": ("152", f"ligne {line(4, 1)}", "de 0 à 100"),
            "en": ("152", f"line {line(4, 1)}", "from 0 to 100"),
        },
        at(4, 1, 2, score(4, 1), of=0),
    ),
    "an outcome under a name of one's own": Mistake(
        lambda kept, sheets: kept.put(sheets[1], 1, 5, "Visites faites sur place"),
        {
            "fr": ("Visites faites sur place", "mapping.toml", "columns"),
            "en": ("Visites faites sur place", "mapping.toml", "columns"),
        },
        name_visits,
    ),
    "a column of remarks": Mistake(
        lambda kept, sheets: (kept.put(sheets[1], 1, 7, "Mes remarques"), kept.put(sheets[1], 4, 7, "bravo")),
        {"fr": ("Mes remarques", "de côté"), "en": ("Mes remarques", "aside")},
    ),
    "one Monday over a week": Mistake(
        merge_mondays,
        {
            "fr": ("fusionnées", f"B{line(0, 5)}:B{line(11, 5)}"),
            "en": ("merged", f"B{line(0, 5)}:B{line(11, 5)}"),
        },
    ),
    "a sheet that is hidden": Mistake(
        hide_draft, {"fr": ("masquée", "affichez-la"), "en": ("hidden", "unhide it")}
    ),
    "a total at the foot": Mistake(
        add_total, {"fr": ("totaliser", f"{line(0, WEEKS)}"), "en": ("sum up", f"{line(0, WEEKS)}")}
    ),
    "a row that is there twice": Mistake(
        repeat_row,
        {"fr": (f"ligne {line(10, 2)}", "une fois"), "en": (f"line {line(10, 2)}", "once")},
        forget_repeated,
    ),
    "two rows that disagree": Mistake(
        contradict_row,
        {"fr": (f"{line(11, 2)}", "gardez la bonne"), "en": (f"{line(11, 2)}", "keep the right one")},
        take_contradiction,
    ),
    "an initial for a first name": Mistake(
        lambda kept, sheets: kept.put(sheets[1], line(0, 1), 0, "A. Démo"),
        {
            "fr": ("même personne", "A. …", "Collez ceci dans mapping.toml"),
            "en": ("one person's", "A. …", "Paste this into mapping.toml"),
        },
        paste_name,
    ),
    "somebody who is not on the list": Mistake(
        add_newcomer,
        {
            "fr": ("Absents de la liste des personnes", "Ajoutez-les"),
            "en": ("Not in the list of people", "Add them there"),
        },
        list_newcomer,
    ),
    # What nobody has to be told of, because it can mean one thing only.
    "a decimal comma": Mistake(at(1, 1, 2, "34,5", of=0), {"fr": (), "en": ()}),
    "a name without its accent": Mistake(
        lambda kept, sheets: [kept.put(sheets[1], line(1, week), 0, "zoe  essai") for week in range(4)],
        {"fr": (), "en": ()},
    ),
}


def keep(path: Path, language: str) -> Kept:
    """Return the template filled in as it was meant, nothing wrong in it."""
    kept = open_book(path)
    readings, counts = SHEETS[language]
    for week in range(WEEKS):
        for person in range(len(PEOPLE)):
            kept.put(
                readings, line(person, week), 2, 34.5 if (person, week) == (1, 1) else score(person, week)
            )
            for outcome in range(len(COUNTED)):
                kept.put(counts, line(person, week), 2 + outcome, meant(person, week, outcome))
    return kept

"""The demo team's sheet that somebody keeps by hand, with the mistakes that hurried people make in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ssi_outcomes.worlds.demo_world import Team, mondays
from ssi_outcomes.worlds.synthetic_files import french_day

MESSY_PEOPLE = tuple(f"P{number:02}" for number in range(1, 13))

# Rows of the messy file that must be rejected, as they stand in it.
BAD_ROWS = (
    ("P03", "30/02/2026", "1", "0", "", "", ""),  # no such day
    ("P04", "16/03/2026", "-2", "1", "", "", ""),  # a negative count
    ("P05", "23/03/2026", "beaucoup", "1", "", "", ""),  # not a number
    ("P12", "11/05/2026", "O", "2", "", "", ""),  # the letter O
    ("P02", "20/04/2026", "1", "2", "à revoir", "", "", "3", "4"),  # cells beyond the last column
    ("P10", "03/04/2062", "1", "1", "", "", ""),  # decades ahead
    # That week of P08 stands further up, with other counts: neither is taken.
    ("P08", "16/02/2026", "9", "9", "", "", ""),
)


def lines_by_hand(team: Team) -> Iterator[Sequence[object]]:
    """Give a sheet kept by hand: a preamble, blank lines, names in several shapes, bad
    rows, a total, empty columns at the end.
    """
    empty = ("",) * 7
    yield "Suivi des propositions – équipe d'essai", *empty[1:]
    yield "Mis à jour le 6 juillet 2026", *empty[1:]
    yield empty
    yield "Personne", "Semaine du", "Propositions", "Prospects qualifiés", "Remarque", "", ""
    totals = [0, 0]
    for monday in mondays():
        for person in MESSY_PEOPLE:
            key = person, monday
            if key not in team.counts["proposals"]:
                continue
            counts = [team.counts[name][key] for name in ("proposals", "qualified_leads")]
            totals = [total + count for total, count in zip(totals, counts, strict=True)]
            yield _as_typed(person, monday), french_day(monday), *counts, "", "", ""
        if monday.month != (monday + timedelta(weeks=1)).month:
            yield empty
    yield from BAD_ROWS
    yield "Total", "", *totals, "", "", ""


def _as_typed(person: str, monday: date) -> str:
    """Return the person's code as hurried people type it: the same person in every shape."""
    shapes = {"P07": f"{person}\u00a0", "P11": f" {person.lower()}"}
    return shapes.get(person, person) if monday.month % 2 else person

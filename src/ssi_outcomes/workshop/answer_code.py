"""A sheet of the measure as a short code, which the page shows and the trainer pastes: `1A-cabd-bcax-b`.

The moment (1 before, 2 after), the form, a letter an item (x: left empty), and a letter by which a slip in
typing shows: the places times what stands there, added up, modulo 23. `measure.js` writes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ssi_outcomes.workshop.quiz import FORMS, LETTERS, MOMENTS, TRAPS

EMPTY = "x"
# As many as a prime, and none that is taken for a figure.
CHECKS = "abcdefghjkmnpqrstuvwxyz"
_FORM = re.compile(rf"([12])\W*([ab])\W*((?:[abcdx]\W*){{{len(TRAPS)}}})([a-z])", re.I)


@dataclass(frozen=True)
class Coded:
    """What a code tells: the moment and form, and a letter an item, empty where none was chosen."""

    moment: str
    form: str
    letters: tuple[str, ...]


def read_code(text: str) -> Coded:
    """Return what a code tells, however it is spaced; raises ValueError for a slip in typing."""
    found = _FORM.fullmatch(text.strip())
    if found is None:
        raise ValueError("no code of a sheet")
    letters = [letter.lower() for letter in found[3] if letter.isalpha()]
    coded = Coded(
        MOMENTS[int(found[1]) - 1], found[2].upper(), tuple("" if each == EMPTY else each for each in letters)
    )
    if write_code(coded)[-1] != found[4].lower():
        raise ValueError("a slip in typing")
    return coded


def write_code(coded: Coded) -> str:
    """Return the code of a sheet."""
    letters = [letter or EMPTY for letter in coded.letters]
    values = [
        MOMENTS.index(coded.moment) + 1,
        FORMS.index(coded.form),
        *map((*LETTERS, EMPTY).index, letters),
    ]
    check = CHECKS[sum(place * value for place, value in enumerate(values, 1)) % len(CHECKS)]
    half = len(letters) // 2
    parts = [f"{values[0]}{coded.form}", "".join(letters[:half]), "".join(letters[half:]), check]
    return "-".join(parts)

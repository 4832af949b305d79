"""The number by which a pool knows a study: drawn at random, kept beside the raw data, and by which nobody
can tell whose data they are.
"""

from __future__ import annotations

import os
import re
import secrets
from datetime import date, timedelta
from pathlib import Path

from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.base.files import write_whole
from ssi_outcomes.base.paths import STUDY_NUMBER, shown

# Crockford's base32: no I, L, O, U, so that a number read aloud stays itself and spells no word.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_NUMBER = re.compile(rf"S(-[{_LETTERS}]{{4}}){{4}}")


def draw_number() -> str:
    """Return a new study number: 80 random bits."""
    return "S" + "".join(f"-{''.join(secrets.choice(_LETTERS) for _ in range(4))}" for _ in range(4))


def find_number(folder: Path) -> str:
    """Return the number of the dataset in `folder`, drawn and kept there on first use.

    Raises DataRefused where the file holds no number: with another one the study would count twice.
    """
    path = folder / STUDY_NUMBER
    if not os.path.lexists(path):
        write_whole(path, f"{draw_number()}\n")
    if not path.is_file() or path.stat().st_size > 1000:
        raise DataRefused("study_number_unreadable", file=shown(path))
    number = path.read_bytes().decode("utf-8-sig", "replace").strip()
    if not _NUMBER.fullmatch(number):
        raise DataRefused("study_number_unreadable", file=shown(path))
    return number


def name_quarter(day: date) -> str:
    """Return the quarter of a day, "2026-Q3" for example: a study tells no day."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def end_quarter(name: str) -> date:
    """Return the last day of a quarter by its name."""
    year, month = int(name[:4]), 3 * int(name[-1])
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)

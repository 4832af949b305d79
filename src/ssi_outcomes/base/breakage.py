"""Name a fault of ours by its kind and its place in our code: its words could quote a user's cell."""

from __future__ import annotations

import traceback
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def name_breakage(error: BaseException) -> str:
    """Return the kind of an error and the innermost line of this package that it came through, as in
    'ValueError, reading/kinds/people.py:42'.
    """
    frames = reversed(traceback.extract_tb(error.__traceback__))
    place = next((each for each in frames if Path(each.filename).is_relative_to(_PACKAGE)), None)
    where = f"{Path(place.filename).relative_to(_PACKAGE).as_posix()}:{place.lineno}" if place else "-"
    return f"{type(error).__name__}, {where}"

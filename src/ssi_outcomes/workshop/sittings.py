"""What a sitting's notebook asks of the package: its blind data, and a friendly check of each answer."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ssi_outcomes.base.errors import SsiError, UsageError, message
from ssi_outcomes.base.tame import tame
from ssi_outcomes.running.pipeline import check_languages
from ssi_outcomes.workshop.blind_worlds import SETS, draw_blind
from ssi_outcomes.workshop.exercises import QUESTIONS

SITTINGS = ("guess", "five", "thermometer", "world", "weeks", "report")


class StillToDo(SsiError):
    """An answer is left to complete, or is off; the text, in the language of the sitting, has a hint, and
    never the answer.
    """

    def text(self, language: str | None = None) -> str:
        """Return what is said, in `language` or in the one in which the hint was given."""
        values = dict(self.values)
        spoken = values.pop("spoken")
        return message(self.key, language or spoken, **values)


class Said(str):
    """A sentence that a notebook shows as it stands, without quotes."""

    def __repr__(self) -> str:
        return str(self)


@dataclass(frozen=True)
class Sitting:
    """One sitting (of `SITTINGS`) in the language of whoever sits in it."""

    name: str
    language: str

    def check(self, question: str, answer: object, *about: object) -> Said:
        """Return that an answer is right, and what that means; `about` is what it was found from.

        Raises StillToDo with a hint where it is left to complete or off, UsageError for no such question.
        """
        key = f"{self.name}_{question}"
        if key not in QUESTIONS:
            raise UsageError("sitting_no_question", question=question[:80])
        hint = message(f"sitting_hint_{key}", self.language)
        if _is_left(answer):
            raise StillToDo("sitting_left", spoken=self.language, hint=hint)
        if not _holds(key, answer, about):
            raise StillToDo("sitting_off", spoken=self.language, hint=hint, shown=tame(f"{answer!r:.60}"))
        return Said(message(f"sitting_right_{key}", self.language))

    def blind(self, number: int) -> pd.DataFrame:
        """Return the data set of the number that was drawn; raises UsageError for any other number."""
        if type(number) is not int or not 1 <= number <= SETS:
            raise UsageError("sitting_number", asked=str(number)[:20], most=SETS)
        return draw_blind(number)


def open_sitting(name: str, language: str) -> Sitting:
    """Return a sitting to work in; raises UsageError for a name or language that is not known."""
    check_languages((language,))
    if name not in SITTINGS:
        raise UsageError("sitting_unknown", name=str(name)[:80], known=", ".join(SITTINGS))
    return Sitting(name, language)


def _is_left(answer: object) -> bool:
    return answer is ... or (isinstance(answer, (list, tuple, set, str)) and (not answer or ... in [*answer]))


def _holds(key: str, answer: object, about: tuple[object, ...]) -> bool:
    try:
        return bool(QUESTIONS[key](answer, *about))
    except (TypeError, ValueError, IndexError, KeyError):
        return False  # of another kind than was asked for: the hint says which

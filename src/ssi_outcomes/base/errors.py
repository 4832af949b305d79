"""Errors that a user can do something about: one type per kind of remedy, each with its own exit code.

The sentences live in each language's `messages.toml`; code names a key and the values to fill in.
"""

from __future__ import annotations

import locale
import os
from dataclasses import dataclass, field
from functools import cache

from ssi_outcomes.base.catalogues import LANGUAGES, MESSAGES, read_catalogue
from ssi_outcomes.base.grammar import make_environment
from ssi_outcomes.base.tame import tame


def current_language() -> str:
    """Return the language to speak to the user in: `SSI_LANG`, else the locale's, French or English."""
    asked = os.environ.get("SSI_LANG", "").lower()
    if asked in LANGUAGES:
        return asked
    # Windows keeps its language out of these variables; Python's own guess is the fallback there.
    spoken = next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), None
    )
    spoken = spoken or locale.getlocale()[0] or ""
    return "fr" if spoken.lower().startswith(("fr", "french")) else "en"


def message(key: str, language: str | None = None, /, **values: object) -> str:
    """Return the sentence `key` of `messages.toml`, filled in; what users wrote is tamed first.

    Raises KeyError for a sentence that does not exist, jinja2.UndefinedError for a missing value.
    """
    said = {name: tame(value) if isinstance(value, str) else value for name, value in values.items()}
    return _messages(language or current_language()).get_template(key).render(said)


def reason(key: str, language: str | None = None, /, **values: object) -> str:
    """Return the sentence of `message` without the name of the file that it begins with: for a line that
    names the file already.
    """
    said, file = message(key, language, **values), tame(str(values.get("file") or ""))
    return said[len(file) :].lstrip(",:\u00a0 ") if file and said.startswith(file) else said


@cache
def _messages(language: str):
    catalogue = read_catalogue(language, MESSAGES)
    return make_environment(language, catalogue.__getitem__, html=False)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong at one place of a file; `key` names the rule and its fix in `messages.toml`."""

    file: str
    key: str
    line: int | None = None
    column: str | None = None
    values: dict[str, object] = field(default_factory=dict)

    def text(self, language: str | None = None) -> str:
        """Return 'file, line 3, column x: what is wrong, what to do'."""
        place = [self.file]
        if self.line is not None:
            place.append(message("place_line", language, line=self.line))
        if self.column is not None:
            place.append(message("place_column", language, column=self.column))
        problem = reason(self.key, language, **{"file": self.file, **self.values})
        return message("place", language, place=", ".join(place), problem=problem)


class SsiError(Exception):
    """Anything that goes wrong and has a remedy; `text` says both in one or more lines."""

    exit_code = 1

    def __init__(self, key: str, **values: object):
        super().__init__(key, values)
        self.key, self.values = key, values

    def __reduce__(self):
        # Errors travel from worker processes; keyword values would be lost on the way.
        return _rebuild, (type(self), self.key, self.values)

    def text(self, language: str | None = None) -> str:
        """Return the message in `language`, or in the user's."""
        return message(self.key, language, **self.values)

    def __str__(self) -> str:
        return self.text()

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows of it, as IPython asks: what it says, not where in our code."""
        return self.text().splitlines()


def _rebuild(kind: type[SsiError], key: str, values: dict[str, object]) -> SsiError:
    return kind(key, **values)


class UsageError(SsiError):
    """What was asked for does not exist, or is written wrongly."""

    exit_code = 2


class DataRefused(SsiError):
    """The data cannot be used as they are; `problems`, if given, lists each place."""

    exit_code = 3

    def text(self, language: str | None = None) -> str:
        """Return the message, and each problem on a line of its own."""
        values = {name: value for name, value in self.values.items() if name != "problems"}
        lines = [problem.text(language) for problem in self.values.get("problems", ())]
        return "\n  ".join([message(self.key, language, **values), *lines])


class StaleResults(DataRefused):
    """What was computed is missing, damaged, or of other data than what it is shown with: made again, it
    fits.
    """


class FileRefused(SsiError):
    """One file cannot be read at all; `file` is among the values. The others may still be."""

    exit_code = 3


class NotebookFailed(SsiError):
    """A notebook stopped on an error of ours, not of the user's."""

    exit_code = 4

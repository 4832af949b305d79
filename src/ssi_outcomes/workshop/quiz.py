"""What a room is asked before and after: eight traps, each in two parallel stories, from `quiz.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from types import MappingProxyType

from ssi_outcomes.base.catalogues import LANGUAGES, SOURCE

LETTERS = ("a", "b", "c", "d")
FORMS = ("A", "B")
MOMENTS = ("before", "after")
TRAPS = tuple(
    "chosen_five thermometer reverse_time regression_to_mean silent_failures within_between chance "
    "views".split()
)


@dataclass(frozen=True)
class Wording:
    """An item in a language: a story, what is asked of it, and as many answers as there are `LETTERS`."""

    story: str
    ask: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One item: its trap (of `TRAPS`), the form it stands in, the letter of the right answer."""

    trap: str
    form: str
    right: str
    wordings: MappingProxyType[str, Wording]

    def told(self, language: str) -> Wording:
        """Return the item in `language`, or in the language of origin where it was not written in that."""
        return self.wordings.get(language, self.wordings[SOURCE])


@dataclass(frozen=True)
class Quiz:
    """Both forms, and what was declared before anybody was asked: the gain, in right answers, that counts as
    useful; the risk of error on each side; the power and the SD of differences with which a room is planned.
    """

    items: tuple[Item, ...]
    threshold: float
    level: float
    power: float
    spread: float

    def form(self, name: str) -> tuple[Item, ...]:
        """Return the items of a form, in the order in which they are asked."""
        return tuple(item for item in self.items if item.form == name)


@cache
def read_quiz() -> Quiz:
    """Return the items and the rule that were declared."""
    told = tomllib.loads(files(__package__).joinpath("quiz.toml").read_text("utf-8"))
    declared = {name: told[name] for name in ("threshold", "level", "power", "spread")}
    return Quiz(tuple(_read_item(each) for each in told["item"]), **declared)


def _read_item(told: dict) -> Item:
    wordings = {
        language: Wording(told[language]["story"], told[language]["ask"], tuple(told[language]["options"]))
        for language in LANGUAGES
        if language in told
    }
    return Item(told["trap"], told["form"], told["right"], MappingProxyType(wordings))


def draw_forms(people: int, seed: int) -> list[tuple[str, str]]:
    """Return for each of `people` the form before and the form after, by lot in pairs: either order comes
    equally often, or once more than the other.
    """
    lot, drawn = Random(seed), []
    while len(drawn) < people:
        pair = [FORMS, FORMS[::-1]]
        lot.shuffle(pair)
        drawn += pair
    return drawn[:people]

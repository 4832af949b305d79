"""The registry of what can be counted, and the names by which files call it and their own columns."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from ssi_outcomes.base.catalogues import LANGUAGES, read_catalogue
from ssi_outcomes.base.spelling import fold


@dataclass(frozen=True)
class Countable:
    """An outcome (`kind` real or vanity) or an activity (`kind` activity): its id, its label in each language
    (from the catalogue `countables`), and folded spellings.

    `measure` is count, or amount where the number is money.
    """

    id: str
    kind: str
    label: MappingProxyType[str, str]
    spellings: frozenset[str]
    measure: str = "count"


@cache
def outcomes() -> MappingProxyType[str, Countable]:
    """Return the outcomes by id, real ones first."""
    return MappingProxyType(
        {name: _countable("outcomes", name, entry) for name, entry in registry()["outcomes"].items()}
    )


@cache
def activities() -> MappingProxyType[str, Countable]:
    """Return the activities by id."""
    return MappingProxyType(
        {name: _countable("activities", name, entry) for name, entry in registry()["activities"].items()}
    )


def label_counted(table: str, name: str) -> Mapping[str, str]:
    """Return how each language calls what a table ("outcomes", "activity") counts under a name."""
    return (outcomes() if table == "outcomes" else activities())[name].label


def find_outcome(text: str) -> str | None:
    """Return the id of the outcome that `text` names, in the singular or plural, or None if
    it names none, or could be another thing.
    """
    return _find(_outcome_spellings(), _activity_spellings(), text)


def find_activity(text: str) -> str | None:
    """Return the id of the activity that `text` names, in the singular or plural, or None."""
    return _find(_activity_spellings(), _outcome_spellings(), text)


def header_forms(spelling: str) -> list[str]:
    """Return how a header may write the count of a thing: "RDV", "Nb
    RDV", "Nombre de RDV", "Number of calls".
    """
    return [
        spelling,
        *(
            before + spelling
            for before in (
                "nb ",
                "nb de ",
                "nb d'",
                "nbre de ",
                "nombre de ",
                "nombre d'",
                "number of ",
                "no of ",
                "# ",
            )
        ),
    ]


def meanings(text: str) -> tuple[str, ...]:
    """Return the ids that an ambiguous word could stand for, the
    likeliest first; empty if it is not ambiguous.
    """
    return ambiguous_words().get(fold(text), ())


@cache
def ambiguous_words() -> MappingProxyType[str, tuple[str, ...]]:
    """Return the words to ask about, folded, with the ids that each could stand for."""
    return MappingProxyType({fold(word): tuple(ids) for word, ids in registry()["ambiguous"].items()})


def aliases(*path: str) -> dict[str, list[str]]:
    """Return one part of aliases.toml: canonical column -> the headers that name it."""
    part = _aliases()
    for step in path:
        part = part[step]
    return dict(part)


@cache
def word_set(*path: str) -> frozenset[str]:
    """Return a list of words of aliases.toml, folded."""
    part = _aliases()
    for step in path:
        part = part[step]
    return frozenset(map(fold, part))


@cache
def seen_wordings() -> MappingProxyType[str, tuple[str, ...]]:
    """Return the wordings that were met, folded, by where."""
    sources = _read("seen")
    return MappingProxyType({name: tuple(map(fold, entry["wordings"])) for name, entry in sources.items()})


def all_words() -> Iterator[str]:
    """Yield every name by which files call a column, a thing that is counted or what a cell says."""
    labels = [read_catalogue(language, "countables") for language in LANGUAGES]
    parts: list[object] = [registry(), _aliases(), *(list(each.values()) for each in labels)]
    while parts:
        part = parts.pop()
        if isinstance(part, str):
            yield part
        else:
            parts += (
                [*part, *part.values()] if isinstance(part, dict) else part if isinstance(part, list) else []
            )


@cache
def registry() -> dict:
    """Return the registry as it is written."""
    return _read("registry")


def stem_of(text: str) -> str:
    """Return a folded text with its words in the singular: "contrats signes" and "contrat signe" are one."""
    return " ".join(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
        for word in text.split()
    )


def _countable(part: str, name: str, entry: dict) -> Countable:
    label = MappingProxyType(
        {language: read_catalogue(language, "countables")[f"{part}.{name}"] for language in LANGUAGES}
    )
    spellings = frozenset(map(fold, (name, *label.values(), *entry["spellings"])))
    return Countable(name, entry.get("kind", "activity"), label, spellings, entry.get("measure", "count"))


@cache
def _outcome_spellings() -> dict[str, str]:
    return {spelling: each.id for each in outcomes().values() for spelling in each.spellings}


@cache
def _activity_spellings() -> dict[str, str]:
    return {spelling: each.id for each in activities().values() for spelling in each.spellings}


def _find(own: Mapping[str, str], others: Mapping[str, str], text: str) -> str | None:
    """Return what `own` spellings say of a text; without the plural of its
    words only where nothing else could be meant.
    """
    text = fold(text)
    if text in own or text in others or text in ambiguous_words():
        return own.get(text)
    stem = stem_of(text)
    found = {own[spelling] for spelling in _stems()[stem] if spelling in own} if stem in _stems() else set()
    unsure = any(spelling in others or spelling in ambiguous_words() for spelling in _stems().get(stem, ()))
    return found.pop() if len(found) == 1 and not unsure else None


@cache
def _stems() -> dict[str, list[str]]:
    spellings: dict[str, list[str]] = {}
    for spelling in (*_outcome_spellings(), *_activity_spellings(), *ambiguous_words()):
        spellings.setdefault(stem_of(spelling), []).append(spelling)
    return spellings


@cache
def _aliases() -> dict:
    return _read("aliases")


def _read(name: str) -> dict:
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))

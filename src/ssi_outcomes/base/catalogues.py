"""What is said in each language: a folder of catalogues a language, and a language is nothing else.

`words/<language>/language.toml` holds what a language does to numbers and days; each
other file is a catalogue of sentences, whose keys every language has. Nothing but
these folders says which languages there are.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).resolve().parents[1] / "words"
ABOUT = "language.toml"
MESSAGES = "messages"  # the catalogue of plain texts for a terminal; all others hold HTML

# The notebooks and the article's tables are written in this one: what
# another language lacks there is told in it.
SOURCE = "en"


@dataclass(frozen=True)
class Language:
    """A language as it says numbers, days and itself, from its `language.toml`.

    `place` orders the languages; `names` are those by which a file may ask for it, folded;
    `numbers` are its number words from zero on; `symbols` what stands around a number, by unit;
    `day` how a date is written (for `strftime`) and `sheet_day` the same in a spreadsheet;
    `typography` the rules that its pages keep, by name.
    """

    code: str
    place: int
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    symbols: MappingProxyType[str, str]
    day: str
    sheet_day: str
    typography: str


@cache
def known_language(code: str) -> Language:
    """Return what a language does to numbers and days; raise KeyError for one without catalogues."""
    file = FOLDER / code / ABOUT
    if not file.is_file():
        raise KeyError(code)
    about = tomllib.loads(file.read_text("utf-8"))
    return Language(
        code,
        about["place"],
        tuple(about["names"].split()),
        tuple(about["numbers"].split()),
        MappingProxyType(about["symbols"]),
        about["day"],
        about["sheet_day"],
        about["typography"],
    )


def find_languages() -> tuple[str, ...]:
    """Return the code of each language that has catalogues, in the order of their `place`."""
    found = (known_language(file.parent.name) for file in FOLDER.glob(f"*/{ABOUT}"))
    return tuple(each.code for each in sorted(found, key=lambda each: (each.place, each.code)))


LANGUAGES = find_languages()


@cache
def read_catalogue(code: str, name: str) -> dict[str, str]:
    """Return one catalogue of a language: every sentence by its key, `name` or `section.name`.

    A sentence that takes decisions stands in a file of its own, beside the catalogue: `exhibits/race.html`.
    """
    if code not in LANGUAGES:
        raise KeyError(code)
    found = {file.stem: file.read_text("utf-8") for file in sorted((FOLDER / code / name).glob("*.html"))}
    _flatten(tomllib.loads((FOLDER / code / f"{name}.toml").read_text("utf-8")), "", found)
    return found


@cache
def sentences(code: str) -> dict[str, str]:
    """Return every sentence of a language by its key, `file.name` or `file.section.name`; messages apart."""
    names = sorted(file.stem for file in (FOLDER / code).glob("*.toml"))
    return {
        f"{name}.{key}": text.strip()
        for name in names
        if name not in (MESSAGES, Path(ABOUT).stem)
        for key, text in read_catalogue(code, name).items()
    }


def _flatten(table: dict, prefix: str, found: dict[str, str]) -> None:
    for name, value in table.items():
        if isinstance(value, dict):
            _flatten(value, f"{prefix}{name}.", found)
        else:
            found[prefix + name] = value

"""Files and sheets that are called as people are, one each, where no row names anybody: theirs, or one's own?

One file with a name may be one's own. Of several that are called differently ("Noa.csv" and "Ida.csv", a
sheet a person), whose each is is asked, and of what stands beside them; so it is where a line beside a table
may be a name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import PurePath

from ssi_outcomes.base.spelling import fold, same_name
from ssi_outcomes.reading.joining.whose.person_questions import (
    SHOWN,
    Notes,
    Origin,
    list_choices,
    paste_owner,
)
from ssi_outcomes.reading.kinds.vocabulary import LETTERS, is_known

_TABLES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".ics"})


def find_titled(files: Iterable[str], origins: Mapping[str, Origin]) -> dict[str, tuple[str, ...]]:
    """Return by file (or sheet) what it is called that may be a person's name; nothing, unless they are
    called by several.
    """
    held = [file for file in files if file in origins]
    found = {file: title for file in held if (title := title_of(file, origins[file]))}
    found |= _find_alike({file: title for file in held if (title := _title(file, origins[file].path))})
    return found if len({same_name(title) for titles in found.values() for title in titles}) > 1 else {}


def find_beside(
    files: Iterable[str], origins: Mapping[str, Origin], known: Collection[str], others: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Return by file (or sheet) what stands beside its table that may be a person's name: none of `others`,
    and not the only one known.
    """
    no_names = {fold(each) for each in others}
    only = {same_name(name) for name in known} if len(known) == 1 else set()
    found: dict[str, tuple[str, ...]] = {}
    for file in (each for each in files if each in origins):
        texts = tuple(text for text in origins[file].beside if fold(text) not in no_names)
        if texts and {same_name(text) for text in texts} != only:
            found[file] = texts
    return found


def ask_titled(
    notes: Notes,
    asked: Collection[str],
    titled: Mapping[str, Sequence[str]],
    origins: Mapping[str, Origin],
    people: Collection[str] = (),
) -> None:
    """Ask once, at the first of the files, whose each of them is, with the names that it is called by, or
    that stand beside its table.
    """
    files = sorted(titled) + sorted(set(asked) - titled.keys())
    known = list_choices(people)
    lines = "\n".join(
        paste_owner(file, origins[file], dict.fromkeys([*titled.get(file, ()), *known]) or ["…"])
        for file in files[:SHOWN]
    )
    names = sorted({same_name(title): title for titles in titled.values() for title in titles}.values())
    beside = any(origins[file].beside for file in titled)
    asks = "asks_beside" if beside else "asks_titled"
    notes[files[0]].append((asks, {"people": ", ".join(names[:SHOWN]), "paste": lines}))


def title_of(file: str, origin: Origin) -> tuple[str, ...]:
    """Return what a file or sheet is called, where that may be a person's name."""
    title = _title(file, origin.path)
    return (title,) if title and _may_be_person(title) else ()


def _find_alike(titles: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the titles that differ in nothing but a word that files do not use, small letters or not:
    « ssi_noa » and « ssi_ida ».
    """
    alike: dict[str, dict[str, str]] = {}
    for file, title in titles.items():
        rest = LETTERS.sub(lambda word: word[0] if is_known(word[0]) else "…", title)
        if "…" in rest:
            alike.setdefault(fold(rest), {})[file] = title
    several = (each for each in alike.values() if len(set(map(same_name, each.values()))) > 1)
    return {file: (title,) for each in several for file, title in each.items()}


def _title(file: str, path: str) -> str | None:
    """Return what a table is called: its sheet, else its file; None for what is no table of one's own."""
    if PurePath(path).suffix.lower() not in _TABLES or not file.startswith(path):
        return None
    return file.removeprefix(path).removeprefix(" › ") or PurePath(path).stem


def _may_be_person(title: str) -> bool:
    words = LETTERS.findall(title)
    own = [word for word in words if not is_known(word)]
    numbered = [fold(word) for word in words] == ["p"] and any(map(str.isdigit, title))
    return numbered or bool(own) and all(word[:1].isupper() for word in own)

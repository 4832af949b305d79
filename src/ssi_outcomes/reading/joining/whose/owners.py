"""Whose each row is: as its row, the mapping, its folder or its archive says; never guessed.

Files that name nobody are the one person's who is named anywhere, one's own where nobody is, and nobody's,
and asked about, where several are, or where several files or sheets are called as people are. What nobody's
rows count is not known of anybody: no week of it is a zero.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from ssi_outcomes.base.privacy import YOU, name_people
from ssi_outcomes.base.spelling import means_team, same_name
from ssi_outcomes.reading.joining.tidy import change_each
from ssi_outcomes.reading.joining.whose.nobodys_weeks import find_nobodys, find_shared
from ssi_outcomes.reading.joining.whose.person_questions import (
    Origin,
    ask_archives,
    ask_owners,
    ask_people,
    say_only_one,
)
from ssi_outcomes.reading.joining.whose.program_accounts import (
    find_accounts,
    find_first,
    without_programs,
)
from ssi_outcomes.reading.joining.whose.titled_files import ask_titled, find_beside, find_titled, title_of
from ssi_outcomes.reading.parsed import Remark

# What persons are called until all are known: names of files cannot hold a NUL.
_SELF, _TEAM, _PROGRAM = "\0you", "\0team", "\0program"


@dataclass(frozen=True)
class Owned:
    """Tables with pseudonyms, the pseudonym of each name, the names that stand in the tables, what was
    decided or is asked, by file, and the files of which it is asked whose they are.
    """

    tables: dict[str, pd.DataFrame]
    codes: dict[str, str] = field(repr=False)
    named: Collection[str] = field(repr=False)
    notes: Mapping[str, list[Remark]]
    asked: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Decided:
    """By file: whose its rows are; which of these by being the only one named; the files that are asked, and
    of these what those are called, or what stands beside their tables, that may be people's names.
    """

    given: dict[str, str]
    only: dict[str, str]
    asked: frozenset[str]
    titled: Mapping[str, Sequence[str]]


def settle_owners(
    tables: Mapping[str, pd.DataFrame],
    origins: Mapping[str, Origin],
    aliases: Mapping[str, str],
    *,
    folders: Collection[str] = (),
    event_files: Collection[str] = (),
    titles: Collection[str] = (),
    synthetic: bool = False,
) -> Owned:
    """Return the tables with everybody under a pseudonym, and whose the rows are that name nobody.

    `origins` are by file as the tables name it, `aliases` what `mapping.toml` says of names, `folders` those
    that are people's, `titles` what the dataset is called; in `event_files` two rows on one day may be one
    person's.
    """
    own = {same_name(name): name for name in aliases}
    meant = {name: _follow(name, own, aliases) for name in {*_names(tables), *aliases, *folders}}
    found = find_accounts(_names(tables))
    accounts = [name for name in found if same_name(name) not in own and not means_team(name)]
    said = {name: _clean(frame, meant | dict.fromkeys(accounts, _PROGRAM)) for name, frame in tables.items()}
    # What is not known of a team is not what is unknown of everybody.
    said["gaps"] = said["gaps"][(said["gaps"]["person"] != _TEAM).to_numpy(bool)]
    owners = {name: _follow(name, own, aliases) for name in _owners(origins)}
    decided = _decide(said, origins, owners, titles)
    said = {name: _give(name, frame, decided) for name, frame in said.items()}
    said, program_files = without_programs(said, _PROGRAM) if accounts else (said, frozenset())
    people = _names(said) - {_SELF, _TEAM}
    notes = _ask_whose(decided, origins, people)
    alike = ask_people(notes, said, people, aliases, event_files, find_first(accounts, tables))
    gaps = [said["gaps"], find_nobodys(said, decided.asked | program_files, people), find_shared(said, alike)]
    said["gaps"] = pd.concat([each for each in gaps if len(each)] or gaps[:1], ignore_index=True)
    named = {*people, *(name for names in decided.titled.values() for name in names)}
    codes = _code({*meant, *named} - {*accounts}, meant, synthetic)
    coded = {name: _hide(frame, {**codes, _SELF: YOU}) for name, frame in said.items()}
    return Owned(coded, codes, {*_names(tables), *named} & codes.keys(), notes, decided.asked)


def _ask_whose(
    decided: _Decided, origins: Mapping[str, Origin], people: Collection[str]
) -> dict[str, list[Remark]]:
    """Return by file what was decided of whose it is, and what is asked."""
    notes: dict[str, list[Remark]] = defaultdict(list)
    say_only_one(notes, decided.only, origins)
    if decided.titled:
        ask_titled(notes, decided.asked, decided.titled, origins, people)
    else:
        called = {file: title_of(file, origins[file]) for file in decided.asked}
        ask_owners(notes, decided.asked, origins, people, called)
    ask_archives(notes, origins, people)
    return notes


def _code(names: Collection[str], meant: Mapping[str, str], synthetic: bool) -> dict[str, str]:
    """Return the pseudonym of each name, that of whoever is meant; a team has none."""
    raw = sorted(name for name in names if not means_team(meant.get(name, name)))
    codes = name_people(sorted({meant.get(name, name) for name in raw}), synthetic=synthetic)
    return {name: codes[meant.get(name, name)] for name in raw}


def _hide(frame: pd.DataFrame, codes: Mapping[str, str]) -> pd.DataFrame:
    """Return a table with each person under a pseudonym, and nobody where there is none."""
    return frame.assign(person=change_each(frame["person"], codes.get)) if len(frame) else frame


def _follow(name: str, own: Mapping[str, str], aliases: Mapping[str, str]) -> str:
    """Return the name that is meant by a name, through as many aliases as it takes."""
    for _ in range(len(own) + 1):
        alias = own.get(same_name(name))
        if alias is None or same_name(aliases[alias]) == same_name(name):
            return name
        name = aliases[alias]
    return name


def _names(tables: Mapping[str, pd.DataFrame]) -> set[str]:
    named = (pd.unique(frame["person"].to_numpy(object)) for frame in tables.values() if len(frame))
    return {str(name) for names in named for name in names if not pd.isna(name)}


def _owners(origins: Mapping[str, Origin]) -> set[str]:
    return {each.owner for each in origins.values() if each.owner}


def _clean(frame: pd.DataFrame, meant: Mapping[str, str]) -> pd.DataFrame:
    """Return a table with each person by the name that is meant, a team apart from who is not named."""
    if not len(frame):
        return frame

    def change(name: str) -> str:
        name = meant[str(name)]
        return _TEAM if means_team(name) else name

    return frame.assign(person=change_each(frame["person"], change))


def _decide(
    said: Mapping[str, pd.DataFrame],
    origins: Mapping[str, Origin],
    owners: Mapping[str, str],
    titles: Collection[str],
) -> _Decided:
    """Return whose the files are that name nobody."""
    persons = _persons_by_file(said)
    claims = {file: owners[each.owner] for file, each in origins.items() if each.owner and file in persons}
    nameless = [file for file, names in persons.items() if not names]
    known = {same_name(name): name for names in persons.values() for name in names}
    for nobody in (_TEAM, _PROGRAM):
        known.pop(same_name(nobody), None)
    given: dict[str, str] = {}
    claimed = {file: claims[file] for file in nameless if file in claims}
    if known or len({same_name(name) for name in claimed.values()}) > 1:
        given |= claimed
        known |= {same_name(name): name for name in given.values()}
    only: dict[str, str] = {}
    open_files = [file for file in nameless if file not in given]
    titled = find_beside(open_files, origins, known.values(), titles)
    if titled or not (known or claims):
        titled = find_titled(open_files, origins) | titled
    asked = set(open_files) if titled else set()
    for file in nameless if not titled else ():
        if file not in given and not known:
            given[file] = _SELF
        elif file not in given and len(known) == 1:
            given[file] = only[file] = next(iter(known.values()))
        elif file not in given:
            asked.add(file)
    return _Decided(given, only, frozenset(asked), titled)


def _persons_by_file(said: Mapping[str, pd.DataFrame]) -> dict[str, set[str]]:
    """Return who is named in the rows of each file ("" for what no file says), nobody where none is; a file
    of which nothing could be read but that something is not known is nobody's question.
    """
    persons: dict[str, set[str]] = defaultdict(set)
    for table, frame in said.items():
        if not len(frame):
            continue
        # By numbers: a table has a million rows, of some files and some people.
        of, files = pd.factorize(frame["source_file"].fillna(""))
        whose, names = pd.factorize(frame["person"])
        if table not in ("coverage", "gaps"):
            for file in files:
                persons[file] |= set()
        pairs = np.unique(of[whose >= 0] * max(len(names), 1) + whose[whose >= 0])
        for place, name in zip(*np.divmod(pairs, max(len(names), 1)), strict=True):
            persons[files[place]].add(names[name])
    persons.setdefault("", set())
    return {file: names for file, names in persons.items() if file or names}


def _give(table: str, frame: pd.DataFrame, decided: _Decided) -> pd.DataFrame:
    """Return a table with the files' rows given to whose they are; what a file that is asked about covers is
    covered for nobody.
    """
    files = frame["source_file"]
    if not len(files) or not files.isin([*decided.given, *decided.asked]).any():
        return frame
    given, asked = change_each(files, decided.given.get), files.isin(decided.asked).to_numpy(bool)
    person = np.where(given.isna(), frame["person"].to_numpy(object), given.to_numpy())
    person[pd.isna(person) | asked] = None
    given = frame.assign(person=pd.Series(person, frame.index, dtype=object))
    return (given[~asked] if table == "coverage" else given).reset_index(drop=True)

"""What is asked about people, each thing once, with the lines for `mapping.toml` that answer it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd

from ssi_outcomes.base.spelling import same_name
from ssi_outcomes.reading.joining.tidy import COUNTED
from ssi_outcomes.reading.joining.whose.alike_names import could_be_one, find_alike, name_words
from ssi_outcomes.reading.parsed import Remark
from ssi_outcomes.reading.tables.mapping import PEOPLE, paste, write_toml

Notes = dict[str, list[Remark]]

SHOWN = 20  # names and files that one question lists
_WITH_DATA = {"ssi": "read_at", "outcomes": "start", "activity": "start"}


@dataclass(frozen=True)
class Origin:
    """Where a file lies and what is said of it: its `path` (of an unpacked archive: its folder), the person
    that its folder is named after, the owner whom an archive names, what stands beside its table and may be a
    name, its entry in `mapping.toml`.
    """

    path: str
    folder: str | None = field(default=None, repr=False)
    owner: str | None = field(default=None, repr=False)
    beside: tuple[str, ...] = field(default=(), repr=False)
    entry: Mapping[str, object] = field(default_factory=dict, repr=False)


def say_only_one(notes: Notes, only: Mapping[str, str], origins: Mapping[str, Origin]) -> None:
    """Note, at the first of the files that name nobody, that they are the only person's who is named."""
    if only:
        paths = list(dict.fromkeys(origins[file].path for file in only))
        values = {"files": _list(paths), "count": len(paths), "person": next(iter(only.values()))}
        notes[next(iter(only))].append(("owner_only_one", values))


def ask_owners(
    notes: Notes,
    asked: Collection[str],
    origins: Mapping[str, Origin],
    people: Collection[str],
    called: Mapping[str, Sequence[str]],
) -> None:
    """Ask of each file, archive or unpacked archive that names nobody whose it is; one question for each, and
    a line for each sheet of a workbook, with the name that it may be `called` by.
    """
    files: dict[str, str] = {}
    for file in sorted(asked):
        files.setdefault(origins[file].path, file)
    choices = list_choices(people)
    for path, file in files.items():
        own = [each for each in sorted(asked) if origins[each].path == path]
        # Sheets of one workbook may be several people's.
        apart = all(each.startswith(f"{path} › ") for each in own)
        named = {each: [*called.get(each, ()), *choices] for each in (own[:SHOWN] if apart else [path])}
        lines = "\n".join(
            paste_owner(each, origins[file], dict.fromkeys(names)) for each, names in named.items()
        )
        notes[file].append(("asks_owner", {"source": path, "people": _list(choices), "paste": lines}))


def list_choices(people: Collection[str]) -> list[str]:
    """Return who may be chosen, each by one spelling."""
    return sorted({same_name(name): name for name in sorted(people)}.values())


def paste_owner(file: str, origin: Origin, choices: Iterable[str]) -> str:
    """Return the entry of a file or sheet that gives its rows to nobody, and the lines that name somebody.

    As it stands, pasted unread, it makes nothing up.
    """
    sheet = file.removeprefix(origin.path).removeprefix(" › ")
    entry = origin.entry.get("sheets", {}).get(sheet, {}) if sheet else origin.entry
    lines = "".join(f"\n# person = {write_toml(name)}" for name in list(choices)[:SHOWN])
    return paste(origin.path, sheet, entry, person="team") + lines


def ask_archives(notes: Notes, origins: Mapping[str, Origin], people: Collection[str]) -> None:
    """Ask of each archive that names another person of these files than its folder does whose it is."""
    known, seen = {same_name(name) for name in people}, set()
    for file, each in origins.items():
        if each.owner and each.folder and same_name(each.owner) in known and "person" not in each.entry:
            if each.path not in seen and not _may_be_one(each.owner, each.folder):
                lines = paste(each.path, "", {**each.entry, "person": each.owner})
                values = {"source": each.path, "folder": each.folder, "owner": each.owner, "paste": lines}
                notes[file].append(("asks_archive_owner", values))
            seen.add(each.path)


def ask_people(
    notes: Notes,
    said: Mapping[str, pd.DataFrame],
    people: Collection[str],
    aliases: Mapping[str, str],
    event_files: Collection[str],
    accounts: Mapping[str, str] = MappingProxyType({}),
) -> list[tuple[str, str]]:
    """Ask once which names are one person's, who is not in the list of people, and who is behind `accounts`
    of programs (name -> a file that has it); return the pairs of names that are asked about.
    """
    listed, list_file = _find_listed(said)
    active = _find_active(said, people)
    settled = {same_name(name) for name in aliases}
    alike = [
        pair
        for pair in find_alike(people, listed.values())
        if same_name(pair[0]) not in settled and not _are_apart(said, pair, event_files)
    ]
    outside = [
        name for key, name in sorted(active.items()) if listed and key not in listed and key not in settled
    ]
    if listed and active.keys() ^ listed.keys():
        idle = [name for key, name in sorted(listed.items()) if key not in active]
        counts = {"listed": len(listed), "active": len(active)}
        values = counts | {"outside": _list(outside), "idle": _list(idle)}
        notes[list_file].append(("people_and_data", values))
    strangers = [name for name in outside if name not in {asked for asked, _ in alike}]
    if alike or strangers or accounts:
        # Of the spellings that are one name, one is asked about.
        asks = _ask_once(alike)
        pairs = "; ".join(f"{asked} → {meant}" for asked, meant in asks[:SHOWN])
        lines = _lines(asks, strangers, aliases, accounts)
        values = {"pairs": pairs, "outside": _list(strangers), "accounts": _list(accounts), "paste": lines}
        file = _file_of(said, [name for name, _ in alike] or strangers)
        file = file or next(iter(accounts.values()), "") or _file_of(said, people)
        notes[file].append(("asks_people", values))
    return alike


def _ask_once(alike: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return each pair of people once, either in the best of its spellings."""
    spelt: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for one, other in alike:
        spelt.setdefault((same_name(one), same_name(other)), []).append((one, other))
    return [
        (max((one for one, _ in pairs), key=_care), max((other for _, other in pairs), key=_care))
        for pairs in spelt.values()
    ]


def _care(name: str) -> tuple[object, ...]:
    """Return what tells the more careful one of two spellings: capitals where they belong, single spaces, its
    accents.
    """
    capitals = all(word[:1].isupper() and not word[1:].isupper() for word in name.split() if word.isalpha())
    return capitals, " ".join(name.split()) == name, sum(not sign.isascii() for sign in name), name


def _find_listed(said: Mapping[str, pd.DataFrame]) -> tuple[dict[str, str], str]:
    """Return who is in a list of people, by what the spellings of a name share, and the first such list ("":
    there is none).
    """
    # A score that tells beside it who has a seat is no list of people.
    data_files = {file for table in _WITH_DATA for file in said[table]["source_file"].unique()}
    lists = said["people"][~said["people"]["source_file"].isin(data_files)]
    listed = {same_name(name): name for name in lists["person"].dropna().unique()}
    return listed, lists["source_file"].iloc[0] if listed else ""


def _find_active(said: Mapping[str, pd.DataFrame], people: Collection[str]) -> dict[str, str]:
    """Return those of `people` who have data, by what the spellings of a name share."""
    names = (name for table in _WITH_DATA for name in said[table]["person"].dropna().unique())
    return {same_name(name): name for name in names if name in people}


def _lines(
    alike: Iterable[tuple[str, str]],
    strangers: Iterable[str],
    aliases: Mapping[str, str],
    accounts: Iterable[str],
) -> str:
    """Return the table of names as it is, with a line for each that is asked about; of several that a name
    could mean, the first. A program's account stays nobody's.
    """
    meanings: dict[str, list[str]] = defaultdict(list)
    for asked, meant in alike:
        meanings[asked].append(meant)
    lines = [f"{write_toml(name)} = {write_toml(meant)}" for name, meant in aliases.items()]
    for asked, meant in meanings.items():
        others = f"  # or {', '.join(map(write_toml, meant[1:]))}" if meant[1:] else ""
        lines.append(f"{write_toml(asked)} = {write_toml(meant[0])}{others}")
    lines += [f'{write_toml(name)} = "team"' for name in accounts]
    lines += [f'# {write_toml(name)} = "…"' for name in strangers]
    return "\n".join(["", f"[{PEOPLE}]", *lines])


def _may_be_one(one: str, other: str) -> bool:
    return same_name(one) == same_name(other) or could_be_one(name_words(one), name_words(other))


def _are_apart(said: Mapping[str, pd.DataFrame], pair: tuple[str, str], event_files: Collection[str]) -> bool:
    """Tell whether one file has a row for each of two names at the same time, as for two people."""
    for table, moment in _WITH_DATA.items():
        frame = said[table]
        rows = frame[frame["person"].isin(pair) & ~frame["source_file"].isin(list(event_files))]
        keys = ["source_file", moment, *([COUNTED[table]] if table in COUNTED else [])]
        if (rows.groupby(keys, dropna=False)["person"].nunique() > 1).any():
            return True
    return False


def _file_of(said: Mapping[str, pd.DataFrame], names: Collection[str]) -> str:
    """Return the first file that names one of these people."""
    found = (frame.loc[frame["person"].isin(list(names)), "source_file"].dropna() for frame in said.values())
    return next((files.iloc[0] for files in found if len(files)), "")


def _list(names: Collection[str]) -> str:
    names = list(names)
    return ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")

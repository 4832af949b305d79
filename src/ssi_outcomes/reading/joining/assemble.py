"""Put together what the readers of a folder found: one set of tables, people
under pseudonyms, every row accounted for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.base.errors import DataRefused, FileRefused, Problem
from ssi_outcomes.base.files import hash_bytes, hash_file
from ssi_outcomes.base.tame import tame_line
from ssi_outcomes.reading.cells.text import show_row
from ssi_outcomes.reading.dataset import Dataset, SourceFile
from ssi_outcomes.reading.joining.found import Found
from ssi_outcomes.reading.joining.hiding import hide_files
from ssi_outcomes.reading.joining.later_exports import claim_members, keep_later
from ssi_outcomes.reading.joining.repeats import Repeats, find_repeats
from ssi_outcomes.reading.joining.row_rules.applied_rules import Checked, check_rules
from ssi_outcomes.reading.joining.tidy import COUNTED, change_each, join_tables
from ssi_outcomes.reading.joining.unknown import find_unknown, leave_unfilled
from ssi_outcomes.reading.joining.whose.owners import Owned, settle_owners
from ssi_outcomes.reading.joining.whose.team_codes import code_teams
from ssi_outcomes.reading.kinds.archive.members import without_member_number
from ssi_outcomes.reading.kinds.described.about import About, place_of
from ssi_outcomes.reading.kinds.recognition import event_source
from ssi_outcomes.reading.parsed import Parsed, Rejected, Remark, Sheet

PROBLEMS_SHOWN = 50
# What is kept of all that a dataset says of itself.
_SAID = ("chosen", "picked", "rolled_out", "language", "time_zone", "synthetic", "definitions", "world")

Prints = Mapping[str, tuple[int, str]]  # the size and the fingerprint of each file


def assemble(
    folder: Path, paths: Iterable[Path], described: Iterable[Path], found: Found, about: About, today: date
) -> Dataset:
    """Return the dataset: tables with pseudonyms, rules applied; raises
    DataRefused where not a single row is left.
    """
    owned, event_files = _give_owners(found, about, folder.name)
    headers = {each.file: each.headers for each in found.parsed}
    try:
        told = {"event_files": event_files, "headers": headers, "asked": owned.asked}
        checked = check_rules(owned.tables, today, **told)
    except FileRefused as refusal:
        found.leave_out(refusal)
        return assemble(folder, paths, described, found, about, today)
    repeats = find_repeats(checked.rejected)
    refused = (*found.refused, *(each for parsed in found.parsed for each in parsed.rejected))
    rejected = (*refused, *_with_text(_once(repeats.others), found.sheets))
    found.give_back(rejected)
    teams = code_teams(checked.tables["people"])
    kept = {**checked.tables, "people": teams, "gaps": _find_gaps(owned, checked, refused, found.parsed)}
    labels = {each.file for each in (*found.parsed, *rejected)}
    labels |= set(kept["coverage"].get("source", pd.Series()).dropna())
    hide = _hide_names(owned, found, about, labels, folder.name)
    kept = {name: _hide_sources(frame, hide) for name, frame in kept.items()}
    prints = dict(_take_prints(folder, [*paths, *described]))
    files = tuple(_list_fates(found, repeats, prints, hide, owned.notes))
    # Of a row of weeks across some cells may be refused and the others taken.
    taken = any(len(checked.tables[name]) for name in ("ssi", *COUNTED))
    if not taken and not any(file.accepted for file in files):
        raise _refuse_all(folder.name, rejected, found.parsed)
    return Dataset(
        folder.name,
        about.title or dict.fromkeys(LANGUAGES, folder.name),
        {name: getattr(about, name) for name in _SAID} | {"said_in": place_of(found.said)},
        kept,
        files,
        hash_bytes("".join(f"{digest}  {name}\n" for name, (_, digest) in sorted(prints.items())).encode()),
        tuple(replace(each, file=hide(each.file)) for each in rejected),
        owned.codes,
        {label: hide(label) for label in sorted(labels)},
    )


def _hide_names(
    owned: Owned, found: Found, about: About, labels: Collection[str], dataset: str
) -> Callable[[str], str]:
    """Return what shows a file's label without names; those of invented people are shown."""
    if about.synthetic:
        return tame_line
    return hide_files(owned.codes, owned.named, _folders(found), labels, neutral=dataset)


def _find_gaps(
    owned: Owned, checked: Checked, refused: Iterable[Rejected], parsed: Iterable[Parsed]
) -> pd.DataFrame:
    """Return what is not known of the rows and files that were not taken; a form in which nothing was filled
    in takes nothing from other files.
    """
    unread = [each for each in refused if each.line is None]
    gaps = find_unknown(owned.tables, checked.tables, (*unread, *checked.rejected))
    unfilled = {each.file for each in parsed if not each.accepted and not each.rejected}
    return leave_unfilled(gaps, checked.tables, unfilled)


def _take_prints(folder: Path, paths: Iterable[Path]) -> Iterable[tuple[str, tuple[int, str]]]:
    """Yield size and fingerprint of each file, by its path; not of one that does not open."""
    for path in paths:
        with suppress(OSError):
            yield path.relative_to(folder).as_posix(), (path.stat().st_size, hash_file(path))


def _give_owners(found: Found, about: About, name: str) -> tuple[Owned, dict[str, str]]:
    """Return all tables with whose their rows are, and the files whose rows are events, with the source of
    each.
    """
    found.parsed = keep_later(found.parsed)
    found.origins = claim_members(found.parsed, found.origins)
    event_files = {
        each.file: source for each in found.parsed if (source := event_source(each.kind, each.file))
    }
    owned = settle_owners(
        join_tables(found.parsed, about),
        found.origins,
        found.aliases,
        folders=_folders(found),
        event_files=event_files,
        titles=(name, *(about.title or {}).values()),
        synthetic=about.synthetic,
    )
    return owned, event_files


def _folders(found: Found) -> set[str]:
    return {each.folder for each in found.origins.values() if each.folder}


def _refuse_all(dataset: str, rejected: Sequence[Rejected], parsed: Iterable[Parsed]) -> DataRefused:
    """Return the refusal of a dataset of which nothing is left, with why."""
    # Said on the screen alone, with the files' own names: there is nothing else to find them by.
    problems = tuple(map(_problem, rejected[:PROBLEMS_SHOWN])) or tuple(_left_aside(parsed))
    key = "nothing_accepted" if problems else "nothing_filled_in"
    return DataRefused(key, dataset=dataset, problems=problems)


def _left_aside(parsed: Iterable[Parsed]) -> Iterable[Problem]:
    """Yield what is said of files of which nothing was to be taken."""
    for each in parsed:
        yield from (Problem(each.file, key, values=values) for key, values in each.notes)


def _problem(each: Rejected) -> Problem:
    return Problem(
        each.file, each.key, each.line, each.column, {"value": each.value, "file": each.file, **each.values}
    )


def _once(broken: Iterable[Rejected]) -> Iterable[Rejected]:
    """Yield each row once for a rule that it breaks, though several of its counts break it."""
    seen = set()
    for each in broken:
        if each.line is None or (each.file, each.line, each.key) not in seen:
            yield each
        seen.add((each.file, each.line, each.key))


def _with_text(broken: Iterable[Rejected], sheets: Mapping[str, Callable[[], Sheet]]) -> Iterable[Rejected]:
    """Yield each row that breaks a rule with its text as it stood in the file, for its owner to correct."""
    opened: dict[str, Sheet] = {}
    for each in broken:
        if each.file in sheets and each.file not in opened:
            opened[each.file] = sheets[each.file]()
        row = opened[each.file].row_at(each.line) if each.file in opened else None
        yield each if row is None else replace(each, raw=show_row(row))


def _hide_sources(frame: pd.DataFrame, hide: Callable[[str], str]) -> pd.DataFrame:
    """Return a table that names its files as they are shown: people's names stand in file names too."""
    if not len(frame):
        return frame
    return frame.assign(
        **{name: change_each(frame[name], hide) for name in ("source_file", "source") if name in frame}
    )


def _list_fates(
    found: Found, repeats: Repeats, prints: Prints, hide, notes: Mapping[str, Iterable[Remark]]
) -> Iterable[SourceFile]:
    """Return the fate of each file, with its size and fingerprint, and all that is said of it."""
    # A file of an archive is shown without the number of its member.
    prints = {without_member_number(name): each for name, each in prints.items()} | dict(prints)
    lines: dict[str, set[int | None]] = defaultdict(set)
    for each in repeats.others:
        lines[each.file].add(each.line)
    for parsed in found.parsed:
        size, digest = _print_of(parsed.source or parsed.file, prints)
        counts = _count_rows(parsed, len(lines[parsed.file]), len(repeats.lines.get(parsed.file, ())))
        told = (
            # Why a file of an archive was not read: no row of it can say so.
            *((each.key, dict(each.values)) for each in parsed.rejected if each.line is None),
            *parsed.notes,
            *notes.get(parsed.file, ()),
            *repeats.notes.get(parsed.file, ()),
        )
        yield SourceFile(
            name=hide(parsed.file),
            table=parsed.kind,
            bytes=size,
            sha256=digest,
            notes=told,
            headers=tuple((name, str(header)) for name, header in parsed.headers.items()),
            **counts,
        )
    for refusal in found.refused:
        size, digest = _print_of(refusal.file, prints)
        shown = hide(refusal.file)
        yield SourceFile(shown, "refused", 0, 0, 0, 0, size, digest, refusal=replace(refusal, file=shown))


def _count_rows(parsed: Parsed, broken: int, repeated: int) -> dict[str, int]:
    """Return the fates of a file's rows: those that broke a rule count as refused, no longer as accepted;
    those that another file holds as well are left aside.
    """
    refused = len({each.line for each in parsed.rejected if each.line is not None})
    late = min(broken, parsed.accepted)
    again = min(repeated, parsed.accepted - late)
    return {
        "rows": parsed.rows - again,
        "accepted": parsed.accepted - late - again,
        "rejected": refused + late,
        "blank": parsed.blank,
        "ignored": parsed.ignored + again,
    }


def _print_of(label: str, prints: Prints) -> tuple[int, str]:
    """Return size and fingerprint of the file that a label is about:
    its own, its workbook's or its archive's.
    """
    name = label.partition(" › ")[0]
    while name not in prints and "/" in name:
        name = name.rpartition("/")[0]
    return prints.get(name, (0, ""))

"""Put together what the readers of a folder found: one set of tables, people under pseudonyms, every row
accounted for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.base.errors import DataRefused, FileRefused, Problem
from ssi_outcomes.base.files import hash_bytes, hash_file
from ssi_outcomes.base.privacy import YOU, name_people
from ssi_outcomes.base.spelling import means_team
from ssi_outcomes.base.ssi import MEANS, RANKS, READING
from ssi_outcomes.base.tame import tame_line
from ssi_outcomes.reading.bulk.alike import MOMENTS
from ssi_outcomes.reading.dataset import Dataset, SourceFile
from ssi_outcomes.reading.joining.between_rows import check_rules
from ssi_outcomes.reading.joining.hiding import hide_files
from ssi_outcomes.reading.kinds.about import About, Said
from ssi_outcomes.reading.kinds.archive.members import without_member_number
from ssi_outcomes.reading.kinds.recognition import event_source
from ssi_outcomes.reading.parsed import Parsed, Rejected, Sheet
from ssi_outcomes.reading.tables.headers import show_row

COLUMNS = {
    "people": ("person", "role", "seat", "start", "end"),  # notes are free text, and stay in the files
    "ssi": (*("person", "read_at", *READING, *MEANS, *RANKS, "source_kind"),),
    "outcomes": ("person", "outcome", "start", "end", "count", "value", "currency"),
    "activity": ("person", "activity", "start", "end", "count"),
    "coverage": ("source", "table", "name", "person", "start", "end"),
    "absences": ("person", "start", "end"),
    "gaps": ("person", "table", "name", "start", "end"),
}
PROBLEMS_SHOWN = 50
# After these nothing tells how many events there were; of a repeated row the first one stays.
_UNKNOWN_CONTENT = ("rule_contradicted", "rule_negative")
_OVERLAP = "rule_overlap"
_NUMBERS = frozenset({"count", "value", "source_line", *READING, *MEANS, *RANKS})


@dataclass
class Found:
    """What was found so far: readings of files, how to get at their sheets again, words about the dataset,
    files that could not be read.

    Private archives leave no sheet behind: none of their rows is ever quoted.
    """

    parsed: list[Parsed] = field(default_factory=list)
    sheets: dict[str, Callable[[], Sheet]] = field(default_factory=dict, repr=False)
    said: list[Said] = field(default_factory=list)
    refused: list[Rejected] = field(default_factory=list)

    def take(self, shown: str, read) -> None:
        """Add what `read` returns; a file that is refused is kept with its reason, and stops no other."""
        try:
            self.parsed += read()
        except FileRefused as refusal:
            self.refused.append(
                Rejected(
                    shown,
                    refusal.key,
                    values={name: value for name, value in refusal.values.items() if name != "file"},
                )
            )


def assemble(
    folder: Path, paths: Iterable[Path], described: Iterable[Path], found: Found, about: About, today: date
) -> Dataset:
    """Return the dataset: tables with pseudonyms, rules applied; raises DataRefused where not a single row is
    left.
    """
    tables = _tables(found.parsed, about)
    folders = {path.relative_to(folder).parts[0] for path in paths if path.parent != folder}
    tables, names, named = _name_everyone(tables, about, folders)
    event_files = {
        each.file: source for each in found.parsed if (source := event_source(each.kind, each.file))
    }
    checked = check_rules(tables, today, event_files=event_files)
    kept = {**checked.tables, "gaps": _gaps(tables, checked.tables, checked.rejected)}
    rejected = (
        *found.refused,
        *(each for parsed in found.parsed for each in parsed.rejected),
        *_with_text(_once(checked.rejected), found.sheets),
    )
    labels = {
        *(parsed.file for parsed in found.parsed),
        *(each.file for each in rejected),
        *kept["coverage"].get("source", pd.Series()).dropna(),
    }
    hide = tame_line if about.synthetic else hide_files(names, named, folders, labels, neutral=folder.name)
    kept = {name: _hide_sources(frame, hide) for name, frame in kept.items()}
    hashes = {
        path.relative_to(folder).as_posix(): (path.stat().st_size, hash_file(path))
        for path in [*paths, *described]
    }
    files = tuple(_source_files(found, checked.rejected, hashes, hide))
    if not sum(
        file.accepted for file in files
    ):  # said on the screen alone, with the files' own names: there is nothing else to find them by
        problems = tuple(map(_problem, rejected[:PROBLEMS_SHOWN]))
        raise DataRefused(
            "nothing_accepted" if problems else "nothing_filled_in", dataset=folder.name, problems=problems
        )
    listing = "".join(f"{digest}  {name}\n" for name, (_, digest) in sorted(hashes.items()))
    said = {
        name: getattr(about, name)
        for name in ("chosen", "picked", "language", "synthetic", "definitions", "world")
    }
    title = about.title or dict.fromkeys(LANGUAGES, folder.name)
    rejected = tuple(replace(each, file=hide(each.file)) for each in rejected)
    return Dataset(
        folder.name,
        title,
        said,
        kept,
        files,
        hash_bytes(listing.encode()),
        rejected,
        names,
        {label: hide(label) for label in sorted(labels)},
    )


def _problem(each: Rejected) -> Problem:
    return Problem(
        each.file, each.key, each.line, each.column, {"value": each.value, "file": each.file, **each.values}
    )


def _tables(parsed: Iterable[Parsed], about: About) -> dict[str, pd.DataFrame]:
    """Return one frame a table, in the order of the files."""
    found: dict[str, list[list[dict[str, object]] | pd.DataFrame]] = {name: [] for name in COLUMNS}
    for each in parsed:
        for name, rows in each.tables.items():
            found[name].append(
                rows.assign(source_file=each.file)
                if isinstance(rows, pd.DataFrame)
                else [{**row, "source_file": each.file} for row in rows]
            )
    found["coverage"].append(list(about.coverage))
    found["absences"].append(list(about.absences))
    return {name: _frame(parts, COLUMNS[name]) for name, parts in found.items()}


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


def _gaps(
    tables: Mapping[str, pd.DataFrame], kept: Mapping[str, pd.DataFrame], rejected: Iterable[Rejected]
) -> pd.DataFrame:
    """Return what rows of unknown content were about: their weeks are not known, and must not pass for weeks
    without an event.

    Of a row that overlaps others, these are the weeks of which none of the others was kept.
    """
    keys = {
        (each.file, each.line): each.key for each in rejected if each.key in (*_UNKNOWN_CONTENT, _OVERLAP)
    }
    parts = [kept["gaps"][["person", "name", "start", "end", "table"]]]
    for table, name in (("outcomes", "outcome"), ("activity", "activity")):
        broken = [
            keys.get(line)
            for line in zip(tables[table]["source_file"], tables[table]["source_line"], strict=True)
        ]
        lost, left = (rows.rename(columns={name: "name"}) for rows in (tables[table], kept[table]))
        overlaps = pd.Series([key == _OVERLAP for key in broken], dtype=bool)
        whole = lost[pd.Series([key in _UNKNOWN_CONTENT for key in broken], dtype=bool)]
        weeks = _weeks_without(lost[overlaps], left)
        parts += [
            rows[["person", "name", "start", "end"]].assign(table=table)
            for rows in (whole, weeks)
            if len(rows)
        ]
    return pd.concat(parts, ignore_index=True)


def _weeks_without(lost: pd.DataFrame, kept: pd.DataFrame) -> pd.DataFrame:
    """Return person, name, Monday and Sunday of each week of a lost row in which no row of the same matter
    was kept.
    """
    lost = lost.dropna(subset=["person", "start", "end"])
    matters = dict(iter(kept.groupby(["person", "name"]))) if len(lost) else {}
    parts = [pd.DataFrame(columns=["person", "name", "start", "end"])]
    for matter, rows in lost.groupby(["person", "name"], sort=False):
        first = rows["start"] - pd.to_timedelta(rows["start"].dt.day_of_week, "D")
        weeks = ((rows["end"] - first) // pd.Timedelta(7, "D") + 1).to_numpy()
        nth = np.arange(weeks.sum()) - np.repeat(np.cumsum(weeks) - weeks, weeks)
        mondays = pd.Series(np.repeat(first.to_numpy(), weeks) + nth * np.timedelta64(7, "D"))
        sundays = mondays + pd.Timedelta(6, "D")
        if (others := matters.get(matter)) is not None:
            # Of the kept rows, those that begin by Sunday and have not ended before Monday.
            begun = np.searchsorted(np.sort(others["start"].to_numpy()), sundays.to_numpy(), side="right")
            free = begun <= np.searchsorted(np.sort(others["end"].to_numpy()), mondays.to_numpy())
            mondays, sundays = mondays[free], sundays[free]
        parts.append(
            pd.DataFrame(
                {"person": matter[0], "name": matter[1], "start": mondays, "end": sundays}
            ).drop_duplicates()
        )
    return pd.concat(parts[1:] or parts, ignore_index=True)


def _frame(parts: Iterable[list[dict[str, object]] | pd.DataFrame], columns: tuple[str, ...]) -> pd.DataFrame:
    """Return the records as one frame, each column of one type: moments, numbers (whole ones where all are),
    texts.
    """
    kept = [*columns, "source_file", "source_line"]
    frames = [pd.DataFrame(rows).reindex(columns=kept) for rows in parts if len(rows)]
    if not frames:
        frames = [pd.DataFrame(columns=kept)]
    return pd.DataFrame({name: _column(name, [frame[name] for frame in frames]) for name in kept})


def _column(name: str, parts: list[pd.Series]) -> pd.Series:
    if name in MOMENTS:
        return pd.concat(
            [pd.to_datetime(part, errors="coerce").astype("datetime64[us]") for part in parts],
            ignore_index=True,
        )
    if name in _NUMBERS:
        numbers = pd.concat(
            [pd.to_numeric(part, errors="coerce").astype(float) for part in parts], ignore_index=True
        )
        return (
            numbers.astype("int64")
            if name in ("count", "source_line") and np.isfinite(numbers).all() and (numbers % 1 == 0).all()
            else numbers
        )
    texts = pd.concat([part.astype(object) for part in parts], ignore_index=True)
    return texts.where(texts.notna(), None)


def _name_everyone(
    tables: dict[str, pd.DataFrame], about: About, folders: Collection[str]
) -> tuple[dict[str, pd.DataFrame], dict[str, str], Collection[str]]:
    """Return the tables with pseudonyms, the pseudonym of each name and of each sub-folder, and the names
    that the tables hold.

    Files that name nobody are one's own where nobody else is named; beside named people they are the whole
    team's.
    """
    people = {
        table: _each_once(frame["person"], lambda name: None if _is_nobody(name) else name)
        for table, frame in tables.items()
    }
    tables = {table: frame.assign(person=people[table]) for table, frame in tables.items()}
    named = {name for frame in tables.values() for name in frame["person"].dropna().unique()}
    folders = {name for name in folders if not _is_nobody(name)}
    codes = name_people(sorted({*named, *folders}), synthetic=about.synthetic)
    alone = YOU if not named else None
    coded = {}
    for table, frame in tables.items():
        codes_of = _each_once(frame["person"], codes.get)
        everyone = table == "coverage"  # there a blank means all, whoever they are
        coded[table] = frame.assign(
            person=codes_of if everyone else codes_of.where(frame["person"].notna(), alone)
        )
    return coded, codes, named


def _is_nobody(person: object) -> bool:
    return isinstance(person, str) and means_team(person)


def _hide_sources(frame: pd.DataFrame, hide: Callable[[str], str]) -> pd.DataFrame:
    """Return a table that names its files as they are shown: people's names stand in file names too."""
    return frame.assign(
        **{name: _each_once(frame[name], hide) for name in ("source_file", "source") if name in frame}
    )


def _each_once(texts: pd.Series, change: Callable[[str], str | None]) -> pd.Series:
    """Return a column with each different text changed, and what is missing left as it is."""
    codes, different = pd.factorize(texts)
    changed = np.array([*map(change, different), None], object)
    return pd.Series(changed[codes], index=texts.index, dtype=object)


def _source_files(
    found: Found, broken: Iterable[Rejected], hashes: Mapping[str, tuple[int, str]], hide
) -> Iterable[SourceFile]:
    """Return the fate of each file: rows that broke a rule count as refused, no longer as accepted."""
    lines: dict[str, set[int | None]] = defaultdict(set)
    for each in broken:
        lines[each.file].add(each.line)
    for parsed in found.parsed:
        size, digest = _of_file(parsed.file, hashes)
        refused = len({each.line for each in parsed.rejected if each.line is not None})
        late = min(len(lines[parsed.file]), parsed.accepted)
        counts = {
            "rows": parsed.rows,
            "accepted": parsed.accepted - late,
            "rejected": refused + late,
            "blank": parsed.blank,
            "ignored": parsed.ignored,
            "notes": parsed.notes,
        }
        yield SourceFile(name=hide(parsed.file), table=parsed.kind, bytes=size, sha256=digest, **counts)
    for refusal in found.refused:
        size, digest = _of_file(refusal.file, hashes)
        yield SourceFile(
            hide(refusal.file),
            "refused",
            0,
            0,
            0,
            0,
            size,
            digest,
            refusal=replace(refusal, file=hide(refusal.file)),
        )


def _of_file(label: str, hashes: Mapping[str, tuple[int, str]]) -> tuple[int, str]:
    """Return size and fingerprint of the file that a label is about: its own, its workbook's or its
    archive's.
    """
    name = label.partition(" › ")[0]
    hashes = {without_member_number(known): each for known, each in hashes.items()} | dict(hashes)
    while name not in hashes and "/" in name:
        name = name.rpartition("/")[0]
    return hashes.get(name, (0, ""))

"""Read a panel in Parquet that does not fit into memory: its rows checked by the same rules as any, sorted by
people and weeks on the disk, and handed on some people at a time. Nobody is named in what comes of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.base.tame import tame_line
from ssi_outcomes.base.today import today_in
from ssi_outcomes.panel.layout import Note
from ssi_outcomes.reading.attended import files_left_out, tell_at
from ssi_outcomes.reading.dataset import Dataset, SourceFile
from ssi_outcomes.reading.joining.by_file.listed import ABOUT, MAPPING, list_folder
from ssi_outcomes.reading.joining.hiding import hide_files
from ssi_outcomes.reading.kinds.recognition import IGNORE
from ssi_outcomes.reading.parquet.engines.on_duckdb import open_duckdb
from ssi_outcomes.reading.parquet.engines.row_engine import Engine
from ssi_outcomes.reading.parquet.laid_panel import say_assumed
from ssi_outcomes.reading.parquet.large_checks import DAY, NAMED, WHOLE, Checked, check_rows
from ssi_outcomes.reading.parquet.large_rows import Source, match_sources
from ssi_outcomes.reading.parquet.panel_fates import KIND, take_prints
from ssi_outcomes.reading.parquet.panel_folder import (
    NEUTRAL,
    Described,
    describe,
    hash_all,
    read_described,
    refuse_all,
    say_unused,
)
from ssi_outcomes.reading.parquet.panel_rows import FILE, ROW
from ssi_outcomes.reading.parquet.panel_schema import DAYS, MONDAY, PERSON, say_unread
from ssi_outcomes.reading.parsed import Rejected
from ssi_outcomes.reading.tables.mapping import entry_for

_AT_ONCE = 500_000  # rows
_ORDER = (PERSON, MONDAY)
_TWICE = "panel_twice"

Opener = Callable[[Path], AbstractContextManager[Engine]]


@dataclass(eq=False)
class LargePanel:
    """A panel whose rows come from `parts`, once; `describe` tells what became of them after that."""

    checked: Checked
    _engine: Engine
    _sources: list[Source]
    _described: Described
    _folder: Path
    _aside: list[str]
    _refused: list[Rejected]
    _broken: Counter

    def assumed(self, joining_weeks: int) -> tuple[Note, ...]:
        """Return what is taken for so, as the rows do not say otherwise, and what is not used of what was
        said beside them; `joining_weeks` is for how many the plan leaves out somebody who has just joined.
        """
        whole = not all(DAYS in source.taken for source in self._sources)
        return (*say_assumed(whole, joining_weeks), *say_unused(self._described))

    def parts(self) -> Iterator[dict[str, np.ndarray]]:
        """Yield the rows of some people after others': person (a number), week (from 0), and the columns.

        Raises UsageError where not all of them come back from the engine.
        """
        held, came = None, 0
        for batch in self._engine.stream(self.checked.rows, _ORDER, _AT_ONCE):
            tell_at()
            table = _as_arrays(batch)
            came += len(table[PERSON])
            held = table if held is None else {k: np.concatenate([held[k], table[k]]) for k in table}
            person = held[PERSON]
            if not len(person):
                continue
            cut = np.searchsorted(person, person[-1])
            if cut:
                yield self._clean({name: each[:cut] for name, each in held.items()})
                held = {name: each[cut:] for name, each in held.items()}
        if came != self.checked.handed:
            raise UsageError("engine_rows_lost", rows=self.checked.handed, seen=came)
        if held is not None and len(held[PERSON]):
            yield self._clean(held)

    def _clean(self, rows: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Return the rows that break no rule, without those of a person's week that is there twice, which are
        refused.
        """
        person, monday = rows[PERSON], rows[MONDAY]
        whole = rows[WHOLE].astype(bool)
        same = (person[1:] == person[:-1]) & (monday[1:] == monday[:-1])
        twice = whole & (np.append(same, False) | np.append(False, same))
        # Whatever order an engine brings them in, each time the same are named.
        at_twice = np.flatnonzero(twice)
        for at in at_twice[np.lexsort([rows[each][at_twice] for each in (ROW, FILE, MONDAY, PERSON)])]:
            name = self._sources[int(rows[FILE][at])].name
            if self._broken[name, _TWICE] < NAMED:
                day = monday[at].astype("datetime64[D]").item().isoformat()
                self._refused.append(Rejected(name, _TWICE, int(rows[ROW][at]), MONDAY, day))
            self._broken[name, _TWICE] += 1
            self._broken[name] += 1
        week = (monday - self.checked.first) // (WEEK * DAY)
        table = {"person": person, "week": week, **{name: rows[name] for name in self.checked.columns}}
        return {name: each[whole & ~twice] for name, each in table.items()}

    def describe(self) -> Dataset:
        """Return the dataset: what is said of it, and what became of each file; raises DataRefused where not
        a row was taken.
        """
        folder, about = self._folder, self._described.about
        paths = {path.relative_to(folder).as_posix(): path for path in list_folder(folder).files}
        names = {*paths, *(each.file for each in self._refused)}
        hide = (
            tame_line
            if about.synthetic
            else hide_files({}, (), set(), names, neutral=f"{folder.name} {NEUTRAL}")
        )
        prints = take_prints(folder, paths.values())
        beside = take_prints(folder, [path for name in (ABOUT, MAPPING) if (path := folder / name).is_file()])
        self._refused = [*self._count_twice()]
        files = tuple(self._list_fates(prints, hide))
        if not any(each.accepted for each in files):
            raise refuse_all(folder.name, self._refused)
        data = describe(folder.name, self._described, files, hash_all({**prints, **beside}))
        return replace(
            data,
            rejected=tuple(replace(each, file=hide(each.file)) for each in self._refused),
            labels={name: hide(name) for name in sorted(names)},
        )

    def _count_twice(self) -> Iterator[Rejected]:
        """Yield what is refused, with how many weeks that are there twice are not listed."""
        left = Counter({name: self._broken[name, _TWICE] for name in {each.file for each in self._refused}})
        left.subtract(each.file for each in self._refused if each.key == _TWICE)
        for each in self._refused:
            yield replace(each, more=left.pop(each.file, 0)) if each.key == _TWICE else each

    def _list_fates(self, prints, hide) -> Iterator[SourceFile]:
        whole = {each.file: each for each in self._refused if each.line is None}
        for source in self._sources:
            if source.name not in whole:
                broken = self._broken[source.name]
                notes = [("panel_columns_unread", say_unread(source.unread))] if source.unread else []
                more = sum(each.more for each in self._refused if each.file == source.name)
                notes += [("panel_large_refused", {"count": more})] if more > 0 else []
                yield SourceFile(
                    hide(source.name),
                    KIND,
                    source.rows,
                    source.rows - broken,
                    broken,
                    0,
                    *prints.get(source.name, (0, "")),
                    notes=tuple(notes),
                )
        for name, why in whole.items():
            shown, known = hide(name), prints.get(name, (0, ""))
            yield SourceFile(shown, "refused", 0, 0, 0, 0, *known, refusal=replace(why, file=shown))
        for name in self._aside:
            yield SourceFile(hide(name), "ignored", 0, 0, 0, 0, *prints.get(name, (0, "")))


@contextmanager
def open_large(
    folder: Path, work: Path, today: date | None = None, open_engine: Opener = open_duckdb
) -> Iterator[LargePanel]:
    """Yield the panel in `folder`, while the engine that reads it, which spills to `work`, is open.

    Raises DataRefused where `dataset.toml` or `mapping.toml` cannot be understood, or no row can be taken.
    """
    described, listed, stopped = read_described(folder), list_folder(folder), files_left_out()
    paths = {path.relative_to(folder).as_posix(): path for path in listed.files}
    entries = {name: entry_for(described.mapping, name) for name in paths}
    aside = [name for name, entry in entries.items() if entry.get("kind") == IGNORE]
    asked = [path for name, path in paths.items() if name not in stopped and name not in aside]
    sources, refused = match_sources(folder, asked, entries)
    refused += [
        Rejected(name, stopped[name][0], values=stopped[name][1]) for name in paths if name in stopped
    ]
    refused = [*listed.refused, *refused]
    if not sources:
        raise refuse_all(folder.name, refused)
    with open_engine(work) as engine:
        tell_at()
        checked = check_rows(engine, sources, today or today_in(described.about.time_zone))
        refused += checked.refused
        if checked.first is None:
            raise refuse_all(folder.name, refused)
        yield LargePanel(checked, engine, sources, described, folder, aside, refused, Counter(checked.broken))


def _as_arrays(batch) -> dict[str, np.ndarray]:
    """Return the columns of a batch; a number that is not known is NaN."""
    found = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        found[name] = column.to_numpy(zero_copy_only=False)
    found[MONDAY] = found[MONDAY].astype("datetime64[us]")
    return found

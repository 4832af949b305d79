"""Read a folder of Parquet as a dataset: the way in for many people, without the reader that goes row by row.

Each file is checked in whole; a row that breaks a rule is refused by name, and so is each row of a person's
week that is there twice. What it would have said is not known.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
from pyarrow import ArrowException

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.base.errors import DataRefused, FileRefused, Problem
from ssi_outcomes.base.files import hash_bytes
from ssi_outcomes.base.privacy import name_people
from ssi_outcomes.base.spelling import means_team
from ssi_outcomes.base.tame import tame_line
from ssi_outcomes.base.today import today_in
from ssi_outcomes.panel.layout import Note, Panel
from ssi_outcomes.reading.attended import files_left_out, tell_at
from ssi_outcomes.reading.dataset import Dataset, SourceFile
from ssi_outcomes.reading.joining.by_file.listed import ABOUT, MAPPING, list_files, list_folder
from ssi_outcomes.reading.joining.hiding import hide_files
from ssi_outcomes.reading.kinds.described.about import About, check_about, place_of
from ssi_outcomes.reading.kinds.described.about_files import Said, read_dataset_toml
from ssi_outcomes.reading.kinds.recognition import IGNORE
from ssi_outcomes.reading.opening.limits import LIMITS
from ssi_outcomes.reading.parquet.laid_panel import lay_panel
from ssi_outcomes.reading.parquet.panel_fates import KIND, list_fates, take_prints
from ssi_outcomes.reading.parquet.panel_rows import FILE, ROW, open_rows
from ssi_outcomes.reading.parquet.panel_schema import PERSON
from ssi_outcomes.reading.parsed import Rejected
from ssi_outcomes.reading.tables.mapping import PEOPLE, Entry, entry_for, read_mapping

ENDING = ".parquet"
PROBLEMS_SHOWN = 50
# Words in the names of such files and folders that are nobody's.
NEUTRAL = "panel parquet part snappy week year month"
# What is kept of all that a dataset says of itself.
_SAID = ("chosen", "picked", "rolled_out", "language", "time_zone", "synthetic", "definitions", "world")


def is_panel(folder: Path) -> bool:
    """Tell whether a folder is a panel: all the data in it are Parquet. With a table of another kind among
    them it is a team's, and its Parquet is refused by name: which of the two counts is never guessed.
    """
    found = list_files(folder) if folder.is_dir() else []
    return bool(found) and all(path.suffix.lower() == ENDING for path in found)


def count_large(folder: Path) -> int:
    """Return how many rows a panel has that is too large to be read whole; 0 of any other folder."""
    if not is_panel(folder):
        return 0
    rows = 0
    for path in list_files(folder):
        try:
            rows += pq.read_metadata(path).num_rows
        except (OSError, ArrowException):  # it is refused where it is read
            continue
    return rows if rows > LIMITS.rows else 0


def read_panel(folder: Path, today: date | None = None, joining_weeks: int = 0) -> tuple[Dataset, Panel]:
    """Return the dataset and the panel in `folder`, people under pseudonyms, with each refused row and file;
    `joining_weeks` is for how many weeks the plan leaves out somebody who has just joined.

    Raises DataRefused where `dataset.toml` or `mapping.toml` cannot be understood, or where not a single row
    could be taken.
    """
    # What checks rows brings a library along, and each dataset is asked whether it is a panel.
    from ssi_outcomes.reading.parquet.broken_rows import find_broken

    described, listed, stopped = read_described(folder), list_folder(folder), files_left_out()
    paths = {path.relative_to(folder).as_posix(): path for path in listed.files}
    entries = {name: entry_for(described.mapping, name) for name in paths}
    aside = [name for name, entry in entries.items() if entry.get("kind") == IGNORE]
    asked = [path for name, path in paths.items() if name not in stopped and name not in aside]
    opened = open_rows(folder, asked, entries)
    tell_at()
    about = described.about
    rows, codes = _hide_people(opened.rows, about.synthetic)
    broken, whole, taken = find_broken(rows, opened.files, today or today_in(about.time_zone))
    unopened = [
        Rejected(name, stopped[name][0], values=stopped[name][1]) for name in paths if name in stopped
    ]
    rejected = (*listed.refused, *opened.refused, *unopened, *whole, *broken)
    if not taken.any():
        raise refuse_all(folder.name, rejected)
    names = {*paths, *(each.file for each in listed.refused)}
    hide = (
        tame_line if about.synthetic else hide_files({}, (), set(), names, neutral=f"{folder.name} {NEUTRAL}")
    )
    prints = take_prints(folder, paths.values())
    fates = tuple(list_fates(opened, rejected, aside, prints, hide))
    beside = take_prints(folder, [path for name in (ABOUT, MAPPING) if (path := folder / name).is_file()])
    data = describe(folder.name, described, fates, hash_all({**prints, **beside}))
    data = replace(
        data,
        rejected=tuple(replace(each, file=hide(each.file)) for each in rejected),
        names=codes,
        labels={name: hide(name) for name in sorted(names)},
    )
    panel = lay_panel(rows[taken].drop(columns=[FILE, ROW]), joining_weeks)
    return data, replace(panel, notes=(*panel.notes, *say_unused(described)))


@dataclass(frozen=True)
class Described:
    """What stands beside the data: what the dataset says of itself, and what of its files."""

    about: About
    said: Sequence[Said]
    mapping: Mapping[str, Entry]


def read_described(folder: Path) -> Described:
    said = []
    mapping: Mapping[str, Entry] = {}
    try:
        for name in (ABOUT, MAPPING):
            if os.path.lexists(folder / name) and not (folder / name).is_file():
                raise FileRefused("file_not_plain", file=name)
        if (folder / ABOUT).is_file():
            said.append(read_dataset_toml(folder / ABOUT, ABOUT))
        if (folder / MAPPING).is_file():
            mapping = read_mapping(folder / MAPPING, MAPPING, (KIND, IGNORE))
    except FileRefused as refusal:
        problem = Problem(str(refusal.values.get("file", "")), refusal.key, values=refusal.values)
        raise DataRefused("dataset_refused", dataset=folder.name, count=1, problems=(problem,)) from refusal
    about, problems = check_about(said)
    if problems:
        raise DataRefused("dataset_refused", dataset=folder.name, count=len(problems), problems=problems)
    return Described(about, said, mapping)


def describe(name: str, described: Described, files: tuple[SourceFile, ...], digest: str) -> Dataset:
    about = described.about
    said = {key: getattr(about, key) for key in _SAID} | {"said_in": place_of(described.said)}
    return Dataset(name, about.title or dict.fromkeys(LANGUAGES, name), said, {}, files, digest)


def _hide_people(rows: pd.DataFrame, synthetic: bool) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the rows with pseudonyms for people (missing where a cell names nobody), and the pseudonym of
    each name; two spellings of one name are one person.
    """
    number, names = pd.factorize(rows[PERSON])
    known = [str(name) for name in names]
    codes = name_people([name for name in known if not means_team(name)], synthetic=synthetic)
    coded = np.array([*(codes.get(name) for name in known), None], object)
    return rows.assign(**{PERSON: coded[number]}), codes


def say_unused(described: Described) -> Iterator[Note]:
    """Say what stands beside a panel and changes nothing of it."""
    unused = [name for name in ("coverage", "absences") if getattr(described.about, name)]
    if unused:
        yield "panel_about_unused", {"file": ABOUT, "sections": ", ".join(unused)}
    if PEOPLE in described.mapping:
        yield "panel_about_unused", {"file": MAPPING, "sections": PEOPLE}


def refuse_all(dataset: str, rejected: Sequence[Rejected]) -> DataRefused:
    # Said on the screen alone, with the files' own names: there is nothing else to find them by.
    problems = tuple(
        Problem(
            each.file,
            each.key,
            each.line,
            each.column,
            {"value": each.value, "file": each.file, **each.values},
        )
        for each in rejected[:PROBLEMS_SHOWN]
    )
    return DataRefused(
        "nothing_accepted" if problems else "nothing_filled_in", dataset=dataset, problems=problems
    )


def hash_all(prints: Mapping[str, tuple[int, str]]) -> str:
    """Return one fingerprint of all files: that of the lines that `sha256sum` prints for them."""
    return hash_bytes("".join(f"{digest}  {name}\n" for name, (_, digest) in sorted(prints.items())).encode())

"""Read a folder of studies that teams handed over as a dataset: each file alone first, then what only several
of them show. A file that is not believed is refused by name, and takes no other with it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.base.errors import DataRefused, Problem
from ssi_outcomes.base.files import hash_bytes, hash_file
from ssi_outcomes.base.plan import Plan
from ssi_outcomes.base.pool_names import REGISTERED_ENDING, STUDY_ENDING, is_pool_file
from ssi_outcomes.pool.believing import check_content, find_repeats
from ssi_outcomes.pool.pool_text import Content, NotBelieved, read_sealed
from ssi_outcomes.pool.study_tables import tabulate_registered, tabulate_studies
from ssi_outcomes.reading.dataset import Dataset, SourceFile
from ssi_outcomes.reading.joining.by_file.listed import ABOUT, list_folder
from ssi_outcomes.reading.kinds.described.about import About, check_about
from ssi_outcomes.reading.kinds.described.about_files import read_dataset_toml
from ssi_outcomes.reading.parsed import Rejected

_SHORTEST = 6  # signs of a study's number that are shown: S-7KQ2


@dataclass(frozen=True)
class Found:
    """A file of the folder by its own name: what it holds, or why that is not believed."""

    name: str
    path: Path
    content: Content | None
    refusal: NotBelieved | None = None

    @property
    def number(self) -> str:
        """Return the number of its study; "" where it is not known."""
        return self.content.values["study"] if self.content else ""


def read_pool(folder: Path, plan: Plan, today: date) -> Dataset:
    """Return the studies in `folder` that may be told together by `plan`, and those that were registered.

    Raises DataRefused where `dataset.toml` cannot be understood, or where not a single file is believed.
    """
    about, listed = _read_about(folder), list_folder(folder)
    found = [_read(folder, path, plan, today) for path in listed.files]
    found = _refuse_repeats(found)
    if all(each.refusal for each in found):
        raise DataRefused("pool_empty", dataset=folder.name, problems=tuple(map(_problem, found)))
    labels = {**_label(found), **{each.file: each.file for each in listed.refused}}
    believed = {labels[each.name]: each.content for each in found if not each.refusal}
    files = (*(_tell_file(each, labels) for each in found), *map(_tell_unopened, listed.refused))
    described = [folder / ABOUT] if (folder / ABOUT).is_file() else []
    prints = "".join(f"{hash_file(path)}  {path.name}\n" for path in (*listed.files, *described))
    return Dataset(
        folder.name,
        about.title or dict.fromkeys(LANGUAGES, folder.name),
        {
            "synthetic": all(each.values["synthetic"] for each in believed.values()),
            "time_zone": about.time_zone,
        },
        {"pool": tabulate_studies(believed), "registered": tabulate_registered(believed, today)},
        files,
        hash_bytes(prints.encode("utf-8")),
        tuple(each.refusal for each in files if each.refusal),
        labels=labels,
    )


def _read_about(folder: Path) -> About:
    if not os.path.lexists(folder / ABOUT):
        return About()
    if not (folder / ABOUT).is_file():
        wrong = (Problem(ABOUT, "file_not_plain"),)
        raise DataRefused("dataset_refused", dataset=folder.name, count=1, problems=wrong)
    about, problems = check_about([read_dataset_toml(folder / ABOUT, ABOUT)])
    if problems:
        raise DataRefused("dataset_refused", dataset=folder.name, count=len(problems), problems=problems)
    return about


def _read(folder: Path, path: Path, plan: Plan, today: date) -> Found:
    name = path.relative_to(folder).as_posix()
    if not is_pool_file(path):
        return Found(name, path, None, NotBelieved("pool_file_document"))
    content = None
    try:
        content = read_sealed(path)
        check_content(content, plan, today)
    except NotBelieved as refusal:
        return Found(name, path, content, refusal)
    except OSError:
        return Found(name, path, None, NotBelieved("file_unreadable"))
    return Found(name, path, content)


def _refuse_repeats(found: Iterable[Found]) -> list[Found]:
    """Return the files, those refused that are not believed for what others hold; what is refused already
    takes none with it.
    """
    found = list(found)
    repeats = find_repeats({each.name: each.content for each in found if not each.refusal})
    return [replace(each, refusal=each.refusal or repeats.get(each.name)) for each in found]


def _label(found: Iterable[Found]) -> dict[str, str]:
    """Return how each file is shown where others read it: by its study's number, for a file is called after
    a team; one whose number is not known by its place.
    """
    numbers, labels = {each.number for each in found if each.number}, {}
    for place, each in enumerate(found, 1):
        own = each.number
        length = next(
            (
                size
                for size in range(_SHORTEST, len(own))
                if not any(other[:size] == own[:size] for other in numbers - {own})
            ),
            len(own),
        )
        ending = REGISTERED_ENDING if own and each.content.form == "registration" else STUDY_ENDING
        label = f"{own[:length] or f'{place:02}'}{ending}"
        labels[each.name] = label if label not in labels.values() else f"{own[:length]}.{place:02}{ending}"
    return labels


def _tell_file(each: Found, labels: Mapping[str, str]) -> SourceFile:
    content, name = each.path.read_bytes() if each.path.is_file() else b"", labels[each.name]
    values = each.content.values if each.content and not each.refusal else {}
    rows = len(values.get("estimates", [])) if "estimates" in values else int(bool(values))
    failed = sum(not all(one["gates"].values()) for one in values.get("estimates", ()))
    untold = len(values.get("left_out", ()))
    notes = [("pool_gates_failed", {"count": failed})] * bool(failed)
    notes += [("pool_left_out", {"count": untold})] * bool(untold)
    return SourceFile(
        name,
        each.content.form if each.content else "study",
        rows,
        rows,
        0,
        0,
        len(content),
        hash_bytes(content),
        refusal=_refuse(each, name) if each.refusal else None,
        notes=tuple(notes),
    )


def _refuse(each: Found, name: str) -> Rejected:
    refusal = each.refusal
    return Rejected(
        name,
        refusal.key,
        column=refusal.place or None,
        value=str(refusal.values.get("value", "")),
        values={**refusal.values, "place": refusal.place},
    )


def _tell_unopened(each: Rejected) -> SourceFile:
    return SourceFile(each.file, "study", 0, 0, 0, 0, 0, "", refusal=each)


def _problem(each: Found) -> Problem:
    return Problem(each.name, each.refusal.key, values={**each.refusal.values, "place": each.refusal.place})

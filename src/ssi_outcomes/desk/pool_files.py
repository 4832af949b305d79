"""`ssi pool export acme`, `ssi pool register acme`: what a team hands to whoever keeps a pool."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from ssi_outcomes.base.errors import DataRefused, UsageError, message
from ssi_outcomes.base.files import write_whole
from ssi_outcomes.base.paths import raw_folder, reports_folder
from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.base.pool_names import REGISTERED_ENDING, STUDY_ENDING, is_pool
from ssi_outcomes.base.privacy import SMALLEST_GROUP
from ssi_outcomes.evidence.looks import read_looks, record_look
from ssi_outcomes.intake.asking import check_folder
from ssi_outcomes.pool.handing_over import (
    Meant,
    StudyEstimate,
    Untold,
    take_watched,
    write_registration,
    write_study,
)
from ssi_outcomes.pool.pool_text import NotBelieved, read_sealed
from ssi_outcomes.pool.study_number import find_number
from ssi_outcomes.pool.trial_study import take_drawn
from ssi_outcomes.reading.kinds.described.about_files import read_dataset_toml
from ssi_outcomes.study import PanelStudy, open_study

MOST_PEOPLE, MOST_WEEKS = 10**6, 5000


def export_study(dataset: str, today: date) -> tuple[Path, str]:
    """Write reports/<dataset>.pool.json; return its path, and what is in it and what is not. On real data
    this is a look, and the register keeps it: the file shows what the weeks say.

    Raises UsageError for what is no team's weeks, DataRefused where nothing in them may be told, or what
    reading them raises.
    """
    study = open_study(dataset)
    if not isinstance(study, PanelStudy):
        raise UsageError("pool_export_of_others", dataset=dataset)
    estimates, untold = _take_all(study)
    if not any(each.people >= SMALLEST_GROUP for each in estimates):
        raise DataRefused("pool_export_nothing", dataset=dataset, least=SMALLEST_GROUP)
    synthetic = bool(study.dataset.about.get("synthetic"))
    number = find_number(raw_folder(dataset))
    path = reports_folder() / f"{dataset}{STUDY_ENDING}"
    text = write_study(number, study.plan, estimates, untold, today, synthetic)
    if not synthetic:
        record_look(raw_folder(dataset), study.look)
    write_whole(path, text)
    told = json.loads(text)
    failed = sum(not all(each["gates"].values()) for each in told["estimates"])
    counts = {"told": len(told["estimates"]), "untold": len(told["left_out"]), "failed": failed}
    return path, message("pool_exported", study=number, invented=synthetic, **counts)


def _take_all(study: PanelStudy) -> tuple[list[StudyEstimate], list[Untold]]:
    """Return what a team's weeks gave, watched and, where there is a trial, by lot."""
    estimates, untold = take_watched(study.findings)
    drawn = take_drawn(study.trial, study.plan) if study.trial else ([], [])
    return estimates + drawn[0], untold + drawn[1]


def register_study(dataset: str, people: int | None, weeks: int | None, today: date) -> tuple[Path, str]:
    """Write reports/<dataset>.registered.json, unless the study was registered before; return its path, and
    what to do with it.

    `people` and `weeks` are those that are meant, by default the plan's. Raises UsageError where they are
    not said, or are none that there could be, or where the dataset is a pool.
    """
    check_folder(dataset)
    folder, path = raw_folder(dataset), reports_folder() / f"{dataset}{REGISTERED_ENDING}"
    if is_pool(folder):
        raise UsageError("pool_export_of_others", dataset=dataset)
    plan, number = read_plan(folder), find_number(folder)
    if earlier := _find_earlier(path, number):
        return path, message("pool_registered_before", day=earlier, study=number)
    people, weeks = plan.people if people is None else people, plan.weeks if weeks is None else weeks
    if people is None or weeks is None:
        raise UsageError("pool_register_meant", dataset=dataset)
    if not (0 < people <= MOST_PEOPLE and 0 < weeks <= MOST_WEEKS):
        raise UsageError(
            "pool_register_range", people=people, weeks=weeks, most=MOST_PEOPLE, longest=MOST_WEEKS
        )
    looks = len(read_looks(folder))
    meant = Meant(people, weeks, looks_before=looks)
    write_whole(path, write_registration(number, plan, meant, today, is_invented(folder)))
    return path, message("pool_registered", study=number, dataset=dataset, looks=looks)


def is_invented(folder: Path) -> bool:
    """Tell whether a dataset says of itself that its people are invented."""
    said = folder / "dataset.toml"
    return said.is_file() and read_dataset_toml(said, said.name).scalars.get("synthetic") is True


def _find_earlier(path: Path, number: str) -> str | None:
    """Return the day on which this study was registered before; None where it was not."""
    try:
        values = read_sealed(path).values if path.is_file() else {}
    except NotBelieved:
        return None
    return str(values.get("registered")) if values.get("study") == number and "registered" in values else None

"""What to do next, after each command: one line, with what is to be typed as it was typed before."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from ssi_outcomes.base.errors import current_language, message
from ssi_outcomes.base.paths import ARTICLE, raw_folder, shown
from ssi_outcomes.base.pool_names import is_pool
from ssi_outcomes.intake.receipt import TABLES, WEEKS, find_receipt
from ssi_outcomes.running.handing_back import checked_copy

_OWN = "acme"  # what the READMEs call a team's data
_POOL = "demo-pool"
_INVENTED = ("demo-", "world-")
# What make offers, and the variable that it takes a command's name in.
_OF_MAKE = {
    "report": "DATASET",
    "new": "DATASET",
    "check": "DATASET",
    "lab": "DATASET",
    "world": "WORLD",
    "case": "CASE",
}
_OPTIONAL = ("report", "lab")  # of `ssi`: the name is an option


def after_report(dataset: str, made: Sequence[Path]) -> str:
    """Return what follows a report: to open it; then data of one's own, or more weeks of them; of a pool,
    what further teams hand over.
    """
    page = next((path for path in made if path.suffix == ".html"), None)
    if page is None:
        return ""
    file = shown(page)
    if is_ours(dataset):
        return message("next_report", file=file, command=typed("new", _OWN))
    key = "next_report_pool" if is_pool(raw_folder(dataset)) else "next_report_own"
    return message(key, file=file, folder=f"data/raw/{dataset}", command=typed("report", dataset))


def after_reports(pages: Sequence[Path], failed: int) -> str:
    """Return what follows many reports: to open the page that leads to them, in one's own language where
    there is one, and to see why some failed.
    """
    spoken = [page for page in pages if page.stem.endswith(current_language())]
    return message(
        "next_reports", file=shown((spoken or pages)[0]), failed=failed, command=typed("check", _OWN)
    )


def after_case(made: Sequence[Path]) -> str:
    """Return what follows a page about one person: to open it; then the five side by side."""
    return message("next_case", file=shown(made[0]), command=typed("report")) if made else ""


def after_new(dataset: str, workbook: Path) -> str:
    """Return what follows a new folder: to fill in its workbook, and have it checked."""
    return message("next_new", file=shown(workbook), command=typed("check", dataset))


def after_check(dataset: str) -> str:
    """Return what follows a check: the report; where rows of one's own were refused, first to put them right;
    where nothing is filled in yet, to do that.
    """
    copy, check, report = checked_copy(dataset), typed("check", dataset), typed("report", dataset)
    if _is_empty(dataset):
        return message("next_check_empty", check=check)
    if copy.exists() and not is_ours(dataset):
        return message("next_check_refused", file=shown(copy), check=check, report=report)
    return message("next_check", report=report)


def after_world(name: str | None) -> str:
    """Return what follows an invented world: its report; what follows their list: one of them."""
    if name:
        return message("next_world", command=typed("report", f"world-{name.replace('_', '-')}"))
    return message("next_worlds", command=typed("world", "thermometer"))


def after_plan(dataset: str, weeks: int, today: date) -> str:
    """Return what follows a plan: a template laid out for as many weeks; for data that are there, a check."""
    if dataset:
        return message("next_plan_own", command=typed("check", dataset))
    monday = today + timedelta(days=-today.weekday() % 7)
    file, first = message("next_plan_names"), monday.isoformat()
    made = os.environ.get("MAKELEVEL")
    options = (
        f" PEOPLE={file} FROM={first} WEEKS={weeks}"
        if made
        else f" --people {file} --from {first} --weeks {weeks}"
    )
    return message("next_plan", file=file, command=typed("new", _OWN) + options)


def after_trial_plan(dataset: str) -> str:
    """Return what follows the plan of a trial: to draw it."""
    return message("next_trial_plan", command=typed("trial new", dataset or _OWN))


def after_trial_new(dataset: str, made: Sequence[Path]) -> str:
    """Return what follows a draw: to keep the workbook for its weeks, and to ask who is due."""
    return message("next_trial_new", file=shown(made[0]), command=typed("trial check", dataset))


def after_trial_check(dataset: str, over: bool) -> str:
    """Return what follows a seal that holds: to go on noting; where the trial is over, to read its answer."""
    key = "next_trial_over" if over else "next_trial_check"
    return message(key, command=typed("report" if over else "check", dataset))


def after_pool_register(dataset: str) -> str:
    """Return what follows a registration: to hand over what the weeks gave, once they are over."""
    return message("next_pool_register", command=typed("pool export", dataset))


def after_pool_export(dataset: str, made: Path) -> str:
    """Return what follows a file for a pool: to send it; of invented people, to see many together."""
    if is_ours(dataset):
        return message("next_pool_export_ours", command=typed("report", _POOL))
    return message("next_pool_export", file=shown(made), command=typed("report", message("next_pool_name")))


def after_odds(dataset: str) -> str:
    """Return what follows the odds: the report, which tells them beside the verdict."""
    return message("next_odds", command=typed("report", dataset))


def after_figures(made: Sequence[Path]) -> str:
    """Return what follows the figures of a report: to look at them, and to forward the brief; in the user's
    language, where they were made in it.
    """
    spoken = [path for path in made if path.stem.endswith(f".{current_language()}")] or list(made)
    return message("next_figures", file=shown(spoken[0]), brief=shown(spoken[1])) if made else ""


def after_gallery(made: Sequence[Path]) -> str:
    """Return what follows a gallery: to look at it, and to publish its folder."""
    return message("next_gallery", file=shown(made[-1]), folder=shown(made[-1].parent)) if made else ""


def after_doctor(fine: bool) -> str:
    """Return what follows an examination: the report; where something is wrong, to mend it and look again."""
    return message(
        "next_doctor" if fine else "next_doctor_wrong", command=typed("report" if fine else "doctor")
    )


def after_verify() -> str:
    """Return what follows a report that holds: to pass it on."""
    return message("next_verify")


def after_refresh() -> str:
    """Return what follows stored outputs: to look at what changed, and to try it."""
    return message("next_refresh")


def after_calibrate() -> str:
    """Return what follows a calibration: the notebooks and pages that show it."""
    return message("next_calibrate")


def after_workshop(made: Sequence[Path]) -> str:
    """Return what follows a workshop's files: to print the sheets, and to have the answers judged; those in
    the user's language, where they were made in it.
    """
    spoken = [path for path in made if f".{current_language()}." in path.name] or list(made)
    table = next(path for path in spoken if path.name.startswith("room.") and path.suffix == ".csv")
    return message("next_workshop", file=shown(spoken[0]), command=typed("workshop mark", shown(table)))


def after_mark() -> str:
    """Return what follows a room's word: to tell the room."""
    return message("next_mark")


def after_wheelhouse(folder: Path, count: int, size: int, python: str) -> str:
    """Return what follows a folder of libraries: to copy it with all the rest, Python's installer
    beside it; size: bytes.
    """
    start = "start.bat" if folder.name.startswith("win") else "sh start.sh"
    return message(
        "next_wheelhouse",
        folder=shown(folder),
        count=count,
        megabytes=round(size / 1e6),
        python=python,
        start=start,
        windows=start == "start.bat",
    )


def after_lab(dataset: str) -> str:
    """Return what follows work in the notebooks: that no report took anything from it."""
    return message("next_lab", command=typed("lab", dataset))


def is_ours(dataset: str) -> bool:
    """Tell whether a data set comes with the repository, or was invented by it: nobody mends its files."""
    return dataset == ARTICLE or dataset.startswith(_INVENTED)


def typed(command: str, name: str = "") -> str:
    """Return what is to be typed for `ssi <command>`, on `name` where there is one: with make where make was
    used, else with `ssi`, by its whole path where the shell does not find it.
    """
    if os.environ.get("MAKELEVEL") and command in (*_OF_MAKE, "doctor"):
        return f"make {command} {_OF_MAKE[command]}={name}" if name else f"make {command}"
    given = f" --dataset {name}" if name and command in _OPTIONAL else f" {name}" if name else ""
    return f"{_program()} {command}{given}"


def _is_empty(dataset: str) -> bool:
    """Tell whether neither a score nor an outcome of anybody was read of a team's files."""
    receipt = find_receipt(dataset)
    if receipt is None or receipt.kind != WEEKS:
        return False
    from pyarrow.parquet import read_metadata

    read = [receipt.folder / TABLES / f"{table}.parquet" for table in ("ssi", "outcomes")]
    there = [path for path in read if path.is_file()]
    # A panel that came as one has no tables: without a row it would have been refused.
    return bool(there) and not any(read_metadata(path).num_rows for path in there)


def _program() -> str:
    """Return how `ssi` is called from the repository's folder."""
    if shutil.which("ssi"):
        return "ssi"
    return r".venv\Scripts\ssi" if sys.platform == "win32" else ".venv/bin/ssi"

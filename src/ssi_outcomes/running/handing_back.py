"""Hand a dataset's faults back to its owner, as a workbook beside the reports that is never part of one."""

from __future__ import annotations

from pathlib import Path

from ssi_outcomes.base.errors import current_language, message
from ssi_outcomes.base.files import remove_file, write_whole
from ssi_outcomes.base.paths import processed_folder, reports_folder, shown
from ssi_outcomes.intake.receipt import FAULTS


def hand_back(dataset: str) -> Path | None:
    """Write reports/<dataset>.check.xlsx from the last reading, in the user's language, and return its path.

    Where nothing was refused there is none: an earlier one is deleted. Raises OSError where it cannot be
    written: a spreadsheet may have it open.
    """
    target, stored = checked_copy(dataset), processed_folder(dataset) / FAULTS
    if not can_hand_back(dataset):
        remove_file(target)
        return None
    # Here, as a reading without faults needs none of it.
    from ssi_outcomes.intake.codec import read_json
    from ssi_outcomes.report.to_put_right import write_faults

    faults = read_json(stored.read_text("utf-8"))
    write_whole(target, write_faults(faults, dataset, current_language()), mode=0o600)
    return target


def can_hand_back(dataset: str) -> bool:
    """Return whether the last reading kept faults with the rows that they stand in: there are none of what
    was read in Parquet.
    """
    return (processed_folder(dataset) / FAULTS).is_file()


def tell_copy(dataset: str) -> str:
    """Hand back what was refused, and return the line that says where it lies, "" where nothing was; where
    another program keeps an earlier one open, the line that says so.
    """
    try:
        copy = hand_back(dataset)
    except PermissionError:
        return message("check_kept_open", file=shown(checked_copy(dataset)))
    return message("check_handed_back", file=shown(copy)) if copy else ""


def keep_up(dataset: str) -> str:
    """Bring the workbook of faults up to date where there is one, and return the line that says so."""
    return tell_copy(dataset) if checked_copy(dataset).exists() else ""


def checked_copy(dataset: str) -> Path:
    """Return where the workbook of a dataset's faults is."""
    return reports_folder() / f"{dataset}.check.xlsx"

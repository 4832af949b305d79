"""Read a dataset, in a process of its own: the only code that opens raw files, and what it makes of them.

    python -m ssi_outcomes.intake.step DATASET

Each file is fingerprinted before and after: what changed meanwhile is not recorded under a fingerprint that
was not read. Tables, panel, findings and what is said of the files are written whole, their receipt last. The
last line on standard output says how it ended.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import traceback
from dataclasses import asdict
from datetime import date
from pathlib import Path

from filelock import FileLock

from ssi_outcomes.base import paths
from ssi_outcomes.base.codebook import DESCRIPTOR
from ssi_outcomes.base.errors import DataRefused, Problem, SsiError
from ssi_outcomes.base.privacy import write_private
from ssi_outcomes.intake.asking import check_folder, find_current
from ssi_outcomes.intake.inputs import hash_inputs, hash_raw
from ssi_outcomes.intake.receipt import CASES, FAULTS, WEEKS, Receipt, write_receipt

# Folders of the package whose lines may be named where reading breaks: a message could quote a user's cell.
_PACKAGE = Path(__file__).parents[1]


def main(dataset: str) -> int:
    """Read `dataset` and say on standard output how it ended; return the exit code."""
    threading.Thread(target=_end_with_asker, daemon=True).start()
    try:
        read_stored(dataset)
        said = {}
    except SsiError as error:
        said = {"error": _kind(error), "key": error.key, "values": _plain(error.values)}
    except OSError as error:
        said = {"error": "OSError", "errno": error.errno, "file": error.filename}
    except Exception as error:  # a fault of ours: its kind and its place, none of its words
        place = next(
            (each for each in reversed(traceback.extract_tb(error.__traceback__)) if _ours(each)), None
        )
        where = f"{Path(place.filename).relative_to(_PACKAGE).as_posix()}:{place.lineno}" if place else "-"
        print(f"{type(error).__name__}, {where}", file=sys.stderr)
        return 1
    print(json.dumps(said, default=str))
    return 0


def read_stored(dataset: str) -> Receipt:
    """Read `dataset` and store what is in it, one process at a time; return the receipt.

    Raises UsageError, or DataRefused: the data, the plan, or files that changed while they were read.
    """
    check_folder(dataset)
    folder = paths.processed_folder(dataset)
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".reading.lock"):
        # Whoever held the lock may just have read the very same files.
        return find_current(dataset) or _read(dataset)


def _read(dataset: str) -> Receipt:
    from ssi_outcomes.intake.codec import write_json
    from ssi_outcomes.intake.contents import read_contents
    from ssi_outcomes.intake.faults import HandedBack
    from ssi_outcomes.intake.writing import write_contents

    before = hash_raw(dataset)
    day, faults = date.today(), HandedBack()
    (paths.processed_folder(dataset) / FAULTS).unlink(missing_ok=True)
    try:
        contents = read_contents(paths.raw_folder(dataset), day, faults.keep)
    except DataRefused:
        # Whoever has no row right needs to see them most.
        if faults.found.rejected:
            write_private(dataset, FAULTS, write_json(faults.found))
        raise
    cases = _name_cases(dataset, contents.dataset.tables, DESCRIPTOR in before)
    _check_unchanged(dataset, before, hash_raw(dataset))
    outputs = write_contents(contents, faults.found)
    kind = CASES if "cases" in contents.dataset.tables else WEEKS
    # After reading: the first time, the key of the pseudonyms is made by it.
    receipt = Receipt(dataset, hash_inputs(dataset, before), kind, cases, outputs)
    write_receipt(receipt)
    return receipt


def _name_cases(dataset: str, tables, sealed: bool) -> tuple[str, ...]:
    if not sealed:
        return ()
    known = tables["cases"]["case"] if "case" in tables.get("cases", {}) else ()
    if not len(known):
        raise DataRefused("no_cases", dataset=dataset)
    return tuple(paths.check_name(each, "CASE") for each in known)


def _check_unchanged(dataset: str, before: dict[str, str], after: dict[str, str]) -> None:
    changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    if changed:
        raise DataRefused("raw_changed", dataset=dataset, files=", ".join(changed))


def _end_with_asker() -> None:
    """End this process when its standard input does: whoever asked was stopped, and nobody waits."""
    # Below Python's own stream, whose lock would be held when this process ends.
    while os.read(0, 1024):
        pass
    os._exit(1)


def _kind(error: SsiError) -> str:
    return next(kind.__name__ for kind in type(error).__mro__ if kind.__module__ == SsiError.__module__)


def _plain(values: dict[str, object]) -> dict[str, object]:
    return {
        name: [asdict(each) for each in value] if _are_problems(value) else value
        for name, value in values.items()
    }


def _are_problems(value: object) -> bool:
    return isinstance(value, tuple | list) and all(isinstance(each, Problem) for each in value)


def _ours(frame: traceback.FrameSummary) -> bool:
    return Path(frame.filename).is_relative_to(_PACKAGE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

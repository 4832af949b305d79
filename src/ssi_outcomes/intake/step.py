"""Read a dataset, in a process of its own: the only code that opens raw files, and what it makes of them.

    python -m ssi_outcomes.intake.step DATASET

Each file is fingerprinted before and after: a folder that changed meanwhile is read once more, and nothing is
recorded under a fingerprint that was not read. Tables, panel, findings and what is said of the files are
written whole, their receipt last. The last line on standard output says how it ended.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from filelock import FileLock

from ssi_outcomes.base import paths
from ssi_outcomes.base.breakage import name_breakage
from ssi_outcomes.base.codebook import DESCRIPTOR, is_described
from ssi_outcomes.base.errors import DataRefused, Problem, SsiError
from ssi_outcomes.base.files import hash_file, make_way, remove_file
from ssi_outcomes.base.privacy import write_private
from ssi_outcomes.base.today import today_in
from ssi_outcomes.intake.asking import check_folder, find_current
from ssi_outcomes.intake.bounded import NO_MEMORY, bound_memory, end_with_asker, tell_place
from ssi_outcomes.intake.inputs import hash_inputs, hash_raw, stamp_raw
from ssi_outcomes.intake.receipt import CASES, FAULTS, LARGE, POOL, PRINTS, WEEKS, Receipt, write_receipt

if TYPE_CHECKING:
    from ssi_outcomes.intake.contents import Contents
    from ssi_outcomes.intake.faults import Faults


def main(dataset: str, left_out: str = "{}") -> int:
    """Read `dataset`, but for the files of the JSON `left_out`; say on standard output at which file it is,
    and last how it ended; return the exit code.
    """
    end_with_asker()
    try:
        _read_bounded(dataset, json.loads(left_out))
        said = {}
    except SsiError as error:
        said = {"error": _kind(error), "key": error.key, "values": _plain(error.values)}
    except OSError as error:
        said = {"error": "OSError", "errno": error.errno, "file": error.filename}
    except MemoryError:
        return NO_MEMORY
    except Exception as error:  # a fault of ours
        print(name_breakage(error), file=sys.stderr)
        return 1
    print(json.dumps(said, default=str))
    return 0


def _read_bounded(dataset: str, left_out: dict[str, list]) -> None:
    """Read a dataset within the bounds of this process, with its asker standing by."""
    # All libraries, before they are measured; described cases, which are sealed, are not judged.
    from ssi_outcomes.intake import contents  # noqa: F401
    from ssi_outcomes.reading.parquet import panel_folder  # noqa: F401

    if not is_described(paths.raw_folder(dataset)):
        from ssi_outcomes.intake import drawn_people  # noqa: F401
    from ssi_outcomes.reading.attended import Attendant, attended

    bound_memory()
    with attended(Attendant(tell_place, {name: tuple(why) for name, why in left_out.items()})):
        read_stored(dataset)


def read_stored(dataset: str) -> Receipt:
    """Read `dataset` and store what is in it, one process at a time; return the receipt.

    Raises UsageError, or DataRefused: the data, the plan, or files that changed while they were read.
    """
    check_folder(dataset)
    folder = paths.processed_folder(dataset)
    make_way(folder / ".reading.lock")
    with FileLock(folder / ".reading.lock"):
        # Whoever held the lock may just have read the very same files.
        return find_current(dataset) or _read(dataset)


def _read(dataset: str) -> Receipt:
    from ssi_outcomes.intake.codec import write_json
    from ssi_outcomes.intake.odds_kept import ask_odds
    from ssi_outcomes.intake.writing import write_contents

    remove_file(paths.processed_folder(dataset) / FAULTS)
    reading = _read_between(dataset)
    if reading.changed or reading.unsettled:  # by a sync tool, a scanner, its owner, who may have ended now
        reading = _read_between(dataset)
    if reading.changed:
        raise DataRefused("raw_changed", dataset=dataset, files=", ".join(reading.changed))
    if isinstance(reading.found, DataRefused):
        # Whoever has no row right needs to see them most.
        if reading.faults.rejected:
            write_private(dataset, FAULTS, write_json(reading.faults))
        raise reading.found
    if isinstance(reading.found, Exception):
        raise reading.found
    tables, zone = reading.found.dataset.tables, reading.found.dataset.about.get("time_zone")
    cases = _name_cases(dataset, tables, DESCRIPTOR in reading.raw)
    outputs = write_contents(reading.found, reading.faults)
    prints = {"day": today_in(zone).isoformat(), "raw": reading.raw, "shown": _shown(reading)}
    outputs[PRINTS] = hash_file(write_private(dataset, PRINTS, json.dumps(prints, indent=1) + "\n"))
    # After reading: the first time, the key of the pseudonyms is made by it. Where names still came and went,
    # or a file was held by another program, what was read may not be all: it stands for this run alone.
    inputs = "" if reading.unsettled else hash_inputs(dataset, reading.raw, zone)
    kind = CASES if "cases" in tables else POOL if "pool" in tables else WEEKS
    kind = LARGE if reading.found.large else kind
    receipt = Receipt(dataset, inputs, kind, cases, outputs, zone, ask_odds(reading.found))
    write_receipt(receipt)
    return receipt


@dataclass(frozen=True)
class _Reading:
    """What was found in the raw files, or the error that reading them ended on, with their fingerprints
    before, the files that changed meanwhile, and whether names came and went in a folder, or a file that can
    be opened could not be when it was read.
    """

    found: Contents | Exception
    faults: Faults
    raw: dict[str, str]
    changed: tuple[str, ...]
    unsettled: bool


def _read_between(dataset: str) -> _Reading:
    """Return what reading comes to between two looks at the raw folder."""
    from ssi_outcomes.intake.contents import read_contents
    from ssi_outcomes.intake.faults import HandedBack

    stamps, raw = stamp_raw(dataset), hash_raw(dataset)
    faults = HandedBack()
    try:
        found = read_contents(paths.raw_folder(dataset), None, faults.keep)
    except (SsiError, OSError) as error:
        found = error
    changed = _compare(raw, hash_raw(dataset)) | _compare(stamps, stamp_raw(dataset))
    files = tuple(sorted(name for name in changed if not name.endswith("/")))
    held = {each.file.partition(" › ")[0] for each in faults.found.rejected if each.key == "file_unreadable"}
    unsettled = len(files) < len(changed) or any(raw.get(name, "None") != "None" for name in held)
    return _Reading(found, faults.found, raw, files, unsettled)


def _shown(reading: _Reading) -> dict[str, str]:
    """Return how each raw file is shown: without the names in its own."""
    labels = reading.found.dataset.labels.items()
    whole = {own.partition(" › ")[0]: label.partition(" › ")[0] for own, label in labels}
    return {name: whole.get(name, name) for name in reading.raw}


def _compare(before: dict[str, object], after: dict[str, object]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def _name_cases(dataset: str, tables, sealed: bool) -> tuple[str, ...]:
    if not sealed:
        return ()
    known = tables["cases"]["case"] if "case" in tables.get("cases", {}) else ()
    if not len(known):
        raise DataRefused("no_cases", dataset=dataset)
    return tuple(paths.check_name(each, "CASE") for each in known)


def _kind(error: SsiError) -> str:
    return next(kind.__name__ for kind in type(error).__mro__ if kind.__module__ == SsiError.__module__)


def _plain(values: dict[str, object]) -> dict[str, object]:
    return {
        name: [asdict(each) for each in value] if _are_problems(value) else value
        for name, value in values.items()
    }


def _are_problems(value: object) -> bool:
    return isinstance(value, tuple | list) and all(isinstance(each, Problem) for each in value)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

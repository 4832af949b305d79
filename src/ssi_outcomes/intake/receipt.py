"""What of a dataset was read, and from what: found again by fingerprint, without importing pandas."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from ssi_outcomes.base import paths
from ssi_outcomes.base.errors import UsageError, current_language
from ssi_outcomes.base.files import hash_file, remove_file, write_whole
from ssi_outcomes.intake.inputs import hash_parts

RECORD = "reading.json"
# What the files say beside their tables, the findings, who is who: for this machine only.
SAID = "private/reading.json"
TABLES = "tables"
TOLD = "private/files.{language}.txt"  # a line for each file, and what was refused of it
LEFT_OUT = "private/left-out.{language}.txt"  # one line for each reason for which something was left out
FAULTS = "private/faults.json"  # what was refused, with the rows that it stands in
_PINNED = "{dataset}.reading.json"
PRINTS = "private/prints.json"  # of each raw file, how it is shown, and the day of reading
CASES, WEEKS, POOL, LARGE = "cases", "weeks", "pool", "large"


@dataclass(frozen=True)
class Receipt:
    """One reading of a dataset: the fingerprint of its inputs, its `kind` (cases, weeks, pool, or large:
    weeks that do not fit into memory), the names of its cases, and each stored file with its fingerprint, by
    its path in the dataset's folder of computed files. `zone` is the time zone by which a day is today;
    `odds` is what is to be drawn beside the verdict: a fingerprint of outcome, plan and what was declared, ""
    where nothing is.
    """

    dataset: str
    inputs: str
    kind: str
    cases: tuple[str, ...]
    outputs: Mapping[str, str]
    zone: str | None = None
    odds: str = ""

    @property
    def hash(self) -> str:
        """Return the fingerprint of what was read: equal on another day if nothing has come in since."""
        return hash_parts(*(part for name in self.loaded for part in (name, self.outputs[name])))

    @property
    def loaded(self) -> list[str]:
        """Return the files that a study is loaded from."""
        return sorted(name for name in self.outputs if name == SAID or name.startswith(f"{TABLES}/"))

    @property
    def folder(self) -> Path:
        """Return the dataset's folder of computed files."""
        return paths.processed_folder(self.dataset)

    def is_whole(self) -> bool:
        """Return whether each stored file is still what was written."""
        return not self.find_altered()

    def find_altered(self) -> list[str]:
        """Return the stored files that are missing, or no longer what was written."""
        return [name for name, known in self.outputs.items() if not self._stands(name, known)]

    def _stands(self, name: str, known: str) -> bool:
        try:
            return hash_file(self.folder / name) == known
        except OSError:
            return False


def find_receipt(dataset: str) -> Receipt | None:
    """Return the last reading of a dataset; None if there is none, or its receipt is damaged."""
    return _read_receipt(dataset, paths.processed_folder(dataset) / RECORD)


def _read_receipt(dataset: str, path: Path) -> Receipt | None:
    if not path.is_file():  # a pipe would never end
        return None
    try:
        stored = json.loads(path.read_text("utf-8"))
        if stored.pop("seal") != hash_parts(json.dumps(stored, sort_keys=True)):
            return None
        outputs = {str(name): str(known) for name, known in stored["outputs"].items()}
        cases = tuple(paths.check_name(each, "CASE") for each in stored["cases"])
        inputs, kind, odds = (str(stored[name]) for name in ("inputs", "kind", "odds"))
        return Receipt(dataset, inputs, kind, cases, outputs, stored["zone"], odds)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, UsageError):
        return None


def write_receipt(receipt: Receipt) -> None:
    """Write the receipt of a reading, last of its files, and delete those of
    the reading before that are not among them.
    """
    before = find_receipt(receipt.dataset)
    write_whole(receipt.folder / RECORD, _write_sealed(receipt))
    for name in (before.outputs.keys() - receipt.outputs.keys()) if before else ():
        path = receipt.folder / name
        # Nothing outside the dataset's own folder, whatever a receipt says.
        if path.resolve().is_relative_to(receipt.folder.resolve()):
            remove_file(path)


def _write_sealed(receipt: Receipt) -> str:
    """Return the text of a receipt, sealed: one that was damaged, or that an older version wrote, is none."""
    said = {name: value for name, value in asdict(receipt).items() if name != "dataset"}
    seal = hash_parts(json.dumps(said, sort_keys=True))
    return json.dumps({**said, "seal": seal}, indent=1) + "\n"


def pin_receipt(receipt: Receipt, aside: Path) -> None:
    """Keep a receipt in the folder where the stages of a run write: to them it holds, whatever is read of the
    dataset meanwhile.
    """
    write_whole(aside / _PINNED.format(dataset=receipt.dataset), _write_sealed(receipt))


def find_pinned(dataset: str) -> Receipt | None:
    """Return the reading that this run began with; None outside of one, or where it did not begin with it."""
    stage = os.environ.get("SSI_STAGE")
    return _read_receipt(dataset, Path(stage).parent / _PINNED.format(dataset=dataset)) if stage else None


def tell_receipt(receipt: Receipt) -> str:
    """Return what was told of each file when a dataset was read, in the user's language."""
    return _read_told(receipt, TOLD)


def tell_reasons(receipt: Receipt) -> str:
    """Return what was left out, one line a reason, in the user's language; "" where nothing was."""
    return _read_told(receipt, LEFT_OUT)


def _read_told(receipt: Receipt, name: str) -> str:
    return (receipt.folder / name.format(language=current_language())).read_text("utf-8").rstrip()


def is_within_run() -> bool:
    """Return whether this is a notebook of a run, whose data were read before it began."""
    return bool(os.environ.get("SSI_STAGE"))

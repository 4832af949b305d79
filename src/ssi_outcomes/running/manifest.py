"""What each stage was made from and what it made, by fingerprint: a stage whose
inputs and outputs stand is not run again.

Decided from bytes alone, with the standard library: an unchanged report
must not wait for pandas to be imported.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from ssi_outcomes.base import paths
from ssi_outcomes.base.files import hash_file, is_aside, remove_file, write_whole
from ssi_outcomes.base.plan import PLAN_FILE
from ssi_outcomes.intake.inputs import hash_code, hash_folder, hash_parts, hash_python, hash_tree
from ssi_outcomes.running.notebooks import read_cells

# Executed notebooks lie here, among them failed ones that no stage claims.
NOTEBOOKS = "notebooks"


class Manifest:
    """The record of a dataset's stages: `inputs` is one hash, `outputs` has a
    hash for each file that the stage published.
    """

    def __init__(self, dataset: str, kept: Iterable[str] = ()):
        self.folder = paths.processed_folder(dataset)
        # What reading stored there, for which no stage answers.
        self._kept = {(self.folder / name).relative_to(paths.root()).as_posix() for name in kept}
        self.path = self.folder / "manifest.json"
        self._stages = _read(self.path)

    def is_current(self, stage: str, inputs: str) -> bool:
        """Return whether `stage` was made from `inputs` and each of its files is still what it wrote."""
        record = self._stages.get(stage, {})
        return record.get("inputs") == inputs and all(
            hash_or_none(paths.root() / name) == known for name, known in record["outputs"].items()
        )

    def is_untouched(self, stage: str) -> bool:
        """Return whether `stage` was recorded and each of its files is still what it wrote."""
        return stage in self._stages and self.is_current(stage, self._stages[stage]["inputs"])

    @property
    def outputs(self) -> set[str]:
        """Return the files that all stages made, from the repository's folder on."""
        return self._claimed()

    def outputs_of(self, stage: str) -> dict[str, str]:
        """Return the files that `stage` made, with their fingerprints; none where it was not recorded."""
        return self._stages.get(stage, {}).get("outputs", {})

    def find_altered(self) -> list[str]:
        """Return the files that are missing, or no longer what their stage wrote."""
        known = [each for record in self._stages.values() for each in record["outputs"].items()]
        return [name for name, digest in known if hash_or_none(paths.root() / name) != digest]

    def record(self, stage: str, inputs: str, outputs: Iterable[Path]) -> None:
        """Note that `stage` was made; delete what an earlier run of it published and this one did not."""
        before = self._stages.get(stage, {}).get("outputs", {})
        made = {path.relative_to(paths.root()).as_posix(): hash_file(path) for path in outputs}
        self._stages[stage] = {"inputs": inputs, "outputs": made}
        self._delete(before.keys() - made.keys())
        self._write()

    def keep_only(self, stages: Iterable[str]) -> None:
        """Forget the runs of notebooks that are not among `stages`, with their files: a case that is no
        longer in the data, a notebook that went with an older version of this package.
        """
        notebooks = (self.folder / NOTEBOOKS).relative_to(paths.root()).as_posix()
        runs = {
            name
            for name, record in self._stages.items()
            if any(output.startswith(f"{notebooks}/") for output in record["outputs"])
        }
        gone = runs - set(stages)
        if gone:
            self._delete({name for stage in gone for name in self._stages.pop(stage)["outputs"]})
            self._write()

    def drop(self, stage: str) -> None:
        """Forget a stage that is no longer asked for, with its files."""
        if stage in self._stages:
            self._delete(self._stages.pop(stage)["outputs"])
            self._write()

    def forget(self) -> None:
        """Let no stage stand: what they made does not fit what they are recorded to be made from."""
        self._stages = {}
        self._write()

    def sweep(self) -> None:
        """Delete what no stage claims in the folders that stages publish to: left over from other data, and
        taken for facts.
        """
        claimed = {paths.root() / name for name in self._claimed()}
        for path in (path for part in self._parts() for path in part.rglob("*")):
            # A folder that is a link may be anybody's.
            own = path.parent.resolve().is_relative_to(self.folder.resolve())
            if own and path not in claimed and not is_aside(path.relative_to(self.folder)):
                remove_file(path)

    def hash_published(self) -> str:
        """Return the fingerprint of all that stages published: facts,
        figures, tables, not the executed notebooks.
        """
        return hash_tree(self._published(), self.folder)

    def _published(self) -> list[Path]:
        found = (path for part in self._parts() for path in part.rglob("[!.]*") if path.is_file())
        return [path for path in found if not is_aside(path.relative_to(self.folder))]

    def _parts(self) -> list[Path]:
        """Return the folders that stages publish to, but that of the executed notebooks."""
        claimed = (paths.root() / name for name in self._claimed())
        parts = {
            path.relative_to(self.folder).parts[0] for path in claimed if path.is_relative_to(self.folder)
        }
        return [self.folder / part for part in sorted(parts - {NOTEBOOKS, ".."})]

    def _claimed(self) -> set[str]:
        return {name for record in self._stages.values() for name in record["outputs"]}

    def _delete(self, names: Iterable[str]) -> None:
        for path in (paths.root() / name for name in set(names) - self._claimed() - self._kept):
            # Nothing outside the dataset's own folder, whatever a manifest says.
            if path.resolve().is_relative_to(self.folder.resolve()):
                remove_file(path)

    def _write(self) -> None:
        said = {"stages": self._stages, "seal": _seal(self._stages)}
        write_whole(self.path, json.dumps(said, indent=1, sort_keys=True) + "\n")


def hash_shared() -> str:
    """Return the fingerprint of what every stage rests on: this package, the plan, the lock, the article's
    claims, Python and what is installed.
    """
    package = Path(__file__).parents[1]
    alone = [package.with_name("helpers.py"), paths.root() / PLAN_FILE]
    return hash_parts(
        hash_python(),
        hash_code(package.rglob("*"), package),
        hash_folder(paths.raw_folder(paths.ARTICLE)),
        *(str(hash_or_none(path)) for path in alone),
    )


def hash_notebook(source: Path) -> str:
    """Return the fingerprint of what a notebook does: its cells and their tags, not its stored outputs."""
    cells = [
        [cell.get("cell_type"), cell["source"], cell.get("metadata", {}).get("tags")]
        for cell in read_cells(source)
    ]
    return hash_parts(json.dumps(cells))


def hash_or_none(path: Path) -> str | None:
    """Return the fingerprint of a file, None where it cannot be read."""
    try:
        return hash_file(path)
    except OSError:
        return None


def _seal(stages: dict[str, dict]) -> str:
    return hash_parts(json.dumps(stages, sort_keys=True))


def _read(path: Path) -> dict[str, dict]:
    """Return the stages recorded in `path`; none if it is missing, damaged or of an older version: everything
    is then made again.
    """
    if not path.is_file():  # a pipe would never end
        return {}
    try:
        said = json.loads(path.read_text("utf-8"))
        stages = said["stages"]
        if said["seal"] != _seal(stages):
            return {}
        return {
            str(name): {"inputs": str(record["inputs"]), "outputs": dict(record["outputs"])}
            for name, record in stages.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}

"""One run of the pipeline on one dataset: which stages still stand, which
are run, and how their files are published.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from ssi_outcomes.base import paths
from ssi_outcomes.base.errors import message
from ssi_outcomes.base.files import PART, hash_file, make_way, write_whole
from ssi_outcomes.intake.inputs import hash_parts
from ssi_outcomes.intake.odds_kept import find_kept
from ssi_outcomes.intake.receipt import Receipt
from ssi_outcomes.running import manifest as made
from ssi_outcomes.running.jobs import run_jobs
from ssi_outcomes.running.manifest import Manifest
from ssi_outcomes.running.notebooks import check_parameters, imported_modules, run_notebook
from ssi_outcomes.running.progress import Lines

_COMMON = ".common"  # what the kernels of a run share, aside; no stage is called so
# The notebooks' menu, and what it imports when somebody is told something: each kernel would, by itself.
_MENU, _TOLD = "helpers", ("ssi_outcomes.exhibits.alone", "ssi_outcomes.exhibits.together")


class Runnable(Protocol):
    """What is run in a run: by its name in the manifest, and by how it is shown."""

    name: str
    label: str

    def hash_inputs(self, run: Run) -> str:
        """Return the fingerprint of all that the stage rests on."""

    def make_job(self, run: Run) -> tuple:
        """Return what executors carry: a function that writes into a folder aside, and its arguments."""


@dataclass(frozen=True)
class Stage:
    """One run of one notebook.

    `publishes` is False where an equal run in another language publishes the same facts; `reads_odds` says
    that it shows what was drawn beside it, `reads_facts` that it tells what the others published.
    """

    notebook: str
    parameters: dict = field(default_factory=dict)
    variant: str = ""
    reads_facts: bool = False
    publishes: bool = True
    reads_odds: bool = False

    @property
    def name(self) -> str:
        """Return the stage's name: the notebook's, and what tells its runs apart."""
        return f"{self.notebook}.{self.variant}" if self.variant else self.notebook

    @property
    def label(self) -> str:
        """Return the name as it is shown."""
        return (
            message("run_label", notebook=self.notebook, variant=self.variant)
            if self.variant
            else self.notebook
        )

    @property
    def source(self) -> Path:
        """Return the notebook's file."""
        return paths.notebooks_folder() / f"{self.notebook}.ipynb"

    def hash_inputs(self, run: Run) -> str:
        """Return the fingerprint of the notebook, its parameters, and what it reads of other stages."""
        read = [run.manifest.hash_published()] if self.reads_facts else []
        read += [str(made.hash_or_none(find_kept(run.dataset)))] if self.reads_odds else []
        parameters = [f"{name}={value!r}" for name, value in self.parameters.items()]
        return hash_parts(run.shared, made.hash_notebook(self.source), *parameters, *read)

    def make_job(self, run: Run) -> tuple:
        """Return what runs the notebook."""
        return run_notebook, self.source, self.parameters, run.executed(self), run.aside / self.name


@dataclass(frozen=True)
class Page:
    """A file for readers, made by `verb` of `report`, in one language unless that is "".

    From a stage's executed notebook (`beside`: where that is published too), or with no
    stage from all that the stages published.
    """

    verb: str
    language: str
    target: Path
    stage: Stage | None = None
    beside: Path | None = None


@dataclass
class Run:
    """What the stages of one run share; made by `start_run`.

    `shared` is the hash of what all rest on, `aside` where they write first, `receipt` what was read. What is
    entered in `until_end` is left with the run; with none, jobs may run in other processes than this.
    """

    dataset: str
    executor: Executor
    progress: Lines
    manifest: Manifest
    shared: str
    aside: Path
    receipt: Receipt
    until_end: ExitStack | None = None
    _forking: bool = False

    @property
    def folder(self) -> Path:
        """Return where the dataset's stages publish."""
        return paths.processed_folder(self.dataset)

    def executed(self, stage: Stage) -> Path:
        """Return the executed notebook of `stage`."""
        return self.folder / made.NOTEBOOKS / f"{stage.name}.ipynb"

    def run_stages(self, stages: Sequence[Runnable], always: bool = False) -> None:
        """Run those of `stages` that do not stand (or all), publish what they write and record them (unless
        `always`); odds that could not be drawn are said, and asked for again by the next run.
        """
        inputs = [stage.hash_inputs(self) for stage in stages]
        todo = [
            number
            for number, stage in enumerate(stages)
            if always or not self.manifest.is_current(stage.name, inputs[number])
        ]
        self.progress.skip(len(stages) - len(todo))
        if not todo:
            return
        notebooks = [stages[number] for number in todo if isinstance(stages[number], Stage)]
        for stage in notebooks:
            check_parameters(stage.source, stage.parameters)
        self.progress.running(len(notebooks))
        if len(notebooks) > 1:
            self._fork_kernels([stage.source for stage in notebooks])

        def publish(job: int, seconds: float) -> None:
            stage = stages[todo[job]]
            files = self._publish(stage)
            if files and not always:
                self.manifest.record(stage.name, inputs[todo[job]], files)
            self.progress.step(stage.label, seconds)
            if not files:
                self.progress.say(message("odds_not_drawn", dataset=self.dataset))

        run_jobs(self.executor, _time_job, [stages[number].make_job(self) for number in todo], publish)

    def make_pages(self, pages: list[Page]) -> list[Path]:
        """Write those of `pages` that do not stand, all or none of them, and return the files of all."""
        published = self.manifest.hash_published()
        read = [hash_file(self.executed(page.stage)) if page.stage else published for page in pages]
        inputs = [
            hash_parts(self.shared, page.verb, page.language, each)
            for page, each in zip(pages, read, strict=True)
        ]
        todo = [
            number
            for number, page in enumerate(pages)
            if not self.manifest.is_current(file_name(page.target), inputs[number])
        ]
        contents: dict[int, str | bytes] = {}
        jobs = [
            (
                pages[n].verb,
                self.executed(pages[n].stage) if pages[n].stage else self.folder,
                pages[n].language,
                self.folder / "facts",
            )
            for n in todo
        ]
        run_jobs(self.executor, _export, jobs, lambda job, content: contents.update({todo[job]: content}))
        for number in todo:
            page = pages[number]
            if page.beside:
                write_whole(page.beside, self.executed(page.stage).read_bytes())
            write_whole(page.target, contents[number])
            self.manifest.record(
                file_name(page.target), inputs[number], [page.target, *([page.beside] if page.beside else [])]
            )
        self.progress.made += len(todo)
        return [page.target for page in pages]

    def _fork_kernels(self, sources: list[Path]) -> None:
        """Let the kernels of this run, from here on, have in common what the notebooks `sources` import."""
        if self._forking or self.until_end is None:
            return
        from ssi_outcomes.running.kernels import forking

        modules = imported_modules(sources)
        modules += _TOLD if _MENU in modules else ()
        self.until_end.enter_context(forking(self.aside / _COMMON, modules))
        self._forking = True

    def stands(self, stage: Runnable) -> bool:
        """Return whether what a stage made is there, of today's inputs."""
        return self.manifest.is_current(stage.name, stage.hash_inputs(self))

    def _publish(self, stage: Runnable) -> list[Path]:
        """Move what a stage wrote aside to where it is read; return all files that it made."""
        published = [self.executed(stage)] if isinstance(stage, Stage) else []
        if isinstance(stage, Stage) and not stage.publishes:
            return published
        aside = self.aside / stage.name
        for path in sorted(
            path for path in aside.rglob("*") if path.is_file() and not path.name.endswith(PART)
        ):
            target = self.folder / path.relative_to(aside)
            make_way(target)
            os.replace(path, target)
            published.append(target)
        return published


def file_name(target: Path) -> str:
    """Return the name of a file for readers in the manifest."""
    return f"{target.suffix[1:]}.{target.name}"


def _time_job(function: Callable, *arguments: object) -> float:
    """Run a stage and return how many seconds it took; the job that executors carry."""
    start = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - start


def _export(verb: str, source: Path, language: str, facts: Path) -> str | bytes:
    """Return what `verb` of `report` makes of an executed notebook or of a
    dataset's folder; the job that executors carry.
    """
    from ssi_outcomes import report
    from ssi_outcomes.words.facts import read_citable

    # A report is published only if each number on it is its fact; a case's page shows a notebook as it is.
    known = {"facts": read_citable(facts)} if verb in ("export_report", "export_large") else {}
    return getattr(report, verb)(source, *([language] if language else []), **known)

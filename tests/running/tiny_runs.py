"""Runs of the pipeline on the tiny repository, in this process, and what was heard of them."""

import json
from concurrent.futures import Executor, Future
from pathlib import Path

import pytest

from ssi_outcomes.base.errors import NotebookFailed
from ssi_outcomes.base.files import list_visible, write_whole
from ssi_outcomes.running.notebooks import read_cells
from ssi_outcomes.running.pipeline import make_report
from ssi_outcomes.running.progress import Lines


class Inline(Executor):
    """Run each job at once, in this thread: the simplest executor there is."""

    def submit(self, function, /, *arguments):
        future = Future()
        try:
            future.set_result(function(*arguments))
        except Exception as error:
            future.set_exception(error)
        return future


class Heard(Lines):
    """Progress that remembers which notebooks ran."""

    def __init__(self):
        super().__init__()
        self.labels, self.said = [], []

    def step(self, label, seconds):
        super().step(label, seconds)
        self.labels.append(label)

    def say(self, text):
        self.said.append(text)


MEASURED = ("01-read-the-data", "03-five-stories")


EVERYTHING = ["02-meet-a-case: p01", "02-meet-a-case: p02", *MEASURED, "08-report: en", "08-report: fr"]


def export(verb: str, source: Path, language: str, facts: Path) -> str:
    read = (
        source.read_text("utf-8")
        if source.is_file()
        else {path.name: path.read_text("utf-8") for path in list_visible(facts, "*.json")}
    )
    return f"{verb} {language} {read}"


def run_in_process(source: Path, parameters: dict, output: Path, stage: Path) -> None:
    said, names = [], {"print": lambda *words: said.append([str(word) for word in words])}
    stage.mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSI_STAGE", str(stage))
        for cell in read_cells(source):
            if cell["cell_type"] == "code":
                try:
                    exec(cell["source"], names)
                except ArithmeticError as error:
                    raise NotebookFailed(
                        "notebook_failed", notebook=source.name, cell=1, error=str(error), kept="-"
                    ) from error
                if "parameters" in cell["metadata"].get("tags", ()):
                    names |= parameters
    write_whole(output, json.dumps([parameters, said]))


def report(languages=("fr", "en"), executor=None) -> Heard:
    heard = Heard()
    made = make_report("article", languages, executor or Inline(), heard)
    told = [language for language in ("fr", "en") if language in languages]
    assert [path.name for path in made] == [
        "article.facts.json",
        *(f"article.{language}.{kind}" for kind in ("xlsx", "html") for language in told),
    ]
    assert all(path.is_file() for path in made)
    return heard


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".lock"
    }

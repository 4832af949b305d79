"""A tiny repository of the same shape, for the tests that run the pipeline: two synthetic cases and notebooks of a few lines."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from waiting import HANGS

from ssi_outcomes.base.files import hash_bytes
from ssi_outcomes.base.plan import PLAN_FILE

CASES = "case,name\np01,P01\np02,P02\n"
PARAMETERS = 'dataset: str = "article"  # a folder of data/raw\nreport_lang: str = "en"  # fr or en'
WRITE = """\
import json, os, pathlib
from ssi_outcomes.base.paths import output_folder, processed_folder, raw_folder
raw = (raw_folder(dataset) / "cases.csv").read_text()
"""
MEASURE = """\
for kind, name in (("facts", f"{what}.json"), ("figures", f"{what}.svg")):
    (output_folder(dataset) / kind).mkdir(parents=True, exist_ok=True)
    (output_folder(dataset) / kind / name).write_text(json.dumps({"facts": [], "of": [what, len(raw)]}))"""
TELL = (
    "print(report_lang, [path.name for path in sorted((processed_folder(dataset) / 'facts').glob('*.json'))])"
)
# What reading leaves of the tiny dataset, in its folder of computed files.
READ_ONCE = (
    *("reading.json", "rejected.csv", "tables/cases.parquet", "tables/panel.parquet", ".reading.lock"),
    *(
        f"private/{name}"
        for name in ("reading.json", "prints.json", "files.csv", "files.en.txt", "files.fr.txt")
    ),
    *(f"private/left-out.{language}.txt" for language in ("en", "fr")),
)

# What the command line does, with the exports replaced: they have their own tests, and their own idea of a report.
DRIVER = """\
import sys, types
fake = types.ModuleType("ssi_outcomes.report")
fake.export_report = fake.export_case = lambda notebook, language, facts=None: f"<html lang={language}>" + notebook.read_text("utf-8")
fake.export_facts = lambda folder: str(sorted(path.name for path in (folder / "facts").iterdir()))
fake.export_workbook = lambda folder, language: f"{language} of {sorted(path.name for path in (folder / 'facts').iterdir())}".encode()
sys.modules["ssi_outcomes.report"] = fake
from ssi_outcomes.desk import cli
try:
    cli.main()
finally:
    heavy = sorted({"papermill", "pandas", "matplotlib", "nbformat", "tqdm"} & sys.modules.keys())
    print("imported:", *heavy, file=sys.stderr)
"""


def make_home(home: Path, **cells: str) -> Path:
    """Make the tiny repository in `home`; `cells` (by notebook number, as `n03="1 / 0"`) adds a code cell to a notebook. Return `home`."""
    (home / "data" / "raw" / "article").mkdir(parents=True)
    write_cases(home, CASES)
    shutil.copy2(Path(__file__).parents[1] / PLAN_FILE, home)
    for name, parameters, code in _notebooks():
        write_notebook(
            home / "notebooks" / f"{name}.ipynb",
            parameters,
            code,
            *([cells[key]] if (key := f"n{name[:2]}") in cells else []),
        )
    return home


def move_in(home: Path, monkeypatch) -> Path:
    """Make the tiny repository in `home` and work there: in English, under a key of its own, outside of any run. Return `home`."""
    monkeypatch.setenv("SSI_HOME", str(home))
    monkeypatch.setenv("SSI_LANG", "en")
    monkeypatch.setenv("SSI_KEY_FILE", str(home.parent / "key"))
    monkeypatch.delenv("SSI_STAGE", raising=False)
    return make_home(home)


def write_cases(home: Path, text: str, seal: bool = True) -> None:
    """Write the tiny dataset's only table, and its seal."""
    folder = home / "data" / "raw" / "article"
    (folder / "cases.csv").write_bytes(text.encode())
    if seal:
        fields = [{"name": name, "type": "string"} for name in ("case", "name")]
        digest = f"sha256:{hash_bytes(text.encode())}"
        resource = {
            "name": "cases",
            "path": "cases.csv",
            "bytes": len(text),
            "hash": digest,
            "schema": {"fields": fields, "primaryKey": ["case"]},
        }
        (folder / "datapackage.json").write_text(
            json.dumps({"name": "tiny", "title": "Tiny", "resources": [resource]})
        )


def write_notebook(
    path: Path, parameters: str | None, *code: str, tags: tuple[str, ...] = ("parameters",)
) -> Path:
    """Write a notebook of a title, a parameters cell (unless None) and code cells."""
    cells = [{"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# A question?"}]
    if parameters is not None:
        cells.append(_code("parameters", parameters, list(tags)))
    cells += [_code(f"code-{number}", text) for number, text in enumerate(code)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "utf-8")
    return path


def _hear_interrupts() -> None:
    # What is started in the background of a script without job control would ignore them.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def start_ssi(home: Path, *arguments: str, **environment: str) -> subprocess.Popen:
    """Start the command line in a process group of its own, in English, on the tiny repository."""
    env = {**os.environ, "SSI_HOME": str(home), "SSI_LANG": "en", **environment}
    command = [sys.executable, "-c", DRIVER, *arguments]
    return subprocess.Popen(
        command,
        env=env,
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        start_new_session=True,
        preexec_fn=_hear_interrupts,
    )


def run_ssi(home: Path, *arguments: str, **environment: str) -> tuple[int, str, str]:
    """Run the command line to its end; return exit code, standard output, standard error."""
    process = start_ssi(home, *arguments, **environment)
    out, err = process.communicate(timeout=HANGS)
    return process.returncode, out, err


def _notebooks() -> list[tuple[str, str, str]]:
    names = ("01-read-the-data", "03-five-stories")
    measured = [(name, PARAMETERS, f"what = {name!r}\n{WRITE}{MEASURE}") for name in names]
    case = f'{PARAMETERS}\ncase: str = "p01"  # one of the cases'
    meet = ("02-meet-a-case", case, f"what = f'02-meet-a-case-{{case}}'\n{WRITE}{MEASURE}")
    return [*measured, meet, ("08-report", PARAMETERS, WRITE + TELL)]


def _code(name: str, source: str, tags: list[str] | None = None) -> dict:
    metadata = {"tags": tags} if tags else {}
    return {
        "cell_type": "code",
        "id": name,
        "metadata": metadata,
        "source": source,
        "outputs": [],
        "execution_count": None,
    }

"""The stored outputs are what the notebooks give today: what the reports' own runs gave is compared, and in the long part nbval runs each as by hand."""

from __future__ import annotations

import configparser
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import MADE
from waiting import HANGS

from ssi_outcomes.base.paths import notebooks_folder, processed_folder, root
from ssi_outcomes.running.notebooks import declared_parameters
from ssi_outcomes.running.stored_notebooks import STORED

SANITISE = Path(__file__).with_name("sanitise.cfg")
NOTEBOOKS = sorted(path.stem for path in notebooks_folder().glob("*.ipynb"))
# Notebooks stored on a dataset whose report the quick part does not make: the gallery has it.
APART = {name: dataset for dataset, names in STORED.items() if dataset not in MADE for name in names}
# Compared by the data behind them.
PICTURES = ("image/png", "image/jpeg")


def read_cells(path: Path) -> dict[str, dict]:
    """Return the code cells of a notebook by their id."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return {cell["id"]: cell for cell in cells if cell["cell_type"] == "code"}


def read_run(name: str) -> dict[str, dict]:
    """Return the cells of the report's run of a notebook with the parameters that it is stored with."""
    stored = declared_parameters(notebooks_folder() / f"{name}.ipynb")
    wanted = {each.name: each.default for each in stored.values()}
    for path in sorted((processed_folder(wanted["dataset"]) / "notebooks").glob(f"{name}*.ipynb")):
        cells = read_cells(path)
        given = dict(re.findall(r'^(\w+) = "(.*)"$', "".join(cells["injected-parameters"]["source"]), re.M))
        if wanted | given == wanted:
            return cells
    raise AssertionError(f"no run of {name} with {wanted}")


def tell_outputs(cell: dict) -> str:
    """Return what a cell gave, but for pictures and for what `sanitise.cfg` says may differ."""
    told = [dict(output, execution_count=None) for output in cell["outputs"]]
    for output in told:
        data = output.get("data", {})
        output["data"] = {kind: "".join(data[kind]) for kind in sorted(data) if kind not in PICTURES}
    text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
    rules = configparser.RawConfigParser()
    rules.read(SANITISE, "utf-8")
    for rule in rules.sections():
        text = re.sub(rules[rule]["regex"], rules[rule]["replace"], text)
    return text


def find_changed(stored: dict[str, dict], today: dict[str, dict]) -> list[str]:
    """Return the ids of the cells that give another thing today than what is stored."""
    return [name for name, cell in stored.items() if tell_outputs(cell) != tell_outputs(today[name])]


@pytest.mark.stored
@pytest.mark.parametrize("name", [name for name in NOTEBOOKS if name not in APART])
def test_the_stored_outputs_are_those_of_the_reports_own_run(name, built_reports, demo_reports):
    assert_stored(name)


@pytest.mark.long  # a whole report of its own
@pytest.mark.stored
@pytest.mark.parametrize(("name", "dataset"), APART.items())
def test_the_stored_outputs_of_a_dataset_of_their_own_are_those_of_its_report(name, dataset, pages_of):
    pages_of(dataset)
    assert_stored(name)


def assert_stored(name: str) -> None:
    """Hold what a notebook is stored with against today's run of it in a report."""
    stored, today = read_cells(notebooks_folder() / f"{name}.ipynb"), read_run(name)
    sources = {key: "".join(cell["source"]) for key, cell in today.items() if key != "injected-parameters"}
    assert {key: "".join(cell["source"]) for key, cell in stored.items()} == sources
    assert len(stored) > 3 and find_changed(stored, today) == [], "make refresh"


def test_a_changed_output_is_noticed(built_reports):
    today = read_run("03-five-stories")
    changed = json.loads(json.dumps(today).replace(">15<", ">12<"))
    assert changed != today
    assert find_changed(changed, today) == [name for name in today if changed[name] != today[name]]


@pytest.mark.long
@pytest.mark.stored
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_opened_by_hand_each_gives_its_stored_outputs(name, built_reports, demo_reports, tmp_path):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    command += ["-p", "patient_nbval", "--nbval", "--nbval-current-env"]
    command += [f"--nbval-cell-timeout={HANGS}", f"--nbval-kernel-startup-timeout={HANGS}"]
    command += [f"--nbval-sanitize-with={SANITISE}", "--rootdir", str(notebooks_folder()), "-c", os.devnull]
    done = subprocess.run(
        [*command, str(notebooks_folder() / f"{name}.ipynb")],
        cwd=notebooks_folder(),
        env={
            **os.environ,
            "SSI_STAGE": str(tmp_path / "stage"),
            "SSI_HOME": str(root()),
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
            "PYTHONPATH": os.pathsep.join(filter(None, [str(SANITISE.parent), os.environ.get("PYTHONPATH")])),
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANGS,
    )
    assert done.returncode == 0, done.stdout[-6000:]

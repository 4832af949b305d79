"""The stored outputs are what the notebooks give today: nbval runs each anew, after one build of the facts, and compares."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from waiting import HANGS

from ssi_outcomes.base.paths import notebooks_folder, root

SANITISE = Path(__file__).with_name("sanitise.cfg")
NOTEBOOKS = sorted(path.stem for path in notebooks_folder().glob("*.ipynb"))


def run_nbval(notebook: Path, stage: Path) -> subprocess.CompletedProcess:
    """Compare a notebook's stored outputs with a run; what the run writes goes to `stage`."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "--nbval",
        "--nbval-current-env",
    ]
    command += [
        f"--nbval-cell-timeout={HANGS}",
        f"--nbval-kernel-startup-timeout={HANGS}",
        f"--nbval-sanitize-with={SANITISE}",
        "--rootdir",
        str(notebook.parent),
        "-c",
        os.devnull,
        str(notebook),
    ]
    environment = {
        **os.environ,
        "SSI_STAGE": str(stage),
        "SSI_HOME": str(root()),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
    return subprocess.run(
        command,
        cwd=notebook.parent,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANGS,
    )


@pytest.mark.stored
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_stored_outputs_are_those_of_today(name, built_reports, tmp_path):
    done = run_nbval(notebooks_folder() / f"{name}.ipynb", tmp_path / "stage")
    assert done.returncode == 0, done.stdout[-6000:]


def test_a_changed_output_is_noticed(built_reports, tmp_path):
    notebook = nbformat.read(notebooks_folder() / "03-compare.ipynb", as_version=4)
    changed = 0
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            html = output.get("data", {}).get("text/html", "")
            if "Isabelle" in html and ">15<" in html:
                output["data"]["text/html"] = html.replace(">15<", ">12<")
                changed += 1
    assert changed
    nbformat.write(notebook, tmp_path / "03-compare.ipynb")
    done = run_nbval(tmp_path / "03-compare.ipynb", tmp_path / "stage")
    assert done.returncode == 1 and f"{changed} failed" in done.stdout

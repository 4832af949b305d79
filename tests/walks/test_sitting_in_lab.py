"""A participant in a real JupyterLab: opens the first sitting, runs all, completes an exercise, sees the check turn right."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from waiting import HANGS, wait_for

from ssi_outcomes.base.errors import message
from ssi_outcomes.desk.lab import SETTINGS
from ssi_outcomes.workshop.editions import list_sittings, make_edition

LANGUAGE = "fr"
ANSWER = 'mine = ["A", "C", "E", "G", "I", "K"]'
pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.fixture
def lab(tmp_path) -> Iterator[str]:
    """The address of a JupyterLab on a folder with the participants' first sitting, as `guess.ipynb`."""
    folder = tmp_path / "sittings"
    folder.mkdir()
    edition = make_edition(list_sittings()[0], LANGUAGE, "participant")
    (folder / "guess.ipynb").write_text(edition, encoding="utf-8")
    homes = {name: str(tmp_path / name) for name in ("JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR", "HOME")}
    settings = {"JUPYTER_CONFIG_DIR": str(tmp_path / "config"), "JUPYTER_CONFIG_PATH": str(SETTINGS)}
    options = [
        "--no-browser",
        "--allow-root",
        "--port=0",
        "--IdentityProvider.token=",
        f"--notebook-dir={folder}",
    ]
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options],
        env={**os.environ, **homes, **settings},
        stderr=(tmp_path / "lab.log").open("wb"),
        stdout=subprocess.DEVNULL,
    )
    try:
        runtime = Path(homes["JUPYTER_RUNTIME_DIR"])
        wait_for(lambda: list(runtime.glob("jpserver-*.json")) or server.poll() is not None)
        (told,) = runtime.glob("jpserver-*.json")
        yield json.loads(told.read_text("utf-8"))["url"]
    finally:
        server.terminate()
        server.wait()


def test_a_check_turns_right_once_its_exercise_is_completed(chromium, lab):
    page = chromium.new_context(viewport={"width": 1280, "height": 1600}).new_page()
    page.set_default_timeout(HANGS * 1000)
    page.goto(f"{lab}lab/tree/guess.ipynb?reset")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell")
    # The line at the foot: the sign at the top says "idle" before there is a kernel, too.
    page.get_by_text("(ipykernel) | Idle").wait_for()
    page.locator(".lm-MenuBar-item", has_text="Run").click()
    page.locator(".lm-Menu-itemLabel", has_text="Run All Cells").first.click()
    hint = message("sitting_hint_guess_mine", LANGUAGE)
    output = page.locator(".jp-OutputArea-output")
    output.filter(has_text=hint[:40]).first.wait_for()
    right = output.filter(has_text=message("sitting_right_guess_mine", LANGUAGE))
    assert right.count() == 0
    page.locator(".jp-CodeCell .cm-content", has_text="mine = []").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(ANSWER)
    page.keyboard.press("Shift+Enter")  # the cell, then the check under it
    page.keyboard.press("Shift+Enter")
    right.first.wait_for()
    assert output.filter(has_text=hint[:40]).count() == 0
    page.context.close()

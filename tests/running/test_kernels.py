"""A kernel is this very Python, with an environment of its own; once kernels are stopped, none starts."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ssi_outcomes.running import kernels
from ssi_outcomes.running.kernels import allow_kernels, last_words, own_kernel, stop_kernels


@pytest.fixture
def asked(tmp_path, monkeypatch) -> dict:
    """What a kernel was asked to be started with, in a user's shell full of settings; none is started."""
    for name in ("PYTHONWARNINGS", "JUPYTER_CONFIG_PATH", "IPYTHONDIR", "OWN_SETTING"):
        monkeypatch.setenv(name, "of the user")
    started = {}
    kernel = own_kernel(tmp_path, {"SSI_STAGE": "aside", "MPLBACKEND": "agg"}, tmp_path / "notebooks")
    manager = kernel()

    async def start(**options):
        started.update(options, argv=manager.kernel_spec.argv)
        manager.provisioner = type("Provisioner", (), {"process": None})

    monkeypatch.setattr(manager, "_async_start_kernel", start)
    monkeypatch.setattr(kernels, "_live", set())
    asyncio.run(manager.start_kernel())
    return started


def test_a_kernel_is_this_python_in_the_folder_of_the_notebooks(asked, tmp_path):
    assert asked["argv"][:3] == [sys.executable, "-m", "ipykernel_launcher"]
    assert asked["cwd"] == str(tmp_path / "notebooks")


def test_settings_of_the_shell_that_change_what_is_shown_do_not_reach_a_kernel_and_others_do(asked, tmp_path):
    environment = asked["env"]
    assert "PYTHONWARNINGS" not in environment and "JUPYTER_CONFIG_PATH" not in environment
    assert environment["OWN_SETTING"] == "of the user"
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "MATPLOTLIBRC"):
        assert Path(environment[name]).parent == tmp_path, name
    # matplotlib's own defaults: an empty file of settings, in place of somebody's home folder.
    assert Path(environment["MATPLOTLIBRC"]).read_text() == ""


def test_what_a_run_asks_for_wins_over_what_every_kernel_has(asked):
    assert (asked["env"]["SSI_STAGE"], asked["env"]["MPLBACKEND"]) == ("aside", "agg")
    assert os.environ.get("SSI_STAGE") != "aside"


def test_the_last_words_of_a_kernel_are_the_last_line_that_it_wrote_outside_its_notebook(tmp_path):
    assert last_words(tmp_path) == ""
    (tmp_path / "kernel.log").write_bytes(b"one\nMemoryError \xff\n\n")
    assert last_words(tmp_path) == "MemoryError \ufffd"
    (tmp_path / "kernel.log").write_text("\n")
    assert last_words(tmp_path) == ""


def test_stopping_kills_what_runs_and_lets_nothing_start_until_it_is_allowed_again(tmp_path, monkeypatch):
    # Any process will do for a kernel: what is killed is a process.
    running = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    monkeypatch.setattr(kernels, "_live", {running})
    manager, started = own_kernel(tmp_path, {}, tmp_path)(), []

    async def start(**_):
        started.append(1)
        manager.provisioner = type("Provisioner", (), {"process": running})

    monkeypatch.setattr(manager, "_async_start_kernel", start)
    try:
        stop_kernels()
        assert running.wait(1800) != 0
        with pytest.raises(RuntimeError, match="stopped"):
            asyncio.run(manager.start_kernel())
    finally:
        allow_kernels()
    assert started == []
    asyncio.run(manager.start_kernel())
    assert started == [1]

"""Kernels for notebook runs: this very Python, an environment of their own, and none left behind.

Found by class, not by name: a kernel that somebody's home folder calls `python3` is never asked for.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

from ssi_outcomes.running.fork_server import ForkedKernel, ForkServer

_live: set[subprocess.Popen | ForkedKernel] = set()
_server: ForkServer | None = None
_stopped = threading.Event()

# Settings of the user's shell that would change, or break, what a notebook shows.
_DROPPED = ("PYTHONWARNINGS", "PYTHONSTARTUP", "PYTHONINSPECT", "JUPYTER_CONFIG_PATH", "MPLCONFIG")
_LOG = "kernel.log"


@contextmanager
def forking(private: Path, modules: Iterable[str]) -> Iterator[None]:
    """Fork the kernels that are started meanwhile from one process that has imported `modules`, where that
    can be done; its own files are in `private`.
    """
    global _server
    try:
        _server = ForkServer(_environment(private), modules)
    except OSError:  # not on this system: each imports for itself
        yield
        return
    try:
        yield
    finally:
        server, _server = _server, None
        server.stop()


def own_kernel(private: Path, extra: dict[str, str], folder: Path) -> type[AsyncKernelManager]:
    """Return a kernel manager whose kernels run this Python in `folder`, with
    `extra` environment and all else in `private`.
    """
    environment = _environment(private) | extra
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    log = private / _LOG

    class OwnKernel(AsyncKernelManager):
        kernel_spec = KernelSpec(argv=command, display_name="Python 3 (ipykernel)", language="python")

        async def start_kernel(self, **options):
            if _stopped.is_set():
                raise RuntimeError("stopped")
            self.connection_file = str(private / "connection.json")
            with log.open("wb") as written:
                own = {"env": environment, "cwd": str(folder), "stdout": written, "stderr": written}
                await self._async_start_kernel(**options | own)
            _live.add(self.provisioner.process)

        async def _async_launch_kernel(self, kernel_cmd, **options):
            server = _server
            try:
                if server is None:
                    raise OSError("no fork server")
                process = server.fork(kernel_cmd, environment, str(folder), log)
            except OSError:
                if _stopped.is_set():
                    raise RuntimeError("stopped") from None
                await super()._async_launch_kernel(kernel_cmd, **options)
            else:
                self.provisioner.process, self.provisioner.pid = process, process.pid

        async def cleanup_resources(self, restart: bool = False):
            _live.difference_update([process for process in _live if process.poll() is not None])
            await self._async_cleanup_resources(restart=restart)

    return OwnKernel


def run_module(module: str, dataset: str, stage: Path, seconds: float) -> bool:
    """Run a module of ours on a dataset, which writes into the folder `stage`, as kernels are run; return
    whether it ended well.
    """
    private = stage.with_name(f"{stage.name}.kernel")
    try:
        return run_beside(["-m", module, dataset], private, {"SSI_STAGE": str(stage)}, seconds) == 0
    finally:
        shutil.rmtree(private, ignore_errors=True)


def run_beside(command: list[str], private: Path, extra: dict[str, str], seconds: float) -> int | None:
    """Run this Python with the arguments `command` as kernels are run, and stopped with them; return its exit
    code, None where it did not start or did not end in time. What it says is left in `private`.
    """
    environment = _environment(private) | extra
    with (private / _LOG).open("wb") as written:
        try:
            # It listens on its input: when that ends, whoever asked has gone, and so does it.
            process = subprocess.Popen(
                [sys.executable, *command],
                env=environment,
                stdin=subprocess.PIPE,
                stdout=written,
                stderr=written,
            )
        except OSError:
            return None
        _live.add(process)
        try:
            if _stopped.is_set():
                process.kill()
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        finally:
            process.kill()
            process.wait()
            process.stdin.close()
            _live.discard(process)


def _environment(private: Path) -> dict[str, str]:
    """Return the environment of a process for notebooks: the user's, without what would change what they
    show, and with places in `private`.
    """
    private.mkdir(parents=True, exist_ok=True)
    # The defaults of matplotlib, not those of somebody's home folder.
    (private / "matplotlibrc").write_text("")
    kept = {name: value for name, value in os.environ.items() if name not in _DROPPED}
    return kept | {
        "IPYTHONDIR": str(private / "ipython"),
        "JUPYTER_CONFIG_DIR": str(private / "config"),
        "JUPYTER_RUNTIME_DIR": str(private / "runtime"),
        "MATPLOTLIBRC": str(private / "matplotlibrc"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        # Two kernels run at once, and their matrices are small: threads would only wait for each other.
        "OPENBLAS_NUM_THREADS": "1",
    }


def last_words(private: Path) -> str:
    """Return the last line that the kernel in `private` wrote outside its notebook; empty if none."""
    log = private / _LOG
    lines = log.read_text("utf-8", errors="replace").strip().splitlines() if log.is_file() else []
    return lines[-1] if lines else ""


def stop_kernels() -> None:
    """Kill every kernel that this process started, and let none start until `allow_kernels`."""
    _stopped.set()
    if _server:
        _server.kill()
    for process in list(_live):
        process.kill()


def allow_kernels() -> None:
    """Undo `stop_kernels`."""
    _stopped.clear()

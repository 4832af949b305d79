"""Kernels for notebook runs: this very Python, an environment of their own, and none left behind.

Found by class, not by name: a kernel that somebody's home folder calls `python3` is never asked for.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

_live: set[subprocess.Popen] = set()
_stopped = threading.Event()

# Settings of the user's shell that would change, or break, what a notebook shows.
_DROPPED = ("PYTHONWARNINGS", "PYTHONSTARTUP", "PYTHONINSPECT", "JUPYTER_CONFIG_PATH", "MPLCONFIG")
_LOG = "kernel.log"


def own_kernel(private: Path, extra: dict[str, str], folder: Path) -> type[AsyncKernelManager]:
    """Return a kernel manager whose kernels run this Python in `folder`, with
    `extra` environment and all else in `private`.
    """
    (private / "matplotlibrc").write_text(
        ""
    )  # the defaults of matplotlib, not those of somebody's home folder
    environment = {name: value for name, value in os.environ.items() if name not in _DROPPED}
    environment |= {
        "IPYTHONDIR": str(private / "ipython"),
        "JUPYTER_CONFIG_DIR": str(private / "config"),
        "JUPYTER_RUNTIME_DIR": str(private / "runtime"),
        "MATPLOTLIBRC": str(private / "matplotlibrc"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        # Two kernels run at once, and their matrices are small: threads would only wait for each other.
        "OPENBLAS_NUM_THREADS": "1",
        **extra,
    }
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]

    class OwnKernel(AsyncKernelManager):
        kernel_spec = KernelSpec(argv=command, display_name="Python 3 (ipykernel)", language="python")

        async def start_kernel(self, **options):
            if _stopped.is_set():
                raise RuntimeError("stopped")
            self.connection_file = str(private / "connection.json")
            with (private / _LOG).open("wb") as log:
                await self._async_start_kernel(
                    **{**options, "env": environment, "cwd": str(folder), "stdout": log, "stderr": log}
                )
            _live.add(self.provisioner.process)

        async def cleanup_resources(self, restart: bool = False):
            _live.difference_update([process for process in _live if process.poll() is not None])
            await self._async_cleanup_resources(restart=restart)

    return OwnKernel


def last_words(private: Path) -> str:
    """Return the last line that the kernel in `private` wrote outside its notebook; empty if none."""
    log = private / _LOG
    lines = log.read_text("utf-8", errors="replace").strip().splitlines() if log.is_file() else []
    return lines[-1] if lines else ""


def stop_kernels() -> None:
    """Kill every kernel that this process started, and let none start until `allow_kernels`."""
    _stopped.set()
    for process in list(_live):
        process.kill()


def allow_kernels() -> None:
    """Undo `stop_kernels`."""
    _stopped.clear()

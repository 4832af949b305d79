"""Read a dataset in a process of its own, within bounds of memory and time: a file that breaks them, or that
stops Python, is left out by name, and the others are read by another process.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from ssi_outcomes.base import paths
from ssi_outcomes.base.errors import NotebookFailed
from ssi_outcomes.intake.bounded import NO_MEMORY, SECONDS, TOOK_TIME, WAIT, choose_largest

_STOPPED = (-2, -15)  # by somebody (SIGINT, SIGTERM), and by no file
LeftOut = dict[str, tuple[str, dict[str, object]]]


@dataclass(frozen=True)
class Ended:
    """How a process that read has ended: its code, its last words on either stream, the files that it was at
    (none: all; None: it had not begun), and whether it was stopped for taking too long.
    """

    code: int
    said: dict[str, object] | None
    complaint: str
    at: list[str] | None
    late: bool

    @property
    def reason(self) -> str:
        """Return for what it ended: time, memory, or a stop ("" where none of the files is to blame)."""
        if self.late or self.code == TOOK_TIME:
            return "time"
        if self.code == NO_MEMORY:
            return "memory"
        return "stop" if self.code not in (0, 1, *_STOPPED) else ""


def read_apart(dataset: str) -> dict[str, object]:
    """Read a dataset in another process, once more for each file left out; return what the last one says.

    Raises NotebookFailed where reading breaks for no file's sake.
    """
    left_out: LeftOut = {}
    stopped: set[str] = set()
    while True:
        ended = _run(dataset, left_out)
        if ended.code == 0 and ended.said is not None and not ended.late:
            return ended.said
        sizes = {name: size for name, size in _sizes(dataset).items() if name not in left_out}
        file = choose_largest(ended.at, sizes) if ended.reason and ended.at is not None else None
        if file is None:
            error = ended.complaint or f"{ended.code}"
            raise NotebookFailed("reading_broke", dataset=dataset, error=error)
        if ended.reason == "stop" and file not in stopped:
            stopped.add(file)  # somebody may have stopped it: what stops it again is the file
            continue
        key = f"file_took_{ended.reason}" if len(ended.at) == 1 else f"files_took_{ended.reason}"
        left_out[file] = key, {"minutes": SECONDS // 60}


def _sizes(dataset: str) -> dict[str, int]:
    """Return the size in bytes of each file of a dataset's raw folder, by its path."""
    folder, sizes = paths.raw_folder(dataset), {}
    for path in folder.rglob("*"):
        with suppress(OSError):  # it may go between two looks
            if path.is_file() and not path.name.endswith(".toml"):
                sizes[path.relative_to(folder).as_posix()] = path.stat().st_size
    return sizes


def _run(dataset: str, left_out: LeftOut) -> Ended:
    command = [sys.executable, "-m", "ssi_outcomes.intake.step", dataset, json.dumps(left_out)]
    # Its matrices are small: several threads would only wait for each other.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    # It listens on its input: when that ends, whoever asked has gone, and so does it.
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints
        ) as child,
    ):
        with _killed_on_error(child):
            said, at, late = _listen(child)
            child.wait()
        complaints.seek(0)
        complaint = _last_line(complaints.read())
    return Ended(child.returncode, said, complaint, at, late)


def _listen(child: subprocess.Popen) -> tuple[dict[str, object] | None, list[str] | None, bool]:
    """Return what a process said last, the files that it was at, and whether it had to be stopped."""
    lines: queue.Queue[bytes | None] = queue.Queue()

    def hear() -> None:
        for line in child.stdout:
            lines.put(line)
        lines.put(None)

    threading.Thread(target=hear, daemon=True).start()
    said, at = None, None
    while True:
        try:
            line = lines.get(timeout=WAIT)
        except queue.Empty:
            child.kill()
            return said, at, True
        if line is None:
            return said, at, False
        try:
            heard = json.loads(line)
        except ValueError:  # what a library printed
            continue
        if isinstance(heard, dict):
            said, at = (said, heard["at"]) if "at" in heard else (heard, at)


@contextmanager
def _killed_on_error(child: subprocess.Popen) -> Iterator[None]:
    try:
        yield
    except BaseException:
        child.kill()
        raise


def _last_line(said: bytes) -> str:
    return (said.decode("utf-8", "replace").strip().splitlines() or [""])[-1]

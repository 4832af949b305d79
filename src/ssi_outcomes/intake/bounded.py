"""What a process that reads may take, of time and of memory, held by the system where it can hold it; and
that it ends with whoever asked.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

# Of the processor, for one file, or for what is made of all of them: a hundred times what the largest file
# that is not refused takes on a slow machine would still be less than a night.
SECONDS = 300
WAIT = 4 * SECONDS  # of a clock: for what waits and computes nothing, and where nobody counts the processor's
MEMORY = 4 << 30  # bytes beside what Python and the libraries take themselves
NO_MEMORY = 75  # how the process ends where memory did not do for what is made of all files
TOOK_TIME = -24  # SIGXCPU


def end_with_asker() -> None:
    """Let this process end, from now on, when its standard input does: whoever asked was stopped, and nobody
    waits.
    """
    threading.Thread(target=_wait_for_end, daemon=True).start()


def bound_memory() -> None:
    """Let this process take no more than `MEMORY` bytes beside what it has; only Linux counts them."""
    try:
        import resource

        taken = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        _lower(resource, resource.RLIMIT_AS, taken + MEMORY)
        _lower(resource, resource.RLIMIT_CORE, 0)
    except (ImportError, OSError, ValueError):  # Windows, macOS: the time is bounded there
        return


def tell_place(labels: tuple[str, ...]) -> None:
    """Say on standard output at which files reading is, and let it take `SECONDS` more from now on."""
    # A file's name may be no text; JSON writes it in letters that each console has.
    sys.stdout.write(json.dumps({"at": [label.partition(" › ")[0] for label in labels]}) + "\n")
    sys.stdout.flush()
    try:
        import resource

        _lower(resource, resource.RLIMIT_CPU, int(sum(os.times()[:2])) + 1 + SECONDS)
    except (ImportError, OSError, ValueError):
        return


def choose_largest(labels: list[str], sizes: Mapping[str, int]) -> str | None:
    """Return the largest of the files that were read together (no `labels`: all of them), None where there is
    none; of an archive's folder, the largest file in it.
    """
    among = {
        name: size
        for name, size in sizes.items()
        if not labels or any(name == label or name.startswith(f"{label}/") for label in labels)
    }
    return max(sorted(among), key=among.__getitem__, default=None)


def _wait_for_end() -> None:
    # Below Python's own stream, whose lock would be held when this process ends.
    while os.read(0, 1024):
        pass
    os._exit(1)


def _lower(resource, limit: int, wanted: int) -> None:
    _, hard = resource.getrlimit(limit)
    resource.setrlimit(limit, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))

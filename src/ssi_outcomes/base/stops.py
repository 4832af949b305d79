"""Being told to stop, by Ctrl-C, by the system, by a terminal that closes: each is heard as one error, so
that whoever is at work tidies up and ends.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

# Ctrl-C; a shutdown or `kill`; a terminal that closes; Windows' Ctrl-Break. A system has those that it has.
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_STOPS = tuple(getattr(signal, name) for name in _NAMES if hasattr(signal, name))
# What shells return for a program that a signal ended: this, and the number of the signal.
_ENDED_BY = 128


class Stopped(KeyboardInterrupt):
    """Somebody, or the system, wants this to stop; `exit_code` says so to whoever waits for it."""

    def __init__(self, number: int = signal.SIGINT):
        super().__init__()
        self.exit_code = _ENDED_BY + number


@contextmanager
def hear_stops() -> Iterator[None]:
    """Raise `Stopped` where this is stopped, as nothing would be tidied up otherwise; not for what whoever
    started this had it ignore, as `nohup` does.
    """
    with _handled(_raise):
        yield


@contextmanager
def deaf_to_stops() -> Iterator[None]:
    """Let a second stop not interrupt the tidying up after the first."""
    with _handled(signal.SIG_IGN):
        yield


@contextmanager
def _handled(handler) -> Iterator[None]:
    with ExitStack() as undo:
        # Python gives signals to its main thread alone.
        if threading.current_thread() is threading.main_thread():
            for number in _STOPS:
                before = signal.getsignal(number)
                if before not in (signal.SIG_IGN, None):
                    signal.signal(number, handler)
                    undo.callback(signal.signal, number, before)
        yield


def _raise(number: int, _frame: object) -> None:
    raise Stopped(number)

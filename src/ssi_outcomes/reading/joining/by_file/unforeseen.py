"""Make of whatever goes wrong with one file a refusal of that file: it takes no other with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ssi_outcomes.base.breakage import name_breakage
from ssi_outcomes.base.errors import FileRefused, SsiError


@contextmanager
def refusing(shown: str) -> Iterator[None]:
    """Raise FileRefused of the file `shown` for what nobody foresaw while it is read: a file that does not
    open, memory that does not do, a fault of ours.
    """
    try:
        yield
    except SsiError:
        raise
    except MemoryError:
        raise FileRefused("file_took_memory", file=shown) from None
    except OSError as fault:
        reason = fault.strerror or type(fault).__name__
        raise FileRefused("file_unreadable", file=shown, reason=reason) from fault
    except Exception as fault:
        raise FileRefused("file_broke_reader", file=shown, error=name_breakage(fault)) from fault

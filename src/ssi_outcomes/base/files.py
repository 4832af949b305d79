"""Write files whole or not at all, and take their fingerprints."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

# A name that no reader looks for; what a kill leaves behind is swept at the next start.
PART = ".ssi-part"


def write_whole(path: Path, content: bytes | str, mode: int = 0o666) -> None:
    """Write `content` to `path` so that a crash leaves the old file or the new one, never half of either; for
    those whom `mode` and the user's mask let read it, from the first byte on.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}{PART}")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), mode)
        with open(descriptor, "wb") as stream:
            stream.write(content.encode("utf-8") if isinstance(content, str) else content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, path)
    except OSError as error:
        # A full disk names no file, and nobody knows that of ours.
        error.filename, error.filename2 = str(path), None
        raise
    finally:
        with suppress(OSError):  # where nothing may be written, nothing may be deleted
            part.unlink(missing_ok=True)


def sweep_parts(folder: Path, dataset: str = "") -> None:
    """Delete what interrupted writes left anywhere under `folder`, or of `dataset` alone where others may be
    writing at this very moment.
    """
    for part in folder.glob(f".{dataset}.*{PART}") if dataset else folder.rglob(f".*{PART}"):
        part.unlink(missing_ok=True)


def list_visible(folder: Path, pattern: str) -> list[Path]:
    """Return the files in `folder` that are called so, sorted; not those that systems hide there, as macOS
    does beside each file on a disk of another kind.
    """
    return sorted(path for path in folder.glob(pattern) if path.is_file() and not path.name.startswith("."))


def hash_bytes(content: bytes) -> str:
    """Return the SHA-256 of `content`, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()

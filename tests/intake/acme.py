"""What reading stored of the team that the tests of this room read."""

from pathlib import Path

import pytest


def folder(home: Path, dataset: str = "acme") -> Path:
    return home / "data" / "processed" / dataset


def files(home: Path, dataset: str = "acme") -> dict[str, bytes]:
    found = folder(home, dataset)
    return {
        path.relative_to(found).as_posix(): path.read_bytes() for path in found.rglob("*") if path.is_file()
    }


def no_reading(*_):
    pytest.fail("raw files were read")

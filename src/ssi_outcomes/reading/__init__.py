"""Read what people bring, refuse what cannot be read, and say where and why: `read_dataset` is the one door."""

from __future__ import annotations

from pathlib import Path

from ssi_outcomes.reading.dataset import Dataset
from ssi_outcomes.reading.package.package import read_package

__all__ = ["Dataset", "read_dataset"]


def read_dataset(folder: Path) -> Dataset:
    """Return the dataset in `folder`; raises UsageError or DataRefused with everything that is wrong at once."""
    return read_package(Path(folder))

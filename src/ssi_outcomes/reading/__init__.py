"""Read what people bring, refuse what cannot be read, and say where and why: `read_dataset` is the one
door.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ssi_outcomes.base.by_name import no_dataset
from ssi_outcomes.base.codebook import is_package
from ssi_outcomes.reading.parsed import HandBack

if TYPE_CHECKING:
    from ssi_outcomes.reading.dataset import Dataset

__all__ = ["is_package", "read_dataset"]


def read_dataset(folder: Path, hand_back: HandBack | None = None) -> Dataset:
    """Return the dataset in `folder`: a sealed data package, or the files that a user dropped there.

    `hand_back` is told what was refused, with the sheets that it stands in, before anything is raised of it.
    Raises UsageError where there is no such folder, DataRefused with everything that is wrong at once.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise no_dataset(folder.name, folder.parent)
    # A cell or a sheet can be read without pandas, and a data package needs none of the many readers.
    if is_package(folder):
        from ssi_outcomes.reading.package.opened import read_package

        return read_package(folder)
    from ssi_outcomes.reading.joining.folder import read_team

    return read_team(folder, hand_back=hand_back)

"""Whom a sub-folder is named after: one folder a person, unless it only holds files."""

from __future__ import annotations

import re
from pathlib import PurePath

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.months import MONTHS
from ssi_outcomes.reading.kinds.recognition import is_archive_folder
from ssi_outcomes.reading.names.registry import word_set

_WORD = re.compile(r"[^\W\d_]+")


def find_person(path: PurePath, dataset: str = "") -> str | None:
    """Return the first folder of a path, from the dataset's folder on, that is named after a person; None if
    there is none.

    No person is: what an archive is unpacked into ("Basic_LinkedInDataExport_04-20-2026"), a folder that is
    called by what it holds ("Downloads", "LinkedIn data", "2026-03"), or as the `dataset` itself is.
    """
    return next((part for part in path.parts[:-1] if _is_persons(part, dataset)), None)


def _is_persons(part: str, dataset: str) -> bool:
    if is_archive_folder(part):
        return False
    words = [fold(word) for word in _WORD.findall(part)]
    if words == ["p"]:
        return True  # P01, as people are numbered here; Q1, S12 and 2026 are no people
    known = word_set("words", "folders") | set(map(fold, MONTHS)) | set(map(fold, _WORD.findall(dataset)))
    return any(word not in known for word in words)

"""Templates as the readers read them, and as they lie in their file."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from ssi_outcomes.reading.opening.sheets import read_sheets
from ssi_outcomes.reading.parsed import Context, Sheet

TODAY = date(2026, 7, 6)
CONTEXT = Context(today=TODAY)
SHEETS = {
    "fr": ["Lisez-moi", "À propos", "Personnes", "SSI", "Résultats", "Activité"],
    "en": ["Read me", "About", "People", "SSI", "Outcomes", "Activity"],
}
EXAMPLES = {"fr": "exemple-acme.xlsx", "en": "example-acme.xlsx"}
both_languages = pytest.mark.parametrize("language", ["fr", "en"])


def read(folder: Path, content: bytes) -> list[Sheet]:
    path = folder / "acme.xlsx"
    path.write_bytes(content)
    return read_sheets(path, "acme.xlsx")


def part(content: bytes, sheet: int) -> str:
    """Return the XML of a sheet, by its place in the workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(f"xl/worksheets/sheet{sheet + 1}.xml").decode("utf-8")

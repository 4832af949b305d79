"""All kinds of files: each has its labels, its sample, its line in the READMEs, and is taken for no other."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from reading.archives import make_zip, table
from reading.texts import TODAY

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.base.paths import root
from ssi_outcomes.reading.kinds import KINDS
from ssi_outcomes.reading.kinds.crm.vendor import NO_CRM, CrmExport
from ssi_outcomes.reading.kinds.kind import ArchiveKind, Kind, SheetKind, WholeKind, WorkbookKind
from ssi_outcomes.reading.kinds.recognition import (
    IGNORE,
    find_archive,
    find_whole,
    find_workbook,
    mapped_kinds,
    read_sheet,
)
from ssi_outcomes.reading.opening.sheets import read_sheets
from ssi_outcomes.reading.parsed import Context, Parsed
from ssi_outcomes.reading.tables.search import Search
from ssi_outcomes.words.sentences import sentences

SAMPLES = Path(__file__).parent / "samples"
READMES = {"en": root() / "README.md", "fr": root() / "README.fr.md"}
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)


def write_creator(path: Path) -> None:
    """Write a synthetic workbook of content statistics."""
    with xlsxwriter.Workbook(path) as book:
        for name, header in (
            ("ENGAGEMENT", ["Date", "Impressions", "Engagements"]),
            ("FOLLOWERS", ["Date", "New followers"]),
        ):
            sheet = book.add_worksheet(name)
            for place, row in enumerate((header, ["1/5/2026", 9, 3], ["1/16/2026", 4, 0])):
                sheet.write_row(place, 0, row[: len(header)])


def write_pasted(path: Path) -> None:
    """Write the words of the synthetic page into a workbook, a line a row."""
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_column(0, 0, (SAMPLES / "ssi_text.txt").read_text("utf-8").splitlines())


SHARES = table(
    "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility", [["2026-01-05 09:00:00", *"-----"]]
)
# Samples that are not text are made when they are needed.
MADE = {
    "archive.zip": lambda path: make_zip(path, {"Shares.csv": SHARES}),
    "calendar_zip.zip": lambda path: make_zip(path, {"agenda.ics": (SAMPLES / "calendar.ics").read_bytes()}),
    "creator.xlsx": write_creator,
    "ssi_pasted.xlsx": write_pasted,
}


def sample_of(kind: Kind, folder: Path) -> Path:
    """Return the sample of a kind: the one file that is named after it."""
    for name, write in MADE.items():
        if Path(name).stem == kind.id:
            write(folder / name)
            return folder / name
    (found,) = SAMPLES.glob(f"{kind.id}.*")
    return found


def context_of(kind: Kind) -> Context:
    """Return what has to be said of a kind's sample: that it is one, of a program that is not known."""
    unknown = isinstance(kind, CrmExport) and kind.crm == NO_CRM
    return Context(today=TODAY, owner="P01", mapping={"kind": kind.general} if unknown else {})


def takers(path: Path, context: Context) -> list[Kind]:
    """Return each kind that would take a file, asked alone."""
    archives = [kind for kind in KINDS if isinstance(kind, ArchiveKind) and kind.is_packed(path)]
    if archives:
        return archives
    text = path.read_text("utf-8", errors="replace")[:4096].lower()
    whole = [kind for kind in KINDS if isinstance(kind, WholeKind) and kind.begins(text)]
    if whole:
        return whole
    sheets = read_sheets(path, path.name)
    books = [kind for kind in KINDS if isinstance(kind, WorkbookKind) and kind.recognise(sheets) is not None]
    searches = [Search(sheet, context) for sheet in sheets]
    tables = [
        kind
        for kind in KINDS
        if isinstance(kind, SheetKind) and any(kind.recognise(search) is not None for search in searches)
    ]
    # Its sheets make sense one by one as well, but a workbook is asked as a whole first.
    return books or tables


def read(path: Path, context: Context) -> list[Parsed]:
    """Return what a file says, as a folder's files are read."""
    if archive := find_archive(path):
        return archive.read_packed(path, path.name, context)
    if whole := find_whole(path):
        return [whole.open(path, path.name, context)]
    sheets = read_sheets(path, path.name)
    if found := find_workbook(sheets):
        return found[0].read(found[1], sheets, context)
    return [read_sheet(sheet, context) for sheet in sheets]


@every_kind
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kind_has_a_label_for_all_that_its_files_are_taken_for(kind, language):
    assert kind.labels
    assert all(sentences(language)[f"labels.kinds.{label}"] for label in kind.labels)


@every_kind
def test_the_sample_of_a_kind_is_read_by_its_kind_and_by_no_other(kind, tmp_path):
    path, context = sample_of(kind, tmp_path), context_of(kind)
    assert takers(path, context) == [kind]
    parsed = read(path, context)
    assert {each.kind for each in parsed} <= set(kind.labels)
    assert sum(each.accepted for each in parsed) and not [each.rejected for each in parsed if each.rejected]


def test_every_sample_is_one_of_a_kind():
    assert {path.stem for path in SAMPLES.iterdir()} <= {kind.id for kind in KINDS}


@every_kind
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kind_has_its_line_in_the_readme(kind, language):
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in READMES[language].read_text("utf-8").splitlines()
        if line.startswith("| ")
    ]
    label = sentences(language)[f"labels.kinds.{kind.id}"]
    name = kind.id if kind.id in kind.mapped else next(iter(kind.mapped), None)
    lines = [row for row in rows if row[0] == label and row[-1] == (f"`{name}`" if name else "–")]
    assert len(lines) == 1 and lines[0][1]


def test_two_kinds_have_two_ids():
    assert len({kind.id for kind in KINDS}) == len(KINDS)


def test_a_mapping_may_name_every_kind_of_sheet_and_leave_one_aside():
    sheets = [kind for kind in KINDS if isinstance(kind, SheetKind)]
    assert all(kind.mapped for kind in sheets)
    assert set(mapped_kinds()) == {name for kind in sheets for name in kind.mapped} | {IGNORE}

"""Read a data package: a folder of tables that a descriptor declares, explains and seals."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from ssi_outcomes.base.by_name import list_datasets, no_dataset
from ssi_outcomes.base.codebook import Codebook, Table, is_described, read_codebook
from ssi_outcomes.base.errors import DataRefused, Problem
from ssi_outcomes.base.files import hash_bytes
from ssi_outcomes.base.toml_text import parse_toml
from ssi_outcomes.reading.dataset import Dataset, SourceFile
from ssi_outcomes.reading.package.constraints import check_tables
from ssi_outcomes.reading.package.typed import TableRead, read_table

ABOUT = "dataset.toml"


def read_package(folder: Path) -> Dataset:
    """Return the dataset in `folder`, or raise with everything that is wrong with it at once.

    Raises UsageError where there is no such folder, DataRefused where it holds no data package, or where a
    file is missing, altered, undeclared, or has a row that breaks its codebook.
    """
    codebook = read_descriptor(folder)
    contents, problems = read_contents(folder, codebook)
    problems += [
        fault
        for file in codebook.files
        if file.file in contents
        for fault in _check_seal(file, contents[file.file])
    ]
    tables, files, found = read_tables(codebook, contents)
    about, unreadable = read_about(contents)
    problems += [*found, *unreadable]
    if problems:
        raise DataRefused(
            "dataset_refused", dataset=folder.name, count=len(problems), problems=tuple(problems)
        )
    hashes = "".join(f"{hash_bytes(contents[file.file])}  {file.file}\n" for file in codebook.files)
    return Dataset(
        folder.name,
        about.get("title", codebook.title),
        about,
        tables,
        files,
        hash_bytes(hashes.encode("utf-8")),
    )


def read_descriptor(folder: Path) -> Codebook:
    """Return the codebook of `folder`; raise UsageError or DataRefused where there is none."""
    if not folder.is_dir():
        raise no_dataset(folder.name, folder.parent)
    if not is_described(folder):
        known = ", ".join(each for each in list_datasets(folder.parent) if is_described(folder.parent / each))
        raise DataRefused("dataset_undescribed", dataset=folder.name, known=known or "–")
    return read_codebook(folder)


def read_contents(folder: Path, codebook: Codebook) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the bytes of each declared file, and the files that are missing or were never declared."""
    declared = [file.file for file in codebook.files]
    there = [name for name in declared if (folder / name).is_file()]
    problems = [Problem(name, "file_missing") for name in declared if name not in there]
    found = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.suffix.lower() == ".csv" and path.is_file()
    )
    problems += [Problem(name, "file_undeclared") for name in found if name not in declared]
    return {name: (folder / name).read_bytes() for name in there}, problems


def read_tables(
    codebook: Codebook, contents: dict[str, bytes]
) -> tuple[dict[str, pd.DataFrame], tuple[SourceFile, ...], list[Problem]]:
    """Return each table as its codebook types it, the counts of its file,
    and all that is wrong in and between them.
    """
    reads = {
        table.name: read_table(contents[table.file], table)
        for table in codebook.tables.values()
        if table.file in contents
    }
    problems = [problem for read in reads.values() for problem in read.problems]
    tables = {name: read.frame for name, read in reads.items()}
    if not problems and reads.keys() == codebook.tables.keys():
        # A row that was refused would be missed by every row that points at it: one fault, many messages.
        problems += check_tables(tables, codebook)
    files = tuple(_source_file(codebook.tables[name], contents, read) for name, read in reads.items())
    return tables, files, problems


def read_about(contents: dict[str, bytes]) -> tuple[dict[str, object], list[Problem]]:
    """Return what `dataset.toml` says, or why it cannot be read."""
    try:
        return parse_toml(contents.get(ABOUT, b"").decode("utf-8")), []
    except ValueError as fault:
        return {}, [Problem(ABOUT, "file_not_toml", values={"reason": str(fault)})]


def _check_seal(file: Table, content: bytes) -> list[Problem]:
    if file.sha256 is None:
        return [Problem(file.file, "file_unsealed")]
    if hash_bytes(content) == file.sha256:
        return []
    # Windows' git and editors turn LF into CRLF: the same data, and a different remedy.
    only_endings = hash_bytes(content.replace(b"\r\n", b"\n")) == file.sha256
    return [Problem(file.file, "file_line_endings" if only_endings else "file_altered")]


def _source_file(table: Table, contents: dict[str, bytes], read: TableRead) -> SourceFile:
    content = contents[table.file]
    return SourceFile(
        table.file,
        table.name,
        read.rows,
        read.accepted,
        read.rejected,
        read.blank,
        len(content),
        hash_bytes(content),
    )

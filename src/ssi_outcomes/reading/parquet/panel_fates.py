"""What became of each file of a panel: how many rows it has, how many were taken, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ssi_outcomes.base.files import hash_file
from ssi_outcomes.reading.dataset import SourceFile
from ssi_outcomes.reading.parquet.panel_rows import Opened
from ssi_outcomes.reading.parquet.panel_schema import say_unread
from ssi_outcomes.reading.parsed import Rejected

KIND = "panel"  # what `mapping.toml` and the labels call it
Prints = Mapping[str, tuple[int, str]]  # the size and the fingerprint of each file


def take_prints(folder: Path, paths: Iterable[Path]) -> dict[str, tuple[int, str]]:
    """Return size and fingerprint of each file, by its path; not of one that does not open."""
    found = {}
    for path in paths:
        try:
            found[path.relative_to(folder).as_posix()] = path.stat().st_size, hash_file(path)
        except OSError:
            continue
    return found


def list_fates(
    opened: Opened,
    rejected: Iterable[Rejected],
    aside: Iterable[str],
    prints: Prints,
    hide: Callable[[str], str],
) -> Iterator[SourceFile]:
    """Yield the fate of each file: read, refused as a whole (in `rejected`, without a line), or left `aside`
    as asked.
    """
    lines: dict[str, set[int]] = {}
    refused: dict[str, Rejected] = {}
    for each in rejected:
        if each.line is None:
            refused[each.file] = each
        else:
            lines.setdefault(each.file, set()).add(each.line)
    for name, rows, unread in zip(opened.files, opened.sizes, opened.unread, strict=True):
        if name not in refused:
            broken = len(lines.get(name, ()))
            notes = (("panel_columns_unread", say_unread(unread)),) if unread else ()
            yield SourceFile(
                hide(name), KIND, rows, rows - broken, broken, 0, *prints.get(name, (0, "")), notes=notes
            )
    for name, why in refused.items():
        shown = hide(name)
        yield SourceFile(
            shown, "refused", 0, 0, 0, 0, *prints.get(name, (0, "")), refusal=replace(why, file=shown)
        )
    for name in aside:
        yield SourceFile(hide(name), "ignored", 0, 0, 0, 0, *prints.get(name, (0, "")))

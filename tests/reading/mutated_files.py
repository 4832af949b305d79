"""Good files of every kind, each with a few bytes, cells or members changed at random, read as a user's folder is."""

from __future__ import annotations

import io
import random
import resource
import shutil
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from reading.handmade import ods
from reading.kinds.test_kinds import MADE, SAMPLES

from ssi_outcomes.base.errors import SsiError
from ssi_outcomes.reading.joining.folder import read_team
from ssi_outcomes.reading.kinds import KINDS
from ssi_outcomes.reading.opening.limits import BROKEN_ZIP
from ssi_outcomes.reading.opening.sheets import read_sheets

BROKE = "file_broke_reader"  # the refusal that stands for an exception of ours
ODD = (
    *("", "-", "0", "-0", "1e308", "1e999", "9" * 400, "nan", "inf", "=1+1", "1,234", "31/02/2026", "2026-W53"),
    *("0000-00-00", "9999-12-31", "24:00", "\ufeff", "\u202e", "\0", '"', "'", ";;;;", "\t", "é" * 300, "TRUE"),
    *("<b>", "[]", "{}", "null", "RRULE:FREQ=SECONDLY", "DTSTART:", "BEGIN:VEVENT", "[" * 2000, "équipe"),
)  # fmt: skip
BATCH = 200  # together: joining costs as much for one file as for many


@dataclass(frozen=True)
class Tried:
    """What reading a batch cost, and each fault that is not of the files: (seed, name, what)."""

    seconds: float
    megabytes: float
    faults: tuple[tuple[int, str, str], ...]


@cache
def samples() -> tuple[tuple[str, bytes], ...]:
    """Return the name and the bytes of a good file of each kind, and of the same tables as spreadsheets."""
    with tempfile.TemporaryDirectory() as folder:
        for name, write in MADE.items():
            write(Path(folder, name))
        found = {path.name: path.read_bytes() for path in (*SAMPLES.iterdir(), *Path(folder).iterdir())}
        for name in ("weekly", "people", "outcomes"):
            (sheet,) = read_sheets(SAMPLES / f"{name}.csv", f"{name}.csv")
            found[f"{name}.ods"] = ods("".join(map(_row_of, sheet.rows)))
    assert {Path(name).stem for name in found} >= {kind.id for kind in KINDS}
    return tuple(sorted(found.items()))


def mutated(seed: int) -> tuple[str, bytes]:
    """Return a name and bytes: the sample that it is the turn of, with one to four changes; the same ones for a seed."""
    chance = random.Random(seed)
    name, content = samples()[seed % len(samples())]
    for _ in range(chance.randint(1, 4)):
        packed = content[:4] == b"PK\x03\x04" and chance.random() < 0.8
        content = _change_member(content, chance) if packed else _change(content, chance)
    return f"{seed}-{name}", content


def try_seeds(seeds: Iterable[int]) -> Tried:
    """Return what it took to read the mutated files of some seeds, in one folder, and what went wrong that must not."""
    folder, begun, faults = Path(tempfile.mkdtemp(), "fuzzed"), time.process_time(), []
    folder.mkdir()
    for seed in seeds:
        name, content = mutated(seed)
        (folder / name).write_bytes(content)
    try:
        said = read_team(folder, hand_back=lambda rejected, _: faults.extend(_faults_of(rejected))).files
        assert said
    except SsiError:
        pass  # nothing of the batch could be taken
    except Exception as fault:  # the whole folder went with one file
        faults.append((min(seeds), "the folder", repr(fault)))
    finally:
        shutil.rmtree(folder.parent)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1 << (20 if sys.platform == "darwin" else 10)
    )
    return Tried(time.process_time() - begun, peak, tuple(faults))


def _row_of(cells: Iterable) -> str:
    inside = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell or ""))}</text:p></table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row>{inside}</table:table-row>"


def _faults_of(rejected: Iterable) -> list[tuple[int, str, str]]:
    return [
        (int(each.file.partition("-")[0]), each.file, str(each.values.get("error")))
        for each in rejected
        if each.key == BROKE
    ]


def _change_member(content: bytes, chance: random.Random) -> bytes:
    """Return an archive with one member changed, lost, emptied or there twice; one that is none any more as it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [(each.filename, archive.read(each)) for each in archive.infolist()]
    except BROKEN_ZIP:
        return _change(content, chance)
    if not members:
        return content
    place = chance.randrange(len(members))
    name, inside = members[place]
    match chance.randrange(8):
        case 0:
            del members[place]
        case 1:
            members[place] = (name, b"")
        case 2:
            members[place] = (_change(name.encode(), chance).decode("utf-8", "replace") or "x", inside)
        case _:
            members[place] = (name, _change(inside, chance))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in members:
            archive.writestr(name.replace("\0", "") or "x", inside)
    return out.getvalue()


def _change(content: bytes, chance: random.Random) -> bytes:
    """Return bytes with one change: of a byte, of a stretch, of a cell, of the order of lines."""
    here, there = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    there = min(there, here + 40)
    odd = chance.choice(ODD).encode("utf-8")
    match chance.randrange(9):
        case 0:
            return content[:here] + bytes([chance.randrange(256)]) + content[here + 1 :]
        case 1:
            return content[:here] + content[there:]
        case 2:
            return content[:there] + content[here:there] * chance.randint(1, 50) + content[there:]
        case 3:
            return content[:here]
        case 4:
            return content[:here] + odd + content[there:]
        case 5 | 6:
            sign = chance.choice([b",", b";", b":", b'"', b"<", b"=", b" "])
            cells = content.split(sign)
            cells[chance.randrange(len(cells))] = odd
            return sign.join(cells)
        case 7:
            lines = content.split(b"\n")
            chance.shuffle(lines)
            return b"\n".join(lines)
        case _:
            return content.decode("utf-8", "replace").encode(chance.choice(["utf-16", "utf-8-sig", "utf-32"]))

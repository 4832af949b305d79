"""What strict reading costs: our readers against pandas' own CSV reader, on a clean file and on a messy one.

    python benchmarks/reading.py [--rows 1000000] [--repeats 3]

The clean file is read with its types on both sides. The messy one (French, with a preamble, wrong rows, a total) is read by
pandas told all that it needs to know; ours finds out, and accounts for each row. Each reading runs in a Python of its own;
memory is what it adds to its peak after the imports. Ends with code 1 if a ratio is above its target.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CLEAN_TIME, CLEAN_MEMORY, MESSY_TIME = 4, 2, 15
NAMES = ("date", "person", "record", "ssi", "brand", "find", "engage", "build", "count", "value")
KINDS = {"date": "date", "ssi": "score", "brand": "score", "find": "score", "engage": "score", "build": "score", "count": "count", "value": "number"}
NEVER_TAKEN = 1_000  # each so many rows of the messy file, one is too short


def main() -> int:
    """Print seconds, megabytes, their ratios and the targets; return the exit code."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--repeats", type=int, default=3)
    options.add_argument("--read", nargs=2, metavar=("READER", "FILE"), help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.read:
        return measure(given.read[0], Path(given.read[1]))
    with tempfile.TemporaryDirectory(prefix="ssi-benchmark-") as folder:
        clean, messy = Path(folder, "clean.csv"), Path(folder, "messy.csv")
        write_clean(clean, given.rows)
        write_messy(messy, given.rows)
        pairs = {"clean": compare("pandas_clean", "ours_clean", clean, given.repeats), "messy": compare("pandas_messy", "ours_messy", messy, given.repeats)}
    results = [
        report("clean, time", pairs["clean"], 0, "s", CLEAN_TIME),
        report("clean, memory", pairs["clean"], 1, "MB", CLEAN_MEMORY),
        report("messy, time", pairs["messy"], 0, "s", MESSY_TIME),
    ]
    return 0 if all(results) else 1


def report(what: str, pair: list[tuple[float, float]], place: int, unit: str, target: float) -> bool:
    """Print one comparison, and return whether it meets its target."""
    pandas, ours = pair[0][place], pair[1][place]
    met = ours <= target * pandas
    print(f"{what}: pandas {pandas:.2f} {unit}, ours {ours:.2f} {unit}; ratio {ours / pandas:.2f}; target at most {target}: {'met' if met else 'missed'}")
    return met


def compare(first: str, second: str, path: Path, repeats: int) -> list[tuple[float, float]]:
    """Return the median seconds and megabytes of two readers, which alternate."""
    runs: dict[str, list[tuple[float, float]]] = {first: [], second: []}
    for _ in range(repeats):
        for name in runs:
            command = [sys.executable, __file__, "--read", name, str(path)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            seconds, megabytes = map(float, done.stdout.split())
            runs[name].append((seconds, megabytes))
    return [tuple(map(statistics.median, zip(*each, strict=True))) for each in runs.values()]


def measure(name: str, path: Path) -> int:
    """Read the file once, and print the seconds and the megabytes that it took."""
    read = READERS[name]()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    table = read(path)
    seconds = time.perf_counter() - start
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert table is not None, "the clean file was not taken for clean"
    print(seconds, max(kilobytes, 1) / 1000)
    return 0


def pandas_clean():
    """Return pandas' own reader."""
    import pandas as pd

    return lambda path: pd.read_csv(path)


def pandas_messy():
    """Return pandas' own reader, told what it cannot find out."""
    import pandas as pd

    return lambda path: pd.read_csv(path, sep=";", decimal=",", skiprows=3, encoding="cp1252", on_bad_lines="skip", low_memory=False)


def ours_clean():
    """Return our fast way."""
    from ssi_outcomes.reading.clean import read_clean_table

    columns = dict.fromkeys(NAMES, ())
    return lambda path: read_clean_table(path, path.name, columns, [["date"], ["person"]], kinds=KINDS)


def ours_messy():
    """Return our strict way, from the file to typed columns and rejected rows."""
    from functools import partial

    from ssi_outcomes.reading.headers import find_table
    from ssi_outcomes.reading.sheets import read_sheets
    from ssi_outcomes.reading.values import infer_dates, infer_numbers, read_cells, read_count, read_score, read_text

    def read(path: Path) -> dict[str, tuple[list, dict]]:
        (sheet,) = read_sheets(path, path.name)
        table = find_table(sheet, dict.fromkeys(NAMES, ()), [["date"], ["person"]])
        cells = {name: table.column(name) for name in table.columns}
        makers = {
            "date": lambda column: infer_dates(column).read,
            "score": lambda column: partial(read_score, rule=None),
            "count": lambda column: read_count,
            "number": lambda column: infer_numbers(column).read,
        }
        found = {name: read_cells(column, makers[KINDS[name]](column) if name in KINDS else read_text) for name, column in cells.items()}
        taken = len(table.rows)
        assert taken and len(table.rejected) >= taken // NEVER_TAKEN - 1 and table.read == taken + len(table.rejected) + table.blank
        return found

    return read


READERS = {each.__name__: each for each in (pandas_clean, pandas_messy, ours_clean, ours_messy)}


def rows_of(count: int):
    """Yield the cells of made-up rows: day, month, person, record, five scores, a count, an amount."""
    chance = random.Random(20_260_105)
    for number in range(count):
        pillars = [round(chance.uniform(0, 25), 3) for _ in range(4)]
        yield (
            number % 28 + 1,
            number % 12 + 1,
            f"P{number % 40 + 1:02d}",
            f"Deal {number}",
            [round(sum(pillars), 2), *pillars],
            number % 7,
            chance.uniform(0, 1e5),
        )


def write_clean(path: Path, count: int) -> None:
    """Write the file that asks for nothing."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(",".join(NAMES) + "\n")
        for day, month, person, record, scores, events, amount in rows_of(count):
            stream.write(f"2026-{month:02d}-{day:02d},{person},{record},{','.join(map(str, scores))},{events},{amount:.2f}\n")


def write_messy(path: Path, count: int) -> None:
    """Write the same rows as a French office would have them, one in a thousand cut short."""
    with path.open("w", encoding="cp1252", newline="") as stream:
        stream.write("Export réalisé à la main\r\nNotes : voir l'onglet suivant\r\n\r\n")
        stream.write(";".join(NAMES) + ";;\r\n")
        for number, (day, month, person, record, scores, events, amount) in enumerate(rows_of(count)):
            texts = ";".join(str(score).replace(".", ",") for score in scores)
            short = "" if number % NEVER_TAKEN == NEVER_TAKEN - 1 else f";{events};{amount:.2f};;".replace(".", ",")
            stream.write(f"{day:02d}/{month:02d}/2026;{person};{record} été;{texts}{short}\r\n")
        stream.write("Total;;;;;;;;;;;\r\n")


if __name__ == "__main__":
    sys.exit(main())

"""What strict reading costs: the way a file of a user's folder is read, against pandas' own CSV reader, on a
clean file and on a messy one.

    python benchmarks/reading.py [--rows 1000000] [--repeats 3]

The files are a tracker of the score with a column of meetings; ours ends with records, as `joining` takes
them. The messy one (French, with a preamble, wrong rows, a total) is read by pandas told all that it needs to
know; ours finds out, and accounts for each row. Each reading runs in a Python of its own, after one of a
small file; memory is what it adds to its peak. Ends with code 1 if a ratio is above its target.
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
NAMES = ("date", "person", "record", "ssi", "brand", "find", "engage", "build", "meetings", "price")
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
        pairs = {
            "clean": compare("pandas_clean", "ours", clean, given.repeats),
            "messy": compare("pandas_messy", "ours", messy, given.repeats),
        }
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
    print(
        f"{what}: pandas {pandas:.2f} {unit}, ours {ours:.2f} {unit}; ratio {ours / pandas:.2f}; target at "
        f"most {target}: {'met' if met else 'missed'}"
    )
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
    small = path.with_name(f"{name}-small") / path.name
    if not small.exists():
        small.parent.mkdir(exist_ok=True)
        {"clean.csv": write_clean, "messy.csv": write_messy}[path.name](small, NEVER_TAKEN)
    read(small)  # so that nothing is measured that happens once a process
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    table = read(path)
    seconds = time.perf_counter() - start
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert len(table)
    print(seconds, max(kilobytes, 1) / 1000)
    return 0


def pandas_clean():
    """Return pandas' own reader."""
    import pandas as pd

    return lambda path: pd.read_csv(path)


def pandas_messy():
    """Return pandas' own reader, told what it cannot find out."""
    import pandas as pd

    return lambda path: pd.read_csv(
        path, sep=";", decimal=",", skiprows=3, encoding="cp1252", on_bad_lines="skip", low_memory=False
    )


def ours():
    """Return our way, from the file to records and rejected rows."""
    from datetime import date

    from ssi_outcomes.reading.bulk.clean import open_sheets
    from ssi_outcomes.reading.joining.folder import read_surely
    from ssi_outcomes.reading.parsed import Context

    def read(path: Path) -> dict[str, object]:
        (sheet,) = open_sheets(path, path.name)
        _, parsed = read_surely(path, path.name, sheet, Context(today=date(2026, 12, 31)))
        short = parsed.rows // NEVER_TAKEN if path.name == "messy.csv" else 0
        assert (
            len(parsed.rejected) == short
            and len(parsed.tables["ssi"])
            == len(parsed.tables["outcomes"])
            == parsed.accepted
            == parsed.rows - short
        )
        return parsed.tables

    return read


READERS = {each.__name__: each for each in (pandas_clean, pandas_messy, ours)}


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
            stream.write(
                f"2026-{month:02d}-{day:02d},{person},{record},{','.join(map(str, scores))},"
                f"{events},{amount:.2f}\n"
            )


def write_messy(path: Path, count: int) -> None:
    """Write the same rows as a French office would have them, one in a thousand cut short."""
    with path.open("w", encoding="cp1252", newline="") as stream:
        stream.write("Export réalisé à la main\r\nNotes : voir l'onglet suivant\r\n\r\n")
        stream.write(";".join(NAMES) + ";;\r\n")
        for number, (day, month, person, record, scores, events, amount) in enumerate(rows_of(count)):
            texts = ";".join(str(score).replace(".", ",") for score in scores)
            short = (
                ""
                if number % NEVER_TAKEN == NEVER_TAKEN - 1
                else f";{events};{amount:.2f};;".replace(".", ",")
            )
            stream.write(f"{day:02d}/{month:02d}/2026;{person};{record} été;{texts}{short}\r\n")
        stream.write("Total;;;;;;;;;;;\r\n")


if __name__ == "__main__":
    sys.exit(main())

"""What many small data sets take in one run: time, processor, and memory of all its processes at their most.

    python benchmarks/many.py [--datasets 200] [--lang en]

Each is a team of six over eight weeks; each eighth is empty tables, of which there is no report. The
repository is copied aside first; a row goes to benchmarks/many.csv. Ends with code 1 where a team has no
report, or where the page that leads to them has not a row for each.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from most_memory import watch
from report import copied

TABLE = Path(__file__).with_suffix(".csv")
PEOPLE, WEEKS, FIRST, EMPTY = 6, 8, date(2026, 3, 2), 8
_MEGA = 1_000_000


@dataclass(frozen=True)
class Run:
    """One run, in seconds and megabytes."""

    day: str
    datasets: int
    languages: str
    processors: int
    load_before: float
    seconds: float
    processor_seconds: float
    largest_megabytes: int
    reports: int
    without: int


def main() -> int:
    """Make the reports, add a row to the table; return the exit code."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--datasets", type=int, default=200)
    options.add_argument("--lang", default="en")
    asked = options.parse_args()
    names = [f"team-{number:03}" for number in range(1, asked.datasets + 1)]
    with copied() as home:
        for number, name in enumerate(names, 1):
            write_team(home / "data" / "raw" / name, filled=number % EMPTY != 0)
        run, listed = make_all(home, names, asked.lang)
    print(asdict(run), flush=True)
    keep(run)
    whole = run.reports == sum(number % EMPTY != 0 for number in range(1, len(names) + 1))
    return 0 if whole and listed == len(names) else 1


def write_team(folder: Path, filled: bool) -> None:
    """Write the two files of an invented team, or their headers alone."""
    readings, results = ["person,date,ssi,brand,find,engage,build"], ["person,outcome,start,end,count"]
    for who in range(PEOPLE if filled else 0):
        for week in range(WEEKS):
            monday = FIRST + timedelta(weeks=week)
            pillars = (8 + who, 9 + week, 7 + who % 3, 10 + who * week % 5)
            readings.append(f"Synthetic {who},{monday},{sum(pillars)},{','.join(map(str, pillars))}")
            sunday, count = monday + timedelta(days=6), (3 * who + 5 * week) % 4
            results.append(f"Synthetic {who},phone meetings,{monday},{sunday},{count}")
    folder.mkdir(parents=True)
    for name, lines in (("ssi-synthetic.csv", readings), ("outcomes-synthetic.csv", results)):
        (folder / name).write_text("\n".join(lines) + "\n", "utf-8")


def make_all(home: Path, names: list[str], lang: str) -> tuple[Run, int]:
    """Make the reports of `names`; return the run, and how many rows the page has that leads to them."""
    command = [sys.executable, "-m", "ssi_outcomes.desk.cli", "report", "--lang", lang, "--dataset"]
    with tempfile.TemporaryDirectory() as aside:
        kept = {"SSI_HOME": str(home), "SSI_LANG": "en", "SSI_KEY_FILE": f"{aside}/key"}
        load, begun = os.getloadavg()[0], time.monotonic()
        child = subprocess.Popen(
            [*command, " ".join(names)], env={**os.environ, **kept}, stdout=subprocess.DEVNULL
        )
        largest, ended = [0], threading.Event()
        watcher = threading.Thread(target=watch, args=(child.pid, largest, ended))
        watcher.start()
        _, _, spent = os.wait4(child.pid, 0)
        ended.set()
        watcher.join()
        seconds = time.monotonic() - begun
    page = home / "reports" / "summary" / f"{'en' if lang == 'both' else lang}.html"
    made = sum((home / "reports" / f"{name}.facts.json").is_file() for name in names)
    run = Run(
        *(date.today().isoformat(), len(names), lang, os.cpu_count(), round(load, 1), round(seconds, 1)),
        *(round(spent.ru_utime + spent.ru_stime, 1), largest[0] // _MEGA, made, len(names) - made),
    )
    return run, page.read_text("utf-8").split("<tbody")[1].count("<tr")


def keep(run: Run) -> None:
    """Add a row to the table."""
    new = not TABLE.exists()
    with TABLE.open("a", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, asdict(run), lineterminator="\n")
        if new:
            writer.writeheader()
        writer.writerow(asdict(run))


if __name__ == "__main__":
    sys.exit(main())

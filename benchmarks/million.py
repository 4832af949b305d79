"""What a million person-weeks take from the folder to the report: dropped as Parquet, and as two CSV files.

    python benchmarks/million.py [--rows 1000000] [--ways parquet csv]

20,000 invented people over fifty weeks, one outcome, both languages, nothing cached; the memory is that of
all processes of the run at its most. The repository is copied aside first. Ends with code 1 if a way
has no report, or that of Parquet takes more than two minutes or 4 GB.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pandas as pd
from most_memory import watch
from report import copied
from scale_ways import OUTCOME, write_panel

NAME, MOST_SECONDS, MOST_MEGABYTES, _MEGA = "million", 120, 4_000, 1_000_000
ABOUT = "synthetic = true\npicked = false\nrolled_out = false\n"


def main() -> int:
    """Print a line for each way; return the exit code."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--ways", nargs="+", default=["parquet", "csv"], choices=["parquet", "csv"])
    asked = options.parse_args()
    return max(make_report(asked.rows, way) for way in asked.ways)


def make_report(rows: int, way: str) -> int:
    """Print what the report of a panel dropped in this way took; return the exit code."""
    with copied() as home:
        folder = home / "data" / "raw" / NAME
        write_panel(folder, rows)
        if way == "csv":
            write_tables(folder)
        (folder / "dataset.toml").write_text(ABOUT, "utf-8")
        code, seconds, megabytes = run(home)
        made = all((home / "reports" / f"{NAME}.{language}.html").is_file() for language in ("fr", "en"))
    print(f"{rows:,} person-weeks as {way}: {seconds:.0f} s, {megabytes:,} MB", flush=True)
    late = way == "parquet" and (seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES)
    return int(code != 0 or not made or late)


def write_tables(folder: Path) -> None:
    """Write the panel as people have it, a table of scores and one of results, in place of its Parquet."""
    files = sorted(folder.glob("*.parquet"))
    panel = pd.concat([pd.read_parquet(file) for file in files])
    for file in files:
        file.unlink()
    who, monday = "P" + panel["person"].astype(str).str.zfill(6), panel["week"]
    last = monday + pd.Timedelta(days=6)
    scores = pd.DataFrame({"person": who, "date": monday, "ssi": panel["ssi"]})
    counts = {"outcome": OUTCOME, "start": monday, "end": last, "count": panel[f"outcome_{OUTCOME}"]}
    scores.to_csv(folder / "scores.csv", index=False, date_format="%Y-%m-%d")
    pd.DataFrame({"person": who, **counts}).to_csv(
        folder / "results.csv", index=False, date_format="%Y-%m-%d"
    )


def run(home: Path) -> tuple[int, float, int]:
    """Make the report; return its exit code, the seconds, and the most megabytes of all its processes."""
    command = [sys.executable, "-m", "ssi_outcomes.desk.cli", "report", "--dataset", NAME, "--lang", "both"]
    with tempfile.TemporaryDirectory() as aside:
        kept = {"SSI_HOME": str(home), "SSI_LANG": "en", "SSI_KEY_FILE": f"{aside}/key"}
        begun, largest, ended = time.monotonic(), [0], threading.Event()
        child = subprocess.Popen(command, env=os.environ | kept, stdout=subprocess.DEVNULL)
        watcher = threading.Thread(target=watch, args=(child.pid, largest, ended))
        watcher.start()
        code = child.wait()
        ended.set()
        watcher.join()
    return code, time.monotonic() - begun, largest[0] // _MEGA


if __name__ == "__main__":
    sys.exit(main())

"""What the notebooks cost: a full `make report`, nothing cached, against drawing the same figures in one process without any.

    python benchmarks/report.py [--repeats 3]

Both start from a fresh Python in an environment that is ready, alternate, and are compared by their medians. The repository
is copied aside first: nothing here is touched. Ends with code 1 if the ratio is above the target.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TARGET = 6
ROOT = Path(__file__).resolve().parents[1]
COPIED = ("data/raw", "notebooks", "analysis-plan.toml", "requirements.lock", "pyproject.toml")

REPORT = "from ssi_outcomes.cli import main; main(['report', '--dataset', 'article', '--lang', 'both'])"
# The same pictures (a PNG as notebooks show it, an SVG in each language) from the same data, in one process.
DRAW = """
from ssi_outcomes.canvas import as_png, as_svg, style
from ssi_outcomes.exhibits import show_all
from ssi_outcomes.study import open_study
with style():
    for exhibit in show_all(open_study("article")):
        if exhibit.draw:
            as_png(exhibit.figure("en")), as_svg(exhibit.figure("en")), as_svg(exhibit.figure("fr"))
"""


def main() -> int:
    """Print the times, their ratio and the target; return the exit code."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--repeats", type=int, default=3)
    repeats = options.parse_args().repeats
    reports, drawings = [], []
    for number in range(1, repeats + 1):
        reports.append(time_in_copy(REPORT))
        drawings.append(time_in_copy(DRAW))
        print(f"{number}/{repeats}: report {reports[-1]:.2f} s, figures alone {drawings[-1]:.2f} s", flush=True)
    report, drawing = statistics.median(reports), statistics.median(drawings)
    ratio = report / drawing
    verdict = "met" if ratio <= TARGET else "missed"
    print(f"median: report {report:.2f} s, figures alone {drawing:.2f} s; ratio {ratio:.2f}; target at most {TARGET}: {verdict}")
    return 0 if ratio <= TARGET else 1


def time_in_copy(code: str) -> float:
    """Return the seconds that a fresh Python takes to run `code` on a fresh copy of the repository."""
    with tempfile.TemporaryDirectory(prefix="ssi-benchmark-") as folder:
        for name in COPIED:
            source, target = ROOT / name, Path(folder) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(source, target) if source.is_dir() else shutil.copy2(source, target)
        environment = {**os.environ, "SSI_HOME": folder, "SSI_LANG": "en"}
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", code], env=environment, cwd=folder, capture_output=True, text=True, errors="replace")
        seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{done.stderr.strip()}\n(exit code {done.returncode})")
    return seconds


if __name__ == "__main__":
    sys.exit(main())

"""What a report costs: its notebooks against drawing the same figures without any, its page against
nbconvert's own, asking twice, and what each notebook imports.

    python benchmarks/report.py [--repeats 3]

1. A full `make report` of the article, nothing cached, against the same figures drawn in one process. Both
start from a fresh Python in an environment that is ready, alternate, and are compared by their medians.

2. The demo team's page rendered from notebooks that have run, in each language (laid out, cleaned, checked
against its facts), against the page that nbconvert's HTMLExporter makes of the same notebook, unchecked. One
process, in turn, after one of each.

3. The demo team's report asked for again with nothing changed, against a fresh Python that imports pandas: it
should not need it. Whoever edits `src/` meanwhile changes something.

4. Counted apart: how often the rule would be right on one outcome of 40 people over 52 weeks, 1,000 draws of
each of three truths. A report on a team draws it in a stage of its own, beside its notebooks; how long that
stage took in the demo team's report, whose other times are without it, is told beside.

5. What each notebook imports, `import helpers`, against pandas with seaborn: processor seconds of fresh
Pythons, in turn, after one of each. `python benchmarks/report.py --menu` measures this alone.

The repository is copied aside first: nothing here is touched. Ends with code 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ssi_outcomes.base.errors import message

NOTEBOOKS_RATIO = 2
RENDER_RATIO = 3
UNCHANGED_RATIO = 1
MENU_RATIO = 1.2
ODDS_SECONDS = 20
ROOT = Path(__file__).resolve().parents[1]
COPIED = (
    "data/raw/article",
    "data/raw/demo-team",
    "notebooks",
    "analysis-plan.toml",
    "requirements.lock",
    "pyproject.toml",
)

REPORT = (
    "from ssi_outcomes.desk.cli import main; main(['report', '--dataset', {dataset!r}, '--lang', 'both'])"
)
# The same pictures (a PNG as notebooks show it, an SVG in each language) from the same data, in one process.
DRAW = """
from ssi_outcomes.figures.canvas import as_png, as_svg, style
from ssi_outcomes.exhibits import show_all
from ssi_outcomes.study import open_study
with style():
    for exhibit in show_all(open_study("article")):
        if exhibit.draw:
            as_png(exhibit.figure("en")), as_svg(exhibit.figure("en")), as_svg(exhibit.figure("fr"))
"""
IMPORT = "import time, {modules}; print(time.process_time())"
ODDS = """
import time
from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.odds import find_odds
from ssi_outcomes.evidence.verdict import Declared
from ssi_outcomes.worlds import find_scenario, simulate_panel

plan = read_plan()
frame = simulate_panel(find_scenario("nothing"), 40, 52, 3, plan).frame
start = time.perf_counter()
find_odds(frame, "phone_meetings", plan, Declared(True, False, False))
print(time.perf_counter() - start)
"""
RENDER = """
import json, time
from nbconvert.exporters import HTMLExporter
from ssi_outcomes.words.facts import read_citable
from ssi_outcomes.base.paths import processed_folder
from ssi_outcomes.report import export_report

folder, times = processed_folder("demo-team"), []
for number in range({repeats} + 1):
    for language in ("fr", "en"):
        notebook = folder / "notebooks" / f"08-report.{{language}}.ipynb"
        start = time.perf_counter()
        export_report(notebook, language, read_citable(folder / "facts"))
        middle = time.perf_counter()
        HTMLExporter().from_filename(str(notebook))
        times.append((language, middle - start, time.perf_counter() - middle))
print(json.dumps(times[2:]))  # the first of each loads what both need
"""


def main() -> int:
    """Print the times, their ratios and the targets; return the exit code."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--repeats", type=int, default=3)
    options.add_argument("--menu", action="store_true", help="measure what each notebook imports, alone")
    asked = options.parse_args()
    repeats, met = asked.repeats, []
    if not asked.menu:
        met = [compare_notebooks(repeats), *compare_rendered(repeats), time_odds(repeats)]
    met.append(compare_menu(max(repeats, 7)))
    return 0 if all(met) else 1


def compare_notebooks(repeats: int) -> bool:
    """Print what the notebooks cost; return whether the target is met."""
    reports, drawings = [], []
    for number in range(1, repeats + 1):
        for code, seconds in ((REPORT.format(dataset="article"), reports), (DRAW, drawings)):
            with copied() as home:
                seconds.append(time_run(code, home))
        print(
            f"{number}/{repeats}: report {reports[-1]:.2f} s, figures alone {drawings[-1]:.2f} s", flush=True
        )
    report, drawing = statistics.median(reports), statistics.median(drawings)
    return tell(
        f"median: report {report:.2f} s, figures alone {drawing:.2f} s; ratio",
        report / drawing,
        NOTEBOOKS_RATIO,
    )


def compare_rendered(repeats: int) -> Iterator[bool]:
    """Print what a page costs in each language, and what asking again; yield whether each target is met."""
    again = REPORT.format(dataset="demo-team")
    with copied() as home:
        start = time.perf_counter()
        said = run_heard(again, home)
        tell_stage(said, time.perf_counter() - start)
        times = json.loads(run(RENDER.format(repeats=repeats), home))
        unchanged, pandas = [], []
        for _ in range(repeats):
            for code, seconds in ((again, unchanged), ("import pandas", pandas)):
                seconds.append(time_run(code, home))
    for language in ("fr", "en"):
        ours, theirs = (
            statistics.median(time[kind] for time in times if time[0] == language) for kind in (1, 2)
        )
        told = f"rendering, {language}: {ours:.2f} s, nbconvert's own page {theirs:.2f} s; ratio"
        yield tell(told, ours / theirs, RENDER_RATIO)
    second, floor = statistics.median(unchanged), statistics.median(pandas)
    yield tell(
        f"nothing changed: {second:.2f} s, pandas alone {floor:.2f} s; ratio", second / floor, UNCHANGED_RATIO
    )


def tell_stage(said: str, whole: float) -> None:
    """Print how long the stage of the odds took, of a report that was made from nothing."""
    label = message("run_odds", "en")
    (took,) = re.findall(rf"{re.escape(label)} … ([\d.]+) s", said)
    print(f"demo team, nothing cached: {whole:.2f} s; the odds, beside its notebooks, {took} s", flush=True)


def time_odds(repeats: int) -> bool:
    """Print what the odds on one's own data cost; return whether the target is met."""
    with copied() as home:
        seconds = [float(run(ODDS, home)) for _ in range(repeats)]
    return tell("odds, 3 x 1,000 draws of 40 x 52: seconds", statistics.median(seconds), ODDS_SECONDS)


def compare_menu(repeats: int) -> bool:
    """Print what the notebooks' menu costs to import; return whether the target is met."""
    ours, floor = [], []
    with copied() as home:
        for _ in range(repeats + 1):
            for modules, seconds in (("helpers", ours), ("pandas, seaborn", floor)):
                seconds.append(float(run(IMPORT.format(modules=modules), home)))
    menu, libraries = (statistics.median(seconds[1:]) for seconds in (ours, floor))
    told = f"import helpers: {menu:.2f} s, pandas with seaborn {libraries:.2f} s; ratio"
    return tell(told, menu / libraries, MENU_RATIO)


def tell(what: str, value: float, target: float) -> bool:
    """Print a value beside its target; return whether it is met."""
    print(
        f"{what} {value:.2f}; target at most {target}: {'met' if value <= target else 'missed'}", flush=True
    )
    return value <= target


@contextmanager
def copied() -> Iterator[Path]:
    """Yield a fresh copy of what of the repository a run needs."""
    with tempfile.TemporaryDirectory(prefix="ssi-benchmark-") as folder:
        for name in COPIED:
            source, target = ROOT / name, Path(folder) / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(source, target) if source.is_dir() else shutil.copy2(source, target)
        yield Path(folder)


def time_run(code: str, home: Path) -> float:
    """Return the seconds that `run` takes."""
    start = time.perf_counter()
    run(code, home)
    return time.perf_counter() - start


def run(code: str, home: Path) -> str:
    """Run `code` in a fresh Python on the copy in `home`; return what it printed."""
    return _run(code, home).stdout


def run_heard(code: str, home: Path) -> str:
    """Do the same; return what it said of its progress."""
    return _run(code, home).stderr


def _run(code: str, home: Path) -> subprocess.CompletedProcess:
    environment = {**os.environ, "SSI_HOME": str(home), "SSI_LANG": "en"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=home,
        capture_output=True,
        text=True,
        errors="replace",
    )
    if done.returncode:
        sys.exit(f"{done.stderr.strip()}\n(exit code {done.returncode})")
    return done


if __name__ == "__main__":
    sys.exit(main())

"""What it costs to drop a team's tables on the page `try-it`, from the drop to the word: in Chromium with its
processor made 4 times slower, on pages that were just opened, and what 10^5 rows take at full speed.

    python benchmarks/try_it.py [--pages 5] [--again]

The tables are those of the invented demo team, laid out as the template asks: a row for each reading, a row
for each person and week. Milliseconds are those of the page's own clock: all of its main thread, of which all
but fetching two small files is script. What is told is the median over the pages, each left alone for three
seconds before; `--again` drops the same tables a second time, when no code runs for the first time. Needs
Chromium (`CHROMIUM` says where it is). Ends with code 1 if a drop takes more than 300 ms, or 10^5 rows more
than 3 s.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import shutil
import statistics
import sys
import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from ssi_outcomes.workshop.try_page import make_page

TEAM = Path(__file__).resolve().parents[1] / "data" / "raw" / "demo-team"
SLOWER, MOST_SCRIPT, MOST_SECONDS = 4, 300, 3.0
MANY_PEOPLE, MANY_WEEKS = 350, 143  # readings and results of so many are 10^5 rows
SETTLES = 3000  # milliseconds in which somebody reads the page before dropping a file
_READINGS, _RESULTS = "suivi-ssi-synthetique.csv", "resultats-synthetiques.csv"
_OUTCOMES = {
    "Rendez-vous téléphonique": "Entretiens téléphoniques",
    "Rendez-vous physique": "Rendez-vous physiques",
    "Demande entrante": "Demandes entrantes",
}
Tables = list[tuple[str, str]]  # names of files and their texts
# Drops files, and gives the milliseconds until the word stands on the page.
_DROP = """async (files) => {
  const dragged = new DataTransfer();
  for (const [name, text] of files) dragged.items.add(new File([text], name));
  const answer = document.getElementById("answer");
  answer.replaceChildren();
  const from = performance.now();
  const told = new Promise((done) => {
    const watched = new MutationObserver(() => answer.querySelector(".word") && done(watched.disconnect()));
    watched.observe(answer, { childList: true });
  });
  document.dispatchEvent(new DragEvent("drop", { dataTransfer: dragged, bubbles: true }));
  await told;
  return performance.now() - from;
}"""


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=5)
    parser.add_argument("--again", action="store_true")
    asked = parser.parse_args()
    team, many = lay_team(), lay_many()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "try-it.fr.html"
        path.write_text(make_page("fr"), encoding="utf-8")
        where = os.environ.get("CHROMIUM") or shutil.which("chromium")
        chromium = playwright.chromium.launch(executable_path=where, args=["--no-sandbox"])
        times = 2 if asked.again else 1
        found = [drop(chromium, path, team, SLOWER, times) for _ in range(asked.pages)]
        each_many = [drop(chromium, path, many, 1, 1)[0] / 1000 for _ in range(asked.pages)]
        chromium.close()
    first, *again = [list(each) for each in zip(*found, strict=True)]
    for name, each in zip(("first", "second"), (first, *again), strict=False):
        print(f"{name} drop, {SLOWER} times slower: {statistics.median(each):.0f} ms ({_list(each, 0)})")
    rows, seconds = sum(text.count("\n") for _, text in many), statistics.median(each_many)
    print(f"{rows} rows at full speed: {seconds:.2f} s ({_list(each_many, 2)})")
    return int(statistics.median(first) > MOST_SCRIPT or seconds > MOST_SECONDS)


def drop(
    chromium: Browser, path: Path, tables: list[tuple[str, str]], slower: int, times: int
) -> list[float]:
    """Drop tables some times on a page of its own, left alone until then; return each time's milliseconds."""
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.set_default_timeout(0)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(path.as_uri())
    page.wait_for_timeout(SETTLES)
    found = [page.evaluate(_DROP, tables) for _ in range(times)]
    context.close()
    return found


def lay_team() -> Tables:
    """Return the demo team's readings and results under the template's French headings."""
    heads, *readings = _read(_READINGS)
    renamed = {"Date": "Date du relevé", "Construire sa marque professionnelle": "Marque professionnelle"}
    counts = Counter()
    for day, person, result, count in _read(_RESULTS)[1:]:
        made = date(*map(int, reversed(day.split("/"))))
        counts[person, made - timedelta(made.weekday()), _OUTCOMES[result]] += int(count)
    people, mondays = (sorted({key[place] for key in counts}) for place in (0, 1))
    results = [
        [person, f"{monday:%d/%m/%Y}", *(str(counts[person, monday, name]) for name in _OUTCOMES.values())]
        for person in people
        for monday in mondays
    ]
    return [
        ("scores.csv", _write([[renamed.get(head, head) for head in heads], *readings])),
        ("results.csv", _write([["Personne", "Semaine du", *_OUTCOMES.values()], *results])),
    ]


def lay_many() -> Tables:
    """Return 10^5 rows of invented readings and results, none of whose people exists."""
    drawn = random.Random(5)
    scores, results = [["Personne", "Date du relevé", "SSI"]], [["Personne", "Semaine du", "Contrats"]]
    for person in range(MANY_PEOPLE):
        for week in range(MANY_WEEKS):
            day = f"{date(2023, 1, 2) + timedelta(weeks=week):%d/%m/%Y}"
            scores.append([f"P{person:03}", day, str(drawn.randint(20, 80))])
            results.append([f"P{person:03}", day, str(drawn.randint(0, 3))])
    return [("scores.csv", _write(scores)), ("results.csv", _write(results))]


def _read(name: str) -> list[list[str]]:
    """Return a file's rows from its headings on: what stands above says that nobody in it exists."""
    with (TEAM / name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, delimiter=";"))[1:]


def _list(numbers: list[float], digits: int) -> str:
    return ", ".join(f"{each:.{digits}f}" for each in numbers)


def _write(rows: list[list[str]]) -> str:
    return "".join(f"{';'.join(row)}\n" for row in rows)


if __name__ == "__main__":
    sys.exit(main())

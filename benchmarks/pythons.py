"""Does each Python find the same? The reports of the article and of the demo team, made by each that is
installed, and their facts compared.

    python benchmarks/pythons.py [PYTHON ...]

Of each Python (else: python3.11, python3.12 and python3.13, as the PATH has them) a fresh clone is set up by
the Makefile, with the locked libraries that this Python takes, in a home of its own, and makes both reports.
Texts and whole numbers have to be equal, other numbers up to `MOST` of their size; versions are told beside
them. Writes benchmarks/pythons.csv, a row for each Python, the first of them being the one that the others
are held against. Ends with code 1, and stores nothing, where a fact differs. About two minutes each, most of
which goes into the libraries and the odds.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stored_table import head_of_today, write_table

ROOT = Path(__file__).resolve().parents[1]
TABLE = Path(__file__).with_suffix(".csv")
PYTHONS = ("python3.11", "python3.12", "python3.13")
DATASETS = ("article", "demo-team")
MOST = 1e-9
VERSIONS = "versions"  # where facts.json says what made it


@dataclass(frozen=True)
class Compared:
    """How many facts were compared, those that differ, and by how much numbers differ at most, as a share."""

    facts: int
    differ: tuple[str, ...]
    most: float


def main() -> int:
    """Print what each Python finds, store the table; return the exit code."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("pythons", nargs="*", default=PYTHONS)
    found = [path for name in options.parse_args().pythons if (path := shutil.which(name))]
    first, rows = {}, []
    for python in found:
        with tempfile.TemporaryDirectory() as folder:
            facts = make_facts(Path(folder), python)
        first = first or facts
        compared = compare(first, facts)
        print(python, compared.facts, "facts, at most", compared.most, *compared.differ, sep="\n    ")
        if compared.differ:
            return 1
        rows.append(tell(facts, compared))
    write_table(TABLE, head_of_today(hash_tried()), [list(rows[0]), *(row.values() for row in rows)])
    return 0


def make_facts(folder: Path, python: str) -> dict[str, object]:
    """Return all facts of both reports as a Python makes them, by their place in the files."""
    clone, home = folder / "clone", folder / "home"
    home.mkdir()
    subprocess.run(["git", "clone", "-q", ROOT, clone], check=True)
    env = os.environ | {"HOME": str(home), "SSI_LANG": "en"}
    for name in ("PYTHONPATH", "SSI_HOME", "VIRTUAL_ENV"):
        env.pop(name, None)
    for command in (
        ["make", ".venv/ready", f"PYTHON={python}"],
        [".venv/bin/ssi", "report", "--dataset", " ".join(DATASETS)],
    ):
        subprocess.run(command, cwd=clone, env=env, check=True, stdout=sys.stderr)
    files = {name: clone / "reports" / f"{name}.facts.json" for name in DATASETS}
    return {
        f"{name}{place}": value
        for name, path in files.items()
        for place, value in flatten(json.loads(path.read_text("utf-8")))
    }


def flatten(value: object, place: str = "") -> Iterator[tuple[str, object]]:
    """Yield each text and number of a JSON value, with its place."""
    inside = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    )
    if inside is None:
        yield place, value
        return
    for name, each in inside:
        yield from flatten(each, f"{place}/{name}")


def compare(first: dict[str, object], second: dict[str, object]) -> Compared:
    """Return how two Pythons' facts differ; versions do, and are left out."""
    one, other = (
        {place: value for place, value in facts.items() if f"/{VERSIONS}/" not in place}
        for facts in (first, second)
    )
    differ, most = sorted(one.keys() ^ other.keys()), 0.0
    for place in one.keys() & other.keys():
        values = one[place], other[place]
        if all(type(value) is float for value in values):
            off = abs(values[0] - values[1]) / (max(map(abs, values)) or 1.0)
            most = max(most, off)
            differ += [place] if off > MOST else []
        elif values[0] != values[1]:
            differ.append(place)
    return Compared(len(one), tuple(differ), most)


def tell(facts: dict[str, object], compared: Compared) -> dict[str, object]:
    """Return the row of a Python."""
    beginning = f"{DATASETS[0]}/{VERSIONS}/"
    versions = {
        place.removeprefix(beginning): value for place, value in facts.items() if place.startswith(beginning)
    }
    return {name: versions[name] for name in ("Python", "numpy", "scipy", "pandas")} | {
        "facts": compared.facts,
        "most": f"{compared.most:.1e}",
    }


def hash_tried() -> str:
    """Return the hash of what computes a verdict, and of the libraries that it is locked to."""
    from ssi_outcomes.base.tried_code import hash_code

    code = hash_code("evidence.judge", ("evidence", "panel"))
    return hashlib.sha256(f"{code}{(ROOT / 'requirements.lock').read_text('utf-8')}".encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())

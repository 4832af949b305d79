"""Where each number of a page is from: one entry a fact, grouped by its table or its computation."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ssi_outcomes.base.paths import ARTICLE, LOOKS, TRIAL, raw_folder, root, shown
from ssi_outcomes.report.notebook_cells import Cells
from ssi_outcomes.words.facts import Fact

_CITED = re.compile(r'data-fact="([^".]+)')
_PLAN = "analysis-plan.toml"
# What is shipped of invented worlds. Only the names are asked for here: what makes these tables judges, too.
_CALIBRATION, _POOL_RATES = "calibration.csv", "pool_rates.csv"
_SHIPPED = Path(__file__).parents[1] / "worlds"
# Tables whose rows are facts, by the name in their first column; and how else facts call a table.
_TABLES = ("statements", "derivations", "cases", "criteria", "claims")
_COUNTED = ("files", "people", "gaps", "data package")  # while the files were read
# How a page tells of a number's origin: a sentence each, in this order on the page.
KNOWN_HOW = ("file", "counted", "computed", "computed_elsewhere")
# What is computed from the article's tables, whatever the data of the page.
_ARTICLE_ALONE = ("judge_claims",)


@dataclass(frozen=True)
class Entry:
    """A fact, and the line of its file where it is one row's ("" where it is of more)."""

    name: str
    line: str = ""


@dataclass(frozen=True)
class Origin:
    """A table or a computation, and the facts that a page cites of it.

    `how` is how it is told (one of `KNOWN_HOW`): read from a `file`, counted in the rows of the data, or
    computed from them, or from the article's tables, by `call` in a `notebook`.
    """

    source: str
    how: str
    file: str = ""
    notebook: str = ""
    call: str = ""
    entries: list[Entry] = field(default_factory=list, compare=False)


def find_cited(sections: Iterable[str]) -> list[str]:
    """Return the names of the facts that are cited in `sections`, told as HTML, by the alphabet."""
    return sorted({name for html in sections for name in _CITED.findall(html)})


def find_origins(
    cited: Iterable[str], facts: Mapping[str, Fact], cells: Cells, dataset: str, has_tables: bool
) -> list[Origin]:
    """Return where the `cited` facts are from: files first, then what was counted, then what was computed.

    has_tables: whether the article's tables are the dataset's own.
    """
    groups: dict[Origin, Origin] = {}
    for name in cited:
        origin, line = _find_origin(facts[name], cells, dataset, has_tables)
        groups.setdefault(origin, origin).entries.append(Entry(name, line))
    return sorted(groups, key=lambda each: (KNOWN_HOW.index(each.how), each.file, each.source, each.notebook))


def _find_origin(fact: Fact, cells: Cells, dataset: str, has_tables: bool) -> tuple[Origin, str]:
    source, folder = fact.source, raw_folder(dataset if has_tables else ARTICLE)
    if path := _find_file(source, folder, dataset):
        line = _find_lines(source, path).get(_key(fact.id, source))
        own = dataset != ARTICLE and path.parent == raw_folder(dataset)
        return Origin(source, "file", path.name if own else shown(path)), str(line or "")
    if source in _COUNTED:
        return Origin(source, "counted"), ""
    elsewhere = source in _ARTICLE_ALONE and not has_tables
    return Origin(source, "computed_elsewhere" if elsewhere else "computed", "", *cells.find(fact.id)), ""


def _find_file(source: str, folder: Path, dataset: str) -> Path | None:
    """Return the file that facts of this `source` are read from as they stand."""
    table = source.removesuffix(".csv")
    if table in _TABLES:
        return folder / f"{table}.csv"
    places = {
        _PLAN: root() / _PLAN,
        **{name: _SHIPPED / name for name in (_CALIBRATION, _POOL_RATES)},
        **{name: raw_folder(dataset) / name for name in (TRIAL, LOOKS)},
    }
    return places.get(source)


@cache
def _find_lines(source: str, path: Path) -> dict[str, int]:
    """Return the line on which each row or key of a file begins, by its name; of files without such: none."""
    if source == _CALIBRATION:
        # With it comes all that is told to a team.
        from ssi_outcomes.exhibits.team.rule_tried import find_lines

        return find_lines()
    if not path.is_file():
        return {}
    text = path.read_text("utf-8-sig")
    if path.suffix == ".csv" and path.stem in _TABLES:
        return _find_rows(text)
    keys = ((number, line.partition(" =")) for number, line in enumerate(text.splitlines(), 1))
    return {name: number for number, (name, sign, _) in keys if sign} if source == _PLAN else {}


def _find_rows(text: str) -> dict[str, int]:
    rows, lines, before = csv.reader(text.splitlines(keepends=True)), {}, 0
    for row in rows:
        lines[row[0] if row else ""], before = before + 1, rows.line_num
    return lines


def _key(name: str, source: str) -> str:
    """Return by what a fact is found in its file: the plan's own word, the row of a calibration."""
    if source == _PLAN:
        return name.removeprefix("plan_")
    if source == _CALIBRATION:
        found = re.match(r".*_\d+x\d+", name)
        return found[0] if found else ""
    return name

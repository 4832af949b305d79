"""Check a report against what it was made from: the page, the facts on it, each computed and each raw file,
the plan, the program. What differs is named; nothing is made or changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from ssi_outcomes.base import paths
from ssi_outcomes.base.errors import LANGUAGES, DataRefused, Problem, StaleResults, UsageError, message
from ssi_outcomes.base.files import hash_file
from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.base.today import today_in
from ssi_outcomes.base.versions import versions
from ssi_outcomes.intake.inputs import hash_parts, hash_raw
from ssi_outcomes.intake.receipt import CASES, LARGE, PRINTS, Receipt, find_receipt
from ssi_outcomes.running import manifest as made
from ssi_outcomes.running.manifest import Manifest
from ssi_outcomes.running.stages import file_name
from ssi_outcomes.words.facts import read_citable

_NAME = re.compile(rf"(?P<dataset>[^.]+)(?P<private>\.private)?\.(?P<language>{'|'.join(LANGUAGES)})\.html")
_REPORT = "08-report"


def verify_report(page: Path) -> str:
    """Return the sentence that says that a report stands, and of which day it is.

    Raises UsageError where `page` is no report that was made here, DataRefused with each thing that is no
    longer what the report was made from.
    """
    named = _NAME.fullmatch(page.name)
    if not page.is_file() or not named:
        raise UsageError("verify_no_report", file=paths.shown(page))
    dataset, audience = named["dataset"], "private" if named["private"] else "shared"
    record, receipt = Manifest(dataset), find_receipt(dataset)
    known = record.outputs_of(file_name(page))
    if receipt is None or not known:
        raise UsageError("verify_not_recorded", file=paths.shown(page), dataset=dataset)
    read = [receipt, *filter(None, [find_receipt(paths.ARTICLE)] if receipt.kind != CASES else [])]
    problems = [
        *_check_page(page, known, dataset),
        *(Problem(name, "verify_computed_altered") for name in _altered(record, read)),
        *(problem for each in read for problem in _check_raw(each)),
        *_check_head(_facts_beside(page), dataset),
    ]
    shared = hash_parts(made.hash_shared(), receipt.hash, audience)
    if not problems and not record.is_current(
        file_name(page), hash_parts(shared, *_made_by(receipt, record, named["language"]))
    ):
        problems.append(Problem(paths.shown(page), "verify_program"))
    if problems:
        count, file = len(problems), paths.shown(page)
        raise DataRefused("verify_differs", file=file, count=count, problems=tuple(problems))
    return _tell(page, receipt, len(record.outputs))


def _made_by(receipt: Receipt, record: Manifest, language: str) -> tuple[str, str, str]:
    """Return what made a page, in which language, and the fingerprint of what it was made from."""
    if receipt.kind == LARGE:
        return "export_large", language, record.hash_published()
    executed = receipt.folder / made.NOTEBOOKS / f"{_REPORT}.{language}.ipynb"
    return "export_report", language, hash_file(executed)


def find_altered_facts(html: str, facts: dict[str, object]) -> list[str]:
    """Return the names of the facts on a page whose value is not the one that was computed."""
    from bs4 import BeautifulSoup

    cited = BeautifulSoup(html, "html.parser").select("data[data-fact]")
    told = {(tag["data-fact"], tag.get("value", "")) for tag in cited}
    return sorted({name for name, value in told if not _is_same(value, facts.get(name))})


def _facts_beside(page: Path) -> Path:
    return page.with_name(page.name.removesuffix(".html").rpartition(".")[0] + ".facts.json")


def _is_same(value: str, fact: object) -> bool:
    try:
        return float(value) == fact
    except ValueError:
        return value == fact


def _check_page(page: Path, known: dict[str, str], dataset: str) -> Iterator[Problem]:
    file = paths.shown(page)
    if hash_file(page) in known.values():
        return
    yield Problem(file, "verify_page_altered")
    try:
        facts = read_citable(paths.processed_folder(dataset) / "facts")
    except StaleResults:  # the files themselves are named
        return
    for fact in find_altered_facts(page.read_text("utf-8", "replace"), facts):
        yield Problem(file, "verify_fact_differs", values={"fact": fact})


def _altered(record: Manifest, read: list[Receipt]) -> list[str]:
    """Return the computed files that are no longer what was written, those of reading and of all stages."""
    stored = [paths.shown(each.folder / name) for each in read for name in each.find_altered()]
    return sorted({*stored, *(name for name in record.find_altered() if not name.endswith(".html"))})


def _check_raw(receipt: Receipt) -> Iterator[Problem]:
    """Yield each raw file that is no longer what was read, by the name that it is shown under."""
    if PRINTS in receipt.find_altered():  # named among the computed files
        return
    prints = json.loads((receipt.folder / PRINTS).read_text("utf-8"))
    before, now, shown = prints["raw"], hash_raw(receipt.dataset), prints["shown"]
    for name in sorted(before.keys() | now.keys()):
        key = (
            "verify_raw_missing"
            if name not in now
            else "verify_raw_new"
            if name not in before
            else "verify_raw_altered"
        )
        if before.get(name) != now.get(name):
            yield Problem(paths.shown(paths.raw_folder(receipt.dataset) / shown.get(name, name)), key)


def _check_head(facts: Path, dataset: str) -> Iterator[Problem]:
    """Yield what the file of facts beside the report says of the plan and of versions that are others now."""
    try:
        head = json.loads(facts.read_text("utf-8"))
    except (OSError, ValueError):  # named among the computed files
        return
    plan = read_plan(paths.raw_folder(dataset))
    if head.get("plan_hash", plan.hash) != plan.hash:
        yield Problem(plan.file, "verify_plan_altered")
    now = versions()
    for name, before in head.get("versions", {}).items():
        if now.get(name) != before:
            values = {"name": name, "before": before, "now": now.get(name, "–")}
            yield Problem(paths.shown(facts), "verify_version_differs", values=values)


def _tell(page: Path, receipt: Receipt, computed: int) -> str:
    prints = json.loads((receipt.folder / PRINTS).read_text("utf-8"))
    values = {"file": paths.shown(page), "raw": len(prints["raw"]), "computed": computed}
    said = [message("verify_stands", **values)]
    if receipt.kind != CASES and prints["day"] != today_in(receipt.zone).isoformat():
        said.append(message("verify_other_day", day=prints["day"], dataset=receipt.dataset))
    return "\n".join(said)

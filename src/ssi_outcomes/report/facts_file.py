"""All facts of a dataset in one file, for programs and spreadsheets that go on
from a report; its form is in docs/facts.md.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from ssi_outcomes.base.privacy import audience
from ssi_outcomes.base.versions import versions
from ssi_outcomes.words.facts import Collected, collect_facts, whole

# Raised when a program that reads the file would have to be changed: a key
# that goes, or that means something else.
FORMAT = 1


def export_facts(folder: Path) -> str:
    """Return the JSON of all facts under `folder`, a dataset's, with what they were computed from; raises
    DataRefused as `read_facts` does.
    """
    collected = collect_facts(folder / "facts")
    head = {"format": FORMAT, **collected.about, "audience": audience(), "versions": versions()}
    return (
        json.dumps({**head, "facts": fact_rows(collected)}, ensure_ascii=False, indent=1, allow_nan=False)
        + "\n"
    )


def fact_rows(collected: Collected) -> list[dict[str, object]]:
    """Return one row a fact: what it holds, and the notebooks that wrote it."""
    rows = [
        {name: whole(value) if value is not None else None for name, value in asdict(fact).items()}
        for fact in collected.facts
    ]
    return [{**row, "notebooks": list(collected.notebooks[row["id"]])} for row in rows]

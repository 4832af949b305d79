"""How often the rule would be right on a dataset's own weeks, drawn once, stored, and found again by
fingerprint: what it was asked, the panel, and the code that draws; no language is part of it.

    python -m ssi_outcomes.intake.odds_kept DATASET

draws them in a process of its own, beside the notebooks of a run, and writes where `SSI_STAGE` says.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ssi_outcomes.base.files import write_whole
from ssi_outcomes.base.paths import output_folder, processed_folder
from ssi_outcomes.base.tried_code import PACKAGE
from ssi_outcomes.intake.asking import open_receipt
from ssi_outcomes.intake.bounded import bound_memory, end_with_asker
from ssi_outcomes.intake.inputs import hash_code, hash_parts, hash_python
from ssi_outcomes.intake.receipt import TABLES, Receipt, is_within_run

if TYPE_CHECKING:
    from ssi_outcomes.evidence.scrutiny import Scrutiny
    from ssi_outcomes.intake.contents import Contents

KEPT = "odds/told.json"
# What draws them; a sentence about them is none of it.
_CODE = (
    "evidence/**/*.py",
    "panel/column_names.py",
    "base/lengths.py",
    "base/plan.py",
    "base/plan_keys.py",
    "intake/odds_kept.py",
)


def main(dataset: str) -> int:
    """Draw the odds on `dataset` as it was read; end when whoever asked does."""
    end_with_asker()
    from ssi_outcomes.intake import writing  # noqa: F401 - all libraries, before they are measured

    bound_memory()
    make_odds(open_receipt(dataset))
    return 0


def ask_odds(contents: Contents) -> str:
    """Return the fingerprint of what is asked of a dataset's weeks beside the verdict; "" where nothing is to
    be drawn.
    """
    findings = contents.findings
    if findings is None:
        return ""
    from ssi_outcomes.evidence.scrutiny import TEAMS, find_silence, find_told
    from ssi_outcomes.intake.contents import declare

    if find_silence(findings) not in ("", TEAMS):
        return ""
    told = find_told(findings).outcome
    return hash_parts(told, contents.plan.hash, repr(declare(contents.dataset, told)))


def hash_odds(receipt: Receipt) -> str:
    """Return the fingerprint of all that the odds on a dataset rest on; from bytes, without pandas."""
    code = hash_code((path for form in _CODE for path in PACKAGE.glob(form)), PACKAGE)
    panel = receipt.outputs.get(f"{TABLES}/panel.parquet", "")
    return hash_parts(receipt.odds, panel, code, hash_python())


def open_odds(receipt: Receipt) -> Scrutiny | None:
    """Return what was drawn of a dataset; outside of a run it is drawn now where it was not yet. None where
    nothing is asked, or where a run could not draw it.
    """
    from ssi_outcomes.intake.codec import read_json

    if not receipt.odds:
        return None
    try:
        stored = json.loads((processed_folder(receipt.dataset) / KEPT).read_text("utf-8"))
        if stored["inputs"] == hash_odds(receipt):
            return read_json(stored["drawn"])
    except (OSError, ValueError, KeyError, TypeError):  # none, or none of ours: as good as none
        pass
    return None if is_within_run() else make_odds(receipt)


def make_odds(receipt: Receipt) -> Scrutiny:
    """Draw the odds on a dataset as it was read, store them, and return them."""
    from ssi_outcomes.evidence.scrutiny import find_told, scrutinise
    from ssi_outcomes.intake.codec import write_json
    from ssi_outcomes.intake.contents import declare
    from ssi_outcomes.intake.writing import load_contents

    contents = load_contents(receipt)
    findings = contents.findings
    told = find_told(findings).outcome
    drawn = scrutinise(findings, told, contents.plan, declare(contents.dataset, told))
    text = json.dumps({"inputs": hash_odds(receipt), "drawn": write_json(drawn)}) + "\n"
    write_whole(output_folder(receipt.dataset) / KEPT, text)
    return drawn


def find_kept(dataset: str) -> Path:
    """Return where the odds on a dataset are published."""
    return processed_folder(dataset) / KEPT


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

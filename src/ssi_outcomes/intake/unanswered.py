"""What a dataset of weeks does not say of itself, without which no verdict is given: asked where its files
are told, with the line to paste.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_outcomes.base.errors import message
from ssi_outcomes.reading.dataset import Dataset

if TYPE_CHECKING:
    from ssi_outcomes.evidence.judge import Findings

# The gates that stay closed for want of an answer, and the key of dataset.toml that opens each.
ASKED = {"picked_unsaid": "picked", "rolled_out_unsaid": "rolled_out"}


def tell_unanswered(data: Dataset, findings: Findings | None, language: str) -> list[str]:
    """Return, in a language, a question for each answer that keeps a real outcome from a verdict, and where
    it is written; none where no weeks could have one anyhow.
    """
    real = findings.of_kind("real") if findings else []
    closed = {
        gate.name
        for finding in real
        if finding.within.slope is not None
        for gate in finding.verdict.gates
        if not gate.holds
    }
    return [_ask(data, key, language) for gate, key in ASKED.items() if gate in closed]


def _ask(data: Dataset, key: str, language: str) -> str:
    asked = message(f"about_key_{key}", language)
    place = "sheet" if data.about.get("said_in") == "sheet" else "file"
    values = {"asked": asked, "hint": message(f"about_hint_{key}", language), "dataset": data.name}
    sheet = message("template_sheet_about", language)
    return message(f"unanswered_{place}", language, **values, sheet=sheet, paste=f"{key} = false")

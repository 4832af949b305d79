"""What the package knows it knows in one place: where a second one writes it again, the two may disagree one day."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ssi_outcomes.reading.names.registry import activities, outcomes

PACKAGE = Path(__file__).resolve().parents[1] / "src/ssi_outcomes"
OUTCOMES, ACTIVITIES = "|".join(outcomes()), "|".join(activities())

# What a second home would have to write, and the one module that may.
HOMES = {
    "the pillars": (r'"brand",\s*"find",\s*"engage",\s*"build"', "base/ssi.py"),
    "the means of others": (r'"industry_mean",\s*"network_mean"', "base/ssi.py"),
    "the ranks": (r'"industry_rank_pct",\s*"network_rank_pct"', "base/ssi.py"),
    "the columns of an outcome or an activity": (
        rf"\"(?:outcome|activity)_\"|f\"(?:outcome|activity|value)_\{{|\"outcome_(?:{OUTCOMES})\""
        rf"|\"activity_(?:{ACTIVITIES})\"",
        "panel/column_names.py",
    ),
    "who the team is": (r'"team",\s*"(?:équipe|equipe)"', "base/spelling.py"),
    "the spaces of a page": (r"\[ \\t\\r\\n\]\+", "base/tame.py"),
    "the currencies": (r'"£"|"CA\$"|"EUROS?"', "reading/cells/currencies.py"),
    "the months": (r"janvier|janv\b", None),
    "the length of a month or a year": (
        r"\b365(?:\.25)?\b|^(?:(?:FULL_)?WEEK|MONTH|\w*YEAR) = \d+",
        "base/lengths.py",
    ),
    "the list of variants": (r'"against_industry"\)?,', "base/plan_keys.py"),
    "what a safe workbook is": ("strings_to_formulas", "base/privacy.py"),
    "when a ratio is as good as none": (r"< BEYOND\b", "exhibits/frame/in_per_cent.py"),
    "the most points of a pillar": (r"(?:out_of=|high = |0\.0, |<= )25\b", None),
}


@pytest.mark.parametrize("idea", HOMES)
def test_it_is_written_in_one_place_only(idea):
    pattern, home = HOMES[idea]
    found = [
        path.relative_to(PACKAGE).as_posix()
        for path in sorted(PACKAGE.rglob("*.py"))
        if re.search(pattern, path.read_text("utf-8"), re.MULTILINE)
    ]
    assert found == ([home] if home else [])


def test_what_a_data_package_is_gets_told_by_the_codebook():
    asking = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"DESCRIPTOR\)\.is_file", path.read_text("utf-8"))
    }
    assert asking == {"base/codebook.py"}

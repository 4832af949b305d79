"""Two judges, one verdict: R, told the rule by itself (`second_judge.R`), says of generated panels what we say, to the eighth digit."""

from __future__ import annotations

import csv
import math
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from evidence.judged_panels import SMALL, Drawn, draw_panel
from waiting import HANGS

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.falsify import check_lead
from ssi_outcomes.evidence.verdict import Declared, decide
from ssi_outcomes.evidence.within import compare_within

RSCRIPT = shutil.which("Rscript")
SCRIPT = Path(__file__).with_name("second_judge.R")
SAME = 1e-8
PLAN = read_plan()
# What our reasons are to R, which finds by ranks of matrices what we tell apart in words.
SAID_BY_R = {
    "late_rows": "late",
    "defined": "not_defined",
    "people_with_events": "few_people",
    "effective_people": "few_effective",
    "events": "few_events",
    "no_reading": "nothing_known",
    "one_week": "no_variation",
    "flat_score": "no_variation",
    "moves_together": "no_variation",
    "no_scatter": "copies",
}
PICKED = {True: "yes", False: "no", None: "unsaid"}


@dataclass(frozen=True)
class Said:
    """What a judge says of a panel; NaN where there is no such number. `low` and `high` bound the ratio, whose log is `log`."""

    word: str
    why: str
    notes: str
    numbers: dict[str, float]

    def agrees(self, other: Said) -> bool:
        """Tell whether both say the same, numbers to within 1e-8 (of their size, where that is above 1)."""
        return (self.word, self.why, self.notes) == (other.word, other.why, other.notes) and all(
            (math.isnan(mine) and math.isnan(other.numbers[name]))
            or math.isclose(mine, other.numbers[name], rel_tol=SAME, abs_tol=SAME)
            for name, mine in self.numbers.items()
        )


def judge_here(drawn: Drawn) -> Said:
    frame = drawn.frame()
    made, lead = compare_within(frame, "calls"), check_lead(frame, "calls")
    verdict = decide(made, PLAN, Declared(drawn.defined, drawn.picked, drawn.rolled_out), lead)
    numbers = dict.fromkeys(("log", "se", "low", "high", "people", "events", "effective", "lead_p"), math.nan)
    if made.slope is not None:
        numbers |= {
            "log": made.slope.log,
            "se": made.slope.se,
            "low": verdict.low,
            "high": verdict.high,
            "people": made.informative,
            "events": made.events,
            "effective": made.effective,
            "lead_p": math.nan if lead.p is None else lead.p,
        }
    told = " ".join(note for note in verdict.notes if note in ("claim_excluded", "inverse"))
    return Said(verdict.word, SAID_BY_R.get(verdict.reason, verdict.reason), told, numbers)


def judge_by_r(drawn: dict[object, Drawn], folder: Path) -> dict[object, Said]:
    """Return what R says of each panel: one process for all of them."""
    if RSCRIPT is None:
        if os.environ.get("REQUIRE_R") == "1":
            pytest.fail("no Rscript, and REQUIRE_R=1: apt-get install r-base-core")
        pytest.skip("not run: no R")
    panels, verdicts = folder / "panels.csv", folder / "verdicts.csv"
    pd.concat([_lay_rows(number, each) for number, each in enumerate(drawn.values())]).to_csv(
        panels, index=False
    )
    done = subprocess.run(
        [RSCRIPT, "--vanilla", SCRIPT, panels, verdicts], capture_output=True, text=True, timeout=HANGS
    )
    assert done.returncode == 0, done.stderr
    with verdicts.open(encoding="utf-8", newline="") as file:
        return {name: _read(row) for name, row in zip(drawn, csv.DictReader(file), strict=True)}


def _lay_rows(number: int, drawn: Drawn) -> pd.DataFrame:
    frame = drawn.frame()
    return pd.DataFrame(
        {
            "panel": number,
            "person": frame["person"],
            "week": frame["week_start"].dt.strftime("%Y-%m-%d"),
            "ssi": frame["ssi"],
            "late": frame["ssi_late"].astype(int),
            "next_ssi": frame["next_ssi"],
            "exposure_days": frame["exposure_days"],
            "count": frame["outcome_calls"],
            "defined": int(drawn.defined),
            "picked": PICKED[drawn.picked],
            "rolled_out": PICKED[drawn.rolled_out],
        }
    )


def _read(row: dict[str, str]) -> Said:
    numbers = ("log", "se", "low", "high", "people", "events", "effective", "lead_p")
    return Said(
        row["word"],
        row["why"],
        row["notes"],
        {name: float(row[name]) if row[name] else math.nan for name in numbers},
    )


def differing(drawn: dict[object, Drawn], folder: Path) -> dict[object, tuple[Said, Said]]:
    """Return the panels of which the two judges do not say the same, with what each says."""
    theirs = judge_by_r(drawn, folder)
    ours = {name: judge_here(each) for name, each in drawn.items()}
    return {name: (ours[name], theirs[name]) for name in drawn if not ours[name].agrees(theirs[name])}


@pytest.mark.parametrize(
    "numbers", [range(SMALL), pytest.param(range(SMALL, 1000), marks=pytest.mark.long)], ids=["few", "many"]
)
def test_r_gives_every_panel_the_word_the_ratio_and_the_error_that_we_give(numbers, tmp_path):
    assert differing({number: draw_panel(number) for number in numbers}, tmp_path) == {}


# Panels about which the judges once differed: ours took a rate that the score moves far for one without an end.
ONCE_DIFFERENT = {
    "a score that all but parts the weeks with calls from those without": 180,
    "next week's score all but parts the few weeks with calls from those without": 662,
}


def test_the_panels_about_which_the_judges_once_differed_are_settled(tmp_path):
    assert differing({name: draw_panel(number) for name, number in ONCE_DIFFERENT.items()}, tmp_path) == {}

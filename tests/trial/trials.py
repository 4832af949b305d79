"""A trial of invented people, as a protocol, as the text of `trial.toml`, and as a folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from ssi_outcomes.base.plan import TrialRule
from ssi_outcomes.trial.by_lot import draw_schedule
from ssi_outcomes.trial.fingerprint import take_fingerprint, write_schedule
from ssi_outcomes.trial.protocol import Protocol, read_protocol

RULE = TrialRule()
PEOPLE = tuple(f"Demo {letter}" for letter in "ABCDEFGH")
EIGHT = Protocol(
    "parallel",
    PEOPLE,
    date(2026, 3, 2),
    8,
    8,
    "score_hour",
    "phone_meetings",
    "0123456789abcdef",
    datetime(2026, 2, 27, 10, 30),
)
CROSSED = replace(
    EIGHT, design="crossover", baseline_weeks=0, trial_weeks=32, period_weeks=8, left_out_weeks=4
)
ALONE = replace(EIGHT, design="single", people=("Demo A",), baseline_weeks=0, trial_weeks=40, period_weeks=2)
TEXT = """\
[trial]
design = "parallel"
people = ["Demo A", "Demo B", "Demo C", "Demo D", "Demo E", "Demo F", "Demo G", "Demo H"]
first_week = 2026-03-02
baseline_weeks = 8
trial_weeks = 8
push = "score_hour"
outcome = "phone_meetings"

[draw]
seed = "0123456789abcdef"
drawn_at = 2026-02-27T10:30:00
"""


def seal(folder: Path, text: str = TEXT) -> Protocol:
    """Write a trial's two files as the draw leaves them; return its protocol."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "trial.toml").write_text(text, "utf-8")
    protocol = read_protocol(folder, RULE)
    schedule = draw_schedule(protocol)
    fingerprint = take_fingerprint(protocol, schedule)
    (folder / "trial.toml").write_text(f'{text}fingerprint = "{fingerprint}"\n', "utf-8")
    (folder / "schedule.csv").write_text(write_schedule(schedule), "utf-8")
    return protocol

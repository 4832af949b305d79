"""Studies of invented teams for the tests of pools: their numbers are given by hand, and nobody is behind them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from ssi_outcomes.base.plan import Plan, read_plan
from ssi_outcomes.evidence.pool_judge import DRAWN_GATES
from ssi_outcomes.evidence.verdict import GATES
from ssi_outcomes.pool.handing_over import Lift, Meant, StudyEstimate, write_registration, write_study
from ssi_outcomes.pool.pool_folder import read_pool
from ssi_outcomes.pool.pool_text import hash_values
from ssi_outcomes.reading.dataset import Dataset

PLAN = read_plan()
TODAY = date(2026, 11, 27)
HOLDING = {name: True for name in GATES if name not in ("picked_unsaid", "rolled_out_unsaid", "lead_unknown")}
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def number_of(study: int) -> str:
    """Return a study's number that says which one it is."""
    return f"S-{LETTERS[study // 32]}{LETTERS[study % 32]}00-0000-0000-0000"


def estimate(b: float = 0.0, se: float = 0.2, **others: object) -> StudyEstimate:
    """Return what was watched of 20 people over 26 weeks, within people, unless said otherwise."""
    known = {
        "design": "watched",
        "question": "within",
        "outcome": "phone_meetings",
        "freedom": 19.0,
        "events": 120.0,
        "people": 20,
        "weeks": 26,
        "first": date(2026, 1, 5),
        "last": date(2026, 6, 29),
        "gates": HOLDING,
    }
    return StudyEstimate(b=b, se=se, **{**known, **others})


def drawn(b: float, se: float, lift: float, **others: object) -> StudyEstimate:
    """Return what was drawn by lot: a push that lifted the score by so many points, give or take two."""
    known = {"design": "drawn", "question": "parallel", "push": "score_hour", "lift": Lift(lift, 2.0, 0.0)}
    return estimate(b, se, **{**known, "gates": dict.fromkeys(DRAWN_GATES, True), **others})


def write(folder: Path, study: int, *estimates: StudyEstimate, plan: Plan = PLAN, **others: object) -> Path:
    """Write the file of a study (by its place) with these estimates."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"team-{study}.pool.json"
    path.write_text(write_study(number_of(study), plan, list(estimates), [], TODAY, **others), "utf-8")
    return path


def register(
    folder: Path,
    study: int,
    day: date = date(2026, 1, 2),
    weeks: int = 26,
    name: str = "",
    looks: int = 0,
) -> Path:
    """Write the file by which a study was registered."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name or f'team-{study}'}.registered.json"
    path.write_text(
        write_registration(number_of(study), PLAN, Meant(20, weeks, looks_before=looks), day), "utf-8"
    )
    return path


def change(path: Path, change: Callable[[dict], object], *, sealed: bool = False) -> None:
    """Change the values of a file as a hand would; `sealed`: so that its seal fits again."""
    values = json.loads(path.read_text("utf-8"))
    change(values)
    if sealed:
        values["seal"] = hash_values({key: value for key, value in values.items() if key != "seal"})
    path.write_text(json.dumps(values), "utf-8")


def read(folder: Path, plan: Plan = PLAN) -> Dataset:
    """Return a folder as it is read on the day of these tests."""
    return read_pool(folder, plan, TODAY)


def refusals(data: Dataset) -> Mapping[str, str]:
    """Return why files are not believed, by their own names: keys of `messages.toml`."""
    own = {shown: name for name, shown in data.labels.items()}
    return {own[file.name]: file.refusal.key for file in data.files if file.refusal}

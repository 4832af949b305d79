"""A home with invented people in it, and a trial drawn on a fixed day."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ssi_outcomes.base.plan import PLAN_FILE, read_plan
from ssi_outcomes.desk.trial_new import Drawn, draw_trial, new_trial
from ssi_outcomes.desk.trial_options import Asked, understand
from ssi_outcomes.desk.trial_people import Roster

NOW = datetime(2026, 2, 27, 10, 30)  # a Friday
PEOPLE = tuple(f"Demo {letter}" for letter in "ABCDEFGH")
SEED = "0123456789abcdef"


def make_home(home: Path, people: tuple[str, ...] = PEOPLE) -> Path:
    """Give a home the plan, and a list of people; return the list."""
    plan = Path(__file__).resolve().parents[2] / PLAN_FILE
    (home / PLAN_FILE).write_bytes(plan.read_bytes())
    (home / "data/raw").mkdir(parents=True)
    names = home / "names.txt"
    names.write_text("\n".join(people) + "\n", "utf-8")
    return names


def draw(
    people: tuple[str, ...] = PEOPLE, dataset: str = "acme", language: str = "en", **asked: str
) -> Drawn:
    """Draw a trial of eight weeks before and eight after, unless asked otherwise, in the home that is set, and
    write all of it.
    """
    return new_trial(dataset, _asked(asked), Roster(people), NOW, language, SEED)


def promise(people: tuple[str, ...] = PEOPLE, language: str = "en", **asked: str) -> Drawn:
    """Draw the same trial, and write nothing."""
    plan = read_plan()
    terms = understand(_asked(asked), len(people), plan.trial, NOW)
    return draw_trial(terms, Roster(people), plan, NOW, language, SEED)


def _asked(asked: dict[str, str]) -> Asked:
    terms = {"before": "8", "weeks": "8", "first": "2026-03-02"} if not asked.get("design") else {}
    return Asked(**{**terms, **asked})

"""`ssi trial new acme`: promise a trial, draw it, seal it, and hand out to each person what is theirs."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import tomlkit

from ssi_outcomes.base.codebook import DESCRIPTOR
from ssi_outcomes.base.errors import LANGUAGES, DataRefused, UsageError, message
from ssi_outcomes.base.files import hash_bytes, write_whole
from ssi_outcomes.base.paths import HANDED_OUT, SCHEDULE, TRIAL, raw_folder, root, shown
from ssi_outcomes.base.plan import PLAN_FILE, Plan, read_plan
from ssi_outcomes.base.plan_keys import ESTIMATORS
from ssi_outcomes.desk.filled_in import lay_out, mark_drawn
from ssi_outcomes.desk.new import new_dataset
from ssi_outcomes.desk.own_plan import write_own_plan
from ssi_outcomes.desk.template import make_workbook
from ssi_outcomes.desk.trial_calendars import make_calendars
from ssi_outcomes.desk.trial_options import Asked, Terms, understand
from ssi_outcomes.desk.trial_page import make_page
from ssi_outcomes.desk.trial_people import Roster
from ssi_outcomes.trial.by_lot import FEWEST, count_schedules, draw_schedule
from ssi_outcomes.trial.fingerprint import take_fingerprint, write_schedule
from ssi_outcomes.trial.protocol import Protocol, make_protocol
from ssi_outcomes.trial.toml_keys import find_problems

_SEED_BYTES = 16


@dataclass(frozen=True)
class Drawn:
    """A trial that was drawn: its protocol and the text that says it, its schedule, the fingerprint of both,
    how many schedules could have been drawn, and the files that were written.
    """

    protocol: Protocol
    text: str
    schedule: pd.DataFrame
    fingerprint: str
    schedules: int
    files: tuple[Path, ...] = ()


def new_trial(
    dataset: str, asked: Asked, roster: Roster, now: datetime, language: str, seed: str | None = None
) -> Drawn:
    """Draw a trial of a dataset and write all of it, or nothing; the folder and its template are made where
    they are missing. The seed is the operating system's unless given.

    Raises UsageError where a trial, or a file of such a name, is there already, where an option means
    nothing, or where too few schedules could be drawn; DataRefused for a plan, or names, that cannot be used.
    """
    check_free(dataset)
    folder = raw_folder(dataset)
    plan = read_plan(folder)
    terms = understand(asked, len(roster.people), plan.trial, now)
    own = "" if folder.exists() else _write_plan(terms, roster)
    plan = replace(plan, hash=hash_bytes(own.encode("utf-8"))) if own else plan
    drawn = draw_trial(terms, roster, plan, now, language, seed or secrets.token_hex(_SEED_BYTES))
    if drawn.schedules < FEWEST:
        raise UsageError(
            "trial_schedules_few", count=drawn.schedules, least=FEWEST, people=len(drawn.protocol.people)
        )
    made = _make_dataset(dataset, drawn, own, now, language)
    calendars = make_calendars(dataset, drawn.protocol, drawn.schedule, language)
    contents = {
        SCHEDULE: write_schedule(drawn.schedule),
        **{f"{HANDED_OUT}/protocol.{each}.html": page for each, page in _make_pages(dataset, drawn, plan)},
        **{f"{HANDED_OUT}/{file}": text for file, text in calendars.items()},
        # Last: where it lies, the trial is sealed.
        TRIAL: drawn.text,
    }
    for name, content in contents.items():
        write_whole(folder / name, content)
    return replace(drawn, files=(*made, *(folder / name for name in contents)))


def check_free(dataset: str) -> None:
    """Raise UsageError where a trial of this dataset was drawn, or what lies there bears a trial's names,
    and for described persons.
    """
    folder = raw_folder(dataset)
    if (folder / DESCRIPTOR).exists():
        raise UsageError("odds_of_cases", dataset=dataset)
    if os.path.lexists(folder / TRIAL):
        raise UsageError("trial_exists", file=shown(folder / TRIAL), dataset=dataset)
    for name in (SCHEDULE, HANDED_OUT):
        if os.path.lexists(folder / name):
            raise UsageError("trial_name_taken", file=shown(folder / name))


def draw_trial(terms: Terms, roster: Roster, plan: Plan, now: datetime, language: str, seed: str) -> Drawn:
    """Return a trial as drawn, nothing of it written; raises DataRefused for a protocol that cannot be."""
    values = _say_terms(terms, roster, plan, now, seed)
    if problems := find_problems(values, TRIAL):
        raise DataRefused("trial_impossible", problems=tuple(problems))
    protocol = make_protocol(values, plan.trial)
    schedule = draw_schedule(protocol)
    fingerprint = take_fingerprint(protocol, schedule)
    values["draw"]["fingerprint"] = fingerprint
    head = message("trial_toml_head", language).strip("\n")
    text = f"{head}\n\n{tomlkit.dumps(values)}"
    return Drawn(protocol, text, schedule, fingerprint, count_schedules(protocol))


def _say_terms(terms: Terms, roster: Roster, plan: Plan, now: datetime, seed: str) -> dict[str, dict]:
    """Return what `trial.toml` says, by section and key, but for the fingerprint."""
    trial = {
        "design": terms.design,
        "people": list(roster.people),
        "first_week": terms.first,
        "baseline_weeks": terms.before,
        "trial_weeks": terms.weeks,
        "push": terms.push,
        "outcome": terms.outcome,
        "grouping": terms.grouping,
        "planned_looks": plan.trial.planned_looks,
        "smallest_lift": plan.trial.smallest_lift,
    }
    if terms.design == "parallel" and plan.trial.estimator != ESTIMATORS[0]:
        trial["estimator"] = plan.trial.estimator
    if terms.hours:
        trial["hours_a_week"] = terms.hours
    draw = {"seed": seed, "drawn_at": now.replace(microsecond=0, tzinfo=None), "plan": plan.hash}
    values: dict[str, dict] = {"trial": trial, "draw": draw}
    if terms.grouping == "teams":
        teams: dict[str, list[str]] = {}
        for person, team in roster.find_teams().items():
            teams.setdefault(team, []).append(person)
        values["teams"] = teams
    if terms.grouping == "pairs":
        values["baseline"] = roster.find_baseline(terms.outcome, terms.first, terms.before)
    return values


def _write_plan(terms: Terms, roster: Roster) -> str:
    """Return the plan of its own that a new dataset gets: that is the one that is promised."""
    return write_own_plan(lay_out(roster.people, terms.first, terms.before + terms.weeks))


def _make_dataset(dataset: str, drawn: Drawn, plan: str, now: datetime, language: str) -> list[Path]:
    """Make the dataset's folder with its own `plan` and a template for all weeks; where it is there already
    ("": no plan), a workbook for the weeks of the trial. Return what was written; each person's weeks have
    what was drawn beside them.
    """
    protocol, folder = drawn.protocol, raw_folder(dataset)
    first, weeks = protocol.starts, protocol.trial_weeks
    if plan:
        first, weeks = protocol.first_week, len(protocol.mondays)
    content = mark_drawn(lay_out(protocol.people, first, weeks), _say_arms(drawn.schedule, language))
    if plan:
        return new_dataset(dataset, language, now.date(), content, plan)
    path = folder / f"{dataset}-{HANDED_OUT}.xlsx"
    if os.path.lexists(path):
        raise UsageError("trial_name_taken", file=shown(path))
    write_whole(path, make_workbook(dataset, language, now.date(), content))
    return [path, *_keep_plan(folder)]


def _keep_plan(folder: Path) -> list[Path]:
    """Give a dataset that had none a copy of the plan by which its trial was promised, so that a newer one of
    the repository does not take its place; return what was written.
    """
    if (folder / PLAN_FILE).exists():
        return []
    write_whole(folder / PLAN_FILE, (root() / PLAN_FILE).read_bytes())
    return [folder / PLAN_FILE]


def _make_pages(dataset: str, drawn: Drawn, plan: Plan) -> Iterator[tuple[str, str]]:
    """Give the protocol on one page, in each language."""
    seal = drawn.fingerprint, drawn.schedules
    for language in LANGUAGES:
        yield language, make_page(dataset, drawn.protocol, drawn.schedule, seal, language, plan)


def _say_arms(schedule: pd.DataFrame, language: str) -> dict[tuple[str, date], str]:
    """Return what each person does in each week, in a few words."""
    words = {arm: message(f"trial_arm_{arm}", language) for arm in schedule["arm"].unique()}
    rows = schedule[["person", "week_start", "arm"]].itertuples(index=False)
    return {(person, week): words[arm] for person, week, arm in rows}

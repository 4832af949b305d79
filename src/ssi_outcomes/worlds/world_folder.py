"""Write an invented world as the files that a team would have, each saying that it is
synthetic, with the truth in `dataset.toml`.

The same world, size and seed give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np

from ssi_outcomes.base.errors import LANGUAGES, UsageError
from ssi_outcomes.base.paths import raw_folder, shown
from ssi_outcomes.base.plan import Plan, read_plan
from ssi_outcomes.reading.names.registry import outcomes
from ssi_outcomes.worlds import World, draw_world, find_scenario, name_people, scenarios
from ssi_outcomes.worlds.synthetic_files import (
    ABOUT,
    ACTIVITY,
    INVENTED,
    OUTCOMES,
    PEOPLE,
    READING,
    TRACKER,
    VANITY,
    comma,
    fill_dataset_toml,
    french_day,
    weekly_rows,
    write_english,
    write_files,
    write_french,
)

USUAL_PEOPLE, USUAL_WEEKS, SEED = 40, 26, 1
MOST_PEOPLE, MOST_WEEKS = 10_000, 260
MARK = "Made by ssi world"


def write_world(
    name: str, people: int = USUAL_PEOPLE, weeks: int = USUAL_WEEKS, seed: int = SEED
) -> list[Path]:
    """Write the files of the world `name` into data/raw/world-<name> and return them.

    Raises UsageError for an unknown name or a size that cannot be, and where the folder
    holds anything that is not of this command.
    """
    scenario = find_scenario(name)
    for option, value, least, most in (
        ("people", people, 1, MOST_PEOPLE),
        ("weeks", weeks, 2, MOST_WEEKS),
        ("seed", seed, 0, 2**32 - 1),
    ):
        if not least <= value <= most:
            raise UsageError("world_number", option=option, value=value, least=least, most=most)
    folder, plan = raw_folder(f"world-{scenario.name.replace('_', '-')}"), read_plan()
    contents = make_files(draw_world(scenario, people, weeks, seed, plan), seed, plan)
    if folder.exists() and not _is_ours(folder, set(contents)):
        raise UsageError("world_folder_taken", folder=shown(folder))
    return write_files(folder, contents)


def make_files(world: World, seed: int, plan: Plan) -> dict[str, bytes]:
    """Return the content of each file by name, `dataset.toml` first: with it, what
    an interrupted run left is known as ours.
    """
    names = [str(name) for name in name_people(len(world.ssi))]
    mondays = [monday.item() for monday in world.mondays]
    return {
        ABOUT: _about(world, names, mondays, seed, plan).encode("utf-8"),
        PEOPLE: write_french(_team(world, names, mondays)).encode("utf-8-sig"),
        TRACKER: write_french(_tracker(world, names)).encode("utf-8-sig"),
        OUTCOMES: write_french(_outcomes(world, names, mondays)).encode("utf-8-sig"),
        ACTIVITY: write_english(
            _weekly(world, names, mondays, {"posts": "Posts", "messages_sent": "Messages sent"})
        ).encode("utf-8"),
        VANITY: write_english(
            _weekly(world, names, mondays, {"profile_views": "Profile views", "impressions": "Impressions"})
        ).encode("utf-8"),
    }


def _is_ours(folder: Path, names: set[str]) -> bool:
    """Tell whether nothing lies in `folder` but files that this command wrote;
    what desktops hide there does not count.
    """
    found = (
        {path.name for path in folder.iterdir() if not path.name.startswith(".")} if folder.is_dir() else {""}
    )
    return not found or (
        found <= names
        and ABOUT in found
        and f"# {MARK}:" in (folder / ABOUT).read_text("utf-8", errors="replace")
    )


def _team(world: World, names: list[str], mondays: list[date]) -> Iterator[Sequence[object]]:
    offices = world.office is not None
    yield ("Personne", *["Équipe"] * offices, "Arrivée", "Note")
    for person, (name, entered) in enumerate(zip(names, world.present.argmax(axis=1), strict=True)):
        # Who is there from the first week on may have come at any time before.
        day = french_day(mondays[entered] if entered else None)
        yield (name, *([f"Agence {world.office[person] + 1:02}"] if offices else []), day, INVENTED)


def _tracker(world: World, names: list[str]) -> Iterator[Sequence[object]]:
    yield READING
    for week, person in np.argwhere(world.present.T):
        moment = world.read_at[person, week].item()
        pillars = (comma(float(pillar)) for pillar in world.pillars[person, week])
        yield (
            french_day(moment) + (f" {moment:%H:%M}" if isinstance(moment, datetime) else ""),
            names[person],
            int(world.ssi[person, week]),
            *pillars,
        )


def _outcomes(world: World, names: list[str], mondays: list[date]) -> Iterator[Sequence[object]]:
    labels = [outcomes()[name].label["fr"] for name in scenarios.REAL]
    yield "Personne", "Semaine du", *(label.capitalize() for label in labels)
    for week, person in np.argwhere(_worked(world).T):
        yield (
            names[person],
            french_day(mondays[week]),
            *(int(world.counts[name][person, week]) for name in scenarios.REAL),
        )


def _weekly(
    world: World, names: list[str], mondays: list[date], columns: dict[str, str]
) -> Iterator[Sequence[object]]:
    place = {name: row for row, name in enumerate(names)}
    column = {monday: week for week, monday in enumerate(mondays)}
    weeks = [(names[person], mondays[week]) for person, week in np.argwhere(_worked(world))]
    yield from weekly_rows(
        weeks,
        columns,
        lambda name, person, monday: int(world.counts[name][place[person], column[monday]]),
    )


def _worked(world: World) -> np.ndarray:
    """Tell in which weeks each person was there and not away: only these have a row of counts."""
    return world.present if world.away is None else world.present & ~world.away


def _absences(world: World, names: list[str], mondays: list[date]) -> Iterator[dict[str, object]]:
    """Give each week away, typed from Monday to Friday."""
    for person, week in np.argwhere(world.present & ~_worked(world)):
        start = mondays[week]
        yield {"person": names[person], "start": start, "end": start + timedelta(days=4)}


def _about(world: World, names: list[str], mondays: list[date], seed: int, plan: Plan) -> str:
    scenario = world.scenario
    told = "as each person reports it" if scenario.boasting else "in the week it took place"
    covered = [
        (OUTCOMES, "outcomes", list(scenarios.REAL)),
        (VANITY, "outcomes", list(scenarios.VANITY)),
        (ACTIVITY, "activity", list(scenarios.ACTIVITY)),
    ]
    values = {
        "mark": MARK,
        "scenario": scenario,
        "languages": LANGUAGES,
        "truth": f"{world.truth:.6g}",
        "between": f"{scenario.truth(plan, 'between'):.6g}",
        "absences": [*_absences(world, names, mondays)],
        "definitions": {
            scenarios.MAIN: f"a phone meeting, {told}",
            scenarios.SECOND: "a deal closed as won, in the week of its signature, by the firm",
        },
        "outcomes_file": OUTCOMES,
        "covered": covered,
        "start": mondays[0],
        "end": mondays[-1] + timedelta(days=6),
        "people": len(world.ssi),
        "weeks": len(mondays),
        "seed": seed,
        "plan": plan,
        "told": scenarios,
    }
    return fill_dataset_toml("world_dataset.toml.j2", values)

"""Write the synthetic trial as the files that a team would have after it: `python -m
ssi_outcomes.worlds.demo_trial`.

In its world a busy season moves score and results, so that watching finds the score useful; the push lifts
the score and brings nothing, and the lot says so. Every file says that it is synthetic. The same bytes each
time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import numpy as np

from ssi_outcomes.base.paths import SCHEDULE, TRIAL, raw_folder, shown
from ssi_outcomes.base.plan import TrialRule, read_plan
from ssi_outcomes.base.toml_text import parse_toml
from ssi_outcomes.trial.by_lot import draw_schedule
from ssi_outcomes.trial.fingerprint import take_fingerprint, write_schedule
from ssi_outcomes.trial.protocol import Protocol, make_protocol
from ssi_outcomes.worlds.scenarios import LAST_MONDAY, MAIN
from ssi_outcomes.worlds.synthetic_files import (
    ABOUT,
    ACTIVITY,
    INVENTED,
    OUTCOMES,
    PEOPLE,
    TRACKER,
    VANITY,
    Rows,
    fill_dataset_toml,
    french_day,
    weekly_rows,
    write_english,
    write_files,
    write_french,
)
from ssi_outcomes.worlds.trials import Trials, TrialWorld, draw_trials, lay_push

DEMO_TRIAL = "demo-trial"
WORLD = TrialWorld("nothing", 0.0, lift=30, rate=3, drives=8)
PEOPLE_DRAWN, BEFORE, WEEKS = 40, 36, 36
# Of the seeds 0, 1, 2 ... the first whose trial can tell.
SEED = 6
# What the push makes of activity and attention a week, without and with it.
ACTIVITIES = {"posts": (1.0, 3.0), "searches": (4.0, 10.0), "invitations_sent": (2.0, 6.0)}
ATTENTION = {"profile_views": (20.0, 45.0), "impressions": (150.0, 400.0)}


def write_demo_trial() -> list[str]:
    """Write the files into data/raw/demo-trial and return their names as shown."""
    return [shown(path) for path in sorted(write_files(raw_folder(DEMO_TRIAL), make_trial_files()))]


def make_trial_files() -> dict[str, bytes]:
    """Return the content of each file, by name."""
    protocol, drawn, counts = draw_demo()
    weeks = [(person, monday) for person in protocol.people for monday in protocol.mondays]
    sealed = _promise(protocol, take_fingerprint(protocol, draw_schedule(protocol)))

    def weekly(names: Sequence[str]) -> str:
        columns = {name: name.replace("_", " ").capitalize() for name in names}
        return write_english(weekly_rows(weeks, columns, lambda name, *key: counts[name, *key]))

    files = {
        ABOUT: _about(protocol),
        TRIAL: sealed,
        SCHEDULE: write_schedule(draw_schedule(protocol)),
        PEOPLE: write_french(_list_people(protocol)),
        TRACKER: write_french(_track(protocol, drawn)),
        OUTCOMES: weekly([MAIN]),
        ACTIVITY: weekly([*ACTIVITIES]),
        VANITY: weekly([*ATTENTION]),
    }
    return {name: text.encode("utf-8") for name, text in files.items()}


def draw_demo() -> tuple[Protocol, Trials, dict[tuple[str, str, date], int]]:
    """Return the protocol, scores and results of its people, and all counts by name, person and Monday."""
    protocol = promise_demo()
    push = lay_push(protocol)
    rng = np.random.default_rng(SEED)
    drawn = draw_trials(WORLD, lambda counts: push[None], (1, *push.shape), BEFORE, rng, read_plan())
    counted = {MAIN: drawn.counts[0]}
    more = np.random.default_rng([SEED, 1])
    for name, (usual, pushed) in {**ACTIVITIES, **ATTENTION}.items():
        own = more.lognormal(0, 0.3, (len(push), 1))
        counted[name] = more.poisson(own * np.where(push, pushed, usual))
    counts = {
        (name, person, monday): int(values[row, column])
        for name, values in counted.items()
        for row, person in enumerate(protocol.people)
        for column, monday in enumerate(protocol.mondays)
    }
    return protocol, drawn, counts


def promise_demo() -> Protocol:
    """Return the protocol, drawn on the Friday before the first week of the trial."""
    first = date.fromisoformat(str(LAST_MONDAY)) - timedelta(weeks=BEFORE + WEEKS - 1)
    starts = first + timedelta(weeks=BEFORE)
    protocol = Protocol(
        design="parallel",
        people=tuple(f"P{number:02}" for number in range(1, PEOPLE_DRAWN + 1)),
        first_week=first,
        baseline_weeks=BEFORE,
        trial_weeks=WEEKS,
        push="score_hour",
        outcome=MAIN,
        seed=f"demo {SEED}",
        drawn_at=datetime.combine(starts - timedelta(days=3), datetime.min.time().replace(hour=10)),
    )
    return make_protocol(parse_toml(_promise(protocol)), TrialRule())


def _promise(protocol: Protocol, fingerprint: str = "") -> str:
    return fill_dataset_toml("demo_trial_promise.toml.j2", {"protocol": protocol, "fingerprint": fingerprint})


def _about(protocol: Protocol) -> str:
    words = {
        "people": protocol.people,
        "definitions": [(MAIN, "a phone meeting, in the week it took place", OUTCOMES)],
        "covered": [(OUTCOMES, "outcomes"), (VANITY, "outcomes"), (ACTIVITY, "activity")],
        "start": protocol.first_week,
        "end": protocol.ends - timedelta(days=1),
        "world": WORLD,
        "seed": protocol.seed,
    }
    return fill_dataset_toml("demo_trial.toml.j2", words)


def _list_people(protocol: Protocol) -> Rows:
    yield "Personne", "Fonction", "Note"
    yield from ((person, "Commercial", INVENTED) for person in protocol.people)


def _track(protocol: Protocol, drawn: Trials) -> Iterator[Sequence[object]]:
    """Give each Monday's reading: of the first one, and of the Monday after each week."""
    yield "Date", "Personne", "SSI"
    score = drawn.score[0].round().astype(int)
    for row, person in enumerate(protocol.people):
        yield french_day(protocol.first_week), person, score[row, 0]
        for column, monday in enumerate(protocol.mondays):
            yield french_day(monday + timedelta(weeks=1)), person, score[row, column]


if __name__ == "__main__":
    print("\n".join(write_demo_trial()))

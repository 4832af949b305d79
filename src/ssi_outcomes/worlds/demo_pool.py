"""Write the demo pool: the studies that twenty invented teams hand over, each undetermined by itself, and
what was registered beforehand: `python -m ssi_outcomes.worlds.demo_pool`.

In each team 10 points more bring a third more results, and no team is large enough to see it. One more team
is too small for the rule, so that its study is named and does not count; two more registered and were never
heard of. The same bytes each time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.base.paths import raw_folder, shown
from ssi_outcomes.base.plan import Plan, read_plan
from ssi_outcomes.base.pool_names import REGISTERED_ENDING, STUDY_ENDING
from ssi_outcomes.evidence.judge import judge
from ssi_outcomes.evidence.verdict import Declared
from ssi_outcomes.pool.handing_over import Meant, take_watched, write_registration, write_study
from ssi_outcomes.worlds.scenarios import REAL, find_scenario
from ssi_outcomes.worlds.simulate import simulate_panel
from ssi_outcomes.worlds.synthetic_files import ENGLISH_LINE, FRENCH_LINE, write_files

DEMO_POOL = "demo-pool"
# Chosen because none of its teams comes to a word by itself, and all of them together do: not how pools are.
SEED = 615
WORLD = "useful"
TEAMS, SMALL, SILENT = 20, 1, 2
LAST_DAY = date(2026, 7, 5)  # of every team's weeks
WRITTEN = date(2026, 7, 20)
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_DECLARED = Declared(defined=True, picked=False, rolled_out=False)


@dataclass(frozen=True)
class Team:
    """One invented team: its place from 0, the number of its study, its people and weeks."""

    place: int
    number: str
    people: int
    weeks: int

    @property
    def registered(self) -> date:
        """Return the day on which the study was registered: before its first week."""
        return LAST_DAY - timedelta(days=WEEK * self.weeks + 10)


def write_demo_pool() -> list[str]:
    """Write the files into data/raw/demo-pool and return their names as shown."""
    plan, contents = read_plan(), {"dataset.toml": _describe().encode("utf-8")}
    for team in list_teams():
        stem = f"synthetic-team-{team.place + 1:02}"
        told = write_registration(team.number, plan, Meant(team.people, team.weeks), team.registered, True)
        contents[f"{stem}{REGISTERED_ENDING}"] = told.encode("utf-8")
        if team.place < TEAMS + SMALL:
            contents[f"{stem}{STUDY_ENDING}"] = hand_over(team, plan).encode("utf-8")
    return [shown(path) for path in sorted(write_files(raw_folder(DEMO_POOL), contents))]


def list_teams() -> Iterator[Team]:
    """Give the teams: those that count, the small one, those that are never heard of."""
    rng, names = Random(f"pool {SEED}"), Random(f"numbers {SEED}")
    for place in range(TEAMS + SMALL + SILENT):
        people, weeks = rng.randrange(14, 25, 2), rng.choice((10, 12, 13, 16))
        number = "S" + "".join(f"-{''.join(names.choice(_LETTERS) for _ in range(4))}" for _ in range(4))
        yield Team(place, number, 7 if place == TEAMS else people, weeks)


def hand_over(team: Team, plan: Plan) -> str:
    """Return the file of a team: its weeks drawn, laid out, judged and told by the shipped code."""
    panel = simulate_panel(find_scenario(WORLD), team.people, team.weeks, 1000 * SEED + team.place, plan)
    findings = judge(panel.frame, plan, dict.fromkeys(REAL, "real"), dict.fromkeys(REAL, _DECLARED))
    return write_study(team.number, plan, *take_watched(findings), WRITTEN, synthetic=True)


def _describe() -> str:
    return (
        f"# {ENGLISH_LINE}. {FRENCH_LINE}.\n"
        "synthetic = true\n\n"
        "[title]\n"
        'en = "Twenty invented teams"\n'
        'fr = "Vingt équipes inventées"\n'
    )


if __name__ == "__main__":
    print("\n".join(write_demo_pool()))

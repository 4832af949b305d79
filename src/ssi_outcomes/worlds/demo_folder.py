"""Write the synthetic demo team as the files that a company would have: `python -m
ssi_outcomes.worlds.demo_folder`.

Every file says that it is synthetic: in its name, in its first line, and
in dataset.toml. The same bytes each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from random import Random
from statistics import NormalDist

from ssi_outcomes.base.paths import raw_folder, shown
from ssi_outcomes.worlds import demo_world as world
from ssi_outcomes.worlds.demo_world import Reading, Team, draw_team
from ssi_outcomes.worlds.scenarios import DEMO_TEAM
from ssi_outcomes.worlds.sheet_by_hand import MESSY_PEOPLE, lines_by_hand
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

CRM, PROPOSALS = "crm-synthetic.csv", "propositions-synthetiques.csv"

TYPES_FRACTIONS = ("P08", "P19", "P33")  # they copy the page by hand: "53/100", "Top 5 %"
SELLS_ABROAD = "P07"
NOT_IN_CRM = ("P38", "P39", "P40")
LATE_ARCHIVE, LATE_ARCHIVE_FROM = "P20", date(2026, 3, 2)
LOGGED = {
    "phone_meetings": "Rendez-vous téléphonique",
    "inbound_requests": "Demande entrante",
    "physical_meetings": "Rendez-vous physique",
}

DEFINITIONS = {
    "phone_meetings": ("a phone meeting, on the day it took place", OUTCOMES),
    "inbound_requests": ("somebody asks first, on the day of the request", OUTCOMES),
    "physical_meetings": ("a face-to-face meeting, on the day it took place", OUTCOMES),
    "contracts": ("a deal closed as won, on its close date", CRM),
    "proposals": ("a proposal sent, in the week it was sent", PROPOSALS),
    "qualified_leads": (
        "a lead that the team holds to be qualified, in the week it was",
        PROPOSALS,
    ),
}


def write_demo_team() -> list[str]:
    """Write the files into data/raw/demo-team and return their names as shown."""
    return [shown(path) for path in sorted(write_files(raw_folder(DEMO_TEAM), make_files()))]


def make_files() -> dict[str, bytes]:
    """Return the content of each file, by name."""
    team = draw_team()
    return {
        ABOUT: _dataset_toml().encode("utf-8"),
        PEOPLE: write_french(_people(team)).encode("utf-8-sig"),
        TRACKER: write_french(_tracker(team)).encode("utf-8-sig"),
        OUTCOMES: write_french(_outcome_log(team)).encode("utf-8-sig"),
        PROPOSALS: write_french(lines_by_hand(team)).encode("cp1252"),
        CRM: write_english(_crm(team)).encode("utf-8"),
        ACTIVITY: write_english(_activity(team)).encode("utf-8"),
        VANITY: write_english(_vanity(team)).encode("utf-8"),
    }


def _people(team: Team) -> Iterator[Sequence[object]]:
    yield "Personne", "Fonction", "Sales Navigator", "Arrivée", "Départ", "Note"
    rng = Random(f"{world.SEED} people")
    for member in team.members:
        role = ("Commercial", "Consultant", "Recruteur")[int(rng.random() * 3)]
        seat = "oui" if rng.random() < 0.4 else "non"
        joined, left = world.JOINED.get(member.person), world.LEFT.get(member.person)
        yield member.person, role, seat, french_day(joined), french_day(left), INVENTED


def _tracker(team: Team) -> Iterator[Sequence[object]]:
    yield *READING, "Rang secteur", "Rang réseau"
    for reading in sorted(team.readings, key=lambda each: (each.day, each.person)):
        ranks = _rank(reading, 35), _rank(reading, 40)
        by_hand = reading.person in TYPES_FRACTIONS
        score = f"{reading.ssi}/100" if by_hand else reading.ssi
        shown_ranks = [f"Top {rank}\u00a0%" if by_hand else rank for rank in ranks]
        yield (
            french_day(reading.day),
            reading.person,
            score,
            *(comma(pillar) for pillar in reading.pillars),
            *shown_ranks,
        )


def _rank(reading: Reading, group_mean: float) -> int:
    """Return the share, in per cent, of a group that scores at least as high: lower is better."""
    return max(1, round(100 * (1 - NormalDist(group_mean, 15).cdf(reading.ssi))))


def _outcome_log(team: Team) -> Iterator[Sequence[object]]:
    yield "Date", "Personne", "Résultat", "Nombre"
    rng = Random(f"{world.SEED} log")
    days: dict[tuple[date, str, str], int] = {}
    for outcome, label in LOGGED.items():
        for person, monday in _events(team, outcome):
            key = monday + timedelta(days=int(rng.random() * 5)), person, label
            days[key] = days.get(key, 0) + 1
    for (day, person, label), count in sorted(days.items()):
        yield french_day(day), person, label, count


def _crm(team: Team) -> Iterator[Sequence[object]]:
    """Give deals as HubSpot exports them, dates as in the US: a won deal is a contract."""
    yield (
        "Record ID",
        "Deal Name",
        "Deal Stage",
        "Amount",
        "Currency",
        "Close Date",
        "Deal owner",
        "Create Date",
    )
    rng = Random(f"{world.SEED} crm")
    deals = []
    for person, monday in _events(team, "contracts"):
        if person in NOT_IN_CRM:
            continue
        # As many deals are lost, or still open, as are won.
        deals.append((monday, person, "Closed Won"))
        deals.append((monday, person, "Closed Lost" if rng.random() < 0.7 else "Proposal Sent"))
    for number, (monday, person, stage) in enumerate(sorted(deals), start=1):
        closed = monday + timedelta(days=int(rng.random() * 5))
        created = closed - timedelta(days=14 + int(rng.random() * 60))
        amount = f"{500 + 100 * int(rng.random() * 120)}.00"
        close_day = "" if stage == "Proposal Sent" else _us_day(closed)
        # One person sells in Switzerland every other month: amounts in two currencies are not added up.
        currency = "CHF" if person == SELLS_ABROAD and monday.month % 2 == 0 else "EUR"
        yield (
            9_000_000 + number,
            f"Synthetic deal {number:04}",
            stage,
            amount,
            currency,
            close_day,
            person,
            _us_day(created),
        )


def _activity(team: Team) -> Iterator[Sequence[object]]:
    columns = {
        "posts": "Posts",
        "comments_written": "Comments written",
        "reactions_given": "Reactions given",
        "messages_sent": "Messages sent",
        "invitations_sent": "Invitations sent",
        "searches": "Searches",
    }
    weeks = [week for week in _weeks(team) if week[0] != LATE_ARCHIVE or week[1] >= LATE_ARCHIVE_FROM]
    yield from weekly_rows(weeks, columns, _counted(team))


def _vanity(team: Team) -> Iterator[Sequence[object]]:
    columns = {"profile_views": "Profile views", "impressions": "Impressions"}
    yield from weekly_rows(_weeks(team), columns, _counted(team))


def _weeks(team: Team) -> list[tuple[str, date]]:
    return sorted(team.counts["posts"])


def _counted(team: Team) -> Callable[[str, str, date], int]:
    return lambda name, person, monday: team.counts[name][person, monday]


def _events(team: Team, outcome: str) -> Iterator[tuple[str, date]]:
    """Give person and Monday once per event."""
    for key, count in sorted(team.counts[outcome].items()):
        yield from [key] * count


def _dataset_toml() -> str:
    return fill_dataset_toml(
        "demo_dataset.toml.j2", {"world": world, "definitions": DEFINITIONS, "coverage": _coverage()}
    )


def _coverage() -> list[dict[str, object]]:
    """Return what each file covers, from when and for whom; no name: every one in it, no person: everyone."""
    everyone = [f"P{number:02}" for number in range(1, world.PEOPLE + 1)]
    in_crm = [person for person in everyone if person not in NOT_IN_CRM]
    others = [person for person in everyone if person != LATE_ARCHIVE]
    rows = [
        (OUTCOMES, "outcomes", list(LOGGED), [], world.FIRST_MONDAY),
        (CRM, "outcomes", ["contracts"], in_crm, world.FIRST_MONDAY),
        (
            PROPOSALS,
            "outcomes",
            ["proposals", "qualified_leads"],
            list(MESSY_PEOPLE),
            world.FIRST_MONDAY,
        ),
        (VANITY, "outcomes", ["profile_views", "impressions"], [], world.FIRST_MONDAY),
        (ACTIVITY, "activity", [], others, world.FIRST_MONDAY),
        (ACTIVITY, "activity", [], [LATE_ARCHIVE], LATE_ARCHIVE_FROM),
    ]
    return [dict(zip(("source", "table", "name", "person", "start"), row, strict=True)) for row in rows]


def _us_day(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


if __name__ == "__main__":
    print("\n".join(write_demo_team()))

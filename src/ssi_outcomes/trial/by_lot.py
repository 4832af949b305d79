"""Draw by lot who works on the score, and when: the same schedule for the same seed, on any machine.

**The algorithm**, which anybody can do again with pencil and `sha256sum`:

1. A *ticket* is the SHA-256 of the text `seed|lot|person` (UTF-8; the person as written in `trial.toml`,
   composed, Unicode's NFC), in hexadecimal. A *coin* is a ticket without a person, `seed|lot|`: heads where
   its first digit is 0 to 7.
2. `parallel` is one lot, `1`. `crossover` and `single` are a lot for each block of two periods: `1`, `2` ...
3. Of a group (everybody; or each team for itself), people are put in the order of their tickets; the first
   half draws the push, the second the ordinary weeks. Of an odd group the last one stays over.
4. Those who stay over, of all groups, are put in the order of their tickets of the lot `<lot> over`; the
   first half draws the push. Where they are odd, the one in the middle draws it if the coin of `<lot> over`
   is heads.
5. In pairs: people are put in the order of what they brought before, highest first (equal: as in the file).
   Of an odd number, the one with the lowest ticket of `<lot> odd` steps aside, and draws the push if the coin
   of `<lot> odd` is heads. Of each two in a row, the one with the lower ticket draws the push.
6. `single`: the push comes first in a block if the ticket `seed|block|person` begins with 0 to 7.

Who draws the push in a block of a crossover or a single trial has it in the block's first period.
"""

from __future__ import annotations

import hashlib
import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import pandas as pd

from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.trial.protocol import Protocol

PUSH, ORDINARY = "push", "ordinary"
COLUMNS = ("person", "week_start", "arm", "block")
FEWEST = 40  # schedules: with fewer, chance alone could never be ruled out at 5 % on both sides


def draw_schedule(
    protocol: Protocol, baseline: Mapping[str, float] | None = None, seed: str | None = None
) -> pd.DataFrame:
    """Return the schedule: person, week_start (a date), arm ("push" or "ordinary") and block (0: baseline), a
    row for each person and week, in the order of the weeks and of the protocol's people.

    `baseline` and `seed` are the protocol's own unless given: another seed gives a schedule that might as
    well have been drawn.
    """
    lots = draw_lots(protocol, baseline, seed)
    rows = [
        (person, week, arm_of(protocol, lots, person, week), protocol.block_of(week))
        for week in protocol.mondays
        for person in protocol.people
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def draw_lots(
    protocol: Protocol, baseline: Mapping[str, float] | None = None, seed: str | None = None
) -> dict[int, frozenset[str]]:
    """Return, for each block from 1 on, the people who draw the push in it: all through where there is one
    block of one period, in its first period elsewhere.
    """
    seed = protocol.seed if seed is None else seed
    before = protocol.baseline if baseline is None else baseline
    return {block: _draw(protocol, before, seed, str(block)) for block in range(1, protocol.blocks + 1)}


def arm_of(protocol: Protocol, lots: Mapping[int, frozenset[str]], person: str, week: date) -> str:
    """Return what a person does in a week, by the `lots` that were drawn."""
    block = protocol.block_of(week)
    if not block:
        return ORDINARY
    drawn = person in lots[block]
    if protocol.period_weeks:
        since = (week - protocol.starts).days // WEEK
        drawn = drawn == (since % (2 * protocol.period_weeks) < protocol.period_weeks)
    return PUSH if drawn else ORDINARY


def count_schedules(protocol: Protocol) -> int:
    """Return how many different schedules could have been drawn."""
    people = len(protocol.people)
    if protocol.design == "single":
        each = 2**people
    elif protocol.grouping == "pairs":
        each = _count_in_pairs(people)
    else:
        each = _count_by_group([len(group) for group in _groups(protocol)])
    return each**protocol.blocks


def ticket(seed: str, lot: str, person: str = "") -> str:
    """Return the SHA-256, in hexadecimal, of `seed|lot|person`."""
    text = f"{seed}|{lot}|{unicodedata.normalize('NFC', person)}"
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _draw(protocol: Protocol, baseline: Mapping[str, float], seed: str, lot: str) -> frozenset[str]:
    if protocol.design == "single":
        return frozenset(person for person in protocol.people if _is_heads(ticket(seed, lot, person)))
    if protocol.grouping == "pairs":
        return frozenset(_draw_pairs(protocol.people, baseline, seed, lot))
    drawn, over = set(), []
    for group in _groups(protocol):
        ordered = _by_ticket(group, seed, lot)
        drawn |= set(ordered[: len(ordered) // 2])
        over += ordered[len(ordered) // 2 * 2 :]
    over = _by_ticket(over, seed, f"{lot} over")
    more = len(over) % 2 and _is_heads(ticket(seed, f"{lot} over"))
    return frozenset(drawn | set(over[: len(over) // 2 + more]))


def _draw_pairs(people: Sequence[str], baseline: Mapping[str, float], seed: str, lot: str) -> Iterable[str]:
    """Give those who draw the push, two by two by what they brought before."""
    ordered = sorted(people, key=lambda person: -baseline[person])
    if len(ordered) % 2:
        odd = _by_ticket(ordered, seed, f"{lot} odd")[0]
        ordered.remove(odd)
        if _is_heads(ticket(seed, f"{lot} odd")):
            yield odd
    for place in range(0, len(ordered), 2):
        yield _by_ticket(ordered[place : place + 2], seed, lot)[0]


def _by_ticket(people: Iterable[str], seed: str, lot: str) -> list[str]:
    return sorted(people, key=lambda person: ticket(seed, lot, person))


def _is_heads(digits: str) -> bool:
    return digits[0] < "8"


def _groups(protocol: Protocol) -> list[list[str]]:
    """Return the groups that are each halved, in the order of the file: everybody, or each team."""
    if protocol.grouping != "teams":
        return [list(protocol.people)]
    teams: dict[str, list[str]] = {}
    for person in protocol.people:
        teams.setdefault(protocol.teams[person], []).append(person)
    return list(teams.values())


def _count_by_group(sizes: list[int]) -> int:
    """Return in how many ways groups are halved: of so many odd ones, half are halved upwards."""
    odd = sum(size % 2 for size in sizes)
    upwards = math.comb(odd, odd // 2) * (2 if odd % 2 else 1)
    return upwards * math.prod(math.comb(size, size // 2) for size in sizes)


def _count_in_pairs(people: int) -> int:
    """Return in how many ways people in a row are drawn in pairs, with one of an odd number anywhere beside.

    Walks along the row with all places in which a way could stand (who stepped aside already or not, who
    waits for the other of the pair), so that a way that can come about twice is counted once.
    """
    if people % 2 == 0:
        return 2 ** (people // 2)
    ways = {frozenset({(False, None)}): 1}
    for _ in range(people):
        after: dict[frozenset, int] = {}
        for places, count in ways.items():
            for arm in (False, True):
                reached = frozenset(place for each in places for place in _next_places(each, arm))
                if reached:
                    after[reached] = after.get(reached, 0) + count
        ways = after
    return sum(count for places, count in ways.items() if (True, None) in places)


def _next_places(place: tuple[bool, bool | None], arm: bool) -> list[tuple[bool, bool | None]]:
    stepped, waiting = place
    reached = [(stepped, arm)] if waiting is None else [(stepped, None)] if waiting != arm else []
    return reached if stepped else [*reached, (True, waiting)]

"""The draw is the same on any machine, can be done again by hand, and gives each schedule its chance."""

import hashlib
import math
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from trial.trials import ALONE, CROSSED, EIGHT, PEOPLE

from ssi_outcomes.base.paths import root
from ssi_outcomes.trial.by_lot import (
    COLUMNS,
    FEWEST,
    ORDINARY,
    PUSH,
    count_schedules,
    draw_lots,
    draw_schedule,
    ticket,
)

SEEDS = [str(number) for number in range(3000)]


def by_hand(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def in_teams(teams: str, **changes):
    people = PEOPLE[: len(teams)]
    return replace(
        EIGHT, people=people, grouping="teams", teams=dict(zip(people, teams, strict=True)), **changes
    )


def in_pairs(number: int):
    people = PEOPLE[:number]
    return replace(
        EIGHT, people=people, grouping="pairs", baseline={each: 9.0 - n for n, each in enumerate(people)}
    )


def test_half_of_eight_people_draw_the_push_by_the_smallest_of_their_hashes():
    smallest = sorted(PEOPLE, key=lambda person: by_hand(f"0123456789abcdef|1|{person}"))[:4]
    assert draw_lots(EIGHT) == {1: frozenset(smallest)}


def test_a_schedule_is_the_same_one_for_ever():
    assert sorted(draw_lots(EIGHT)[1]) == ["Demo A", "Demo C", "Demo D", "Demo E"]


def test_a_name_is_drawn_alike_however_its_accents_are_stored():
    assert ticket("s", "1", "Zo\u00e9") == ticket("s", "1", "Zoe\u0301") == by_hand("s|1|Zo\u00e9")


def test_everybody_carries_on_in_the_baseline_and_half_push_in_each_week_of_the_trial():
    schedule = draw_schedule(EIGHT)
    assert tuple(schedule.columns) == COLUMNS and len(schedule) == 8 * 16
    assert schedule["week_start"].min() == date(2026, 3, 2)
    assert set(schedule.loc[schedule["block"] == 0, "arm"]) == {ORDINARY}
    later = schedule[schedule["block"] == 1]
    assert (later.groupby("week_start")["arm"].agg(lambda arms: (arms == PUSH).sum()) == 4).all()
    assert later.groupby("person")["arm"].nunique().max() == 1


def test_in_a_crossover_each_person_pushes_in_one_period_of_each_block_and_half_push_in_each_week():
    schedule = draw_schedule(CROSSED)
    pushed = schedule[schedule["arm"] == PUSH]
    assert set(schedule["block"]) == {1, 2}
    assert (pushed.groupby(["person", "block"]).size() == 8).all()
    assert (pushed.groupby("week_start").size() == 4).all()
    first = schedule[schedule["week_start"] == CROSSED.starts]
    assert set(first.loc[first["arm"] == PUSH, "person"]) == draw_lots(CROSSED)[1]


def test_one_person_alone_throws_a_coin_for_each_block():
    heads = {block for block in range(1, 11) if by_hand(f"0123456789abcdef|{block}|Demo A")[0] < "8"}
    assert {block for block, drawn in draw_lots(ALONE).items() if drawn} == heads
    schedule = draw_schedule(ALONE)
    assert list(schedule["block"].unique()) == list(range(1, 11)) and (schedule["arm"] == PUSH).sum() == 20


def test_another_seed_gives_another_schedule_that_might_have_been_drawn():
    drawn = {draw_lots(EIGHT, seed=seed)[1] for seed in SEEDS}
    assert len(drawn) == count_schedules(EIGHT) == math.comb(8, 4)


@pytest.mark.parametrize("teams", ["aabbb", "aaabbb", "aaabbbc", "abc", "aabbcc"])
def test_each_team_is_halved_and_people_who_stay_over_are_halved_too(teams):
    protocol = in_teams(teams)
    drawn = Counter(draw_lots(protocol, seed=seed)[1] for seed in SEEDS)
    assert len(drawn) == count_schedules(protocol)
    for each in drawn:
        assert abs(2 * len(each) - len(teams)) <= 1
        for team in set(teams):
            members = {person for person, its in protocol.teams.items() if its == team}
            assert abs(2 * len(each & members) - len(members)) <= 1
    # Each of them has the same chance: chi-squared, far beyond what chance gives.
    expected = len(SEEDS) / len(drawn)
    distance = sum((count - expected) ** 2 / expected for count in drawn.values())
    assert distance < len(drawn) + 6 * math.sqrt(2 * len(drawn))


def test_teams_are_halved_anew_in_each_block_of_a_crossover():
    protocol = in_teams("aabbb", design="crossover", trial_weeks=32, period_weeks=8)
    assert count_schedules(protocol) == 12**2
    assert len({tuple(draw_lots(protocol, seed=seed).values()) for seed in SEEDS}) == 12**2


@pytest.mark.parametrize("number", [2, 3, 5, 6, 7, 8])
def test_of_each_pair_one_draws_the_push_and_the_odd_one_is_anybody(number):
    protocol = in_pairs(number)
    drawn = {draw_lots(protocol, seed=seed)[1] for seed in SEEDS}
    assert len(drawn) == count_schedules(protocol) == len(possible_in_pairs(number))


def possible_in_pairs(number: int) -> set[tuple[int, ...]]:
    """Return all ways of a row of people in pairs, one of an odd number anywhere beside, by trying each."""

    def fits(arms: tuple[int, ...]) -> bool:
        return all(sum(arms[place : place + 2]) == 1 for place in range(0, len(arms), 2))

    every = product((0, 1), repeat=number)
    if number % 2 == 0:
        return {arms for arms in every if fits(arms)}
    return {arms for arms in every if any(fits(arms[:odd] + arms[odd + 1 :]) for odd in range(number))}


def test_pairs_are_those_who_brought_alike_not_those_who_stand_beside_each_other():
    people = PEOPLE[:4]
    protocol = replace(in_pairs(4), baseline=dict(zip(people, (1, 9, 1.5, 8), strict=True)))
    for seed in SEEDS[:50]:
        assert len(draw_lots(protocol, seed=seed)[1] & {people[0], people[2]}) == 1


def test_how_many_schedules_there_are_is_what_a_few_people_can_count():
    assert [count_schedules(replace(EIGHT, people=PEOPLE[:n])) for n in (2, 4, 6, 7, 8)] == [2, 6, 20, 70, 70]
    assert count_schedules(CROSSED) == 70**2
    assert count_schedules(ALONE) == 2**10


def test_the_documentation_says_the_columns_the_fewest_schedules_and_how_a_ticket_is_made():
    text = (root() / "docs/trial.md").read_text("utf-8")
    assert f"`{','.join(COLUMNS)}`" in text and f"At least {FEWEST} schedules" in text
    example = text.split("printf '%s' '")[1].split("'")[0]
    assert by_hand(example) == ticket(*example.split("|")) and example == "0123456789abcdef|1|Demo A"

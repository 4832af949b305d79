"""Who belongs to which team, and who has just joined."""

from __future__ import annotations

import pandas as pd
from panel.laid_out import MONDAYS, W1, W2, W3, column, covered, day

from ssi_outcomes.panel.layout import build_panel


def laid(people: list[dict], ramp_up: int = 0):
    tables = {"people": pd.DataFrame(people), "coverage": pd.DataFrame([covered()])}
    return build_panel(tables, ramp_up=ramp_up)


def person(name: str, team=None, start=None, end=None) -> dict:
    return {"person": name, "team": team, "start": start, "end": end}


def test_a_team_is_that_of_the_stay_and_a_week_of_two_teams_is_nobodys():
    made = laid([person("P01", "T01", None, day(W2, 3)), person("P01", "T02", day(W2, 4)), person("P02")])
    assert column(made, "team") == ["T01", None, "T02", "T02", "T02"]
    assert column(made, "team", "P02") == [None] * 5


def test_where_no_list_names_a_team_there_is_no_column():
    assert "team" not in laid([person("P01")]).frame


def test_the_first_weeks_of_a_joiner_are_marked_and_nobody_elses():
    people = [person("P01", start=day(W2, 2)), person("P02", start=day(W1, -30)), person("P03")]
    made = laid([*people, person("P04", start=day(W1, -10))], ramp_up=2)
    assert column(made, "ramp_up") == [True, True, True, False]
    assert column(made, "ramp_up", "P02") == column(made, "ramp_up", "P03") == [False] * 5
    assert column(made, "ramp_up", "P04") == [True, False, False, False, False]


def test_who_joins_on_a_monday_has_that_many_whole_weeks():
    made = laid([person("P01", start=W2), person("P02"), person("P03")], ramp_up=2)
    assert column(made, "ramp_up") == [True, True, False, False]


def test_a_day_that_half_of_the_people_have_in_common_at_the_start_is_nobodys_first():
    same = [person(f"P0{number}", start=day(W1, -3)) for number in (1, 2)]
    made = laid([*same, person("P03", start=W3), person("P04")], ramp_up=8)
    assert column(made, "ramp_up") == [False] * 5
    assert column(made, "ramp_up", "P03") == [True] * 3
    later = laid([person(f"P0{number}", start=day(W1, 7)) for number in (1, 2)], ramp_up=8)
    assert column(later, "ramp_up") == [True] * 4


def test_who_comes_back_has_not_just_joined():
    stays = [person("P01", end=day(W1, 6)), person("P01", start=W3), person("P02")]
    assert column(laid(stays, ramp_up=8), "ramp_up") == [False] * 4
    again = [person("P01", start=day(W1, -100), end=day(W1, 6)), person("P01", start=W3), person("P02")]
    assert column(laid(again, ramp_up=8), "ramp_up") == [False] * (len(MONDAYS) - 1)


def test_where_nobody_is_asked_to_settle_in_or_nobody_is_there_nothing_is_marked():
    joins = [person("P01", start=W2), person("P02"), person("P03")]
    assert column(laid(joins, ramp_up=0), "ramp_up") == [False] * 4
    assert build_panel({}, ramp_up=8).frame.empty

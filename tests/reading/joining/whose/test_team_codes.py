"""Teams are told apart by number, and what they are called goes no further."""

from __future__ import annotations

import pandas as pd

from ssi_outcomes.reading.joining.whose.team_codes import code_teams


def test_two_spellings_of_a_name_are_one_team_and_no_name_is_kept():
    people = pd.DataFrame({"person": list("abcde"), "team": ["Lyon", " lyon", "Équipe Nord", None, "  "]})
    assert code_teams(people)["team"].tolist() == ["T02", "T02", "T01", None, None]
    assert people["team"][0] == "Lyon"


def test_a_list_without_teams_stays_as_it_is():
    people = pd.DataFrame({"person": ["a"]})
    assert code_teams(people) is people
    assert code_teams(people.assign(team=None))["team"].tolist() == [None]


def test_numbers_sort_as_the_names_do_however_many_there_are():
    names = [f"team {number:03}" for number in range(120)]
    coded = code_teams(pd.DataFrame({"person": names, "team": names}))["team"]
    assert (coded.iloc[0], coded.iloc[-1], coded.is_monotonic_increasing) == ("T001", "T120", True)

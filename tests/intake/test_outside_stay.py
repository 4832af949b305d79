"""Rows after somebody's last day, or before the first, are told with the place of both."""

from intake.days import counts, people, readings, weekly

from ssi_outcomes.intake.dated_rows import list_dated
from ssi_outcomes.intake.outside_stay import MOST_PEOPLE, tell_outside


def tell(listed, language: str = "en", **tables) -> list[str]:
    return tell_outside({"people": listed, **tables}, list_dated(tables), language)


def test_a_last_day_with_a_wrong_year_is_told_with_the_rows_that_it_takes():
    outcomes = counts(*weekly("P1", "2026-03-02", 4))
    listed = people(("P1", None, "2025-04-12", "team.csv", 5))
    assert tell(listed, outcomes=outcomes) == [
        "4 rows of P1 after the last day in the list of people, 2025-04-12 (team.csv, line 5): not counted. Correct that day, or the rows: weeks.csv, lines 2, 3, 4 …"
    ]


def test_a_row_before_the_first_day_is_told_in_french():
    outcomes = counts(*weekly("P1", "2026-03-02", 4))
    listed = people(("P1", "2026-03-09", None, "team.csv", 5))
    assert tell(listed, "fr", outcomes=outcomes) == [
        "1 ligne de P1 avant le premier jour de la liste des personnes, 2026-03-09 (team.csv, ligne 5)\u00a0: non comptée. Corrigez ce jour, ou la ligne\u00a0: weeks.csv, ligne 2"
    ]


def test_the_week_in_which_somebody_leaves_counts_and_nobody_else_is_told():
    outcomes = counts(*weekly("P1", "2026-03-02", 2), *weekly("P2", "2026-03-02", 9, line=20))
    listed = people(("P1", "2026-03-04", "2026-03-09", "team.csv", 5))
    assert tell(listed, outcomes=outcomes) == []


def test_somebody_who_comes_back_is_judged_by_all_stays():
    outcomes = counts(*weekly("P1", "2026-03-02", 20))
    stays = [("P1", None, "2026-03-15", "team.csv", 5), ("P1", "2026-05-01", None, "team.csv", 6)]
    assert tell(people(*stays), outcomes=outcomes) == []


def test_a_reading_near_the_first_day_is_in_force_then_and_is_not_told():
    listed = people(("P1", "2026-03-16", "2026-05-03", "team.csv", 5))
    near = readings(("P1", "2026-03-08", "ssi.csv", 2), ("P1", "2026-05-10", "ssi.csv", 3))
    far = readings(("P1", "2026-02-02", "ssi.csv", 2), ("P1", "2026-06-10", "ssi.csv", 3))
    assert tell(listed, ssi=near) == []
    assert ["ssi.csv, line 2" in each for each in tell(listed, ssi=far)] == [True, False]


def test_of_many_people_the_first_are_told_and_the_others_counted():
    names = [f"P{place:02}" for place in range(MOST_PEOPLE + 2)]
    outcomes = counts(*(row for name in names for row in weekly(name, "2026-03-02", 1)))
    listed = people(*((name, None, "2025-04-12", "team.csv", 5) for name in names))
    told = tell(listed, outcomes=outcomes)
    assert len(told) == MOST_PEOPLE + 1 and told[-1].startswith("… and 2 more lines like that")


def test_without_a_list_of_people_nothing_is_told():
    outcomes = counts(*weekly("P1", "2026-03-02", 4))
    assert tell_outside({"outcomes": outcomes}, list_dated({"outcomes": outcomes}), "en") == []


def test_of_two_stays_the_later_last_day_and_the_earlier_first_one_count():
    outcomes = counts(*weekly("P1", "2026-03-02", 12))
    stays = [("P1", "2026-03-02", "2026-03-15", "t.csv", 5), ("P1", "2026-04-06", "2026-05-24", "t.csv", 6)]
    assert tell(people(*stays), outcomes=outcomes) == []

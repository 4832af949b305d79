"""A count that is fifty times any other of its kind is asked about, and no smaller one."""

import pytest
from intake.days import counts, weekly

from ssi_outcomes.intake.dated_rows import list_dated
from ssi_outcomes.intake.outsize import TIMES, tell_outsize


def tell(*rows, language: str = "en") -> list[str]:
    return tell_outsize(list_dated({"outcomes": counts(*rows)}), language)


def test_a_count_out_of_all_proportion_is_told_with_its_line_in_both_languages():
    rows = [*weekly("P1", "2026-03-02", 4), ("P2", "meetings", "2026-03-02", 12000, "weeks.csv", 9)]
    assert tell(*rows) == [
        "meetings (how is not stated): 12,000 in one row (weeks.csv, line 9), at most 1 elsewhere in that file. Is that right?"
    ]
    assert tell(*rows, language="fr") == [
        "rendez-vous (forme non précisée)\u00a0: 12\u202f000 sur une seule ligne (weeks.csv, ligne 9), 1 au plus ailleurs dans ce fichier. Est-ce exact\u00a0?"
    ]


@pytest.mark.parametrize(("count", "asked"), [(TIMES, 0), (TIMES + 1, 1)])
def test_the_bound_is_fifty_times(count, asked):
    told = tell(*weekly("P1", "2026-03-02", 4), ("P2", "meetings", "2026-03-02", count, "weeks.csv", 9))
    assert len(told) == asked


def test_other_outcomes_other_files_and_a_count_alone_are_no_measure():
    weeks = weekly("P1", "2026-03-02", 4)
    assert tell(*weeks, ("P2", "views", "2026-03-02", 12000, "weeks.csv", 9)) == []
    assert tell(*weeks, ("P2", "meetings", "2026-03-02", 12000, "more.csv", 9)) == []
    assert tell(*weeks, *(("P2", "meetings", "2026-03-02", 900, "weeks.csv", line) for line in (9, 10))) == []

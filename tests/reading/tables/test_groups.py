"""A report names a group once: each of its rows belongs to it, and no row of another table is given a name."""

from __future__ import annotations

from datetime import date

import pytest
from reading.texts import TODAY, faults, read
from reading.workbooks import FORMATS, read_made

from ssi_outcomes.reading.kinds.recognition import read_sheet
from ssi_outcomes.reading.parsed import Context
from ssi_outcomes.reading.tables.groups import Groups, find_groups

HEAD = ["Opportunity Owner", "Opportunity Name", "Stage", "Amount", "Close Date"]
WORDS = {
    "en": ("Subtotal", "Sum", "Count", "Total"),
    "fr": ("Sous-total", "Somme", "Nombre", "Total général"),
}
FRENCH = ["Propriétaire de l'opportunité  ↑", "Nom de l'opportunité", "Étape", "Montant", "Date de clôture"]
LONE = (
    ["Copyright © 2000-2026 salesforce.com, inc. All rights reserved."],
    ["Confidential Information - Do Not Distribute"],
)


def deal(owner: str | None, day: int, stage: str = "Closed Won") -> list[object]:
    return [owner, "PLANTED", stage, 100, date(2026, 2, day)]


def formatted(language: str, head: list[str] = HEAD) -> list[list[object]]:
    """Return a report as its program formats it: filters above, totals between, a footer, a blank first column."""
    part, total, count, whole = WORDS[language]
    totals = [[None, None, total, 200], [None, None, count, 2]]
    rows = [
        ["Won deals"], ["Filtered By"], ["Show: All opportunities"], [],
        head,
        deal("Noa Test", 2), deal(None, 3), [part, *totals[0][1:]], totals[1],
        deal("Ida Test", 4), [part, *totals[0][1:]], totals[1],
        [whole, *totals[0][1:]], totals[1],
        [], *LONE,
    ]  # fmt: skip
    return [[None, *row] for row in rows]


def owners(parsed) -> list[tuple[str | None, int]]:
    return [(each["person"], each["start"].day) for each in parsed.tables.get("outcomes", [])]


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("head", [HEAD, ["Opportunity Owner  ↑", *HEAD[1:]], FRENCH])
@pytest.mark.parametrize("language", WORDS)
def test_a_formatted_report_gives_each_deal_its_owner_and_counts_no_total(kind, head, language):
    parsed = read_sheet(read_made(kind, formatted(language, head)), Context(TODAY))
    assert owners(parsed) == [("Noa Test", 2), ("Noa Test", 3), ("Ida Test", 4)]
    assert (parsed.accepted, parsed.rejected) == (3, ())
    assert {"totals_aside", "groups_carried"} <= {key for key, _ in parsed.notes}


def test_a_formatted_report_saved_as_text_is_read_alike():
    lines = ("Report;;;;", ";;;;", ";".join(HEAD))
    body = (
        "Noa Test;PLANTED;Closed Won;100;2026-02-02",
        ";PLANTED;Closed Won;100;2026-02-03",
        "Subtotal;;Sum;200;",
        ";;Count;2;",
        "Grand Total;;Sum;200;",
    )
    assert owners(read("\n".join([*lines, *body]) + "\n")) == [("Noa Test", 2), ("Noa Test", 3)]


def test_several_groupings_are_each_carried_and_end_at_their_own_total():
    head = ["Opportunity Owner ↑", "Stage ↑", "Opportunity Name", "Close Date"]
    day = [date(2026, 2, number) for number in range(1, 8)]
    rows = [
        head,
        ["Noa Test", "Closed Won", "PLANTED", day[1]], [None, None, "PLANTED", day[2]], [None, "Subtotal", "Count", 2],
        [None, "Closed Lost", "PLANTED", day[3]], [None, "Subtotal", "Count", 1], ["Subtotal", None, "Count", 3],
        ["Ida Test", "Closed Won", "PLANTED", day[4]], [None, "Subtotal", "Count", 1], ["Subtotal", None, "Count", 1],
        ["Total", None, "Count", 4],
    ]  # fmt: skip
    parsed = read_sheet(read_made("xlsx", rows), Context(TODAY))
    assert owners(parsed) == [("Noa Test", 2), ("Noa Test", 3), ("Ida Test", 5)]


def test_a_pivot_table_names_a_person_once_and_totals_them():
    text = "Person,Week of,Meetings\nNoa Test,2026-01-05,2\n,2026-01-12,3\nNoa Test Total,,5\nIda Test,2026-01-05,1\nIda Test Total,,1\nGrand Total,,6\n"
    parsed = read(text)
    assert [(each["person"], each["count"]) for each in parsed.tables["outcomes"]] == [
        ("Noa Test", 2),
        ("Noa Test", 3),
        ("Ida Test", 1),
    ]


def test_after_a_subtotal_a_group_without_a_name_is_not_the_one_before():
    groups = Groups((0,))
    assert groups.carry(("Noa Test", 1)) == ("Noa Test", 1)
    groups.end(0)
    assert groups.carry((None, 2)) == (None, 2)


def test_a_new_outer_group_ends_the_inner_one():
    groups = Groups((0, 1))
    groups.carry(("a", "x", 1))
    assert groups.carry((None, None, 2)) == ("a", "x", 2)
    assert groups.carry(("b", None, 3)) == ("b", None, 3)


@pytest.mark.parametrize(("totals", "columns"), [([], ()), ([0], (0,)), ([1], (0, 1))])
def test_only_what_a_report_shows_of_itself_makes_groups(totals, columns):
    rows = [("Noa Test", "won", 1), (None, None, 2)]
    assert find_groups(totals, [rows], [0, 1, 2]).columns == columns


def test_days_and_numbers_are_never_carried():
    rows = [(date(2026, 1, 5), "2026-01-05", 1), (None, None, None)]
    assert find_groups([2], [rows], [0, 1, 2]).columns == ()


def named(text: str) -> tuple[list, list]:
    """Return whose each count is, and the rows that are nobody's and refused."""
    parsed = read(text)
    found = [(each["person"], each["count"]) for each in parsed.tables["outcomes"]]
    return found, faults(parsed)


def test_where_people_share_a_total_a_blank_name_is_nobody_s():
    text = "Person,Week of,Meetings\nNoa Test,2026-01-05,2\n,2026-01-05,3\nTotal S2,,5\nNoa Test,2026-01-12,1\nIda Test,2026-01-12,4\nTotal S3,,5\n"
    assert named(text) == ([("Noa Test", 2), ("Noa Test", 1), ("Ida Test", 4)], [(3, "person_blank")])


def test_an_arrow_alone_shows_no_group():
    text = "Person ↑,Week of,Meetings\nNoa Test,2026-01-05,2\n,2026-01-12,3\nIda Test,2026-01-05,1\n"
    assert named(text) == ([("Noa Test", 2), ("Ida Test", 1)], [(3, "person_blank")])


@pytest.mark.parametrize("last", ["", "Total,,6\n", "Moyenne,,3\nTotal,,6\n"])
def test_a_blank_name_in_a_sheet_that_is_no_report_stays_blank(last):
    text = f"Person,Week of,Meetings\nNoa Test,2026-01-05,2\n,2026-01-12,4\n{last}"
    assert named(text) == ([("Noa Test", 2)], [(3, "person_blank")])

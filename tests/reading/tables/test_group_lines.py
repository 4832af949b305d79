"""Lines between the rows of a report name the group of those under them, and are no rows."""

from __future__ import annotations

from datetime import date

import pytest
from reading.texts import TODAY, faults, outcomes, read
from reading.workbooks import FORMATS, read_made

from ssi_outcomes.reading.kinds.recognition import read_sheet
from ssi_outcomes.reading.parsed import Context, Sheet
from ssi_outcomes.reading.tables.group_lines import GroupLines, find_group_lines
from ssi_outcomes.reading.tables.header_names import headers_at

HEAD = ["Opportunity Name", "Stage", "Amount", "Close Date"]
EXPECTED = [("Noa Test", 2), ("Noa Test", 3), ("Ida Test", 4)]


def deal(day: int) -> list[object]:
    return ["PLANTED", "Closed Won", 100, date(2026, 2, day)]


def owners(parsed) -> list[tuple[str | None, int]]:
    return [(each["person"], each["start"].day) for each in parsed.tables["outcomes"]]


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    ("noa", "ida"),
    [
        ("Opportunity Owner: Noa Test (2 records)", "Opportunity Owner: Ida Test (1 record)"),
        (
            "Propriétaire de l’opportunité : Noa Test (2 enregistrements)",
            "Propriétaire de l’opportunité : Ida Test",
        ),
    ],
)
def test_a_line_that_names_its_column_names_the_owner_of_each_deal_under_it(kind, noa, ida):
    rows = [
        HEAD,
        [noa],
        deal(2),
        deal(3),
        ["Subtotal", None, 200],
        [ida],
        deal(4),
        ["Grand Total", None, 300],
    ]
    parsed = read_sheet(read_made(kind, rows), Context(TODAY))
    assert owners(parsed) == EXPECTED
    assert (parsed.accepted, parsed.rejected, parsed.ignored) == (3, (), 4)
    assert "groups_carried" in {key for key, _ in parsed.notes}


@pytest.mark.parametrize("count", ["", " (2)", " (2 records)"])
def test_a_name_alone_over_blank_names_is_that_of_the_rows_under_it(count):
    head = "Opportunity Owner;Opportunity Name;Stage;Close Date"
    noa = f"Noa Test{count};;;\n;PLANTED;Closed Won;2026-02-02\n;PLANTED;Closed Won;2026-02-03\n"
    assert owners(read(f"{head}\n{noa}Ida Test;;;\n;PLANTED;Closed Won;2026-02-04\n")) == EXPECTED


def test_groups_within_groups_end_with_the_one_around_them():
    rows = [
        HEAD[:1] + HEAD[3:], ["Opportunity Owner: Noa Test"], ["Stage: Closed Won"], ["PLANTED", date(2026, 2, 2)], ["PLANTED", date(2026, 2, 3)],
        ["Subtotal"], ["Stage: Closed Lost"], ["PLANTED", date(2026, 2, 5)], ["Opportunity Owner: Ida Test"], ["Stage: Closed Won"], ["PLANTED", date(2026, 2, 4)],
    ]  # fmt: skip
    sheet = Sheet(
        "x.xlsx",
        "S",
        tuple(range(1, len(rows) + 1)),
        tuple(tuple(row) + (None,) * (2 - len(row)) for row in rows),
    )
    header, groups = find_group_lines(sheet, next(headers_at(sheet.rows, 0)), {"opportunity owner"})
    assert header.texts == ("Opportunity Name", "Close Date", "Opportunity Owner", "Stage")
    filled = []
    for number in range(1, len(rows)):
        groups.begin(number) if number in groups.names else groups.end() if rows[number][
            0
        ] == "Subtotal" else filled.append(groups.fill(sheet.rows[number], 4)[2:])
    assert filled == [("Noa Test", "Closed Won")] * 2 + [
        ("Noa Test", "Closed Lost"),
        ("Ida Test", "Closed Won"),
    ]


def test_after_a_blank_row_nothing_says_whose_the_next_one_is():
    groups = GroupLines({1: (0, "Noa Test")})
    groups.begin(1)
    assert groups.fill((None, 2), 2) == ("Noa Test", 2)
    groups.end(all_of_them=True)
    assert groups.fill((None, 3), 2) == (None, 3)


def test_what_a_row_says_itself_stays():
    groups = GroupLines({1: (0, "Noa Test")})
    groups.begin(1)
    assert groups.fill(("Ida Test", 2), 2) == ("Ida Test", 2)


def test_a_line_between_rows_that_name_somebody_names_nobody():
    text = (
        "Person,Week of,Meetings\nMarch 2026,,\nNoa Test,2026-02-02,2\nApril 2026,,\nIda Test,2026-02-02,3\n"
    )
    assert [each[0] for each in outcomes(read(text))] == ["Noa Test", "Ida Test"]


def test_a_blank_row_ends_a_group_for_its_line_may_be_what_was_lost():
    head = "Opportunity Owner;Opportunity Name;Stage;Close Date"
    text = f"{head}\nNoa Test;;;\n;PLANTED;Closed Won;2026-02-02\n;;;\n;PLANTED;Closed Won;2026-02-04\n"
    assert (owners(read(text)), faults(read(text))) == ([("Noa Test", 2)], [(5, "person_blank")])


def test_a_blank_row_ends_the_groups_around_it_too():
    won = "PLANTED;Closed Won;100;2026-02-0"
    lines = [
        ";".join(HEAD),
        "Opportunity Owner: Noa Test;;;",
        "Lead Source: Web;;;",
        f"{won}2",
        ";;;",
        f"{won}4",
    ]
    parsed = read("\n".join(lines) + "\n")
    assert (owners(parsed), faults(parsed)) == ([("Noa Test", 2)], [(6, "person_blank")])


@pytest.mark.parametrize("lone", ["Project: Alpha;;", "2026-02-02 10:30;;", "Note: to check;;"])
def test_a_row_with_a_colon_that_names_no_column_is_a_row(lone):
    text = f"Opportunity Owner;Stage;Close Date\nNoa Test;Closed Won;2026-02-02\n{lone}\nIda Test;Closed Won;2026-02-03\n"
    parsed = read(text, kind="deals")
    assert [each.line for each in parsed.rejected] == [3]
    assert parsed.ignored == 0

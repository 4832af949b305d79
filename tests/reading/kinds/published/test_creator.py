"""Creator analytics: vanity per day, whatever the language of the sheets, and never the member's name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.panel.layout import build_panel
from ssi_outcomes.reading.kinds.published.creator import Creator
from ssi_outcomes.reading.kinds.published.member_file import without_member_name
from ssi_outcomes.reading.names.registry import outcomes
from ssi_outcomes.reading.opening.sheets import read_sheets
from ssi_outcomes.reading.parsed import Context, Sheet

HERE = Context(today=date(2026, 10, 1), owner="P07")
NAMED = "acme/P07/Content_2026-01-01_2026-12-31_TestPerson.xlsx"
ENGAGEMENT = [
    ["Date", "Impressions", "Engagements"],
    ["1/5/2026", 120, 3],
    ["1/6/2026", 0, 0],
    ["1/7/2026", 80, 1],
]
FOLLOWERS = [
    ["Total followers on 1/7/2026:", 512],
    [],
    ["Date", "New followers"],
    ["1/5/2026", 2],
    ["1/6/2026", 0],
    ["1/7/2026", 1],
]
OTHERS = {
    "DISCOVERY": [
        ["Overall Performance", "1/1/2026 - 12/31/2026"],
        ["Impressions", 200],
        ["Members reached", 90],
    ],
    "TOP POSTS": [
        ["Maximum of 50 posts available to include in this list"],
        [],
        [
            "Post URL",
            "Post publish date",
            "Engagements",
            None,
            "Post URL",
            "Post publish date",
            "Impressions",
        ],
        ["https://planted", "1/5/2026", 3, None, "https://planted", "1/5/2026", 120],
    ],
    "DEMOGRAPHICS": [["Top Demographics", "Value", "Percentage"], ["Company", "PLANTED", "< 1%"]],
}


def is_creator(sheets):
    return Creator().recognise(sheets) is not None


def read_creator(sheets, context):
    return Creator().read(Creator().recognise(sheets), sheets, context)


def sheet(name: str, rows: list[list], file: str = NAMED) -> Sheet:
    width = max(map(len, rows))
    cells = tuple((*row, *[None] * (width - len(row))) for row in rows)
    return Sheet(file, name, tuple(range(1, len(cells) + 1)), cells)


def workbook(**more: list[list]) -> list[Sheet]:
    """The five sheets, some of them replaced."""
    return [
        sheet(name, rows)
        for name, rows in {**OTHERS, "ENGAGEMENT": ENGAGEMENT, "FOLLOWERS": FOLLOWERS, **more}.items()
    ]


def counts(parsed) -> dict[str, list[tuple]]:
    found: dict[str, list[tuple]] = {}
    for each in parsed:
        for row in each.tables.get("outcomes", []):
            found.setdefault(row["outcome"], []).append((row["start"].isoformat(), row["count"]))
    return found


def test_vanity_is_read_per_day():
    parsed = read_creator(workbook(), HERE)
    assert counts(parsed) == {
        "impressions": [("2026-01-05", 120), ("2026-01-06", 0), ("2026-01-07", 80)],
        "engagements": [("2026-01-05", 3), ("2026-01-06", 0), ("2026-01-07", 1)],
        "followers": [("2026-01-05", 2), ("2026-01-06", 0), ("2026-01-07", 1)],
    }
    assert all(outcomes()[name].kind == "vanity" for name in counts(parsed))
    assert {row["person"] for each in parsed for row in each.tables.get("outcomes", [])} == {"P07"}
    spans = {
        row["name"]: (row["start"], row["end"]) for each in parsed for row in each.tables.get("coverage", [])
    }
    assert spans == dict.fromkeys(
        ("impressions", "engagements", "followers"), (date(2026, 1, 5), date(2026, 1, 7))
    )


def test_neither_the_members_name_nor_posts_nor_the_audience_leave():
    said = repr(read_creator(workbook(), HERE)).casefold()
    assert not [planted for planted in ("testperson", "planted", "https") if planted in said]


@pytest.mark.parametrize("missing", ["DISCOVERY", "ENGAGEMENT", "TOP POSTS", "FOLLOWERS", "DEMOGRAPHICS"])
def test_any_sheet_may_be_missing(missing):
    sheets = [each for each in workbook() if each.name != missing]
    assert is_creator(sheets)
    left = {"ENGAGEMENT": {"followers"}, "FOLLOWERS": {"impressions", "engagements"}}.get(
        missing, {"impressions", "engagements", "followers"}
    )
    assert set(counts(read_creator(sheets, HERE))) == left


def test_sheets_in_the_language_of_the_account_are_known_by_their_columns():
    sheets = [
        sheet(
            "Engajamento",
            [["Data", "Impressões", "Engajamentos"], ["03/10/2025", "1", "0"], ["13/10/2025", "2", "0"]],
        ),
        sheet(
            "Seguidores",
            [["Total", "2571"], ["Data", "Novos seguidores"], ["03/10/2025", "4"], ["13/10/2025", "0"]],
        ),
    ]
    assert is_creator(sheets)
    assert counts(read_creator(sheets, HERE))["impressions"] == [("2025-10-03", 1), ("2025-10-13", 2)]


def test_two_sheets_by_name_are_enough_and_one_is_not_whatever_the_file_is_called():
    named = [replace(sheet(name, rows), file="mine.xlsx") for name, rows in OTHERS.items()]
    assert is_creator(named[:2])
    assert not is_creator(named[:1])


@pytest.mark.parametrize(
    "names", [["Feuil1"], ["About", "People", "SSI", "Outcomes", "Activity"], ["Engagement"]]
)
def test_other_workbooks_are_not_taken_for_it(names):
    assert not is_creator(
        [sheet(name, [["Date", "Personne", "SSI"], ["2026-01-05", "P01", 52]], "own.xlsx") for name in names]
    )


def test_a_sheet_of_ones_own_with_the_same_columns_is_not_it():
    assert not is_creator([sheet("Feuil1", ENGAGEMENT)])


def test_days_are_told_from_months_by_following_each_other():
    dmy = [["Date", "Impressions", "Engagements"], *([f"0{day}/02/2026", day, 0] for day in (1, 2, 3))]
    mdy = [["Date", "Impressions", "Engagements"], *([f"2/{day}/2026", day, 0] for day in (1, 2, 3))]
    for rows in (dmy, mdy):
        assert counts(read_creator([sheet("ENGAGEMENT", rows)], HERE))["impressions"] == [
            ("2026-02-01", 1),
            ("2026-02-02", 2),
            ("2026-02-03", 3),
        ]


def test_one_day_alone_is_told_by_the_files_name_or_asked_about():
    rows = [["Date", "Impressions", "Engagements"], ["3/4/2026", 7, 0]]
    march = sheet("ENGAGEMENT", rows, "Content_2026-03-01_2026-03-31_TestPerson.xlsx")
    assert counts(read_creator([march], HERE))["impressions"] == [("2026-03-04", 7)]
    with pytest.raises(FileRefused) as asked:
        read_creator([sheet("ENGAGEMENT", rows, "Content_TestPerson.xlsx")], HERE)
    assert asked.value.key == "asks_dates"
    assert "TestPerson" not in repr(asked.value)
    told = Context(today=HERE.today, mapping={"dates": "dmy"})
    assert counts(read_creator([sheet("ENGAGEMENT", rows)], told))["impressions"] == [("2026-04-03", 7)]


def test_numbers_may_be_texts_and_a_negative_one_is_refused_with_its_place():
    rows = [
        ["Date", "Impressions", "Engagements"],
        ["9/20/2026", "1,234", "1"],
        ["9/21/2026", "129", "-28"],
        ["9/22/2026", "2,000", ""],
    ]
    (parsed,) = read_creator([sheet("ENGAGEMENT", rows)], HERE)
    assert counts([parsed]) == {
        "impressions": [("2026-09-20", 1234), ("2026-09-22", 2000)],
        "engagements": [("2026-09-20", 1)],
    }
    assert [(each.key, each.line, each.column, each.value) for each in parsed.rejected] == [
        ("count_not_whole", 3, "Engagements", "-28")
    ]
    assert (parsed.rows, parsed.accepted) == (3, 2)


def test_a_day_without_a_row_is_not_covered():
    rows = [["Date", "Impressions", "Engagements"], *([f"9/{day}/2026", 1, 1] for day in (14, 15, 18))]
    (parsed,) = read_creator([sheet("ENGAGEMENT", rows)], HERE)
    spans = [
        (row["start"].day, row["end"].day)
        for row in parsed.tables["coverage"]
        if row["name"] == "impressions"
    ]
    assert spans == [(14, 15), (18, 18)]


@pytest.mark.parametrize(
    ("place", "cell", "lost"),
    [
        ((2, 1), "oops", {("impressions", 15), ("engagements", 15)}),  # its row is refused
        ((2, 1), "", {("impressions", 15)}),
        # A day without a row, or one beside the others: nothing tells which.
        ((2, 0), "oops", {(name, day) for name in ("impressions", "engagements") for day in (13, 15, 18)}),
        ((4, 0), "oops", {(name, day) for name in ("impressions", "engagements") for day in (13, 17)}),
    ],
)
def test_what_a_row_does_not_tell_is_not_known_of_its_day_whatever_is_declared(place, cell, lost):
    rows = [["Date", "Impressions", "Engagements"], *([f"9/{day}/2026", 1, 1] for day in (14, 15, 16, 17))]
    rows[place[0]][place[1]] = cell
    (parsed,) = read_creator([sheet("ENGAGEMENT", rows)], HERE)
    assert {(gap["name"], gap["start"].day) for gap in parsed.tables["gaps"]} == lost
    assert all(gap["person"] == "P07" and gap["start"] == gap["end"] for gap in parsed.tables["gaps"])
    tables = {name: pd.DataFrame(rows) for name, rows in parsed.tables.items()}
    week = {"table": "outcomes", "start": date(2026, 9, 14), "end": date(2026, 9, 20)}
    tables["coverage"] = pd.concat([tables["coverage"], pd.DataFrame([week])], ignore_index=True)
    frame = build_panel(
        {name: each.assign(source_file="a") for name, each in tables.items()}, HERE.today
    ).frame
    unknown = frame.loc[frame["week_start"].astype(str).str[:10] == "2026-09-14"].isna().any()
    assert {name for name, _ in lost} == {
        name for name in ("impressions", "engagements") if unknown[f"outcome_{name}"]
    }


def test_of_a_sheet_without_a_day_that_can_be_read_nothing_is_known():
    rows = [["Date", "Impressions", "Engagements"], ["9/14/2026", 1, 1], ["9/15/2026", 1, 1]]
    found = [sheet("ENGAGEMENT", rows), sheet("TOP POSTS", [["x"]])]
    tables = Creator().recognise(found)
    broken = replace(tables[0], rows=tuple(("?", 1, 1) for _ in tables[0].rows))
    told = Context(today=HERE.today, owner="P07", mapping={"dates": "mdy"})
    parsed, _ = Creator().read([broken, None], found, told)
    assert [(gap["name"], gap["start"], gap["end"]) for gap in parsed.tables["gaps"]] == [
        ("impressions", None, None),
        ("engagements", None, None),
    ]


def test_a_day_that_is_there_twice_is_refused():
    rows = [["Date", "Impressions", "Engagements"], ["9/14/2026", 1, 1], ["9/14/2026", 5, 5]]
    (parsed,) = read_creator([sheet("ENGAGEMENT", rows)], HERE)
    assert [(each.key, each.line) for each in parsed.rejected] == [("creator_day_twice", 3)]


def test_a_workbook_on_disk_is_read_with_native_dates_too(tmp_path: Path):
    path = tmp_path / Path(NAMED).name
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "m/d/yyyy"})
        for name, rows in {**OTHERS, "ENGAGEMENT": ENGAGEMENT, "FOLLOWERS": FOLLOWERS}.items():
            target = book.add_worksheet(name)
            for line, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if name == "FOLLOWERS" and place == 0 and line > 2:
                        target.write_datetime(line, 0, datetime(2026, 1, line + 2), day)
                    elif cell is not None:
                        target.write(line, place, cell)
    sheets = read_sheets(path, without_member_name(path.name))
    assert is_creator(sheets)
    parsed = read_creator(sheets, HERE)
    assert counts(parsed)["followers"] == [("2026-01-05", 2), ("2026-01-06", 0), ("2026-01-07", 1)]
    assert counts(parsed)["impressions"] == [("2026-01-05", 120), ("2026-01-06", 0), ("2026-01-07", 80)]


def test_what_is_said_of_a_line_says_of_which_sheet():
    labels = {each.file.rpartition(" › ")[2] for each in read_creator(workbook(), HERE)}
    assert labels == {"ENGAGEMENT", "FOLLOWERS", *OTHERS}


def test_a_workbook_of_totals_alone_is_known_by_its_name():
    assert is_creator([sheet("DISCOVERY", OTHERS["DISCOVERY"])])
    assert not is_creator([sheet("DISCOVERY", OTHERS["DISCOVERY"], "own.xlsx")])

"""Exports whose days overlap: the later one holds, and every row is accounted for."""

from datetime import date

import xlsxwriter

from ssi_outcomes.reading.gaps import gap_record
from ssi_outcomes.reading.joining.folder import read_team
from ssi_outcomes.reading.joining.later_exports import keep_later, relabel
from ssi_outcomes.reading.parsed import Parsed, Rejected

EARLY, LATE = date(2026, 3, 3), date(2026, 3, 5)


def export(file, last, counts, member="test", outcome="impressions", person=None):
    """Return an export: count by day of March 2026, on lines from 2."""
    rows = [
        {
            "person": person,
            "outcome": outcome,
            "start": date(2026, 3, day),
            "end": date(2026, 3, day),
            "count": count,
            "source_line": line,
        }
        for line, (day, count) in enumerate(counts.items(), start=2)
    ]
    return Parsed(file, "creator", {"outcomes": rows}, len(rows), len(rows), series=(member, last))


def counts(parsed):
    return {
        (each.file, row["start"].day): row["count"]
        for each in parsed
        for row in each.tables.get("outcomes", ())
    }


def test_the_later_export_holds_whatever_the_order_of_the_files():
    early, late = export("a", EARLY, {1: 10, 2: 10, 3: 10}), export("b", LATE, {3: 14, 4: 10, 5: 10})
    kept = {("a", 1): 10, ("a", 2): 10, ("b", 3): 14, ("b", 4): 10, ("b", 5): 10}
    assert counts(keep_later([early, late])) == counts(keep_later([late, early])) == kept
    first, second = keep_later([early, late])
    assert (first.rows, first.accepted, first.ignored) == (2, 2, 1)
    assert first.notes == (("rows_in_later_export", {"count": 1}),)
    assert second == late


def test_a_day_that_the_later_export_lacks_is_the_earlier_one_s():
    kept = keep_later([export("a", EARLY, {2: 10, 3: 10}), export("b", LATE, {2: 12, 4: 10})])
    assert counts(kept) == {("a", 3): 10, ("b", 2): 12, ("b", 4): 10}


def test_rows_of_another_sheet_with_the_same_line_stay():
    sheets = [export("a", EARLY, {1: 10, 2: 10}), export("a › F", EARLY, {1: 3, 2: 4}, outcome="followers")]
    kept = counts(keep_later([*sheets, export("b", LATE, {2: 12})]))
    assert kept == {("a", 1): 10, ("a › F", 1): 3, ("a › F", 2): 4, ("b", 2): 12}


def test_two_members_people_or_exports_of_one_day_are_not_ranked():
    for other in ({"member": "other"}, {"person": "P02"}):
        both = [export("a", EARLY, {2: 10}), export("b", LATE, {2: 12}, **other)]
        assert keep_later(both) == both
    same = [export("a", LATE, {2: 10}), export("a (1)", LATE, {2: 12})]
    assert keep_later(same) == same


def test_another_label_is_said_wherever_the_file_is_named():
    span = {"source": "a", "name": "impressions"}
    fault = Rejected("a", "creator_day_twice", 3)
    parsed = Parsed("a", "creator", {"coverage": [span]}, 1, 0, rejected=(fault,))
    named = relabel(parsed, "a [2]")
    assert (named.file, named.tables["coverage"][0]["source"], named.rejected[0].file) == ("a [2]",) * 3


def test_what_one_export_does_not_tell_another_may_know():
    early, late = export("a", EARLY, {1: 10}), export("b", LATE, {3: 14})
    gaps = [gap_record(None, "outcomes", "impressions", (date(2026, 3, day),) * 2)[1] for day in (2, 3)]
    for each in (early, late):
        each.tables["gaps"] = list(gaps)
    for each in keep_later([early, late]):
        assert [gap["start"].day for gap in each.tables["gaps"]] == [2]


# --- in a folder


def write_export(folder, member, days, count):
    """Write a synthetic export of March 2026: so many impressions on each of `days`, one follower a day."""
    first, last = (f"2026-03-{day:02}" for day in (days[0], days[-1]))
    folder.mkdir(exist_ok=True)
    with xlsxwriter.Workbook(folder / f"Content_{first}_{last}_{member}.xlsx") as book:
        rows = [["Date", "Impressions", "Engagements"], *([f"3/{day}/2026", count, 3] for day in days)]
        for line, row in enumerate(rows):
            if line == 0:
                counted, gained = book.add_worksheet("ENGAGEMENT"), book.add_worksheet("FOLLOWERS")
                gained.write_row(0, 0, ["Total followers", 512])
            counted.write_row(line, 0, row)
            gained.write_row(line + 2, 0, ["Date", "New followers"] if line == 0 else [row[0], 1])


def test_exports_that_overlap_lose_no_day_and_refuse_none(tmp_path):
    folder = tmp_path / "acme"
    write_export(folder, "TestPerson", range(1, 21), 100)
    write_export(folder, "TestPerson", range(14, 29), 140)
    dataset = read_team(folder, date(2026, 11, 1))
    by_day = dataset.tables["outcomes"].pivot(index="start", columns="outcome", values="count")
    assert (len(by_day), by_day.isna().sum().sum(), dataset.rejected) == (28, 0, ())
    assert by_day["impressions"].tolist() == [100] * 13 + [140] * 15
    assert len(dataset.tables["gaps"]) == 0


def test_exports_of_two_members_of_the_same_days_are_two_files_and_two_people(tmp_path):
    folder = tmp_path / "acme"
    for member, count in (("TestOne", 100), ("TestTwo", 50)):
        write_export(folder, member, range(14, 21), count)
    people = "".join(
        f'["Content_2026-03-14_2026-03-20_Test{name}.xlsx"]\nperson = "Test {name}"\n'
        for name in ("One", "Two")
    )
    (folder / "mapping.toml").write_text(people)
    dataset = read_team(folder, date(2026, 11, 1))
    outcomes = dataset.tables["outcomes"].query("outcome == 'impressions'")
    assert sorted(outcomes.groupby("person")["count"].sum()) == [350, 700]
    assert dataset.rejected == () and len({file.name for file in dataset.files}) == 4
    assert not any("Test" in repr(file) for file in dataset.files)


def test_a_copy_of_an_export_names_nobody_in_what_is_told_of_it(tmp_path):
    folder = tmp_path / "acme"
    write_export(folder, "TestPerson", range(14, 21), 100)
    (original,) = folder.iterdir()
    (folder / original.name.replace(".xlsx", " (1).xlsx")).write_bytes(original.read_bytes())
    dataset = read_team(folder, date(2026, 11, 1))
    assert len(dataset.tables["outcomes"]) == 21
    assert not any("Test" in repr(file) for file in dataset.files)


def test_exports_of_two_members_are_two_people_s_though_nothing_else_names_them(tmp_path):
    folder = tmp_path / "acme"
    write_export(folder, "KimStone", range(1, 8), 50)
    for member in ("NoaBerg", "Noa_Berg"):
        write_export(folder, member, range(14 if "_" in member else 10, 21), 100)
    dataset = read_team(folder, date(2026, 11, 1))
    impressions = dataset.tables["outcomes"].query("outcome == 'impressions'")
    assert sorted(impressions.groupby("person")["count"].sum()) == [350, 1100]
    assert not any("Berg" in repr(file) or "Kim" in repr(file) for file in dataset.files)


def test_the_exports_of_one_member_alone_are_one_s_own(tmp_path):
    folder = tmp_path / "acme"
    write_export(folder, "NoaBerg", range(1, 8), 50)
    assert set(read_team(folder, date(2026, 11, 1)).tables["outcomes"]["person"]) == {"you"}

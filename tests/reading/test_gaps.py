"""A line that could not be cut into cells was about somebody, of some week: what its cells tell, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from reading.texts import CONTEXT, MONDAY, SUNDAY, read, refusal
from reading.workbooks import FORMATS, read_made

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.kinds.recognition import read_sheet

WEEKS = "Personne;Semaine;RDV;Devis\nP01;2026-W05;3;1\nP02;2026-W05;0;2\n"
BOTH = ("meetings", "proposals")


NEXT = (date(2026, 2, 2), date(2026, 2, 8))


def gaps(text: str, **mapping: object) -> list[tuple]:
    """Return person, name, first and last day of what a file's rows leave unknown."""
    found = read(text, **mapping).tables.get("gaps", [])
    return [
        (each["person"], each["name"], each["start"], each["end"]) for each in found if each["table"] != "ssi"
    ]


def of(person: str | None, days=(MONDAY, SUNDAY), names=BOTH) -> list[tuple]:
    return [(person, name, *days) for name in names]


@pytest.mark.parametrize(
    ("line", "unknown"),
    [
        ("P01;2026-W06;4", of("P01", NEXT)),  # a cell short: wherever it stood, these two are sure
        ("2026-W06;4;1", of(None, NEXT)),  # the name is what is missing
        ("P01;4;1", of("P01", (None, None))),  # so is the week
        ("P01;2026-W06;4;1;7", of("P01", NEXT)),
        ('P01;2026-W06;"4;1', of("P01", NEXT)),  # a quote that is not closed
        ("P01;2026-W06;4\0;1", of("P01", NEXT)),
        ("P\0 1;2026-W06;4;1", of(None, NEXT)),
        ("P01;2026-W06", of("P01", NEXT)),  # cut off
        ("P09;2026-W06;4", of(None, NEXT)),  # nobody whom another row names: of whom it is said, is not sure
        ("une remarque", []),  # a lone cell counts nothing
        ('P01;"', of("P01", (None, None))),
        ("a;b;c;d;e;f;g;h", of(None, (None, None))),
    ],
)
def test_a_line_that_is_no_row_leaves_unknown_what_its_cells_tell(line, unknown):
    parsed = read(WEEKS + line + "\n")
    assert len(parsed.rejected) == 1 and parsed.rows == 3
    assert sorted(gaps(WEEKS + line + "\n"), key=str) == sorted(unknown, key=str)


def test_a_line_that_is_no_row_takes_nothing_from_the_row_that_states_the_same_week():
    assert gaps(WEEKS + "P01;2026-W05;4\n") == []


def test_a_quote_that_swallows_the_rest_loses_its_own_line_alone():
    text = 'Personne;Semaine;RDV;Devis\nP01;2026-W05;"3;1\nP02;2026-W05;0;2\nP02;2026-W06;1;2\n'
    parsed = read(text)
    assert [each["person"] for each in parsed.tables["outcomes"]] == ["P02"] * 4
    assert gaps(text) == of(None)  # P01 is named by no other row


@pytest.mark.parametrize("cell", ["NC", "n/a", "-", "~5", "#N/A", "x", "1,5"])
def test_of_a_count_that_is_none_the_week_is_unknown(cell):
    assert gaps(WEEKS + f"P01;2026-W06;{cell};1\n") == of("P01", NEXT)


@pytest.mark.parametrize(
    ("week", "days"),
    [
        ("mardi", (None, None)),
        ("2026-02-03", (date(2026, 2, 3), date(2026, 2, 9))),  # a Tuesday: one of two weeks is meant
        ("", (None, None)),
        ("#REF!", (None, None)),
    ],
)
def test_of_a_week_that_is_none_the_nearest_that_may_be_meant_are_unknown_else_all(week, days):
    assert gaps(WEEKS + f"P01;{week};4;1\n") == of("P01", days)


def test_a_second_column_of_dates_tells_the_week_that_the_first_does_not():
    head = "Personne;du;au;Mois;RDV\nP01;2026-01-26;2026-02-01;;3\n"
    assert gaps(head + "P01;2026-02-02;2026-02-08;fevvrier;3\n") == [
        ("P01", "meetings", date(2026, 2, 2), date(2026, 2, 8))
    ]
    assert gaps(head + "P01;lundi;2026-02-08;;3\n") == [("P01", "meetings", None, date(2026, 2, 8))]
    assert gaps(head + "P01;2026-02-02;dimanche;;3\n") == [("P01", "meetings", date(2026, 2, 2), None)]
    assert gaps(head + "P01;2026-02-08;2026-02-02;;3\n") == [("P01", "meetings", None, None)]


@pytest.mark.parametrize("person", ["#N/A", "?", ""])
def test_of_a_row_of_nobody_the_week_is_unknown_for_all(person):
    assert gaps(WEEKS + f"{person};2026-W06;4;1\n") == of(None, NEXT)


def test_a_name_that_stands_on_the_first_line_alone_is_carried_down_once_the_mapping_says_so():
    text = "Personne;Semaine;RDV\nP01;2026-W05;3\n;2026-W06;4\nP02;2026-W05;1\n;2026-W06;0\n"
    assert [each.key for each in read(text).rejected] == ["person_blank"] * 2
    found = read(text, carry_down=["person"])
    assert [(each["person"], each["count"]) for each in found.tables["outcomes"]] == [
        ("P01", 3),
        ("P01", 4),
        ("P02", 1),
        ("P02", 0),
    ]


def test_a_log_names_what_is_not_known_or_leaves_it_open():
    head = "Personne;Résultat;Date;Nombre\nP01;Devis;2026-01-28;1\n"
    day = (date(2026, 1, 29),) * 2
    assert gaps(head + "P01;Devis;2026-01-29;\n") == [("P01", "proposals", *day)]
    assert gaps(head + "P01;Devis;2026-01-29;NC\n") == [("P01", "proposals", *day)]
    assert (
        gaps(head + "P01;Dvs;2026-01-29;2\n") == gaps(head + "P01;;2026-01-29;2\n") == [("P01", None, *day)]
    )
    assert gaps(head + "P01;;2026-01-29;\n") == [("P01", None, *day)]
    assert gaps(head + "P01;Devis;;2\n") == [("P01", "proposals", None, None)]
    events = "Personne;Résultat;Date\nP01;Devis;2026-01-28\n"
    assert gaps(events + "P01;;2026-01-29\n") == [("P01", None, *day)]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("#N/A;Résultat;Date;Nombre\nP01;Devis;2026-01-28;2\n", "person"),
        ("#REF!;Semaine;RDV\nP01;2026-W05;2\n", "person"),
        ("Personne;Résultat;Date;#NOM?\nP01;Devis;2026-01-28;2\n", "count"),
        ("Personne;Résultat;Date;???\nP01;Devis;2026-01-28;2\n", "count"),
    ],
)
def test_a_header_that_an_error_took_is_asked_about_where_it_decides_whose_or_how_many(text, column):
    asked = refusal(text)
    assert asked.key == "asks_lost_header"
    header = asked.values["header"]
    assert f'columns = {{ {column} = "{header}" }}' in asked.values["paste"]
    (first, *_) = read(text, columns={column: header}).tables["outcomes"]
    assert (first["person"], first["count"]) == ("P01", 2)


@pytest.mark.parametrize("kind", FORMATS)
def test_numbers_under_no_header_are_asked_about_where_nothing_else_says_how_many(kind):
    rows = [["Personne", "Résultat", "Date", None], ["P01", "Devis", MONDAY, 2], ["P02", "Devis", MONDAY, 1]]
    sheet = read_made(kind, rows)
    with pytest.raises(FileRefused) as asked:
        read_sheet(sheet, CONTEXT)
    assert (asked.value.key, asked.value.values["place"]) == ("asks_no_count", 4)
    assert "count = 1" in asked.value.values["paste"]
    answered = read_sheet(sheet, replace(CONTEXT, mapping={"count": 1}))
    assert [each["count"] for each in answered.tables["outcomes"]] == [1, 1]


def test_a_first_column_without_a_header_that_numbers_the_rows_counts_nothing():
    text = ";Personne;Résultat;Date\n{};P01;Devis;2026-01-28\n{};P02;Devis;2026-01-28\n"
    assert read(text.format(0, 1)).accepted == read(text.format(1, 2)).accepted == 2
    assert refusal(text.format(2, 1)).key == "asks_no_count"
    # Nor do words, or parts of a whole.
    assert read(text.format("bien", "mal")).accepted == read(text.format("0,25", "0,5")).accepted == 2


def test_a_column_of_words_without_a_header_is_asked_about_where_nobody_is_named():
    text = ";Semaine;RDV\nP01;2026-W05;2\nP02;2026-W05;1\n"
    assert refusal(text).key == "asks_no_header"
    assert {each["person"] for each in read(text, person="P09").tables["outcomes"]} == {"P09"}
    # The question shows what may be a name, wherever it stands in the column.
    late = ";Semaine;RDV\n" + "".join(f"{n};2026-W05;1\n" for n in range(300)) + "Ana Test;2026-W05;1\n"
    assert refusal(late).values["value"] == "Ana Test"
    # What a program numbers its rows by is nobody.
    assert read(";Semaine;RDV\n0;2026-W05;2\n1;2026-W06;1\n").accepted == 2


def test_a_torn_line_of_an_export_of_deals_leaves_its_owner_and_day_unknown():
    head = "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount\n1,Synthetic deal,Closed Won,2026-01-28,P01,10\n"
    found = gaps(head + "2,Synthetic deal,Closed Won,2026-01-29,P01\n")
    assert ("P01", "contracts", date(2026, 1, 29), date(2026, 1, 29)) in found
    assert {each[1] for each in found} == {"contracts"}


@pytest.mark.parametrize("stage", ["", "#N/A", "-", "n/a"])
def test_of_a_deal_without_a_stage_the_week_of_its_owner_is_unknown(stage):
    head = "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount\n1,Synthetic deal,Closed Won,2026-01-28,P01,10\n"
    day = date(2026, 1, 29)
    assert gaps(head + f"2,Synthetic deal,{stage},2026-01-29,P01,5\n") == [("P01", "contracts", day, day)]
    assert gaps(head + "2,Synthetic deal,Closed Lost,2026-01-29,P01,x\n") == []


@pytest.mark.parametrize("end", ["", ";1;8", "\0;1", ';"1'])
def test_however_long_a_note_is_the_cells_behind_it_are_looked_at(end):
    text = "Note;Personne;Semaine;RDV;Devis\nx;P01;2026-W05;3;1\nx;P02;2026-W05;3;1\n"
    line = f"{'mot ' * 900};P01;2026-W06;3{end}\n"
    assert [len(each.raw) < 2_000 for each in read(text + line).rejected] == [True]
    assert set(gaps(text + line)) == set(of("P01", NEXT))


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_a_text_with_numbers_under_a_last_blank_header_is_asked_as_a_workbook_is(mark):
    text = "Personne;Résultat;Date;\nP01;Devis;2026-01-28;2\nP02;Devis;2026-01-28;1\n".replace(";", mark)
    assert (refusal(text).key, refusal(text).values["place"]) == ("asks_no_count", 4)
    assert read(text, count=1).accepted == 2


def test_where_a_decimal_comma_may_have_cut_it_a_log_without_a_whole_row_says_what_is_wrong_with_each():
    parsed = read("Person,Outcome,Date,\nP01,proposals,2026-01-28,2\nP02,proposals,2026-01-28,1\n")
    assert [(each.key, each.line) for each in parsed.rejected] == [("row_long", 2), ("row_long", 3)]

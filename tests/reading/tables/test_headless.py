"""A file without a header line is told so; its first row is nobody's headers."""

from datetime import date

import pytest
from reading.texts import CONTEXT, MONDAY, faults, outcomes, read, refusal, sheet
from reading.workbooks import FORMATS, read_made

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.kinds.recognition import read_sheet
from ssi_outcomes.reading.parsed import Sheet
from ssi_outcomes.reading.tables.headless import line_without_headers


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-05;Person One;53\n2026-01-12;Person One;54\n",
        "Person One;05/01/2026;53\nPerson Two;12/01/2026;48\n",
        "S05 2026,Person One,53,2,1\nS06 2026,Person One,54,,1\n",
        "Person One,53,2\nPerson Two,48,1\n",
        "5 janvier 2026;52,6\n12 janvier 2026;53\n",
        "2026-01-05;53\n",
    ],
)
def test_a_first_row_that_is_a_reading_already_is_no_header(text):
    asked = refusal(text)
    assert (asked.key, asked.values["line"]) == ("asks_headers", 1)


def test_the_line_offered_leaves_the_file_aside():
    text = "2026-01-05;Person One;53\n2026-01-12;Person One;54\n"
    assert read(text, kind="ignore").ignored == 2


@pytest.mark.parametrize(
    "text",
    [
        "Wann;Wer;Was\n2026-01-05;Person One;53\n",
        "Qui;2026-W05;2026-W06\nPerson One;53;54\n",
        "Bidule;Machin\nPerson One;Person Two\n",
        "a;b\n",
    ],
)
def test_names_over_values_are_headers_whether_known_or_not(text):
    assert line_without_headers(sheet(text)) is None


def test_a_workbook_is_told_by_its_own_dates_and_numbers():
    rows = ((date(2026, 1, 5), "Person One", 53.0), (date(2026, 1, 12), "Person One", 54.0))
    assert line_without_headers(Sheet("x.xlsx", "Feuil1", (1, 2), rows)) == 1
    assert line_without_headers(Sheet("x.xlsx", "Feuil1", (1, 2), ((None, None, None), rows[0]))) == 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("P01;26/01/2026;53\nP02;02/02/2026;48\n", '["person", "date", "…"]'),
        ("2026-01-26,P01,4,0\n2026-02-02,P01,2,1\n", '["date", "person", "…", "…"]'),
        ("Ana;2026-01-26;53\n", '["person", "date", "…"]'),
    ],
)
def test_names_of_the_columns_are_offered_to_complete(text, names):
    assert f"# headers = {names}" in refusal(text).text("fr")


@pytest.mark.parametrize(
    ("text", "headers"),
    [
        ("P01;26/01/2026;53\nP02;02/02/2026;48\n", ["person", "date", "ssi"]),
        ("26/01/2026;53;P01;x\n02/02/2026;48;P02;y\n", ["Date", "SSI", "Personne", "…"]),
        ("P01,2026-01-26,53\nP02,2026-02-02,48\n", ["Nom", "Jour", "Score SSI"]),
    ],
)
def test_the_headers_that_the_mapping_gives_are_put_above_and_no_line_is_lost(text, headers):
    parsed = read(text, headers=headers)
    assert [(each["person"], each["ssi"], each["source_line"]) for each in parsed.tables["ssi"]] == [
        ("P01", 53, 1),
        ("P02", 48, 2),
    ]


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("head", [["Date", "SSI"], ["Date", "Score SSI", None], ["Datum", "SSI", ""]])
def test_names_right_of_the_last_header_of_a_workbook_are_asked_about(kind, head):
    sheet = read_made(kind, [head, [MONDAY, 52, "Ana Test"], [MONDAY, 48, "Bo Test"]])
    with pytest.raises(FileRefused) as refused:
        read_sheet(sheet, CONTEXT)
    assert (refused.value.key, refused.value.values["place"]) == ("asks_no_header", 3)


@pytest.mark.parametrize("text", ["Date;SSI;", "Date;Score SSI;;"])
def test_names_under_a_blank_header_of_a_text_are_asked_about(text):
    more = ";" * (text.count(";") - 2)
    refused = refusal(f"{text}\n2026-01-05;52;Ana Test{more}\n2026-01-05;48;Bo Test{more}\n")
    assert (refused.key, refused.values["place"]) == ("asks_no_header", 3)


@pytest.mark.parametrize("kind", FORMATS)
def test_what_stands_under_no_header_is_told_where_people_are_named(kind):
    rows = [["Person", "Week of", "Meetings"], ["Ana Test", MONDAY, 2, None, 7], ["Bo Test", MONDAY, 1]]
    parsed = read_sheet(read_made(kind, rows), CONTEXT)
    assert len(outcomes(parsed)) == 2
    assert ("columns_nameless", {"count": 1, "columns": "E"}) in parsed.notes


def test_a_text_tells_it_too_and_an_empty_column_is_nothing():
    text = "Personne;Semaine du;Rendez-vous;\nP01;2026-01-05;2;{}\nP02;2026-01-05;1;\n"
    parsed = read(text.format("bonne semaine"))
    assert (faults(parsed), len(outcomes(parsed))) == ([], 2)
    assert ("columns_nameless", {"count": 1, "columns": "D"}) in parsed.notes
    assert "columns_nameless" not in dict(read(text.format("")).notes)


def test_what_a_decimal_comma_has_cut_off_is_no_column():
    parsed = read("Person,Date,SSI,\nP01,2026-01-05,52,5\nP02,2026-01-05,48,\n")
    assert faults(parsed) == [(2, "row_long")]

"""Whatever a file holds, its reader answers, or refuses in our own words; and what was written comes back."""

from __future__ import annotations

import contextlib
import csv
import io
import zipfile
from datetime import date, datetime

import xlsxwriter
from examples import examples
from hypothesis import assume, given
from hypothesis import strategies as st
from reading.handmade import ods, workbook
from reading.nasty_file import COLUMNS, HEAD, ONE, REQUIRED, TWO

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.values import (
    ValueFault,
    infer_dates,
    infer_numbers,
    is_blank,
    read_count,
    read_money,
    read_number,
    read_percent,
    read_rank,
    read_score,
    read_text,
)
from ssi_outcomes.reading.opening.limits import open_archive, read_member
from ssi_outcomes.reading.opening.sheets import cut_text
from ssi_outcomes.reading.opening.spreadsheets import read_workbook
from ssi_outcomes.reading.tables.asides import is_aside, is_no_one
from ssi_outcomes.reading.tables.headers import find_table

QUICK = examples(150)
SLOWER = examples(60)

TEXT = f"{HEAD}\n{ONE}\n{TWO}\nTotal;;100,6\n"
TEXTS = [TEXT.encode(encoding) for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252")]
ROW = "<table:table-row><table:table-cell office:value-type='string'><text:p>SSI</text:p></table:table-cell></table:table-row>"
BOOKS = [
    workbook([["Personne", "SSI"], ["P01", 52.6], ["P02", "48"]]),
    workbook([["Personne", "SSI"], ["P01", 0.5]], percent=True),
    ods(ROW),
]
CELLS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates(), st.datetimes())
# Signs of which numbers and dates are made: random texts of them come close to real ones.
NEARLY = st.text("0123456789.,-/ :eE%+'\u202f\u00a0€$W", max_size=20)


def read_all(content: bytes, reader) -> None:
    with contextlib.suppress(FileRefused):
        sheets = reader(content, "fuzz")
        for sheet in sheets if isinstance(sheets, list) else [sheets]:
            table = find_table(sheet, COLUMNS, REQUIRED)
            assert table is None or table.read + table.ignored <= len(sheet.rows) + len(sheet.faults)


@st.composite
def mutated(draw, sources: list[bytes]) -> bytes:
    """A valid file with some bytes changed, put in, or cut out."""
    content = bytearray(draw(st.sampled_from(sources)))
    for _ in range(draw(st.integers(1, 8))):
        place = draw(st.integers(0, max(len(content) - 1, 0)))
        end = place + draw(st.integers(0, 6))
        content[place:end] = draw(st.binary(max_size=6))
    return bytes(content)


@QUICK
@given(st.binary(max_size=400), st.sampled_from([None, "\\"]))
def test_random_bytes_as_text_raise_nothing_but_ours(content: bytes, escape: str | None):
    read_all(content, lambda given, shown: cut_text(given, shown, escape=escape))


@QUICK
@given(mutated(TEXTS))
def test_spoilt_texts_raise_nothing_but_ours(content: bytes):
    read_all(content, cut_text)


@QUICK
@given(st.text('";,\t\r\n\\\0ab1é', max_size=80))
def test_separators_quotes_and_line_ends_in_any_order_raise_nothing_but_ours(text: str):
    read_all(text.encode(), cut_text)


@QUICK
@given(st.binary(max_size=400).map(lambda rest: b"PK\x03\x04" + rest))
def test_random_bytes_as_workbook_raise_nothing_but_ours(content: bytes):
    read_all(content, read_workbook)


@SLOWER
@given(mutated(BOOKS))
def test_spoilt_workbooks_raise_nothing_but_ours(content: bytes):
    read_all(content, read_workbook)


@SLOWER
@given(mutated(BOOKS))
def test_spoilt_archives_raise_nothing_but_ours(content: bytes):
    with contextlib.suppress(FileRefused), open_archive(content, "fuzz.zip") as archive:
        for info in archive.infolist():
            with contextlib.suppress(FileRefused):
                read_member(archive, info, "fuzz.zip")


@SLOWER
@given(st.data())
def test_spoilt_sheets_inside_a_sound_archive_raise_nothing_but_ours(data):
    """The checks of an archive find most changes; here they pass, and what reads XML has to answer."""
    source = data.draw(st.sampled_from(BOOKS))
    with open_archive(source, "fuzz.xlsx") as archive:
        members = {info.filename: read_member(archive, info, "fuzz.xlsx") for info in archive.infolist()}
    name = data.draw(st.sampled_from(sorted(members)))
    members[name] = data.draw(mutated([members[name]]))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    read_all(buffer.getvalue(), read_workbook)


@QUICK
@given(CELLS | NEARLY)
def test_no_cell_makes_a_reader_raise_anything_but_a_fault(cell):
    for reader in (read_number, read_count, read_percent, read_score, read_rank, read_money):
        with contextlib.suppress(ValueFault):
            reader(cell)
    assert isinstance(read_text(cell), str)
    assert isinstance(is_blank(cell), bool)
    assert fold(fold(read_text(cell))) == fold(read_text(cell))


@QUICK
@given(st.lists(CELLS | NEARLY, max_size=8), st.sampled_from([None, "dmy", "mdy", "ymd"]))
def test_no_column_makes_a_rule_raise_anything_but_a_fault(cells: list, order: str | None):
    with contextlib.suppress(ValueFault):
        infer_numbers(cells)
    with contextlib.suppress(ValueFault):
        rule = infer_dates(cells, order)
        for cell in cells:
            with contextlib.suppress(ValueFault):
                assert isinstance(rule.read(cell), date)
            with contextlib.suppress(ValueFault):
                first, last = rule.period(cell)
                assert first <= last


# --- what was written comes back

NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(
    lambda text: (
        not (is_blank(text) or is_aside(text) or is_no_one(text)) and fold(text) not in {"personne", "nom"}
    )
)
SCORES = st.integers(0, 10_000).map(lambda hundredths: hundredths / 100)
DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))
ROWS = st.lists(st.tuples(NAMES, DAYS, SCORES), min_size=1, max_size=12)
FRENCH_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
ENGLISH_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
FRENCH = {
    "numeric": lambda day: f"{day:%d/%m/%Y}",
    "iso": lambda day: day.isoformat(),
    "named": lambda day: f"{day.day}{'er' if day.day == 1 else ''} {FRENCH_MONTHS[day.month - 1]} {day.year}",
}
ENGLISH = {
    "numeric": lambda day: f"{day.month}/{day.day}/{day:%y}",
    "iso": lambda day: f"{day:%Y/%m/%d}",
    "named": lambda day: f"{ENGLISH_MONTHS[day.month - 1]} {day.day}, {day.year}",
}


def back(content: bytes, order: str) -> list[tuple[str, date, float]]:
    """Return the table of a written file as its readers see it."""
    table = find_table(cut_text(content, "written.csv"), COLUMNS, REQUIRED)
    assert not table.rejected and not table.ignored and not table.blank
    dates, numbers = infer_dates(table.column("date"), order), infer_numbers(table.column("ssi"))
    return [
        (read_text(person), dates.read(day), numbers.read(score))
        for person, day, score in zip(
            table.column("person"), table.column("date"), table.column("ssi"), strict=True
        )
    ]


def told(rows) -> list[tuple[str, date, float]]:
    assume(not any(is_aside(name) for name, _, _ in rows))
    return [(read_text(name), day, score) for name, day, score in rows]


@QUICK
@given(
    ROWS,
    st.sampled_from(sorted(FRENCH)),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_a_french_table_comes_back_as_it_was_written(rows, form: str, encoding: str, end: str):
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator=end)
    writer.writerow(["Personne", "Date de relevé", "Score SSI"])
    writer.writerows([name, FRENCH[form](day), f"{score:.2f}".replace(".", ",")] for name, day, score in rows)
    assert back(buffer.getvalue().encode(encoding), "dmy") == told(rows)


@QUICK
@given(
    ROWS,
    st.sampled_from(sorted(ENGLISH)),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from([",", "\t"]),
)
def test_an_english_table_comes_back_as_it_was_written(rows, form: str, encoding: str, separator: str):
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\n")
    writer.writerow(["Nom", "Date", "SSI"])
    writer.writerows([name, ENGLISH[form](day), f"{score:.2f}"] for name, day, score in rows)
    assert back(buffer.getvalue().encode(encoding), "mdy") == told(rows)


@SLOWER
@given(ROWS)
def test_a_workbook_comes_back_as_it_was_written(rows):
    expected = told(rows)
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet, day_format = book.add_worksheet("SSI"), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, ["Personne", "Date", "SSI"])
        for number, (name, day, score) in enumerate(rows, start=1):
            sheet.write_string(number, 0, name)
            sheet.write_datetime(number, 1, datetime(day.year, day.month, day.day), day_format)
            sheet.write_number(number, 2, score)
    (sheet,) = read_workbook(buffer.getvalue(), "written.xlsx")
    table = find_table(sheet, COLUMNS, REQUIRED)
    found = [
        (read_text(person), datetime(day.year, day.month, day.day).date(), float(score))
        for person, day, score in table.rows
    ]
    assert found == expected


@QUICK
@given(
    st.integers(-10_000_000, 10_000_000),
    st.sampled_from(["\u202f", "\u00a0", " ", ".", ",", "'", ""]),
    st.sampled_from([",", "."]),
)
def test_a_grouped_number_with_decimals_is_read_back_or_asked_about(cents: int, group: str, decimal: str):
    assume(group != decimal)
    whole, part = divmod(abs(cents), 100)
    text = f"{'-' if cents < 0 else ''}{whole:,}".replace(",", group) + f"{decimal}{part:02d}"
    assert read_number(text) == cents / 100


@QUICK
@given(st.lists(DAYS, min_size=1, max_size=20), st.sampled_from(["dmy", "mdy"]))
def test_numeric_dates_are_read_in_the_order_they_were_written_or_asked_about(days: list[date], order: str):
    written = [f"{day:%d/%m/%Y}" if order == "dmy" else f"{day:%m/%d/%Y}" for day in days]
    try:
        rule = infer_dates(written)
    except ValueFault as fault:
        assert fault.key == "date_ambiguous"
        assert all(day.day <= 12 for day in days)
        return
    assert [rule.read(text) for text in written] == days

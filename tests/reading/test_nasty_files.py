"""Files that break readers: read right, or quarantined, or refused with a reason; never silently wrong."""

from __future__ import annotations

import base64
import contextlib
import csv
import io
import json
from pathlib import Path

import pytest
from reading.nasty import corpus
from reading.nasty_file import COLUMNS, REQUIRED, Nasty
from reading.texts import CONTEXT

from ssi_outcomes.base.errors import FileRefused, Problem
from ssi_outcomes.reading.cells.values import ValueFault, infer_dates, infer_numbers, read_number, read_text
from ssi_outcomes.reading.opening.sheets import cut_text, read_sheets
from ssi_outcomes.reading.tables.headers import Anchored, find_table
from ssi_outcomes.reading.tables.search import Search

REFERENCE = Path(__file__).parents[1] / "reference"
CORPUS = corpus()


def read(nasty: Nasty, folder: Path) -> Anchored | None:
    path = folder / nasty.name
    path.write_bytes(nasty.content)
    for sheet in read_sheets(path, nasty.name):
        search = Search(sheet, CONTEXT)
        found = search.find(COLUMNS, REQUIRED)
        if found:
            search.ask_twice(found)
            return found
    return None


def scores(table: Anchored) -> list[float | str]:
    """Return each score, or the key of the fault that its cell, or the whole column, has."""
    cells = table.column("ssi")
    try:
        rule = infer_numbers(cells)
    except ValueFault as fault:
        return [fault.key] * len(cells)
    return [_score(cell, rule) for cell in cells]


def _score(cell, rule) -> float | str:
    try:
        return rule.read(cell)
    except ValueFault as fault:
        return fault.key


def test_the_corpus_is_as_large_as_promised():
    assert len(CORPUS) >= 60
    assert len({nasty.name for nasty in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("nasty", [each for each in CORPUS if not each.refused], ids=lambda each: each.name)
def test_each_row_is_taken_right_or_quarantined_by_name(nasty: Nasty, tmp_path: Path):
    table = read(nasty, tmp_path)
    assert (table is not None) == nasty.table
    if table is None:
        return
    taken = dict(
        zip(table.lines, zip(map(read_text, table.column("person")), scores(table), strict=True), strict=True)
    )
    assert taken == nasty.taken
    assert {each.line: each.key for each in table.rejected} == nasty.lost
    assert (table.ignored, table.blank) == (nasty.ignored, nasty.blank)
    assert table.read == len(table.rows) + len(nasty.lost) + nasty.blank


@pytest.mark.parametrize("nasty", [each for each in CORPUS if each.refused], ids=lambda each: each.name)
def test_each_refused_file_is_named_with_the_reason_and_what_to_do(nasty: Nasty, tmp_path: Path):
    with pytest.raises(FileRefused) as refused:
        read(nasty, tmp_path)
    assert refused.value.key == nasty.refused
    for language in ("fr", "en"):
        assert nasty.name in refused.value.text(language)


@pytest.mark.parametrize("nasty", [each for each in CORPUS if each.lost], ids=lambda each: each.name)
def test_each_quarantined_row_says_where_and_why_in_both_languages(nasty: Nasty, tmp_path: Path):
    for each in read(nasty, tmp_path).rejected:
        problem = Problem(each.file, each.key, each.line, each.column, each.values)
        assert f"line {each.line}" in problem.text("en") and f"ligne {each.line}" in problem.text("fr")
        assert each.raw


SPECTRUM = json.loads((REFERENCE / "csv-spectrum" / "files.json").read_text("utf-8"))


@pytest.mark.parametrize("name", sorted(SPECTRUM))
def test_csv_spectrum_is_read_as_its_json_says(name: str):
    sheet = cut_text(base64.b64decode(SPECTRUM[name]["csv"]), f"{name}.csv")
    header, *rows = sheet.rows
    found, expected = [dict(zip(header, row, strict=True)) for row in rows], SPECTRUM[name]["rows"]
    if name == "location_coordinates":  # its JSON has another phone number
        found, expected = (
            [{key: cell for key, cell in row.items() if key != "Contact Phone Number"} for row in table]
            for table in (found, expected)
        )
    assert (found, sheet.faults) == (expected, ())


NAUGHTY = [
    base64.b64decode(text).decode("utf-8")
    for text in json.loads((REFERENCE / "naughty-strings" / "strings.base64.json").read_text("utf-8"))
]


def test_there_are_as_many_naughty_strings_as_were_packed():
    assert len(NAUGHTY) == 485


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_naughty_strings_come_back_as_they_were_or_are_quarantined(encoding: str, separator: str):
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(["Personne", "SSI", "Note"])
    writer.writerows([text, number, text] for number, text in enumerate(NAUGHTY))
    sheet = cut_text(buffer.getvalue().encode(encoding), "naughty.csv")
    table = find_table(sheet, COLUMNS, REQUIRED)
    taken = {int(row[1]): (row[0], row[2]) for row in table.rows}
    lost = set(range(len(NAUGHTY))) - set(taken)
    assert all(taken[number] == (NAUGHTY[number], NAUGHTY[number]) for number in taken)
    assert len(lost) == table.ignored + len(table.rejected)
    assert all("\0" in NAUGHTY[number] for number in lost)


# By hand: what a French or an English reader takes for a number.
NUMBERS = {
    **{
        "0": 0,
        "1": 1,
        "1.00": 1,
        "-1": -1,
        "-1.00": -1,
        "0.00": 0,
        "0,00": 0,
        "01000": 1000,
        "08": 8,
        "09": 9,
    },
    **{
        "1,000.00": 1000,
        "1 000.00": 1000,
        "1'000.00": 1000,
        "1.000,00": 1000,
        "1 000,00": 1000,
        "1'000,00": 1000,
    },
    **{
        "1,000,000.00": 1e6,
        "1 000 000.00": 1e6,
        "1'000'000.00": 1e6,
        "1.000.000,00": 1e6,
        "1 000 000,00": 1e6,
        "1'000'000,00": 1e6,
    },
}


def test_naughty_strings_that_are_numbers_are_these_and_no_others():
    found = {}
    for text in NAUGHTY:
        with contextlib.suppress(ValueFault):
            found[text] = read_number(text)
    assert found == NUMBERS


def test_no_naughty_string_is_a_date_but_those_with_a_real_day():
    found = []
    for text in NAUGHTY:
        with contextlib.suppress(ValueFault):
            found.append((text, infer_dates([text], "dmy").read(text)))
    assert found == []

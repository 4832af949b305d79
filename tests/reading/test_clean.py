"""The fast way gives exactly what the strict way gives, or leaves the file to it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading.nasty import COLUMNS, REQUIRED, corpus

from ssi_outcomes.errors import FileRefused
from ssi_outcomes.reading.clean import read_clean_table
from ssi_outcomes.reading.headers import find_table
from ssi_outcomes.reading.sheets import read_sheets
from ssi_outcomes.reading.values import ValueFault, infer_dates, infer_numbers, read_cells, read_count, read_score, read_text

KINDS = {"person": "text", "date": "date", "ssi": "number", "note": "text"}
HEADER = b"Nom,Date,SSI,Note\n"


def fast(content: bytes, folder: Path, kinds=KINDS, **named):
    path = folder / "table.csv"
    path.write_bytes(content)
    return read_clean_table(path, "table.csv", COLUMNS, REQUIRED, kinds=kinds, **named)


def strict(content: bytes, folder: Path, kinds=KINDS):
    """Return the columns by the strict readers, or None if anything in the file is not taken."""
    path = folder / "table.csv"
    path.write_bytes(content)
    table = find_table(read_sheets(path, "table.csv")[0], COLUMNS, REQUIRED)
    if table is None or table.rejected or table.ignored or table.blank or table.duplicates:
        return None
    found = {"source_line": list(table.lines)}
    for name in table.columns:
        cells = table.column(name)
        try:
            reader = {
                "text": lambda cells: read_text,
                "number": lambda cells: infer_numbers(cells).read,
                "count": lambda cells: read_count,
                "score": lambda cells: read_score,
                "date": lambda cells: infer_dates(cells).read,
            }[kinds[name]](cells)
        except ValueFault:
            return None
        found[name], faults = read_cells(cells, reader)
        if faults:
            return None
    return found


def agree(quick, slow) -> bool:
    """Tell whether both ways gave the same cells, missing ones at the same places."""
    for name, values in slow.items():
        found = quick[name]
        expected = np.array(values, dtype=found.dtype)
        missing = np.array([value is None for value in values])
        lacks = np.equal(found, None) if found.dtype == object else np.isnat(found) if found.dtype.kind == "M" else np.isnan(found)
        if len(found) != len(expected) or (lacks != missing).any() or not (found[~missing] == expected[~missing]).all():
            return False
    return set(quick) == set(slow)


def test_a_clean_table_is_read_with_its_types(tmp_path):
    found = fast(HEADER + b"P01,2026-01-05,52.6,a\nP02,2026-01-12,,\n", tmp_path)
    assert found["person"].tolist() == ["P01", "P02"] and found["note"].tolist() == ["a", None]
    assert found["ssi"][0] == 52.6 and np.isnan(found["ssi"][1])
    assert found["date"].astype("datetime64[D]").astype(str).tolist() == ["2026-01-05", "2026-01-12"]
    assert found["source_line"].tolist() == [2, 3]


CLEAN = [
    HEADER + b"P01,2026-01-05,52.6,a\nP02,2026-01-12,48,b",
    b"\xef\xbb\xbf" + HEADER + b"P01,2026-01-05,52.6,a\n",
    HEADER.replace(b"\n", b"\r\n") + b"P01,2026-01-05,52.6,a\r\n",
    b"Nom;Date;SSI\nP01;05/01/2026;52,6\nP02;31/01/2026;48,15\n",
    b"Nom;Date;SSI\nP01;05/01/2026;52,6\nP02;31/01/2026;1,234\n",
    HEADER + b'"P, 01",2026-01-05,52.6,"say ""hi"""\n',
    HEADER + "Éloïse,2026-01-05,52.6,été\n".encode(),
    HEADER + b"NA,2026-01-05,52.6,None\nnull,2026-01-05,1e3,nan\n",
    HEADER + b"P01,2026-01-05 14:30,52.6,a\n",
    HEADER + b"P01,5 mars 2026,1 234.5,a\n",
    HEADER + b" P01 ,2026-01-05, 52.6 , a\n",
]


@pytest.mark.parametrize("content", CLEAN)
def test_what_the_strict_way_takes_whole_comes_the_same_by_the_fast_way(content: bytes, tmp_path):
    assert agree(fast(content, tmp_path), strict(content, tmp_path))


NOT_CLEAN = {
    "a short row": HEADER + b"P01,2026-01-05,52.6\n",
    "a long row": HEADER + b"P01,2026-01-05,52.6,a,b\n",
    "a blank row": HEADER + b"P01,2026-01-05,52.6,a\n\nP02,2026-01-05,52.6,a\n",
    "a row of separators": HEADER + b"P01,2026-01-05,52.6,a\n,,,\n",
    "a total": HEADER + b"P01,2026-01-05,52.6,a\nTotal,,52.6,\n",
    "a total under a missing name": HEADER + b"P01,2026-01-05,52.6,a\n,Total,52.6,\n",
    "the header again": HEADER + b"P01,2026-01-05,52.6,a\n" + HEADER,
    "an open quote": HEADER + b'"P01,2026-01-05,52.6,a\n',
    "text after a quote": HEADER + b'"P01"x,2026-01-05,52.6,a\n',
    "a quote in the middle": HEADER + b'P"01,2026-01-05,52.6,a\n',
    "a line break in a cell": HEADER + b'"P\n01",2026-01-05,52.6,a\n',
    "an underscore": HEADER + b"P01,2026-01-05,1_000,a\n",
    "hexadecimal": HEADER + b"P01,2026-01-05,5,a\nP01,2026-01-05,0x1F,a\n",
    "not a number": HEADER + b"P01,2026-01-05,52.6,a\nP01,2026-01-05,nan,a\n",
    "infinity": HEADER + b"P01,2026-01-05,52.6,a\nP01,2026-01-05,inf,a\n",
    "an identifier": HEADER + b"P01,2026-01-05,5,a\nP01,2026-01-05,1234567890123456,a\n",
    "an ambiguous number": HEADER + b"P01,2026-01-05,1.234,a\n",
    "ambiguous dates": HEADER + b"P01,05/01/2026,52.6,a\n",
    "contrary dates": HEADER + b"P01,13/01/2026,52.6,a\nP01,01/13/2026,52.6,a\n",
    "a zone": HEADER + b"P01,2026-01-05 14:30 UTC,52.6,a\n",
    "a preamble": b"Notes\n\n" + HEADER + b"P01,2026-01-05,52.6,a\n",
    "a sep line": b"sep=,\n" + HEADER + b"P01,2026-01-05,52.6,a\n",
    "cp1252": HEADER + b"\xc9lo\xefse,2026-01-05,52.6,a\n",
    "UTF-16": (HEADER + b"P01,2026-01-05,52.6,a\n").decode().encode("utf-16"),
    "a NUL": HEADER + b"P\x0001,2026-01-05,52.6,a\n",
    "CR alone": HEADER.replace(b"\n", b"\r") + b"P01,2026-01-05,52.6,a\r",
    "a column twice": b"Nom,Nom,Date,SSI\na,b,2026-01-05,52.6\n",
    "a column without name": b"Nom,,Date,SSI\na,b,2026-01-05,52.6\n",
    "no rows": HEADER,
    "no table": b"a,b\n1,2\n",
}


@pytest.mark.parametrize("what", NOT_CLEAN)
def test_what_is_not_clean_is_left_to_the_strict_way(what: str, tmp_path):
    assert fast(NOT_CLEAN[what], tmp_path) is None


def test_orders_and_marks_of_the_mapping_are_followed(tmp_path):
    found = fast(HEADER + b"P01,05/01/2026,1.234,a\n", tmp_path, order="mdy", decimal=".")
    assert found["date"].astype("datetime64[D]").astype(str).tolist() == ["2026-05-01"] and found["ssi"].tolist() == [1.234]


@pytest.mark.parametrize("nasty", [each for each in corpus() if each.name.endswith(".csv")], ids=lambda each: each.name)
def test_no_nasty_file_is_taken_fast_but_as_the_strict_way_takes_it(nasty, tmp_path):
    try:
        quick = fast(nasty.content, tmp_path)
    except FileRefused as refused:
        assert refused.key == nasty.refused
        return
    if quick is not None:
        assert agree(quick, strict(nasty.content, tmp_path))


CELL = st.sampled_from(
    [
        "",
        " ",
        "P01",
        "52.6",
        "52,6",
        "1.234",
        "1,234",
        "48",
        "1e3",
        "5.",
        ".5",
        "+5",
        "-5",
        "0x1F",
        "nan",
        "1_000",
        "2026-01-05",
        "05/01/2026",
        "Total",
        "é",
        '"',
        '"a"',
        "a\tb",
    ]
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=5), st.sampled_from(",;\t"), st.sampled_from(["number", "score", "count"]))
def test_both_ways_agree_on_any_table(tmp_path, rows, separator: str, kind: str):
    kinds = {**KINDS, "ssi": kind, "date": "text"}
    text = "\n".join(separator.join(row) for row in [("Nom", "Date", "SSI"), ("P01", "x", "48"), *rows])
    quick = fast(text.encode(), tmp_path, kinds)
    if quick is not None:
        assert agree(quick, strict(text.encode(), tmp_path, kinds))


@pytest.mark.parametrize(
    "last",
    [
        b"P01,2026-01-05,0x1F,a",
        b"P01,2026-01-05,1.000,a",
        b"P01,2026-01-05,,Total",
        b"Total,,,",
        b"P01,13/01/2026,5",
        b'P01,2026-01-05,5,"a',
        b"P01,2026-02-30,5,a",
        b"P01,2026-01-05,5,\xe9",
    ],
)
def test_what_comes_long_after_the_sample_is_not_taken_by_kindness(last: bytes, tmp_path):
    content = HEADER + b"P01,2026-01-05,5,a\n" * 20_000 + last + b"\n"
    quick, slow = fast(content, tmp_path), strict(content, tmp_path)
    assert quick is None if slow is None else quick is None or agree(quick, slow)

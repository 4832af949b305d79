"""A large table read by its columns gives exactly what it gives row by row, or is left to the strict way."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading.nasty import corpus

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.bulk import clean
from ssi_outcomes.reading.bulk.clean import open_sheets, read_clean_sheet
from ssi_outcomes.reading.cells.text import NotClean
from ssi_outcomes.reading.joining.folder import read_surely, read_team
from ssi_outcomes.reading.joining.tidy import COLUMNS, _frame
from ssi_outcomes.reading.kinds.recognition import read_sheet
from ssi_outcomes.reading.opening.sheets import read_sheets
from ssi_outcomes.reading.parsed import Context, Parsed
from ssi_outcomes.reading.tables import rows

CONTEXT = Context(today=date(2026, 7, 1))
HEADER = b"Nom,Date,SSI,Note\n"


@pytest.fixture(autouse=True)
def _own_key(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("SSI_KEY_FILE", str(tmp_path_factory.mktemp("key") / "key"))


def write(content: bytes, folder: Path) -> Path:
    path = folder / "table.csv"
    path.write_bytes(content)
    return path


def read(
    content: bytes, folder: Path, *, many: int | None, by_columns: bool = False, context: Context = CONTEXT
) -> Parsed | tuple:
    """Read a table by columns from `many` rows on (None: never), cut the fast way or the strict one; or return why it is refused."""
    path = write(content, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "MANY", 10**9 if many is None else many)
        try:
            sheet = (by_columns and read_clean_sheet(path, path.name)) or read_sheets(path, path.name)[0]
            return read_surely(path, path.name, sheet, context)[1]
        except FileRefused as refused:
            return refused.key, refused.values


def agree(one: Parsed | tuple, other: Parsed | tuple) -> bool:
    """Tell whether two readings are the same: each record with its line, each count, each refused row with its text, each note."""
    if isinstance(one, tuple) or isinstance(other, tuple):
        return one == other
    for name in {*one.tables, *other.tables}:
        pd.testing.assert_frame_equal(
            *(_frame([each.tables.get(name, [])], COLUMNS[name]) for each in (one, other))
        )

    def rest(each: Parsed) -> tuple:
        return (
            each.file,
            each.kind,
            each.rows,
            each.accepted,
            each.blank,
            each.ignored,
            each.notes,
            [(row, row.raw) for row in each.rejected],
        )

    return rest(one) == rest(other)


def read_three_ways(content: bytes, folder: Path, context: Context = CONTEXT) -> Parsed | tuple:
    """Return what a table says, and see that it says the same by its columns, cut the strict way or the fast one."""
    strict = read(content, folder, many=None, context=context)
    assert agree(read(content, folder, many=1, context=context), strict)
    assert agree(read(content, folder, many=1, by_columns=True, context=context), strict)
    return strict


CLEAN = {
    "no last line end": HEADER + b"P01,2026-01-05,52.6,a\nP02,2026-01-12,48,b",
    "a mark at the start": b"\xef\xbb\xbf" + HEADER + b"P01,2026-01-05,52.6,a\n",
    "CR and LF": HEADER.replace(b"\n", b"\r\n") + b"P01,2026-01-05,52.6,a\r\n",
    "French": b"Nom;Date;SSI\nP01;05/01/2026;52,6\nP02;31/01/2026;48,15\n",
    "a thousand that is none": b"Nom;Date;SSI\nP01;05/01/2026;52,6\nP02;31/01/2026;1,234\n",
    "quotes": HEADER + b'"P, 01",2026-01-05,52.6,"say ""hi"""\n',
    "accents": HEADER + "Éloïse,2026-01-05,52.6,été\n".encode(),
    "words that others take for nothing": HEADER + b"NA,2026-01-05,52.6,None\nnull,2026-01-05,53,nan\n",
    "a time": HEADER + b"P01,2026-01-05 14:30,52.6,a\n",
    "a zone": HEADER + b"P01,2026-01-05 14:30 UTC,52.6,a\n",
    "a named month": HEADER + b"P01,5 mars 2026,50,a\n",
    "spaces": HEADER + b" P01 ,2026-01-05, 52.6 , a\n",
    "out of a hundred": HEADER + b"P01,2026-01-05,52/100,a\nP02,2026-01-05,53,a\n",
    "a blank cell": HEADER + b"P01,2026-01-05,,a\nP02,2026-01-05,53,a\n",
    "counts and amounts": b"Personne;Semaine du;RDV;Posts;CA\nP01;05/01/2026;3;0;1 200,50 EUR\nP01;12/01/2026;;2;\nP02;26/01/2026;0;;80 $\n",
    "a log": "Personne,Résultat,Date,Nombre,Montant,Devise\nP01,Contrat,2026-01-05,1,1200.50,EUR\nP02,RDV,2026-01-06,2,,\nP02,CA,2026-01-07,,99.5,EUR\n".encode(),
    "a log of events": "Personne,Résultat,Date\nP01,Contrat,2026-01-05\nP02,RDV,2026-01-06\n".encode(),
    "activities": "Personne,Activité,Date,Nombre\nP01,Posts,2026-01-05,3\nP02,Messages envoyés,2026-01-06,\n".encode(),
    "people": b"Name,Role,Sales Navigator,Joined\nP01,seller,yes,2026-01-05\nP02,,no,\n",
    "deals": b"Record ID,Deal Name,Deal Stage,Amount,Currency,Close Date,Deal owner\n1,x,Closed Won,100.00,EUR,2026-01-29,P01\n2,y,Closed Lost,5,EUR,2026-01-30,P02\n",
}


@pytest.mark.parametrize("what", CLEAN)
def test_a_clean_table_says_the_same_by_its_columns(what: str, tmp_path):
    parsed = read_three_ways(CLEAN[what], tmp_path)
    assert parsed.accepted and not parsed.rejected
    sheet, (strict,) = (
        read_clean_sheet(write(CLEAN[what], tmp_path), "table.csv"),
        read_sheets(tmp_path / "table.csv", "table.csv"),
    )
    assert sheet.bulk is not None, "the fast way was taken"
    assert [sheet.row_at(line) for line in strict.lines] == list(strict.rows)


def test_by_its_columns_a_table_comes_as_frames_with_the_right_cells(tmp_path):
    parsed = read(
        HEADER + b"P01,2026-01-05,52.6,a\nP02,2026-01-12,,\nP02,2026-01-19,40,\n",
        tmp_path,
        many=1,
        by_columns=True,
    )
    frame = parsed.tables["ssi"]
    assert frame["person"].tolist() == ["P01", "P02"]
    assert frame["ssi"].tolist() == [52.6, 40] and frame["source_line"].tolist() == [2, 4]
    assert frame["read_at"].dt.date.tolist() == [date(2026, 1, 5), date(2026, 1, 19)]
    assert (parsed.rows, parsed.accepted, parsed.blank) == (3, 2, 1)
    gaps = parsed.tables["gaps"]
    assert gaps[["person", "table", "source_line"]].values.tolist() == [["P02", "ssi", 3]]


NOT_CLEAN = {
    "a short row": HEADER + b"P01,2026-01-05,52.6\n",
    "a long row": HEADER + b"P01,2026-01-05,52.6,a,b\n",
    "a blank row": HEADER + b"P01,2026-01-05,52.6,a\n\nP02,2026-01-05,52.6,a\n",
    "a row of separators": HEADER + b"P01,2026-01-05,52.6,a\n,,,\n",
    "a total": HEADER + b"P01,2026-01-05,52.6,a\nTotal,,52.6,\n",
    "a total under a missing name": HEADER + b"P01,2026-01-05,52.6,a\n,Total,52.6,\n",
    "the header again": HEADER + b"P01,2026-01-05,52.6,a\n" + HEADER,
    "a footer": HEADER + b"P01,2026-01-05,52.6,a\nGenerated by a tool,,,\n",
    "an open quote": HEADER + b'"P01,2026-01-05,52.6,a\n',
    "text after a quote": HEADER + b'"P01"x,2026-01-05,52.6,a\n',
    "a quote in the middle": HEADER + b'P"01,2026-01-05,52.6,a\n',
    "a line break in a cell": HEADER + b'"P\n01",2026-01-05,52.6,a\n',
    "a preamble": b"Notes\n\n" + HEADER + b"P01,2026-01-05,52.6,a\n",
    "a sep line": b"sep=,\n" + HEADER + b"P01,2026-01-05,52.6,a\n",
    "cp1252": HEADER + b"\xc9lo\xefse,2026-01-05,52.6,a\n",
    "a broken sign in a header": b"Nom,Date,SSI,Not\xe9\nP01,2026-01-05,52.6,a\n",
    "UTF-16": (HEADER + b"P01,2026-01-05,52.6,a\n").decode().encode("utf-16"),
    "a NUL": HEADER + b"P\x0001,2026-01-05,52.6,a\n",
    "CR alone": HEADER.replace(b"\n", b"\r") + b"P01,2026-01-05,52.6,a\r",
    "a column without name": b"Nom,,Date,SSI\na,b,2026-01-05,52.6\n",
    "no rows": HEADER,
    "one column": b"SSI\n53\n",
}


@pytest.mark.parametrize("what", NOT_CLEAN)
def test_what_is_not_clean_is_cut_the_strict_way(what: str, tmp_path):
    assert read_clean_sheet(write(NOT_CLEAN[what], tmp_path), "table.csv") is None
    read_three_ways(NOT_CLEAN[what], tmp_path)


# These can be cut; that a cell is wrong is found as it is read.
MESSY = {
    "an underscore": HEADER + b"P01,2026-01-05,1_0,a\nP02,2026-01-05,50,a\n",
    "hexadecimal": HEADER + b"P01,2026-01-05,5,a\nP01,2026-01-12,0x1F,a\n",
    "not a number": HEADER + b"P01,2026-01-05,52.6,a\nP01,2026-01-12,nan,a\n",
    "infinity": HEADER + b"P01,2026-01-05,52.6,a\nP01,2026-01-12,inf,a\n",
    "an identifier": HEADER + b"P01,2026-01-05,5,a\nP01,2026-01-12,1234567890123456,a\n",
    "ambiguous dates": HEADER + b"P01,05/01/2026,52.6,a\n",
    "contrary dates": HEADER + b"P01,13/01/2026,52.6,a\nP01,01/13/2026,52.6,a\n",
    "no such day": HEADER + b"P01,2026-02-30,52.6,a\nP01,2026-01-12,50,a\n",
    "no date": HEADER + b"P01,,52.6,a\nP01,2026-01-12,50,a\n",
    "a count that is none": b"Personne;Semaine du;RDV;Posts\nP01;05/01/2026;deux;1\nP01;12/01/2026;2,5;3\nP02;26/01/2026;1;-1\n",
    "an amount that is none": b"Personne;Semaine du;CA\nP01;05/01/2026;beaucoup\nP01;12/01/2026;1 200,50\n",
    "an unsure header": b"Personne;Semaine du;Contacts\nP01;05/01/2026;3\n",
    "two wrong cells in a row": HEADER + b"P01,2026-02-30,deux,a\nP01,2026-01-12,50,a\n",
    "a name that is none": "Personne,Résultat,Date,Nombre\nP01,Contrat,2026-01-05,1\nP02,Bidule,2026-01-06,2\nP02,,2026-01-06,2\n".encode(),
    "money in the count": "Personne,Résultat,Date,Nombre\nP01,Contrat,2026-01-05,1\nP02,CA,2026-01-06,200\n".encode(),
    "an unknown currency": "Personne,Résultat,Date,Montant,Devise\nP01,Contrat,2026-01-05,100,EUR\nP02,Contrat,2026-01-06,2,dollars\n".encode(),
    "a field a row": b"date,person,section,field,value\n2026-01-05,P01,SSI,score,50\n2026-01-05,P01,SSI,brand,12\n2026-01-05,P01,SSI,brand,13\n",
    "a column twice": b"Nom,Personne,Date,SSI\na,b,2026-01-05,52.6\n",
    "words of headers in a row": b"Date,Truc,SSI\nPersonne,Date,SSI\nP01,2026-01-05,50\n",
    "no table": b"a,b\n1,2\n",
    "a row too long for a week that another states": b"Date,Semaine,SSI,Trouver,RDV\n2026-01-05,2026-W05,48,5,1\n2026-01-05,2026-W05,48,52,6,1\n",
}


@pytest.mark.parametrize("what", MESSY)
def test_what_cannot_be_read_is_refused_alike(what: str, tmp_path):
    read_three_ways(MESSY[what], tmp_path)


@pytest.mark.parametrize(
    "mapping",
    [
        {"dates": "mdy", "decimal": "."},
        {"dates": "dmy", "person": "P09"},
        {"kind": "ignore"},
        {"kind": "weekly", "columns": {"meetings": "SSI"}},
    ],
)
def test_what_the_mapping_says_is_followed_alike(mapping, tmp_path):
    read_three_ways(
        b"Qui,Date,SSI\nP01,05/01/2026,12\n,06/01/2026,\n",
        tmp_path,
        Context(today=date(2026, 7, 1), owner="P07", mapping=mapping),
    )


@pytest.mark.parametrize(
    "nasty", [each for each in corpus() if each.name.endswith(".csv")], ids=lambda each: each.name
)
def test_no_nasty_file_says_another_thing_by_its_columns(nasty, tmp_path):
    read_three_ways(nasty.content, tmp_path)


CELLS = [
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
    "13/01/2026",
]
CELLS += [
    "Total",
    "é",
    "\u00a0",
    '"',
    '"a"',
    "a\tb",
    "Contrat",
    "RDV",
    "0",
    "007",
    "12 €",
    "2026-W05",
    "53/100",
    "Top 5 %",
]
HEADERS = [
    "Personne",
    "Date",
    "Semaine",
    "SSI",
    "Trouver",
    "RDV",
    "CA",
    "Résultat",
    "Nombre",
    "Montant",
    "Devise",
    "Posts",
    "Activité",
    "Début",
    "Fin",
    "Truc",
]


@settings(examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.data(), st.sampled_from(",;\t"))
def test_any_table_says_the_same_three_ways(tmp_path, data, separator: str):
    header = data.draw(st.lists(st.sampled_from(HEADERS), min_size=2, max_size=6, unique=True))
    # Half of the columns hold what belongs there, lest every table be refused.
    likely = {
        "Date": "2026-01-05",
        "Semaine": "2026-W05",
        "SSI": "48",
        "Résultat": "Contrat",
        "Activité": "Posts",
        "Nombre": "2",
        "RDV": "1",
        "Début": "2026-01-05",
    }
    cells = [st.one_of(st.just(likely.get(name, "5")), st.sampled_from(CELLS)) for name in header]
    table = data.draw(st.lists(st.tuples(*cells), max_size=6))
    read_three_ways("\n".join(separator.join(row) for row in [header, *table]).encode(), tmp_path)


@pytest.mark.parametrize(
    "last",
    [
        b"P01,2026-01-05,0x1F,a",
        b"P01,2026-01-05,,Total",
        b"Total,,,",
        b"P01,13/01/2026,5",
        b'P01,2026-01-05,5,"a',
        b"P01,2026-02-30,5,a",
        b"P01,2026-01-05,5,\xe9",
    ],
)
def test_what_comes_long_after_the_first_rows_is_not_taken_by_kindness(last: bytes, tmp_path):
    content = HEADER + b"P01,2026-01-05,5,a\n" * 6_000 + last + b"\n"
    strict = read(content, tmp_path, many=None)
    assert agree(read(content, tmp_path, many=1, by_columns=True), strict) and agree(
        read(content, tmp_path, many=1), strict
    )


def test_numbers_that_all_differ_are_read_as_a_whole_and_alike(tmp_path):
    chance = random.Random(1)
    lines = [
        f"P{number % 7},2026-01-05,{chance.uniform(0, 99):.6f},{chance.uniform(-5, 10**6):.2f},{number}"
        for number in range(21_000)
    ]
    read_three_ways("\n".join(["Personne,Date,SSI,CA,RDV", *lines]).encode(), tmp_path)


# --- the door


LARGE = "Date;Personne;SSI;RDV\n" + "".join(
    f"{day:02d}/02/2026;P{person:03d};{40 + person % 20};{day % 3}\n"
    for day in range(1, 29)
    for person in range(300)
)


def read_folder(folder: Path, text: str, *, fast: bool):
    (folder / "suivi.csv").write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "MANY", rows.MANY if fast else 10**9)
        patch.setattr(clean, "SMALL", 100_000 if fast else 10**12)
        return read_team(folder, date(2026, 7, 1))


@pytest.mark.parametrize(
    "more",
    ["", "26/02/2026;P001;154;1\n13/02/2026;P002;42;7\n", "31/02/2026;P001;50;1\n", ";;;\n13/02/2026;P003\n"],
    ids=["clean", "rules", "no such day", "uncut"],
)
def test_a_large_file_in_a_folder_is_the_same_dataset_by_either_way(tmp_path, more):
    text = LARGE + more
    assert len(text) > 100_000 and text.count("\n") > rows.MANY
    fast, strict = (read_folder(tmp_path, text, fast=each) for each in (True, False))
    for name in strict.tables:
        pd.testing.assert_frame_equal(fast.tables[name], strict.tables[name])
    assert fast.files == strict.files and fast.rejected == strict.rejected and fast.hash == strict.hash
    assert [each.raw for each in fast.rejected] == [each.raw for each in strict.rejected]
    assert bool(more) == bool(fast.rejected)


def test_from_a_megabyte_on_a_clean_text_is_cut_by_its_columns(tmp_path):
    (tmp_path / "a.csv").write_text(LARGE + LARGE.partition("\n")[2] * (clean.SMALL // len(LARGE)), "utf-8")
    (tmp_path / "b.csv").write_text(LARGE, "utf-8")
    assert [open_sheets(tmp_path / name, name)[0].bulk is not None for name in ("a.csv", "b.csv")] == [
        True,
        False,
    ]


def test_what_has_to_be_read_row_by_row_says_so(tmp_path):
    sheet = read_clean_sheet(write(MESSY["a field a row"], tmp_path), "table.csv")
    with pytest.raises(NotClean):
        read_sheet(sheet, CONTEXT)

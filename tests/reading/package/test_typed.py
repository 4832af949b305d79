"""One file, read by its codebook."""

import pandas as pd
import pytest

from ssi_outcomes.base.codebook import Field, Table
from ssi_outcomes.reading.package.typed import read_table


def table(*fields: Field) -> Table:
    return Table("calls", "calls.csv", {}, {}, fields, (), (), None, None)


def field(name: str, kind: str = "string", **constraints: object) -> Field:
    return Field(name, kind, {}, constraints)


WHO, HOW_MANY, SHARE, SURE = (
    field("who"),
    field("how_many", "integer"),
    field("share", "number"),
    field("sure", "boolean"),
)


def test_each_cell_gets_the_type_of_its_column():
    read = read_table(b"who,how_many,share,sure\nana,3,0.5,true\nbob,,,\n", table(WHO, HOW_MANY, SHARE, SURE))
    assert [str(kind) for kind in read.frame.dtypes] == ["str", "Int64", "float64", "boolean", "str", "int64"]
    assert read.frame.loc[0].tolist() == ["ana", 3, 0.5, True, "calls.csv", 2]


def test_an_empty_cell_is_missing_never_zero():
    read = read_table(b"who,how_many,share,sure\nbob,,,\n", table(WHO, HOW_MANY, SHARE, SURE))
    assert read.frame[["how_many", "share", "sure"]].isna().all(axis=None)
    assert not read.problems


def test_every_row_is_accepted_rejected_or_blank():
    read = read_table(b"who,how_many\nana,3\n\n,\nbob,many\ncleo,1,2\n", table(WHO, HOW_MANY))
    assert (read.rows, read.accepted, read.rejected, read.blank) == (5, 1, 2, 2)
    assert [(problem.line, problem.column, problem.key) for problem in read.problems] == [
        (5, "how_many", "cell_not_integer"),
        (6, None, "cell_count"),
    ]


def test_a_row_is_placed_on_the_line_where_it_starts():
    read = read_table(b'who,how_many\n"ana\nmaria",3\nbob,many\n', table(WHO, HOW_MANY))
    assert read.frame["source_line"].tolist() == [2]
    assert [problem.line for problem in read.problems] == [4]


@pytest.mark.parametrize("text", ["1 000", "1,5", "1_000", "inf", "nan", "1e5", " 3", "٣", "0x10", "3 €"])
def test_what_is_not_plainly_a_number_is_refused(text):
    read = read_table(f'share\n"{text}"\n'.encode(), table(SHARE))
    assert [problem.key for problem in read.problems] == ["cell_not_number"]


@pytest.mark.parametrize("text", ["yes", "True", "1", "vrai"])
def test_only_true_and_false_are_booleans(text):
    assert [problem.key for problem in read_table(f"sure\n{text}\n".encode(), table(SURE)).problems] == [
        "cell_not_boolean"
    ]


@pytest.mark.parametrize(
    ("column", "text", "key"),
    [
        (field("x", required=True), '""', "cell_required"),
        (field("x", enum=["low", "high"]), "middle", "cell_not_listed"),
        (field("x", pattern="[a-z]+"), "abc1", "cell_pattern"),
        (field("x", "number", minimum=0), "-0.1", "cell_too_small"),
        (field("x", "number", maximum=100), "100.5", "cell_too_large"),
    ],
)
def test_a_cell_that_breaks_its_columns_rule_is_refused(column, text, key):
    read = read_table(f"x,who\n{text},ana\n".encode(), table(column, WHO))
    assert [(problem.line, problem.column, problem.key) for problem in read.problems] == [(2, "x", key)]
    assert read.frame.empty


def test_bounds_belong_to_the_range():
    read = read_table(b"x\n0\n100\n", table(field("x", "number", minimum=0, maximum=100)))
    assert read.frame["x"].tolist() == [0, 100]


def test_other_headers_are_one_problem_not_one_per_row():
    read = read_table(b"who,count\nana,3\nbob,4\n", table(WHO, HOW_MANY))
    assert [(problem.line, problem.key) for problem in read.problems] == [(1, "header_differs")]


def test_a_byte_order_mark_is_made_visible():
    read = read_table("\ufeffwho\nana\n".encode(), table(WHO))
    assert r"\ufeffwho" in read.problems[0].text("en")


@pytest.mark.parametrize("content", [b"who\n\xe9ric\n", b'who\n"ana\n', b'who\n"ana"b\n'])
def test_what_is_no_csv_in_utf8_is_refused_whole(content):
    read = read_table(content, table(WHO))
    assert [problem.key for problem in read.problems] == ["file_not_csv"]
    assert read.rows == 0


def test_an_empty_file_has_no_headers():
    assert [problem.key for problem in read_table(b"", table(WHO)).problems] == ["header_differs"]


def test_the_table_passed_on_is_ordinary_pandas():
    assert isinstance(read_table(b"who\nana\n", table(WHO)).frame, pd.DataFrame)

"""Rows that differ in their numbers and names alone are built at once."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from ssi_outcomes.reading.bulk.alike import Mark, Touched, build_alike
from ssi_outcomes.reading.bulk.columns import read_column
from ssi_outcomes.reading.cells.text import ValueFault
from ssi_outcomes.reading.cells.values import read_count, read_text


def test_a_reader_that_looks_at_a_number_gets_the_rows_one_by_one():
    for look in (
        bool,
        str,
        int,
        float,
        repr,
        hash,
        lambda mark: mark == 3,
        lambda mark: mark < 3,
        lambda mark: f"{mark}",
        lambda mark: mark + 1,
        lambda mark: mark.strip(),
        lambda mark: len(mark),
        lambda mark: "a" in mark,
        lambda mark: mark[0],
        lambda mark: [*mark],
    ):
        with pytest.raises(Touched):
            look(Mark("meetings"))


def built(build, **columns: list[str]):
    """Return what `build` makes of a table of these columns, from line 2 on; `count` is a number."""
    read = {
        name: read_column(pa.array(cells, pa.string()), read_count if name == "count" else read_text)
        for name, cells in columns.items()
    }
    size = len(next(iter(columns.values())))
    return build_alike(read, range(2, size + 2), np.arange(size), build)


def test_of_rows_alike_but_for_numbers_and_names_one_is_built_and_all_are_filled_in():
    calls = []

    def build(row, line):
        calls.append(line)
        return [("outcomes", {"person": row["person"], "outcome": row["outcome"], "count": row["count"]})]

    found = built(
        build,
        person=["P01", "P02", "P01", "P03"],
        outcome=["meetings", "meetings", "contracts", "meetings"],
        count=["3", "0", "1", "7"],
    )
    assert calls == [2, 4]
    assert found.tables["outcomes"].to_dict("list") == {
        "person": ["P01", "P02", "P01", "P03"],
        "outcome": ["meetings", "meetings", "contracts", "meetings"],
        "count": [3, 0, 1, 7],
        "source_line": [2, 3, 4, 5],
    }
    assert (found.fates, found.faults) == ({"accepted": 4}, {})


def test_a_missing_number_makes_another_kind_of_row():
    def build(row, line):
        return "blank" if row["count"] is None else [("outcomes", {"count": row["count"]})]

    found = built(build, count=["3", "", "5"])
    assert found.fates == {"accepted": 2, "blank": 1}
    assert found.tables["outcomes"]["source_line"].tolist() == [2, 4]


def test_a_row_that_is_refused_is_refused_for_all_that_are_like_it():
    def build(row, line):
        if row["outcome"] == "?":
            raise ValueFault("name_unknown")
        return [("outcomes", {"count": row["count"]})]

    found = built(build, outcome=["?", "calls", "?"], count=["1", "2", "3"])
    assert {place: fault.key for place, fault in found.faults.items()} == {
        0: "name_unknown",
        2: "name_unknown",
    }
    assert found.tables["outcomes"]["count"].tolist() == [2] and found.fates == {"accepted": 1}


def test_a_name_that_is_looked_at_tells_rows_apart():
    def build(row, line):
        own = "calls" if row["person"] == "P01" else "meetings"
        return [("outcomes", {"person": row["person"], "outcome": own, "count": row["count"]})]

    found = built(build, person=["P01", "P02", "P01"], count=["1", "2", "3"])
    assert found.tables["outcomes"]["person"].tolist() == ["P01", "P02", "P01"]
    assert found.tables["outcomes"]["outcome"].tolist() == ["calls", "meetings", "calls"]
    assert found.tables["outcomes"]["count"].tolist() == [1, 2, 3]


def test_a_number_that_is_computed_with_is_touched():
    with pytest.raises(Touched):
        built(lambda row, line: [("outcomes", {"count": row["count"] + 1})], count=["1", "2"])


def test_records_of_different_shapes_come_in_the_order_of_their_rows():
    def build(row, line):
        extra = {"value": row["count"]} if row["outcome"] == "revenue" else {"count": row["count"]}
        return [("outcomes", {"outcome": row["outcome"], **extra})]

    found = built(build, outcome=["revenue", "calls", "revenue"], count=["10", "2", "30"])
    assert found.tables["outcomes"]["source_line"].tolist() == [2, 3, 4]
    assert found.tables["outcomes"]["outcome"].tolist() == ["revenue", "calls", "revenue"]
    assert found.tables["outcomes"]["value"].dropna().tolist() == [10, 30]

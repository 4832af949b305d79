"""A frame comes back from Parquet as it was: types, missing values, tuples, and columns that no type fits."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from ssi_outcomes.intake.frames import pack_frame, unpack_frame

COLUMNS = {
    "text as pandas has it": pd.Series(["a", None, "é"]),
    "text and None": pd.Series(["a", None, "b"], dtype=object),
    "None alone": pd.Series([None, None, None], dtype=object),
    "flags and None": pd.Series([True, None, False], dtype=object),
    "tuples": pd.Series([("a", "b"), (), ("c",)], dtype=object),
    "tuples and None": pd.Series([("a",), None, ()], dtype=object),
    "whole numbers": pd.Series([1, 2, 3]),
    "numbers": pd.Series([0.1 + 0.2, np.nan, np.inf]),
    "flags": pd.Series([True, False, True]),
    "days": pd.Series(pd.to_datetime(["2026-01-05", None, "2026-01-12"])).astype("datetime64[us]"),
    "seconds": pd.Series(pd.to_datetime(["2026-01-05", None, "2026-01-12"])).astype("datetime64[s]"),
    "nullable numbers": pd.Series([1, None, 3], dtype="Int64"),
    "nullable flags": pd.Series([True, None, False], dtype="boolean"),
    "dates": pd.Series([date(2026, 1, 5), None, date(2026, 1, 6)], dtype=object),
    "mixed": pd.Series(["a", 1, 2.5], dtype=object),
    "text and NaN": pd.Series(["a", np.nan, None], dtype=object),
    "numbers as objects": pd.Series([1, 2, None], dtype=object),
}


def same(found: pd.DataFrame, frame: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(found, frame, check_exact=True, check_freq=True)
    for name in frame:
        if frame[name].dtype == object:
            assert [type(each) for each in found[name]] == [type(each) for each in frame[name]], name


@pytest.mark.parametrize("name", COLUMNS)
@pytest.mark.parametrize("rows", [3, 0])
def test_a_column_comes_back_with_the_type_of_each_cell(name, rows):
    frame = pd.DataFrame({name: COLUMNS[name], "row": [1, 2, 3]}).head(rows)
    same(unpack_frame(*pack_frame(frame)), frame)


def test_columns_keep_their_order_and_a_frame_its_bytes():
    frame = pd.DataFrame(COLUMNS)
    content, notes = pack_frame(frame)
    assert pack_frame(frame) == (content, notes)
    same(unpack_frame(content, notes), frame)

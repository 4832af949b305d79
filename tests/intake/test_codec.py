"""Values come back from JSON as they were, to the type; what would not is refused when it is written."""

import json
import math
from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.intake.codec import read_json, write_json
from ssi_outcomes.reading.parsed import Rejected

TEXTS = st.text(st.characters(), max_size=8)
PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=3) | st.tuples(inner, inner) | st.dictionaries(TEXTS, inner, max_size=3)
    ),
    max_leaves=8,
)


def types(value: object) -> object:
    if isinstance(value, dict):
        return {key: types(each) for key, each in value.items()}
    return (type(value), [types(each) for each in value]) if isinstance(value, list | tuple) else type(value)


@examples(100)
@given(VALUES)
def test_any_value_comes_back_with_its_types_and_its_order(value):
    found = read_json(write_json(value))
    assert found == value and types(found) == types(value)
    if isinstance(value, dict):
        assert list(found) == list(value)


@pytest.mark.parametrize(
    "value",
    [
        date(2026, 1, 5),
        datetime(2026, 1, 5, 14, 5, 0, 7),
        pd.Timestamp("2026-01-05").as_unit("us"),
        pd.NaT,
        np.float64(0.1),
        np.int64(3),
        np.bool_(True),
        math.inf,
        (0.1 + 0.2, -0.0),
        Slope(0.1, math.inf, 3),
        Rejected("a.csv", "rule", 3, None, "x", {"dates": (1, [date(2026, 1, 5)])}, "a;b"),
        {"$tuple": [1], "$of": {"$Slope": []}},
        {1: "a", None: "b"},
    ],
)
def test_what_json_has_no_form_for_comes_back_too(value):
    found = read_json(write_json(value))
    assert type(found) is type(value)
    assert found is value if value is pd.NaT else found == value


def test_not_a_number_and_arrays_come_back():
    assert math.isnan(read_json(write_json(math.nan)))
    array = np.array([[0.1, np.nan], [np.inf, 1]])
    found = read_json(write_json(array))
    assert found.dtype == array.dtype and np.array_equal(found, array, equal_nan=True)


@pytest.mark.parametrize("value", [{1, 2}, b"x", object(), np.array(["a"], object), [frozenset()]])
def test_what_could_not_be_given_back_is_refused_when_it_is_written(value):
    with pytest.raises(TypeError, match="no exact form"):
        write_json(value)


@pytest.mark.parametrize("content", [{"$os.system": ["x"]}, {"$Path": ["x"]}, {"$Slope": [1]}, {"$tuple": 1}])
def test_nothing_but_what_is_known_is_built(content):
    with pytest.raises((KeyError, TypeError, ValueError)):
        read_json(json.dumps(content))

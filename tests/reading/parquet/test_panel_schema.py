"""Which columns of a Parquet file are read, and which files are none of a panel."""

from __future__ import annotations

import pyarrow as pa
import pytest

from ssi_outcomes.base.errors import LANGUAGES, FileRefused, message
from ssi_outcomes.reading.parquet.panel_schema import match_columns, say_unread

NUMBER = pa.float64()


def schema(**more: pa.DataType) -> pa.Schema:
    columns = {"person": pa.string(), "week": pa.date32(), "ssi": NUMBER, **more}
    return pa.schema([pa.field(name, kind) for name, kind in columns.items()])


def test_columns_are_known_by_name_and_others_are_told():
    found = match_columns(schema(outcome_contracts=pa.int64(), region=pa.string()), {}, "f")
    assert set(found.taken) == {"person", "week", "ssi", "outcome_contracts"}
    assert found.unread == ("region",)


def test_an_outcome_that_the_registry_does_not_know_is_told_and_not_read():
    found = match_columns(schema(outcome_happiness=pa.int64()), {}, "f")
    assert found.unread == ("outcome_happiness",)


def test_what_an_unread_column_may_be_is_said_and_that_money_is_not_read():
    said = say_unread(["outcome_meeting", "meetings", "outcome_revenue", "activity_posts_made", "region"])
    assert said["columns"].count(",") == 4 and said["amounts"] == "outcome_revenue"
    assert said["meant"].startswith("outcome_meeting → outcome_meetings, meetings → outcome_meetings")
    assert "region" not in said["meant"] and say_unread(["region"])["meant"] == ""
    for language in LANGUAGES:
        text = message("panel_columns_unread", language, **said)
        assert "outcome_meeting → outcome_meetings" in text and text.count("outcome_revenue") == 2
        assert "→" not in message("panel_columns_unread", language, **say_unread(["region"]))


def test_the_mapping_gives_columns_their_names():
    own = pa.schema([("seller", pa.int64()), ("week", pa.timestamp("us")), ("score", NUMBER)])
    entry = {"columns": {"person": "seller", "ssi": "score"}}
    assert match_columns(own, entry, "f").taken == {"person": "seller", "week": "week", "ssi": "score"}


def test_a_column_whose_place_was_given_to_another_is_not_read():
    found = match_columns(schema(second=NUMBER), {"columns": {"ssi": "second"}}, "f")
    assert found.taken["ssi"] == "second" and found.unread == ("ssi",)


def test_a_column_that_is_left_out_as_asked_is_not_told():
    assert match_columns(schema(region=pa.string()), {"ignore": ["region"]}, "f").unread == ()


@pytest.mark.parametrize(
    ("given", "entry", "key"),
    [
        (pa.schema([("person", pa.string()), ("week", pa.date32())]), {}, "file_panel_columns"),
        (schema(), {"columns": {"ssi": "nowhere"}}, "file_panel_columns"),
        (schema(brand=pa.string()), {}, "file_panel_type"),
        (
            pa.schema([("person", pa.float64()), ("week", pa.date32()), ("ssi", NUMBER)]),
            {},
            "file_panel_type",
        ),
        (pa.schema([("person", pa.string()), ("week", pa.int64()), ("ssi", NUMBER)]), {}, "file_panel_type"),
        (schema().append(pa.field("ssi", NUMBER)), {}, "file_panel_column_twice"),
    ],
)
def test_a_file_that_is_no_panel_is_refused(given, entry, key):
    with pytest.raises(FileRefused) as refused:
        match_columns(given, entry, "f")
    assert refused.value.key == key

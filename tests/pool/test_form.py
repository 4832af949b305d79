"""The documented form of a file for a pool: each word of a schema that is used refuses what it is there to refuse."""

from __future__ import annotations

import pytest

from ssi_outcomes.evidence.pool_judge import DRAWN_GATES
from ssi_outcomes.evidence.verdict import GATES
from ssi_outcomes.pool.form import Fault, find_faults, read_schema
from ssi_outcomes.reading.names.registry import outcomes

SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["count"],
    "properties": {
        "count": {"type": "integer", "minimum": 5},
        "share": {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
        "word": {"enum": ["one", 1, None]},
        "code": {"type": "string", "pattern": "^[A-Z]{2}$"},
        "list": {"type": "array", "maxItems": 2, "items": {"type": "boolean"}},
        "named": {"type": "object", "propertyNames": {"pattern": "^x"}, "additionalProperties": {"type": "null"}},
    },
}  # fmt: skip


def rules(**values):
    return [(fault.place, fault.rule) for fault in find_faults({"count": 5, **values}, SCHEMA)]


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"count": 4}, ("count", "range")),
        ({"count": 5.0}, ("count", "value")),
        ({"count": True}, ("count", "value")),
        ({"share": 0}, ("share", "range")),
        ({"share": float("nan")}, ("share", "range")),
        ({"share": float("inf")}, ("share", "range")),
        ({"share": "0.5"}, ("share", "value")),
        ({"word": True}, ("word", "value")),
        ({"code": "ABC"}, ("code", "value")),
        ({"code": "AB\n"}, ("code", "value")),
        ({"list": [True] * 3}, ("list", "many")),
        ({"list": [True, 1]}, ("list[1]", "value")),
        ({"named": {"y": None}}, ("named", "unknown")),
        ({"more": 1}, ("", "unknown")),
    ],
)
def test_what_the_schema_does_not_allow_is_named_with_its_place(values, fault):
    assert rules(**values) == [fault]


def test_what_the_schema_allows_passes():
    assert rules(share=1, word=None, code="AB", list=[True, False], named={"x1": None}) == []


def test_a_missing_key_is_named_and_a_long_value_is_cut():
    assert list(find_faults({}, SCHEMA)) == [Fault("count", "missing")]
    (fault,) = find_faults({"count": "x" * 1000}, SCHEMA)
    assert len(fault.value) == 60


def test_the_form_of_a_study_knows_each_gate_of_the_rule_and_of_a_trial_and_no_other():
    estimates = read_schema("study")["properties"]["estimates"]["items"]["properties"]
    assert {*GATES, *DRAWN_GATES} == set(estimates["gates"]["properties"])


def test_each_real_outcome_can_be_told_of():
    estimates = read_schema("study")["properties"]["estimates"]["items"]
    names = [name for name, each in outcomes().items() if each.kind == "real"]
    assert [list(find_faults(name, estimates["properties"]["outcome"])) for name in names] == [[]] * len(
        names
    )


def test_a_file_for_a_pool_has_no_place_for_a_text_of_ones_own():
    for name in ("study", "registration"):
        assert list(_free_texts(read_schema(name), name)) == []


def _free_texts(schema, place):
    if schema.get("type") == "string" and not {"pattern", "enum", "const"} & schema.keys():
        yield place
    if "object" in schema.get("type", ()) and schema.get("additionalProperties", True) is True:
        yield f"{place} (any key)"
    for key, each in schema.get("properties", {}).items():
        yield from _free_texts(each, f"{place}.{key}")
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from _free_texts(schema[key], f"{place}.{key}")

"""Hold a value against a JSON Schema: the few words of it (draft 2020-12) that ours use.

The schemas lie beside this file and are the documented form of what a team hands over; nothing else says
which keys there are, or what they may hold.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_KINDS = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    # A truth value is a kind of int in Python.
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
}
_LONGEST = 60  # signs of a value that are shown


@dataclass(frozen=True)
class Fault:
    """What does not fit: where (`estimates[0].b`), which rule of the form (the ending of a message's key),
    and the value as it stands there.
    """

    place: str
    rule: str
    value: str = ""


@cache
def read_schema(name: str) -> dict[str, object]:
    """Return a schema of this room: "study" or "registration"."""
    return json.loads(files(__package__).joinpath(f"{name}.schema.json").read_text("utf-8"))


def find_faults(value: object, schema: dict[str, object], place: str = "") -> Iterator[Fault]:
    """Yield each place at which `value` is not what `schema` says, the first ones first."""
    if not _is_of_kind(value, schema) or _is_other_word(value, schema):
        yield Fault(place, "value", _show(value))
    elif isinstance(value, dict):
        yield from _check_keys(value, schema, place)
    elif isinstance(value, list):
        if len(value) > schema.get("maxItems", math.inf):
            yield Fault(place, "many", str(len(value)))
            return
        for number, each in enumerate(value):
            yield from find_faults(each, schema["items"], f"{place}[{number}]")
    elif _is_number(value) and not _is_within(value, schema):
        yield Fault(place, "range", _show(value))


def _check_keys(value: dict[str, object], schema: dict[str, object], place: str) -> Iterator[Fault]:
    own, others = schema.get("properties", {}), schema.get("additionalProperties", {})
    pattern = schema.get("propertyNames", {}).get("pattern", "")
    for key in schema.get("required", ()):
        if key not in value:
            yield Fault(_inside(place, key), "missing")
    if len(value) < schema.get("minProperties", 0):
        yield Fault(place, "missing")
    for key, each in value.items():
        if key in own:
            yield from find_faults(each, own[key], _inside(place, key))
        elif others is False or not re.search(pattern, key):
            yield Fault(place, "unknown", _show(key))
        else:
            yield from find_faults(each, others, _inside(place, key))


def _is_of_kind(value: object, schema: dict[str, object]) -> bool:
    kinds = schema.get("type", ())
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return not kinds or any(_KINDS[kind](value) for kind in kinds)


def _is_other_word(value: object, schema: dict[str, object]) -> bool:
    words = schema.get("enum", [schema["const"]] if "const" in schema else None)
    # 1 and true are equal in Python, and not in JSON.
    other = words is not None and not any(value == each and type(value) is type(each) for each in words)
    pattern = schema.get("pattern")
    return other or (pattern is not None and isinstance(value, str) and not re.fullmatch(pattern, value))


def _is_within(value: float, schema: dict[str, object]) -> bool:
    low, high = schema.get("minimum", -math.inf), schema.get("maximum", math.inf)
    # What is no number (NaN) is within nothing.
    return low <= value <= high and value > schema.get("exclusiveMinimum", -math.inf) and math.isfinite(value)


def _is_number(value: object) -> bool:
    return _KINDS["number"](value)


def _inside(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _show(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"

"""Values as JSON and back, exactly: what JSON has no form for carries a mark, and nothing read is run.

A mark is a dictionary with one key that begins with "$"; any other dictionary is written as pairs, so that
none of its keys is taken for one. Known classes only are built: those of `CLASSES`, and those of `JUDGED`,
which are not imported before one of them is met.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime

import numpy as np
import pandas as pd

from ssi_outcomes.base.errors import Problem
from ssi_outcomes.base.plan import Gates, Plan, TrialRule
from ssi_outcomes.intake.faults import Faults, FaultyTable
from ssi_outcomes.reading.dataset import SourceFile
from ssi_outcomes.reading.parsed import Rejected

CLASSES = {
    kind.__name__: kind
    for kind in (Problem, Rejected, SourceFile, Faults, FaultyTable, Plan, Gates, TrialRule)
}


def write_json(value: object) -> str:
    """Return `value` as JSON text; raises TypeError for what `read_json` could not give back as it was."""
    return json.dumps(_encode(value), separators=(",", ":"))


def read_json(text: str) -> object:
    """Return what `write_json` was given; raises ValueError, KeyError or TypeError for any other text."""
    return _decode(json.loads(text))


def _encode(value: object) -> object:
    kind = type(value)
    if value is None or kind in (bool, int, float, str):
        return (
            value  # Python writes the shortest digits that give the same number back, NaN and infinities too
        )
    if kind is list:
        return [_encode(each) for each in value]
    if kind is tuple:
        return {"$tuple": [_encode(each) for each in value]}
    if kind is dict:
        return {"$pairs": [[_encode(key), _encode(each)] for key, each in value.items()]}
    if is_dataclass(kind) and _find_class(kind.__name__) is kind:
        return {f"${kind.__name__}": [_encode(getattr(value, each.name)) for each in fields(kind)]}
    if kind is np.ndarray and value.dtype.kind in "fiub":
        return {"$array": [value.dtype.str, value.shape, value.ravel().tolist()]}
    if isinstance(value, np.bool_ | np.integer | np.floating):
        return {"$number": [value.dtype.str, value.item()]}
    if value is pd.NaT or value is pd.NA:
        return {"$missing": str(value)}
    if kind is pd.Timestamp:
        return {"$timestamp": [value.isoformat(), value.unit]}
    if kind in (datetime, date):
        return {f"${kind.__name__}": value.isoformat()}
    raise TypeError(f"no exact form for {kind.__name__}")


def _decode(value: object) -> object:
    if isinstance(value, list):
        return [_decode(each) for each in value]
    if not isinstance(value, dict):
        return value
    ((mark, content),) = value.items()
    return _MARKS[mark](content) if mark in _MARKS else _build(mark[1:], content)


def _build(name: str, content: list) -> object:
    kind = _find_class(name)
    if kind is None:
        raise KeyError(name)
    return kind(*map(_decode, content))


def _find_class(name: str) -> type | None:
    """Return the known class of a name, None where there is none."""
    if name in CLASSES:
        return CLASSES[name]
    from ssi_outcomes.intake.judged_classes import JUDGED

    return JUDGED.get(name)


_MARKS = {
    "$tuple": lambda content: tuple(map(_decode, content)),
    "$pairs": lambda content: {_decode(key): _decode(each) for key, each in content},
    "$array": lambda content: np.array(content[2], content[0]).reshape(content[1]),
    "$number": lambda content: np.dtype(content[0]).type(content[1]),
    "$missing": {"NaT": pd.NaT, "<NA>": pd.NA}.__getitem__,
    "$timestamp": lambda content: pd.Timestamp(content[0]).as_unit(content[1]),
    "$datetime": datetime.fromisoformat,
    "$date": date.fromisoformat,
}

"""The tables of a pool: a study's estimates, and what was registered of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pandas as pd

from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.pool.pool_text import Content

POOL = {
    **dict.fromkeys(("study", "design", "question", "push", "outcome"), str),
    **dict.fromkeys(("b", "se", "freedom", "events"), float),
    **dict.fromkeys(("people", "weeks"), int),
    **dict.fromkeys(("first", "last"), str),
    **dict.fromkeys(("lift", "lift_se", "lift_with_b"), float),
    **dict.fromkeys(("failed", "source_file"), str),
    "source_line": int,
}
REGISTERED = {
    **dict.fromkeys(("study", "registered", "design"), str),
    **dict.fromkeys(("people", "weeks", "looks_before"), int),
    **dict.fromkeys(("heard_of", "time_is_up"), bool),
    "source_file": str,
    "source_line": int,
}


def tabulate_studies(believed: Mapping[str, Content]) -> pd.DataFrame:
    """Return one row for each estimate of the files, by how they are shown; `failed` is the first gate that
    does not hold, "" where all do.
    """
    rows = [
        _take_row(content.values, each) | {"source_file": label, "source_line": number}
        for label, content in believed.items()
        if content.form == "study"
        for number, each in enumerate(content.values["estimates"], 1)
    ]
    return _frame(rows, POOL)


def tabulate_registered(believed: Mapping[str, Content], today: date) -> pd.DataFrame:
    """Return one row for each study that was registered: whether its file is here, and whether its weeks
    are over.
    """
    told = ("study", "registered", "design", "people", "weeks", "looks_before")
    heard = {each.values["study"] for each in believed.values() if each.form == "study"}
    rows = [
        {
            **{name: each.values[name] for name in told},
            "heard_of": each.values["study"] in heard,
            "time_is_up": _find_end(each.values) <= today,
            "source_file": label,
            "source_line": 1,
        }
        for label, each in believed.items()
        if each.form == "registration"
    ]
    return _frame(rows, REGISTERED)


def _take_row(study: Mapping[str, object], values: Mapping[str, object]) -> dict[str, object]:
    lift = values["lift"] or {}
    same = ("design", "question", "push", "outcome", "b", "se", "freedom", "events", "people", "weeks")
    return {
        "study": study["study"],
        **{name: values[name] for name in same},
        "push": values["push"] or "",
        "first": values["from"],
        "last": values["to"],
        "lift": lift.get("points"),
        "lift_se": lift.get("se"),
        "lift_with_b": lift.get("with_b"),
        "failed": next((name for name, holds in values["gates"].items() if not holds), ""),
    }


def _find_end(registration: Mapping[str, object]) -> date:
    return date.fromisoformat(registration["registered"]) + timedelta(days=WEEK * registration["weeks"])


def _frame(rows: list[dict[str, object]], columns: dict[str, type]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(columns))
    return frame.astype(columns)

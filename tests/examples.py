"""On how many examples a property is tried: an eighth of them in `make test`, all of them with `-m long`, ten
times as many, drawn anew, where `--hypothesis-profile=explore` looks for what nobody had in mind; and which
of many cases are tried in `make test`, the others with `-m long`.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable

import pytest
from hypothesis import settings

# Set by `conftest.py`, before any test is collected.
ALL = "SSI_TEST_ALL_EXAMPLES"
EXPLORE = "explore"


def examples(number: int) -> settings:
    """Return the settings that try a property on `number` examples in the long part, and on an eighth of them before."""
    if settings.get_current_profile_name() == EXPLORE:
        return settings(max_examples=10 * number)
    return settings(max_examples=number if ALL in os.environ else max(5, number // 8))


def few(cases: Iterable[object], kept: Collection[object]) -> list[object]:
    """Return `cases` (tuples where a test takes several parameters) as its parameters, those that are not among
    the `kept` marked as long.
    """
    cases = list(cases)
    assert all(case in cases for case in kept), "what is kept is not among the cases"
    return [case if case in kept else _leave(*case if isinstance(case, tuple) else (case,)) for case in cases]


def _leave(*values: object) -> object:
    return pytest.param(*values, marks=pytest.mark.long)

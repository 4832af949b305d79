"""On how many examples a property is tried: a quarter of them in `make test`, all of them with `-m long`."""

from __future__ import annotations

import os

from hypothesis import settings

# Set by `conftest.py`, before any test is collected.
ALL = "SSI_TEST_ALL_EXAMPLES"


def examples(number: int) -> settings:
    """Return the settings that try a property on `number` examples in the long part, and on a quarter of them before."""
    return settings(max_examples=number if ALL in os.environ else max(5, number // 4))

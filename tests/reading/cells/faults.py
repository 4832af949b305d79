"""What is wrong with a cell, by its key; each fault can be said in both languages."""

from __future__ import annotations

import pytest

from ssi_outcomes.base.errors import message
from ssi_outcomes.reading.cells.values import ValueFault


def fault_of(action, *arguments, **named) -> str:
    with pytest.raises(ValueFault) as fault:
        action(*arguments, **named)
    for language in ("fr", "en"):
        assert message(fault.value.key, language, **fault.value.values)
    return fault.value.key

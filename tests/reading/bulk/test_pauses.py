"""Python's search for cycles is off while many cells are made, and afterwards as it was."""

from __future__ import annotations

import gc

import pytest

from ssi_outcomes.reading.bulk.pauses import without_pauses


@pytest.fixture(autouse=True)
def _as_it_was():
    was_on = gc.isenabled()
    yield
    gc.enable() if was_on else gc.disable()


@pytest.mark.parametrize("was_on", [True, False])
def test_the_search_is_off_inside_and_as_before_outside(was_on):
    gc.enable() if was_on else gc.disable()
    with without_pauses():
        assert not gc.isenabled()
    assert gc.isenabled() == was_on


def test_a_refusal_inside_leaves_the_search_on():
    gc.enable()
    with pytest.raises(ValueError), without_pauses():
        raise ValueError
    assert gc.isenabled()


def test_a_function_is_without_pauses_as_long_as_it_runs():
    gc.enable()
    assert without_pauses()(gc.isenabled)() is False
    assert gc.isenabled()

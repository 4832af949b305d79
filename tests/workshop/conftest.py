"""The page's script in a Chromium without a network, to be asked what the page would be asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ssi_outcomes.workshop.one_script import NAME, make_script
from ssi_outcomes.workshop.told_forms import tell_forms


@pytest.fixture(scope="module")
def script_page(chromium):
    """A blank page with the script, which has learnt how the reader knows a cell."""
    page = chromium.new_page()
    page.add_script_tag(content=make_script())
    page.evaluate(f"forms => {NAME}.learn(forms)", tell_forms())
    yield page
    page.close()


@pytest.fixture(scope="module")
def ask(script_page) -> Callable[..., object]:
    """Call a function of the script with plain values: `ask("studentBelow", 1.5, 9)`."""
    return lambda name, *values: script_page.evaluate(f"values => {NAME}.{name}(...values)", list(values))

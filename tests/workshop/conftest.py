"""The page's script in a Chromium without a network, to be asked what the page would be asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ssi_outcomes.workshop.one_script import NAME, make_script


@pytest.fixture(scope="module")
def ask(chromium) -> Callable[..., object]:
    """Call a function of the script with plain values: `ask("studentBelow", 1.5, 9)`."""
    page = chromium.new_page()
    page.add_script_tag(content=make_script())
    yield lambda name, *values: page.evaluate(f"values => {NAME}.{name}(...values)", list(values))
    page.close()
